"""Epochs as rows: which files make up a month, and the box on the ground they cover."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import shapely
from sqlalchemy import Connection, delete, insert, select, update

from twowei.casebook import geopackage
from twowei.casebook.blobs import box, to_blob
from twowei.casebook.schema import epoch_tiles, epochs
from twowei.casebook.store import srs_id_of
from twowei.geo.grid import Bounds


@dataclass(frozen=True)
class EpochRow:
    """What the casebook knows of an epoch; its headers are read from the files."""

    month: str
    sensor: str
    date: date | None
    paths: tuple[Path, ...]


def read(connection: Connection, folder: Path) -> list[EpochRow]:
    """Return the epochs by month; paths that were inside the workspace are made absolute by ``folder``."""
    paths: dict[str, list[Path]] = {}
    for month, path in connection.execute(
        select(epoch_tiles.c.month, epoch_tiles.c.path).order_by(epoch_tiles.c.month, epoch_tiles.c.position)
    ):
        paths.setdefault(month, []).append(folder / path)
    query = select(epochs.c.month, epochs.c.sensor, epochs.c.day).order_by(epochs.c.month)
    return [
        EpochRow(month, sensor, date.fromisoformat(day) if day else None, tuple(paths.get(month, ())))
        for month, sensor, day in connection.execute(query)
    ]


def boxes(connection: Connection) -> dict[str, Bounds]:
    """Return the box of each month in the casebook's CRS."""
    found: dict[str, Bounds] = {}
    for month, blob in connection.execute(select(epochs.c.month, epochs.c.geom)):
        left, right, bottom, top = box(blob)
        found[month] = left, bottom, right, top
    return found


def write(
    connection: Connection,
    folder: Path,
    epoch: EpochRow,
    bounds: Bounds,
) -> None:
    """Keep an epoch, in place of an earlier one of its month; ``bounds`` are in the casebook's CRS."""
    blob = to_blob(shapely.box(*bounds), srs_id_of(connection))
    facts = {"sensor": epoch.sensor, "day": epoch.date.isoformat() if epoch.date else None, "geom": blob}
    there = connection.execute(update(epochs).where(epochs.c.month == epoch.month).values(facts))
    if not there.rowcount:
        connection.execute(insert(epochs).values(month=epoch.month, **facts))
    geopackage.grow_extent(connection, "epochs", [box(blob)])
    connection.execute(delete(epoch_tiles).where(epoch_tiles.c.month == epoch.month))
    connection.execute(insert(epoch_tiles), _tiles(epoch.month, epoch.paths, folder))


def amend(connection: Connection, epoch: EpochRow) -> None:
    """Keep another day or sensor of an epoch; its files and its box stay."""
    facts = {"sensor": epoch.sensor, "day": epoch.date.isoformat() if epoch.date else None}
    connection.execute(update(epochs).where(epochs.c.month == epoch.month).values(facts))


def _tiles(month: str, paths: Sequence[Path], folder: Path) -> list[dict[str, object]]:
    return [
        {"month": month, "position": position, "path": _stored(path, folder)} for position, path in enumerate(paths)
    ]


def _stored(path: Path, folder: Path) -> str:
    """Return the path relative to the workspace where it lies inside, so that the folder can move."""
    try:
        return path.relative_to(folder).as_posix()
    except ValueError:
        return str(path)
