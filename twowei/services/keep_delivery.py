"""Keeping a delivery: its rows, the patches they make, what happened to those there were, how it was read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from rasterio.crs import CRS
from sqlalchemy import Connection, insert

from twowei.casebook import arrivals, clock, deadlines, deliveries, history, rows, verdicts
from twowei.casebook.arrivals import Circumstances
from twowei.casebook.attachments import sha256_of
from twowei.casebook.deliveries import Batch, Delivered
from twowei.casebook.history import Draft
from twowei.casebook.ledger import FactValue
from twowei.casebook.patch import Patch
from twowei.casebook.schema import runs
from twowei.imports.parcels import Parcel, text_of
from twowei.imports.placing import GCJ02
from twowei.services.intake import Intake, Outcome


def write(connection: Connection, intake: Intake, fresh: Sequence[Parcel], crs: CRS, by: str) -> Intake:
    """Put the rows of a delivery that are new into the casebook, within the caller's transaction."""
    request, at = intake.request, clock.now()
    shared = Circumstances(
        before_month=intake.before_month,
        after_month=intake.month,
        before_date=None,
        after_date=None,
        source=request.source,
        model="",
        threshold=0.0,
        academic_only=False,
        batch=rows.next_batch(connection, intake.month),
        at=at,
    )
    candidates = [parcel.candidate.moved(crs) for parcel in fresh]
    arrived = arrivals.arrive(connection, candidates, shared, deadlines.load(connection).now, by)
    by_number = {number: p for p, (_, number) in zip(fresh, arrived.outcomes, strict=True) if number}
    added = [_with_facts(patch, by_number[patch.number], request.supplier) for patch in arrived.patches]
    rows.add(connection, added)
    outcomes = tuple(Outcome(p, kind, number) for p, (kind, number) in zip(fresh, arrived.outcomes, strict=True))
    _remember(connection, intake, outcomes, candidates, shared, by, len(added))
    _tell(connection, intake, outcomes, added, shared, by)
    return replace(intake, outcomes=outcomes, batch=shared.batch, added=tuple(added))


def _with_facts(patch: Patch, parcel: Parcel, supplier: str) -> Patch:
    return replace(
        patch,
        before_date=parcel.before.day,
        after_date=parcel.after.day,
        facts={**patch.facts, **facts_of(parcel, supplier)},
    )


def facts_of(parcel: Parcel, supplier: str) -> dict[str, FactValue]:
    """Return what a supplier's row says of a new patch, by the names of the ledger."""
    facts: dict[str, FactValue] = {"supplier": supplier}
    if parcel.number:
        facts["JCBH"] = parcel.number
    if parcel.stated_m2:
        facts["supplier_area"] = round(parcel.stated_m2, 2)
    if parcel.point:
        facts["drawn_from"] = "点位"
    return {**facts, **{name: text for name, text in parcel.words.items() if text}}


def _remember(
    connection: Connection,
    intake: Intake,
    outcomes: Sequence[Outcome],
    candidates: Sequence[Any],
    shared: Circumstances,
    by: str,
    added: int,
) -> None:
    request = intake.request
    batch = Batch(
        request.supplier, request.source.code, intake.month, shared.batch, request.path.name,
        sha256_of(request.path) if request.path.is_file() else "", by, shared.at.isoformat(),
    )  # fmt: skip
    kept = [
        Delivered(
            request.supplier,
            request.source.code,
            intake.month,
            outcome.parcel.row,
            outcome.parcel.number,
            outcome.parcel.candidate.change,
            outcome.kind,
            outcome.number,
            candidate.geometry,
            candidate.area_m2,
            outcome.parcel.stated_m2,
            {name: text_of(value) for name, value in outcome.parcel.attributes.items() if value is not None},
            outcome.parcel.fingerprint,
        )
        for outcome, candidate in zip(outcomes, candidates, strict=True)
    ]
    deliveries.add(connection, batch, kept)
    deliveries.keep_habits(connection, request.supplier, _habits(connection, intake))
    run = {
        "PCH": shared.batch,
        "before_month": shared.before_month,
        "after_month": shared.after_month,
        "model": request.supplier,
        "threshold": 0.0,
        "academic_only": 0,
        "added": added,
        "known": len(outcomes) - added,
        "actor": by,
        "at": shared.at.isoformat(),
    }
    connection.execute(insert(runs).values(run))


def _habits(connection: Connection, intake: Intake) -> Mapping[str, Any]:
    """Return how this supplier's files are read from now on."""
    held = deliveries.habits(connection, intake.request.supplier)
    placed, delivery = intake.understood.placed, intake.understood.delivery
    columns = {**held.get("columns", {}), **intake.understood.columns}
    habits = {**held, "columns": columns}
    if delivery.crs is None and not delivery.degrees:
        code = placed.crs.to_epsg()
        habits["crs"] = GCJ02 if placed.shifted else f"EPSG:{code}" if code else placed.crs.to_wkt()
    return habits


def _tell(
    connection: Connection,
    intake: Intake,
    outcomes: Sequence[Outcome],
    added: Sequence[Patch],
    shared: Circumstances,
    by: str,
) -> None:
    request = intake.request
    whole = {
        "supplier": request.supplier,
        "LY": request.source.code,
        "month": intake.month,
        "PCH": shared.batch,
        "file": request.path.name,
        "crs": intake.understood.placed.crs.to_string(),
        "gcj02": intake.understood.placed.shifted,
        **{kind.value: count for kind, count in Counter(outcome.kind for outcome in outcomes).items()},
        "left_out": len(intake.understood.blocking),
    }
    drafts = [Draft("imported", by, after=whole)]
    for patch in added:
        told = {"PCH": patch.batch, "LY": patch.source, "supplier": request.supplier, "JCBH": patch.supplier_number}
        drafts.append(Draft("found", by, patch.number, None, patch.state.code, {}, told))
    new = {patch.number for patch in added}
    for outcome in outcomes:
        if outcome.number is not None and outcome.number not in new:
            drafts.append(_delivered(connection, rows.find(connection, outcome.number), outcome, request.supplier, by))
    history.append(connection, drafts, shared.at)


def _delivered(connection: Connection, patch: Patch, outcome: Outcome, supplier: str, by: str) -> Draft:
    """Return the event of a known patch that was delivered; it takes the supplier's number if it has none yet."""
    told = {"supplier": supplier, "JCBH": outcome.parcel.number, "kind": outcome.kind.value}
    changed = patch
    if outcome.parcel.number and not patch.supplier_number:
        changed = rows.change(connection, patch, facts={**patch.facts, "JCBH": outcome.parcel.number})
    return verdicts.draft("delivered", by, patch, changed, "", told)
