"""How candidates become patches: which are new, where they lie, what they are called."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy import Connection

from twowei.casebook import history, looks, memory, rows, verdicts, zones
from twowei.casebook.history import Draft
from twowei.casebook.lifecycle import State
from twowei.casebook.looks import Eyes, NoEyes
from twowei.casebook.memory import Kind, Match, of_kind
from twowei.casebook.numbering import Number, prefix, street_code_of
from twowei.casebook.patch import Patch
from twowei.casebook.policy import Policy
from twowei.casebook.sources import Source
from twowei.casebook.store import county_of
from twowei.casebook.zones import Place
from twowei.geo.footprint import Outline
from twowei.patches.candidate import Candidate, Form

OUTLINE = "outline"
"""The fact that says how an outline was made, and so whose area `JCMJ` is."""
FORMS = {Form.REGULAR: "1", Form.SIMPLE: "2", Form.RAW: "3", Form.DRAWN: "4"}


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
class Arrival:
    """What became of candidates: new patches, how many were of each kind, how many suppressed are shown.

    Attributes:
        outcomes: For each candidate, in their order, what it was and the number of the patch that stands for it; None
            for the double of another candidate.
        raw: Outlines along pixels of the new patches, by number.
    """

    patches: list[Patch]
    kinds: dict[Kind, int]
    shown: int
    outcomes: list[tuple[Kind, str | None]]
    raw: dict[str, Outline]


def arrive(
    connection: Connection,
    candidates: Sequence[Candidate],
    shared: Circumstances,
    policy: Policy,
    by: str,
    eyes: Eyes | None = None,
) -> Arrival:
    """Take candidates, in the casebook's CRS, in: new patches, 回潮, sightings, extensions, the suppressed.

    Of the suppressed a random sample becomes patches too, marked with the false alarm they are taken for.
    """
    months = (shared.before_month, shared.after_month)
    matches = memory.Memory(connection, months, policy.thresholds, eyes).match(candidates)
    suppressed = list(of_kind(matches, Kind.SUPPRESSED))
    source = shared.source.code
    fresh = memory.unseen(connection, suppressed, months, source)
    shown = memory.sample(fresh, months, policy.thresholds)
    seen = [*of_kind(matches, Kind.SIGHTING, Kind.EXTENSION), *_of_others(matches, shared)]
    seen = memory.unseen(connection, seen, months, source)
    arriving = [m for m in matches if m.kind in (Kind.NEW, Kind.RELAPSE) or m in shown]
    patches = as_patches(connection, [match.candidate for match in arriving], shared)
    marked = [_marked(connection, patch, match) for patch, match in zip(patches, arriving, strict=True)]
    memory.remember(connection, [*fresh, *seen], months, shared.batch, shared.at.isoformat(), source)
    looks.keep(connection, [match.patch for match in fresh if match.patch], eyes or NoEyes())
    _tell(connection, [*fresh, *seen], months, by, shared.at)
    kinds = {kind: sum(m.kind is kind for m in matches) for kind in Kind}
    told = zip(marked, (match.candidate.raw for match in arriving), strict=True)
    raw = {patch.number: outline for patch, outline in told if outline is not None}
    return Arrival(marked, kinds, len(shown), _outcomes(matches, arriving, marked), raw)


def _of_others(matches: Sequence[Match], shared: Circumstances) -> list[Match]:
    """Return the patches of these months that a model finds too, though somebody else brought them."""
    if not shared.model:
        return []
    known = of_kind(matches, Kind.KNOWN)
    return [match for match in known if match.patch is not None and match.patch.source != shared.source.code]


def _outcomes(
    matches: Sequence[Match], arriving: Sequence[Match], patches: Sequence[Patch]
) -> list[tuple[Kind, str | None]]:
    numbers = {id(match): patch.number for match, patch in zip(arriving, patches, strict=True)}
    return [(m.kind, numbers.get(id(m), m.patch.number if m.patch else None)) for m in matches]


def _marked(connection: Connection, patch: Patch, match: Match) -> Patch:
    """Return a patch that comes after another, with what ties it to that."""
    if match.patch is None:
        return patch
    if match.kind is Kind.RELAPSE:
        facts = {**patch.facts, "ZL": "1"}
        return replace(patch, parent=match.patch.number, relapses=match.patch.relapses + 1, facts=facts)
    known = f"{match.patch.number} {match.patch.reason or ''}".strip()
    if match.kind is Kind.NEW:
        return replace(patch, facts={**patch.facts, "once_false": known})
    seen = [match.patch.after_month, *memory.months_seen(connection, match.patch.number)]
    told = {"known_false": known, "months_seen": " ".join(dict.fromkeys(seen))}
    return replace(patch, facts={**patch.facts, **told})


def _tell(connection: Connection, seen: Sequence[Match], months: tuple[str, str], by: str, at: datetime) -> None:
    """Write an event for each patch seen again; one that grew keeps by how much."""
    drafts = []
    for match in seen:
        assert match.patch is not None
        patch = match.patch
        told = {"kind": match.kind.value, "months": "/".join(months), "JCMJ": round(match.candidate.area_m2, 2)}
        if match.kind is Kind.EXTENSION:
            more = max(match.candidate.area_m2 - patch.area_m2, float(patch.facts.get("KJMJ", 0.0)))
            grown = rows.change(connection, patch, facts={**patch.facts, "KJMJ": round(more, 2)})
            drafts.append(verdicts.draft("grown", by, patch, grown, "", told))
        else:
            drafts.append(Draft("sighted", by, patch.number, patch.state.code, patch.state.code, {}, told))
    history.append(connection, drafts, at)


def as_patches(connection: Connection, new: Sequence[Candidate], shared: Circumstances) -> list[Patch]:
    """Return candidates, in the casebook's CRS, as patches with place and number; numbers are for ever."""
    county = county_of(connection)
    grid = zones.load(connection, shared.after_date or date.fromisoformat(f"{shared.after_month}-01"))
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
        facts={OUTLINE: FORMS[candidate.form]} if candidate.form else {},
    )
