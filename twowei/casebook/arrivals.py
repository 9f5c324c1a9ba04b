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


def new_ones(
    connection: Connection, candidates: Sequence[Candidate], crs: CRS, months: tuple[str, str]
) -> list[Candidate]:
    """Return the candidates the casebook does not know, moved to its CRS.

    Known is what covers the same site as a patch of the same change that is either of the same two months or
    still open.
    """
    moved = [candidate.moved(crs) for candidate in candidates]
    kept: list[int] = []
    for change in sorted({candidate.change for candidate in moved}):
        standing = {
            patch.number: patch.geometry
            for patch in (
                *rows.select_patches(connection, change=change, months=months),
                *rows.select_patches(connection, change=change, states=OPEN_STATES),
            )
        }
        of_change = [position for position, candidate in enumerate(moved) if candidate.change == change]
        outlines = [moved[position].geometry for position in of_change]
        kept.extend(of_change[i] for i in unknown(outlines, list(standing.values())))
    return [moved[position] for position in sorted(kept)]


def as_patches(connection: Connection, new: Sequence[Candidate], shared: Circumstances) -> list[Patch]:
    """Return candidates, in the casebook's CRS, as patches with place and number; numbers are for ever."""
    county = county_of(connection)
    grid = zones.load(connection)
    places = [grid.place(candidate.geometry, candidate.crs) for candidate in new]
    numbers = _numbers(connection, [street_code_of(county, place.street_code) for place in places], shared)
    return [_patch(*one, shared) for one in zip(new, places, numbers, strict=True)]


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


def _patch(candidate: Candidate, place: Place, number: Number, shared: Circumstances) -> Patch:
    lon, lat = candidate.lonlat
    return Patch(
        number=str(number),
        state=State.CANDIDATE,
        change=candidate.change,
        geometry=candidate.geometry,
        model_geometry=candidate.geometry,
        area_m2=candidate.area_m2,
        lon=lon,
        lat=lat,
        score=candidate.score,
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
        entered_at=shared.at,
    )
