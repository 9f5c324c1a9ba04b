"""What suppliers, higher offices and patrols delivered: every row as it came, and the patch that stands for it."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, insert, select, update

from twowei.casebook.blobs import from_blobs, to_blob
from twowei.casebook.memory import Kind
from twowei.casebook.schema import delivered, deliveries, suppliers
from twowei.casebook.store import srs_id_of
from twowei.geo.footprint import Outline


@dataclass(frozen=True)
class Batch:
    """What all rows of a delivery share.

    Attributes:
        source: Code of the source (`LY`).
        month: Month it was delivered for.
        batch: Batch (`PCH`).
        sha256: Of the file.
    """

    supplier: str
    source: str
    month: str
    batch: str
    file: str
    sha256: str
    by: str
    at: str


@dataclass(frozen=True)
class Delivered:
    """One delivered row.

    Attributes:
        number: The supplier's number (`JCBH`), empty where it gave none.
        change: ``new`` or ``demolished``.
        kind: What it was to the casebook.
        patch: Number of the patch that stands for it; None for the double of another row.
        outline: In the casebook's CRS.
        area_m2: Ellipsoidal area.
        stated_m2: The area the supplier stated.
        attributes: The whole row as given.
        fingerprint: Tells it from every other row of the supplier and month.
    """

    supplier: str
    source: str
    month: str
    row: int
    number: str
    change: str
    kind: Kind
    patch: str | None
    outline: Outline
    area_m2: float
    stated_m2: float | None
    attributes: Mapping[str, Any]
    fingerprint: str


def known_fingerprints(connection: Connection, supplier: str, month: str) -> set[str]:
    """Return the fingerprints of what a supplier delivered for a month already."""
    c = delivered.c
    query = select(c.fingerprint).where(c.supplier == supplier, c.month == month)
    return set(connection.execute(query).scalars())


def add(connection: Connection, batch: Batch, rows: Sequence[Delivered]) -> None:
    """Keep a delivery and its rows."""
    told = {
        "supplier": batch.supplier,
        "LY": batch.source,
        "month": batch.month,
        "PCH": batch.batch,
        "file": batch.file,
        "sha256": batch.sha256,
        "actor": batch.by,
        "at": batch.at,
    }
    made = connection.execute(insert(deliveries).values(told))
    assert made.inserted_primary_key is not None
    delivery_id, srs_id = int(made.inserted_primary_key[0]), srs_id_of(connection)
    if rows:
        connection.execute(insert(delivered), [_row(row, delivery_id, srs_id) for row in rows])


def _row(row: Delivered, delivery_id: int, srs_id: int) -> dict[str, Any]:
    return {
        "delivery_id": delivery_id,
        "supplier": row.supplier,
        "LY": row.source,
        "month": row.month,
        "row": row.row,
        "JCBH": row.number,
        "change": row.change,
        "kind": row.kind.value,
        "TBBH": row.patch,
        "JCMJ": row.area_m2,
        "stated_m2": row.stated_m2,
        "geometry": to_blob(row.outline, srs_id),
        "attributes": json.dumps(dict(row.attributes), ensure_ascii=False, default=str),
        "fingerprint": row.fingerprint,
    }


def read(
    connection: Connection, month: str | None = None, supplier_names: Collection[str] | None = None
) -> list[Delivered]:
    """Return what was delivered for a month, by some suppliers or by all, in the order it came."""
    c = delivered.c
    query = select(delivered).order_by(c.delivered_id)
    if month is not None:
        query = query.where(c.month == month)
    if supplier_names is not None:
        query = query.where(c.supplier.in_(list(supplier_names)))
    found = connection.execute(query).mappings().all()
    outlines = from_blobs([row["geometry"] for row in found])
    return [
        Delivered(
            row["supplier"],
            row["LY"],
            row["month"],
            row["row"],
            row["JCBH"],
            row["change"],
            Kind(row["kind"]),
            row["TBBH"],
            outline,
            row["JCMJ"],
            row["stated_m2"],
            json.loads(row["attributes"]),
            row["fingerprint"],
        )
        for row, outline in zip(found, outlines, strict=True)
    ]


def names(connection: Connection) -> list[str]:
    """Return the suppliers that are known, by name."""
    return list(connection.execute(select(suppliers.c.name).order_by(suppliers.c.name)).scalars())


def habits(connection: Connection, supplier: str) -> dict[str, Any]:
    """Return how a supplier's files are read: ``columns`` by role, ``crs``, ``encoding``; empty for a new one."""
    found = connection.execute(select(suppliers.c.habits).where(suppliers.c.name == supplier)).scalar_one_or_none()
    return dict(json.loads(found)) if found else {}


def keep_habits(connection: Connection, supplier: str, told: Mapping[str, Any]) -> None:
    """Remember how a supplier's files are read."""
    text = json.dumps(dict(told), ensure_ascii=False, sort_keys=True)
    changed = connection.execute(update(suppliers).where(suppliers.c.name == supplier).values(habits=text))
    if not changed.rowcount:
        connection.execute(insert(suppliers).values(name=supplier, habits=text))
