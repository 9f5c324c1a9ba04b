"""Patches as rows: reading, adding, and changing them without losing what another program wrote."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, RowMapping, Select, bindparam, func, insert, select, tuple_, update

from twowei.casebook import geopackage
from twowei.casebook.blobs import box, from_blobs, to_blob
from twowei.casebook.ledger import FactValue
from twowei.casebook.patch import Patch
from twowei.casebook.schema import model_outlines, number_counters, patches, runs
from twowei.casebook.states import State, Verdict
from twowei.casebook.store import srs_id_of
from twowei.detection.card import Change
from twowei.errors import MoveError, UnknownNameError
from twowei.geo.footprint import Outline
from twowei.geo.grid import Bounds

_number = patches.c.TBBH
_state = patches.c.ZT


_NEAR = "SELECT id FROM rtree_patches_geom WHERE maxx >= ? AND minx <= ? AND maxy >= ? AND miny <= ?"
_CHUNK = 500

SHORTEST_ENDING = 4
"""Characters of a number that stand for it where no other ends so: its running number."""
_SHOWN = 5

_CHANGE = update(patches).where(_number == bindparam("held_number"), patches.c.revision == bindparam("held_revision"))
"""Built once: a verdict is quick."""


class ConflictError(MoveError):
    """A patch that somebody else changed since it was read."""


def find(connection: Connection, number: str) -> Patch:
    """Return the patch with this number, or the only one whose number ends so (four characters or more).

    Raises:
        UnknownNameError: There is none, or several end so.
    """
    row = connection.execute(_query().where(_number == number)).mappings().one_or_none()
    return _patches([row])[0] if row is not None else _by_ending(connection, number)


def find_all(connection: Connection, numbers: Sequence[str]) -> list[Patch]:
    """Return the patches of these numbers or endings, each once, in their order.

    Raises:
        UnknownNameError: One is unknown, or several end so.
    """
    found = [find(connection, number) for number in numbers]
    return list({patch.number: patch for patch in found}.values())


def _by_ending(connection: Connection, ending: str) -> Patch:
    wanted = ending.strip().upper()
    found: list[Patch] = []
    if len(wanted) >= SHORTEST_ENDING:
        query = _query().where(func.upper(_number).endswith(wanted, autoescape=True)).limit(_SHOWN + 1)
        found = _patches(connection.execute(query.order_by(_number)).mappings().all())
    if len(found) == 1:
        return found[0]
    if not found:
        raise UnknownNameError(f"There is no patch {ending!r}; list the patches there are: twowei patches.")
    more = " …" if len(found) > _SHOWN else ""
    told = ", ".join(patch.number for patch in found[:_SHOWN])
    raise UnknownNameError(f"Several patches end in {ending!r} ({told}{more}); give more of the number.")


def select_patches(
    connection: Connection,
    *,
    states: Sequence[State] | None = None,
    verdicts: Sequence[Verdict] | None = None,
    change: Change | None = None,
    months: tuple[str, str] | None = None,
    after_month: str | None = None,
) -> list[Patch]:
    """Return the patches that meet all conditions, in the order of their numbers.

    Args:
        months: Before and after month.
    """
    query = _query().order_by(patches.c.after_month, patches.c.fid)
    if states is not None:
        query = query.where(patches.c.ZT.in_([state.code for state in states]))
    if verdicts is not None:
        query = query.where(patches.c.HCJG.in_([verdict.code for verdict in verdicts]))
    if change is not None:
        query = query.where(patches.c.change == change)
    if months is not None:
        query = query.where(patches.c.before_month == months[0], patches.c.after_month == months[1])
    if after_month is not None:
        query = query.where(patches.c.after_month == after_month)
    return _patches(connection.execute(query).mappings().all())


def select_numbers(connection: Connection, numbers: Sequence[str]) -> list[Patch]:
    """Return the patches with these numbers, in the order they came; numbers that do not exist are passed over."""
    return _in_chunks(connection, _number, numbers)


def select_supplier_numbers(connection: Connection, numbers: Sequence[str]) -> list[Patch]:
    """Return the patches that have one of these numbers from a supplier (`JCBH`)."""
    return _in_chunks(connection, patches.c.JCBH, numbers)


def numbers_with_fact(connection: Connection, name: str, value: str) -> list[str]:
    """Return the numbers of the patches of which a fact of the ledger says this, in the order they came."""
    told = func.json_extract(patches.c.facts, f"$.{name}")
    return list(connection.execute(select(_number).where(told == value).order_by(patches.c.fid)).scalars())


def values_of_fact(connection: Connection, name: str, where: str, value: FactValue) -> list[str]:
    """Return what a fact says of the patches of which another one says ``value``, each once, sorted."""
    told, other = (func.json_extract(patches.c.facts, f"$.{one}") for one in (name, where))
    query = select(told).where(other == value, told.is_not(None)).distinct().order_by(told)
    return [str(one) for one in connection.execute(query).scalars()]


def select_near(connection: Connection, boxes: Sequence[Bounds]) -> list[Patch]:
    """Return the patches whose envelopes meet one of the boxes, in the casebook's CRS, by the spatial index."""
    fids: set[int] = set()
    for left, bottom, right, top in boxes:
        fids.update(row[0] for row in connection.exec_driver_sql(_NEAR, (left, right, bottom, top)))
    return _in_chunks(connection, patches.c.fid, sorted(fids))


def _in_chunks(connection: Connection, column: ColumnElement[Any], values: Sequence[Any]) -> list[Patch]:
    """Return the patches that have one of many values, a few hundred a query."""
    found: list[Patch] = []
    for start in range(0, len(values), _CHUNK):
        query = _query().where(column.in_(values[start : start + _CHUNK])).order_by(patches.c.fid)
        found += _patches(connection.execute(query).mappings().all())
    return found


def select_page(
    connection: Connection, state: State | None = None, *, after: Patch | None = None, limit: int = 100
) -> list[Patch]:
    """Return a page of patches in the order of `select_patches`; its time does not grow with the casebook.

    Args:
        after: The last patch of the page before.
    """
    query = _query().order_by(patches.c.after_month, patches.c.fid).limit(limit)
    if state is not None:
        query = query.where(_state == state.code)
    if after is not None:
        fid = select(patches.c.fid).where(_number == after.number).scalar_subquery()
        query = query.where(tuple_(patches.c.after_month, patches.c.fid) > tuple_(after.after_month, fid))
    return _patches(connection.execute(query).mappings().all())


def count(connection: Connection, state: State | None = None) -> int:
    """Return how many patches there are, or are in a state."""
    query = select(func.count()).select_from(patches)
    if state is not None:
        query = query.where(_state == state.code)
    return int(connection.execute(query).scalar_one())


def add(connection: Connection, new: Sequence[Patch]) -> None:
    """Add patches together with the outlines the model drew."""
    if not new:
        return
    srs_id = srs_id_of(connection)
    drawn = [to_blob(patch.geometry, srs_id) for patch in new]
    by_model = [to_blob(patch.model_geometry, srs_id) for patch in new]
    rows = [{**_row(patch), "geom": blob} for patch, blob in zip(new, drawn, strict=True)]
    outlines = [{"TBBH": p.number, "geom": blob} for p, blob in zip(new, by_model, strict=True)]
    connection.execute(insert(patches), rows)
    connection.execute(insert(model_outlines), outlines)
    geopackage.grow_extent(connection, "patches", [box(blob) for blob in drawn])
    geopackage.grow_extent(connection, "model_outlines", [box(blob) for blob in by_model])


def change(connection: Connection, patch: Patch, **facts: Any) -> Patch:
    """Return the patch with other facts, written; ``patch`` must be as it stands in the casebook.

    Raises:
        ConflictError: Somebody changed it since it was read.
    """
    changed = replace(patch, revision=patch.revision + 1, **facts)
    held = {"held_number": patch.number, "held_revision": patch.revision}
    drawn = {"geom": to_blob(changed.geometry, srs_id_of(connection))} if "geometry" in facts else {}
    written = connection.execute(_CHANGE, {**_row(changed), **drawn, **held})
    if written.rowcount != 1:
        raise _conflict(find(connection, patch.number))
    if drawn:
        geopackage.grow_extent(connection, "patches", [box(drawn["geom"])])
    return changed


def as_seen(patch: Patch, seen: int | None) -> Patch:
    """Return the patch, if its revision is the one that somebody has before their eyes; None asks for none.

    Raises:
        ConflictError: It is another.
    """
    if seen is not None and seen != patch.revision:
        raise _conflict(patch)
    return patch


def _conflict(patch: Patch) -> ConflictError:
    who = f" by {patch.judged_by}" if patch.judged_by else ""
    verdict = f" {patch.verdict.zh}" if patch.verdict else ""
    return ConflictError(
        f"Patch {patch.number} was changed in the meantime{who} (now {patch.state.code} {patch.state.zh}"
        f"{verdict}); look at it again and repeat your decision if it still holds."
    )


def next_running(connection: Connection, prefix: str, count: int) -> int:
    """Take ``count`` running numbers of a prefix for ever; return the first."""
    c = number_counters.c
    last = connection.execute(select(c.last).where(c.prefix == prefix)).scalar_one_or_none()
    if last is None:
        connection.execute(insert(number_counters).values(prefix=prefix, last=count))
        return 1
    connection.execute(update(number_counters).where(c.prefix == prefix).values(last=last + count))
    return int(last) + 1


def next_batch(connection: Connection, after_month: str) -> str:
    """Return the batch (`PCH`) of the next detection run of a month, such as ``202606-01``."""
    done = connection.execute(select(runs.c.run_id).where(runs.c.after_month == after_month)).all()
    return f"{after_month.replace('-', '')}-{len(done) + 1:02d}"


def _query() -> Select[Any]:
    return select(patches, model_outlines.c.geom.label("model_geom")).join(
        model_outlines, model_outlines.c.TBBH == patches.c.TBBH
    )


def _row(patch: Patch) -> dict[str, Any]:
    return {
        "TBBH": patch.number,
        "ZT": patch.state.code,
        "ZTMC": patch.state.zh,
        "HCJG": patch.verdict.code if patch.verdict else None,
        "WYY": patch.reason,
        "BZ": patch.note,
        "HCR": patch.judged_by,
        "HCRQ": patch.judged_at.date().isoformat() if patch.judged_at else None,
        "TBLX": patch.tblx,
        "JCMJ": patch.area_m2,
        "JCMJM": patch.area_mu,
        "JD": patch.lon,
        "WD": patch.lat,
        "ZXD": patch.score,
        "QSX": _text(patch.before_date),
        "HSX": _text(patch.after_date),
        "LY": patch.source,
        "XZQDM": patch.county_code,
        "XZDM": patch.street_code,
        "XZMC": patch.street_name,
        "SQDM": patch.community_code,
        "SQMC": patch.community_name,
        "ZRR": patch.responsible,
        "PCH": patch.batch,
        "MXBB": patch.model,
        "YZ": patch.threshold,
        "DAWJ": patch.dossier,
        "change": patch.change,
        "before_month": patch.before_month,
        "after_month": patch.after_month,
        "judged_at": _text(patch.judged_at),
        "archived_at": _text(patch.archived_at),
        "academic_only": int(patch.academic_only),
        "created_at": patch.created_at.isoformat(),
        "revision": patch.revision,
        "entered_at": _text(patch.entered_at),
        "JCBH": patch.supplier_number,
        "FBH": patch.parent,
        "HCCS": patch.relapses,
        "facts": _json(patch.facts),
    }


def _patches(found: Sequence[RowMapping]) -> list[Patch]:
    outlines = from_blobs([row["geom"] for row in found])
    by_model = from_blobs([row["model_geom"] for row in found])
    return [_patch(*one) for one in zip(found, outlines, by_model, strict=True)]


def _patch(row: RowMapping, outline: Outline, by_model: Outline) -> Patch:
    return Patch(
        number=row["TBBH"],
        state=State.of(row["ZT"]),
        change=row["change"],
        geometry=outline,
        model_geometry=by_model,
        area_m2=row["JCMJ"],
        lon=row["JD"],
        lat=row["WD"],
        score=row["ZXD"],
        before_month=row["before_month"],
        after_month=row["after_month"],
        before_date=_day(row["QSX"]),
        after_date=_day(row["HSX"]),
        source=row["LY"],
        county_code=row["XZQDM"],
        street_code=row["XZDM"],
        street_name=row["XZMC"],
        community_code=row["SQDM"],
        community_name=row["SQMC"],
        responsible=row["ZRR"],
        verdict=Verdict.of(row["HCJG"]) if row["HCJG"] else None,
        reason=row["WYY"],
        note=row["BZ"],
        judged_by=row["HCR"],
        judged_at=_time(row["judged_at"]),
        archived_at=_time(row["archived_at"]),
        dossier=row["DAWJ"],
        model=row["MXBB"],
        threshold=row["YZ"],
        academic_only=bool(row["academic_only"]),
        batch=row["PCH"],
        created_at=datetime.fromisoformat(row["created_at"]),
        revision=row["revision"],
        entered_at=_time(row["entered_at"]),
        parent=row["FBH"],
        relapses=row["HCCS"],
        facts=json.loads(row["facts"]) if row["facts"] != "{}" else {},
    )


def _json(facts: Mapping[str, Any]) -> str:
    return json.dumps(dict(facts), ensure_ascii=False, sort_keys=True)


def _text(when: date | datetime | None) -> str | None:
    return when.isoformat() if when else None


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _time(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
