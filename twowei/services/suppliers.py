"""Taking in what suppliers, higher offices and patrols deliver: looked at first, then taken whole or not at all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import shapely
from rasterio.crs import CRS
from sqlalchemy import Connection, select

from twowei.casebook import deadlines, deliveries, memory
from twowei.casebook import zones as zone_rows
from twowei.casebook.history import checked_name
from twowei.casebook.memory import Kind
from twowei.casebook.schema import patches, runs
from twowei.casebook.store import crs_of
from twowei.errors import UnknownNameError
from twowei.geo.crs import metric_crs
from twowei.geo.footprint import to_crs
from twowei.imagery.epoch import check_month
from twowei.imports.delivery import RowsError
from twowei.imports.parcels import Parcel, Understood, understand
from twowei.imports.placing import Surroundings
from twowei.services import keep_delivery
from twowei.services.intake import Intake, Outcome, Request
from twowei.services.workspace import Workspace


def known_suppliers(workspace: Workspace) -> list[str]:
    """Return the suppliers whose files were taken before."""
    with workspace.casebook.reading() as connection:
        return deliveries.names(connection)


def look(workspace: Workspace, request: Request) -> Intake:
    """Return what taking a delivery would do; nothing is changed.

    Raises:
        VectorError: The file cannot be used; `placing.UnknownCrsError` where only its CRS is missing.
        UnknownNameError: Supplier, month, role or column is unknown.
    """
    with workspace.casebook.reading() as connection:
        understood = _understood(connection, request)
        intake = _dated(connection, request, understood)
        crs, fresh = crs_of(connection), _fresh(connection, intake)
        if not fresh or crs is None:
            guessed = tuple(Outcome(parcel, Kind.NEW, None) for parcel in fresh)
            return replace(intake, outcomes=guessed, repeated=len(understood.parcels) - len(fresh))
        months = (intake.before_month, intake.month)
        remembered = memory.Memory(connection, months, deadlines.load(connection).now.thresholds)
        matches = remembered.match([parcel.candidate.moved(crs) for parcel in fresh])
        outcomes = tuple(
            Outcome(parcel, match.kind, match.patch.number if match.patch else None)
            for parcel, match in zip(fresh, matches, strict=True)
        )
    return replace(intake, outcomes=outcomes, repeated=len(understood.parcels) - len(fresh))


def take(workspace: Workspace, request: Request, by: str) -> Intake:
    """Take a delivery into the casebook, whole or not at all; what was delivered before changes nothing.

    Every row is kept as it came. A row on the site of a patch of the same two months is that patch's; a known case is
    seen again; a known false alarm is suppressed; where a case was closed it is 回潮; the others are new patches.

    Raises:
        RowsError: Rows cannot be used, and it was not said to leave them out.
        VectorError: The file cannot be used; `placing.UnknownCrsError` where only its CRS is missing.
        UnknownNameError: Supplier, month, role or column is unknown, or ``by`` is empty.
    """
    name = checked_name(by)
    with workspace.casebook.reading() as connection:
        understood = _understood(connection, request)
    _refuse_bad(request, understood)
    workspace.ensure_crs(_metric(understood))
    with workspace.casebook.writing() as connection:
        intake = _dated(connection, request, understood)
        fresh = _fresh(connection, intake)
        intake = replace(intake, repeated=len(understood.parcels) - len(fresh))
        if not fresh:
            return intake
        return keep_delivery.write(connection, intake, fresh, workspace.crs, name)


def _refuse_bad(request: Request, understood: Understood) -> None:
    bad = understood.blocking
    if not understood.parcels and not bad:
        raise RowsError(f"{request.path.name} holds no patches.", understood.findings)
    if bad and (not request.skip_bad or not understood.parcels):
        rows_text = ", ".join(str(finding.row) for finding in bad[:5]) + (" …" if len(bad) > 5 else "")
        raise RowsError(
            f"{len(bad)} of {len(understood.delivery.rows)} rows of {request.path.name} cannot be used (row"
            f" {rows_text}: {bad[0].text}); nothing was taken. Ask the supplier to mend them, or leave them out with"
            " --skip-bad.",
            understood.findings,
        )


# ---- reading ---------------------------------------------------------------------------------------


def _understood(connection: Connection, request: Request) -> Understood:
    if not request.supplier.strip():
        raise UnknownNameError("The supplier's name is empty; say whose patches these are (--supplier NAME).")
    habits = deliveries.habits(connection, request.supplier)
    there = _surroundings(connection, request.crs, habits.get("crs"))
    return understand(
        request.path,
        there,
        encoding=request.encoding,
        layer=request.layer,
        said_columns=request.columns,
        remembered_columns=habits.get("columns"),
    )


def _surroundings(connection: Connection, said: str | None, remembered: str | None) -> Surroundings:
    c = patches.c
    points = np.array(connection.execute(select(c.JD, c.WD)).all(), dtype=np.float64).reshape(-1, 2)
    near = tuple(np.median(points, axis=0)) if len(points) else _middle_of_zones(connection)
    return Surroundings(near, list(shapely.points(points)), crs_of(connection), said, remembered)  # type: ignore[arg-type]


def _middle_of_zones(connection: Connection) -> tuple[float, float] | None:
    zones = zone_rows.load(connection)
    if not zones.zones or zones.crs is None:
        return None
    middle = shapely.union_all([zone.geometry.envelope for zone in zones.zones]).centroid
    point = to_crs(middle, zones.crs, CRS.from_epsg(4490))
    return point.x, point.y


def _dated(connection: Connection, request: Request, understood: Understood) -> Intake:
    told = understood.months("HSX")
    month = request.month or (told[0] if told else None)
    if month is None:
        raise UnknownNameError(f"{request.path.name} does not say its month; say it: --month 2026-06.")
    check_month(month)
    before = _before_month(connection, month, understood.months("QSX"))
    return Intake(request, understood, before, month, (), 0)


def _before_month(connection: Connection, month: str, told: Sequence[str]) -> str:
    """Return the month before: the one our own detection compared, else the supplier's, else the calendar's."""
    c = runs.c
    query = select(c.before_month).where(c.after_month == month).order_by(c.run_id).limit(1)
    ours = connection.execute(query).scalar_one_or_none()
    earlier = next((one for one in told if one < month), None)
    if ours or earlier:
        return str(ours or earlier)
    year, number = map(int, month.split("-"))
    return f"{year - (number == 1)}-{12 if number == 1 else number - 1:02d}"


def _fresh(connection: Connection, intake: Intake) -> list[Parcel]:
    """Return the rows that this supplier did not deliver for this month before, each once."""
    known = deliveries.known_fingerprints(connection, intake.request.supplier, intake.month)
    fresh: dict[str, Parcel] = {}
    for parcel in intake.understood.parcels:
        if parcel.fingerprint not in known:
            fresh.setdefault(parcel.fingerprint, parcel)
    return list(fresh.values())


def _metric(understood: Understood) -> CRS:
    """Return the CRS a workspace without one takes: that of the delivery where a metre is a metre in it."""
    lons, lats = zip(*(parcel.candidate.lonlat for parcel in understood.parcels), strict=True)
    return metric_crs(float(np.median(lons)), float(np.median(lats)))
