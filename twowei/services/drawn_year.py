"""A year of an invented district, drawn from a seed: monthly patches of all sources, each with its life.

Every move goes through the rules of the life cycle, at its own moment; the demonstration workspace and the benchmarks
of figures and papers are made with it.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from itertools import count
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import numpy as np
import shapely
import shapely.affinity
from rasterio.crs import CRS
from sqlalchemy import Connection

from twowei.casebook import arrivals, clock, history, rows, targets
from twowei.casebook.arrivals import Circumstances
from twowei.casebook.calendar import months_later
from twowei.casebook.clock import CHINA_TIME
from twowei.casebook.history import Draft
from twowei.casebook.patch import Patch
from twowei.casebook.sources import SOURCES, Source
from twowei.casebook.targets import Target
from twowei.feedback import Feedback
from twowei.patches.candidate import Candidate
from twowei.services.drawn_life import MANAGER, Act, Fate, Life, fate_of, life
from twowei.services.workspace import Workspace

EPSG = 4548
CORNER = (500_000.0, 3_545_000.0)
EXTENT_M, SCALE = 2000.0, 2.5
GROUND = {"03": 0.06, "04": 0.06, "05": 0.05, "06": 0.04, "07": 0.02}
"""Share of the patches that come from the ground, by source."""

TARGET_M2 = {"001": 30_000.0, "002": 12_000.0, "003": 20_000.0, "004": 0.0}
"""Annual targets of the four streets by the end of their codes; the last has none to fulfil."""


def draw_year(folder: Path, *, patches: int = 5000, year: int = 2025, seed: int = 1, feedback: Feedback) -> None:
    """Make a workspace with a drawn year in a folder that does not exist yet.

    Raises:
        WorkspaceError: The folder is not empty or cannot be written.
    """
    rng = Random(seed)
    with TemporaryDirectory() as scratch:
        zones = Path(scratch) / "zones.gpkg"
        _zones(zones, seed)
        begun = datetime(year, 1, 1, 8, tzinfo=CHINA_TIME)
        with clock.standing_at(begun), Workspace.create(folder, CRS.from_epsg(EPSG), zones) as workspace:
            _set_targets(workspace, year)
            end = datetime(year + 1, 1, 1, tzinfo=CHINA_TIME)
            _live(workspace, _arrivals(patches, year, rng), end, rng, feedback)


def _zones(path: Path, seed: int) -> None:
    """Write the sample district's zones, drawn larger."""
    from twowei.scenes.zones import zone_frame

    frame = zone_frame(np.random.default_rng(seed), EXTENT_M, (0.0, 0.0), f"EPSG:{EPSG}")
    grown = frame.geometry.map(lambda shape: shapely.transform(shape, lambda xy: xy * SCALE + CORNER))
    frame.set_geometry(grown).to_file(path, layer="zones")


def _set_targets(workspace: Workspace, year: int) -> None:
    county = workspace.casebook.county_code
    with workspace.casebook.writing() as connection:
        for end, m2 in TARGET_M2.items():
            targets.save(connection, Target(year, county + end, m2), MANAGER)


Arrival = tuple[datetime, Source, list[Candidate]]


def _arrivals(size: int, year: int, rng: Random) -> list[Arrival]:
    """Return what comes in when: a batch of imagery each month, single clues from the ground on any day."""
    side = int(np.ceil(np.sqrt(size)))
    places = [(column, row) for row in range(side) for column in range(side)][:size]
    rng.shuffle(places)
    step = EXTENT_M * SCALE * 0.92 / side
    candidates = [_candidate(place, step, rng) for place in places]
    found: list[Arrival] = []
    from_ground = int(size * sum(GROUND.values()))
    for candidate in candidates[:from_ground]:
        code = rng.choices(list(GROUND), list(GROUND.values()))[0]
        moment = datetime(year, 1, 1, 9, tzinfo=CHINA_TIME) + timedelta(minutes=rng.randrange(363 * 24 * 60))
        found.append((moment, _source(code), [candidate]))
    seen = candidates[from_ground:]
    for month in range(12):
        batch = seen[month::12]
        found.append((datetime(year, month + 1, 3, 9, tzinfo=CHINA_TIME), _source("01"), batch))
    return sorted(found, key=lambda one: one[0])


def _source(code: str) -> Source:
    return next(source for source in SOURCES if source.code == code)


def _candidate(place: tuple[int, int], step: float, rng: Random) -> Candidate:
    """Return a building in its cell, of a size that the trade meets."""
    x = CORNER[0] + 0.04 * EXTENT_M * SCALE + place[0] * step
    y = CORNER[1] - 0.04 * EXTENT_M * SCALE - place[1] * step
    width, depth = (rng.uniform(min(6.0, 0.25 * step), min(38.0, 0.8 * step)) for _ in range(2))
    outline = shapely.box(x, y - depth, x + width, y)
    turned = shapely.affinity.rotate(outline, rng.uniform(0, 12))
    return Candidate(turned, CRS.from_epsg(EPSG), "new", round(rng.uniform(0.5, 0.99), 3))


@dataclass(order=True)
class _Happening:
    """Something that will happen: an arrival, or the next act of a life."""

    at: datetime
    order: int
    arrival: tuple[Source, list[Candidate]] | None = field(default=None, compare=False)
    fate: Fate | None = field(default=None, compare=False)
    telling: Life | None = field(default=None, compare=False)
    act: Act | None = field(default=None, compare=False)


def _live(workspace: Workspace, coming: list[Arrival], end: datetime, rng: Random, feedback: Feedback) -> None:
    """Let everything happen in the order of time, a transaction a day."""
    order = count()
    queue = [_Happening(at, next(order), arrival=(source, found)) for at, source, found in coming]
    heapq.heapify(queue)
    begin = queue[0].at
    while queue and queue[0].at < end:
        day = queue[0].at.date()
        feedback.raise_if_cancelled()
        feedback.report((queue[0].at - begin) / (end - begin), str(day))
        with workspace.casebook.writing() as connection:
            while queue and queue[0].at.date() == day:
                for following in _happen(connection, heapq.heappop(queue), order, rng):
                    heapq.heappush(queue, following)


def _happen(connection: Connection, now: _Happening, order: Iterator[int], rng: Random) -> list[_Happening]:
    """Let something happen; return what follows from it."""
    with clock.standing_at(now.at):
        if now.arrival:
            fates = [fate_of(patch, now.at, rng) for patch in _arrive(connection, now.at, *now.arrival)]
            living = [(fate, life(fate)) for fate in fates]
        else:
            assert now.fate and now.telling and now.act
            now.fate.patch = now.act(connection, now.fate.patch)
            living = [(now.fate, now.telling)]
    following = [(fate, telling, next(telling, None)) for fate, telling in living]
    return [_Happening(one[0], next(order), None, fate, telling, one[1]) for fate, telling, one in following if one]


def _arrive(connection: Connection, at: datetime, source: Source, found: list[Candidate]) -> list[Patch]:
    """Put candidates into the casebook as clues of a source."""
    month = f"{at:%Y-%m}"
    shared = Circumstances(
        before_month=f"{months_later(at.date(), -1):%Y-%m}", after_month=month, before_date=None, after_date=None,
        source=source, model="fast 1.0" if source.sensor else "", threshold=0.5, academic_only=False,
        batch=f"{month.replace('-', '')}-{source.code}", at=at,
    )  # fmt: skip
    patches = arrivals.as_patches(connection, found, shared)
    if not source.sensor:
        patches = [replace(patch, facts={"FXSJ": at.isoformat()}) for patch in patches]
    rows.add(connection, patches)
    told = {"PCH": shared.batch}
    drafts = [Draft("found", source.zh, patch.number, None, patch.state.code, {}, told) for patch in patches]
    history.append(connection, drafts, at)
    return patches
