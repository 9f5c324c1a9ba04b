"""A supplier's patches, understood: each row with its number, outline, dates and what is odd about it."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property
from pathlib import Path

import numpy as np
import shapely
from rasterio.crs import CRS
from shapely.geometry import Point
from shapely.geometry.base import BaseGeometry

from twowei.casebook.ledger import parse_time
from twowei.casebook.words import plain
from twowei.detection.card import Change
from twowei.geo.crs import LONLAT
from twowei.geo.footprint import to_crs
from twowei.imports import columns, shapes, units
from twowei.imports.days import When, read_when
from twowei.imports.delivery import Delivery, Finding, Value
from twowei.imports.placing import Placed, Surroundings, place
from twowei.imports.read import read
from twowei.imports.units import Unit
from twowei.patches.candidate import Candidate

GONE = ("07", "拆除", "灭失", "拆迁", "消失", "demolished")
"""Types of a patch that tell of a building that went."""

_ROUND_DEG = 8


@dataclass(frozen=True)
class Parcel:
    """One row of a delivery that can be used.

    Attributes:
        row: Row in the file, counted from 1.
        number: The supplier's number, as given; empty where it gave none.
        candidate: Outline and change; no score.
        stated_m2: The area the supplier states.
        before: The earlier imagery, as far as the row says.
        after: The later imagery.
        point: It came as a point; its outline is only a circle.
        words: What it says in words, by names of the ledger's facts.
        attributes: The whole row, as given.
    """

    row: int
    number: str
    candidate: Candidate
    stated_m2: float | None
    before: When
    after: When
    point: bool
    words: Mapping[str, str]
    attributes: Mapping[str, Value]

    @cached_property
    def fingerprint(self) -> str:
        """What tells it from others: its number and its outline to a millimetre."""
        outline = to_crs(self.candidate.geometry, self.candidate.crs, LONLAT)
        rounded = shapely.transform(outline, lambda points: np.round(points, _ROUND_DEG))
        words = self.number.encode() + b"\n" + self.candidate.change.encode() + b"\n"
        return hashlib.sha256(words + shapely.normalize(rounded).wkb).hexdigest()


@dataclass(frozen=True)
class Understood:
    """A delivery, understood.

    Attributes:
        columns: Column by role.
        unit: Unit of the stated areas.
        parcels: The rows that can be used.
        findings: What is odd, the whole file's first.
    """

    delivery: Delivery
    columns: Mapping[str, str]
    placed: Placed
    unit: Unit
    parcels: tuple[Parcel, ...]
    findings: tuple[Finding, ...]

    @property
    def blocking(self) -> tuple[Finding, ...]:
        """Rows that cannot be used."""
        return tuple(finding for finding in self.findings if finding.blocking)

    def months(self, role: str) -> list[str]:
        """Return the months of ``QSX`` or ``HSX``, the commonest first."""
        told = Counter((p.before if role == "QSX" else p.after).month for p in self.parcels)
        return [month for month, _ in told.most_common() if month]


def understand(
    path: Path,
    there: Surroundings,
    *,
    encoding: str | None = None,
    layer: str | None = None,
    said_columns: Sequence[str] = (),
    remembered_columns: Mapping[str, str] | None = None,
) -> Understood:
    """Read a supplier's file and make sense of every row.

    Args:
        said_columns: ``ROLE=COLUMN`` as the user says.
        remembered_columns: Column by role from the supplier's earlier deliveries.

    Raises:
        VectorError: The file cannot be used; `UnknownCrsError` where only its CRS is missing.
        UnknownNameError: A role, column or CRS is unknown.
    """
    delivery = read(path, encoding=encoding, layer=layer)
    wanted = {**(remembered_columns or {}), **columns.parse(said_columns, delivery.columns)}
    empty = [name for name in delivery.columns if all(row.get(name) in (None, "") for row in delivery.rows)]
    roles = columns.find(delivery.columns, wanted, empty)
    found = list(delivery.outlines) or shapes.of_columns(delivery.rows, roles)
    used = [roles[role] for role in ("X", "Y", "WKT") if role in roles] if not delivery.outlines else []
    placed = place(delivery, found, there, used)
    return _understood(delivery, roles, placed)


def _understood(delivery: Delivery, roles: Mapping[str, str], placed: Placed) -> Understood:
    findings = [*delivery.findings, *placed.findings]
    stated = [shapes.number(row.get(roles["JCMJ"])) if "JCMJ" in roles else None for row in delivery.rows]
    kept: list[Parcel] = []
    unit_by_name = columns.unit_in(roles["JCMJ"]) if "JCMJ" in roles else None
    for position, (row, shape) in enumerate(zip(delivery.rows, placed.shapes, strict=True)):
        size = _m2_by_name(stated[position], unit_by_name)
        parcel, odd = _parcel(position + 1, row, roles, shape, placed.crs, size)
        findings += odd
        kept += [parcel] if parcel else []
    unit, odd = _unit(kept, stated, unit_by_name)
    kept = [replace(p, stated_m2=_stated(p, stated[p.row - 1], unit, unit_by_name)) for p in kept]
    findings += [*odd, *_areas_that_differ(kept, unit), *_numbers(kept, "JCBH" in roles), *_doubles(kept)]
    ordered = sorted(findings, key=lambda finding: finding.row or 0)
    return Understood(delivery, dict(roles), placed, unit, tuple(kept), tuple(ordered))


def _parcel(
    row: int,
    values: Mapping[str, Value],
    roles: Mapping[str, str],
    shape: BaseGeometry | None,
    crs: CRS,
    size_m2: float | None,
) -> tuple[Parcel | None, list[Finding]]:
    point = isinstance(shape, Point) and not shape.is_empty
    if point and np.isfinite(shapely.get_coordinates(shape)).all():
        assert isinstance(shape, Point)
        shape = shapes.around(shape, crs, size_m2)
    outline, odd = shapes.as_outline(shape)
    findings = [Finding(row, *odd, blocking=outline is None)] if odd else []
    before, wrong = _when(row, values, roles, "QSX")
    after, wrong_too = _when(row, values, roles, "HSX")
    findings += [*wrong, *wrong_too]
    if outline is None:
        return None, findings
    candidate = Candidate(outline, crs, _change(values, roles), 0.0)
    if not candidate.area_m2 >= shapes.LEAST_M2:
        return None, [*findings, Finding(row, "nothing_inside", blocking=True)]
    if point:
        findings.append(Finding(row, "point", (candidate.area_m2,)))
    number = text_of(values.get(roles["JCBH"])) if "JCBH" in roles else ""
    words = _words(values, roles)
    return Parcel(row, number, candidate, None, before, after, bool(point), words, values), findings


def _words(values: Mapping[str, Value], roles: Mapping[str, str]) -> dict[str, str]:
    """Return address, type and notes of a row, by the ledger's names."""
    told = {role: text_of(values.get(column)) for role, column in roles.items()}
    note = "; ".join(text for role in ("TZ", "BZ") if (text := told.get(role)))
    issued = read_when(values.get(roles["XFSJ"])).day if "XFSJ" in roles else None
    return {
        "DZ": told.get("DZ", ""),
        "supplier_type": told.get("TBLX", ""),
        "supplier_note": note,
        "XFSJ": parse_time(issued.isoformat()).isoformat() if issued else "",
    }


def _when(row: int, values: Mapping[str, Value], roles: Mapping[str, str], role: str) -> tuple[When, list[Finding]]:
    value = values.get(roles[role]) if role in roles else None
    when = read_when(value)
    return when, [Finding(row, "no_date", (roles[role], text_of(value)))] if when.wrong else []


def _change(values: Mapping[str, Value], roles: Mapping[str, str]) -> Change:
    kind = plain(text_of(values.get(roles["TBLX"]))) if "TBLX" in roles else ""
    return "demolished" if any(word in kind for word in GONE[1:]) or kind in ("7", "07") else "new"


def text_of(value: Value) -> str:
    """Return a cell as text; a whole number without its point."""
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else f"{value:g}"
    return value.isoformat() if isinstance(value, date | datetime) else str(value or "").strip()


def _m2_by_name(stated: float | None, unit: str | None) -> float | None:
    return stated / units.PER_M2[unit or "㎡"] if stated and stated > 0 else None


def _unit(kept: Sequence[Parcel], stated: Sequence[float | None], by_name: str | None) -> tuple[Unit, list[Finding]]:
    drawn = [parcel for parcel in kept if not parcel.point]
    unit = units.find_unit([stated[p.row - 1] for p in drawn], [p.candidate.area_m2 for p in drawn])
    if unit.rows and unit.name is None:
        return unit, [Finding(None, "no_unit", (unit.ratio,))]
    if unit.name and by_name and unit.name != by_name:
        return unit, [Finding(None, "other_unit", (by_name, unit.name, unit.ratio))]
    return unit, []


def _stated(parcel: Parcel, number: float | None, unit: Unit, by_name: str | None) -> float | None:
    if number is None or number <= 0:
        return None
    return unit.m2(number) if unit.rows else _m2_by_name(number, by_name)


def _areas_that_differ(kept: Sequence[Parcel], unit: Unit) -> list[Finding]:
    if unit.name is None:
        return []
    found = []
    for parcel in kept:
        true = parcel.candidate.area_m2
        if parcel.stated_m2 and not parcel.point and abs(parcel.stated_m2 - true) > max(units.ROW_WITHIN * true, 1.0):
            found.append(Finding(parcel.row, "area_differs", (parcel.stated_m2, true)))
    return found


def _numbers(kept: Sequence[Parcel], named: bool) -> list[Finding]:
    if not named:
        return [Finding(None, "no_number_column")] if kept else []
    found = [Finding(parcel.row, "no_number") for parcel in kept if not parcel.number]
    first: dict[str, int] = {}
    for parcel in kept:
        if parcel.number in first:
            found.append(Finding(parcel.row, "same_number", (parcel.number, first[parcel.number])))
        elif parcel.number:
            first[parcel.number] = parcel.row
    return found


def _doubles(kept: Sequence[Parcel]) -> list[Finding]:
    first: dict[str, int] = {}
    found = []
    for parcel in kept:
        earlier = first.setdefault(parcel.fingerprint, parcel.row)
        if earlier != parcel.row:
            found.append(Finding(parcel.row, "same_row", (earlier,)))
    return found
