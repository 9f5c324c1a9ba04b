"""How candidates become patches: which are new, where they lie, what they are called."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from rasterio.crs import CRS
from sqlalchemy import Connection

from twowei.casebook import rows, zones
from twowei.casebook.known import unknown
from twowei.casebook.lifecycle import OPEN_STATES, State
from twowei.casebook.numbering import Number, prefix, street_code_of
from twowei.casebook.patch import Patch
from twowei.casebook.sources import Source
from twowei.casebook.store import county_of
from twowei.casebook.zones import Place
from twowei.detection.card import Change
from twowei.geo.footprint import Outline, ellipsoidal_area_m2, interior_point_lonlat, to_crs
from twowei.patches.candidate import Candidate


@dataclass(frozen=True)
class Circumstances:
    """What all candidates of a detection run share."""

    before_month: str
    after_month: str
    before_date: date | None
    after_date: date | None
    source: Source
    model: str
    threshold: float
    academic_only: bool
    batch: str
    at: datetime


@dataclass(frozen=True)
class _Arrival:
    outline: Outline
    change: Change
    score: float
    place: Place


def new_ones(
    connection: Connection, candidates: Sequence[Candidate], crs: CRS, months: tuple[str, str]
) -> list[tuple[Candidate, Outline]]:
    """Return the candidates the casebook does not know, with their outlines in its CRS.

    Known is what covers the same site as a patch of the same change that is either of the same two months or
    still open.
    """
    new: list[tuple[int, Candidate, Outline]] = []
    for change in sorted({candidate.change for candidate in candidates}):
        standing = {
            patch.number: patch.geometry
            for patch in (
                *rows.select_patches(connection, change=change, months=months),
                *rows.select_patches(connection, change=change, states=OPEN_STATES),
            )
        }
        these = [
            (i, c, to_crs(c.geometry, c.crs, crs)) for i, c in enumerate(candidates) if c.change == change
        ]
        new.extend(these[i] for i in unknown([outline for _, _, outline in these], list(standing.values())))
    return [(candidate, outline) for _, candidate, outline in sorted(new, key=lambda one: one[0])]


def as_patches(
    connection: Connection, new: Sequence[tuple[Candidate, Outline]], crs: CRS, shared: Circumstances
) -> list[Patch]:
    """Return candidates as patches with place and number; the numbers are taken for ever."""
    county = county_of(connection)
    grid = zones.load(connection)
    arrivals = [_Arrival(o, c.change, c.score, grid.place(o, crs)) for c, o in new]
    numbers = _numbers(connection, [street_code_of(county, a.place.street_code) for a in arrivals], shared)
    return [_patch(a, number, crs, shared) for a, number in zip(arrivals, numbers, strict=True)]


def _numbers(connection: Connection, streets: Sequence[str], shared: Circumstances) -> list[Number]:
    """Return a number for each street code, in their order."""
    by_street: dict[str, list[int]] = defaultdict(list)
    for position, street in enumerate(streets):
        by_street[street].append(position)
    numbers: dict[int, Number] = {}
    for street, positions in by_street.items():
        start = prefix(street, shared.after_month, shared.source.letter)
        first = rows.next_running(connection, start, len(positions))
        for running, position in enumerate(positions, first):
            numbers[position] = Number(street, shared.after_month, shared.source.letter, running)
    return [numbers[position] for position in range(len(streets))]


def _patch(arrival: _Arrival, number: Number, crs: CRS, shared: Circumstances) -> Patch:
    lon, lat = interior_point_lonlat(arrival.outline, crs)
    place = arrival.place
    return Patch(
        number=str(number),
        state=State.CANDIDATE,
        change=arrival.change,
        geometry=arrival.outline,
        model_geometry=arrival.outline,
        area_m2=ellipsoidal_area_m2(arrival.outline, crs),
        lon=lon,
        lat=lat,
        score=arrival.score,
        before_month=shared.before_month,
        after_month=shared.after_month,
        before_date=shared.before_date,
        after_date=shared.after_date,
        source=shared.source.code,
        county_code=number.street_code[:6],
        street_code=number.street_code,
        street_name=place.street_name,
        community_code=place.community_code,
        community_name=place.community_name,
        responsible=place.responsible,
        verdict=None,
        reason=None,
        note="",
        judged_by="",
        judged_at=None,
        archived_at=None,
        dossier=None,
        model=shared.model,
        threshold=shared.threshold,
        academic_only=shared.academic_only,
        batch=shared.batch,
        created_at=shared.at,
        revision=1,
    )
