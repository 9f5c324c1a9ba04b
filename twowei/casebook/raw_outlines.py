"""The pixels that a model marked, as outlines: kept beside what was made of them, and never changed."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import Connection, insert, select

from twowei.casebook import geopackage
from twowei.casebook.blobs import box, from_blobs, to_blob
from twowei.casebook.schema import raw_outlines
from twowei.casebook.store import srs_id_of
from twowei.geo.footprint import Outline

_number = raw_outlines.c.TBBH


def keep(connection: Connection, outlines: Mapping[str, Outline]) -> None:
    """Keep the raw outlines of new patches, in the casebook's CRS, by number."""
    if not outlines:
        return
    srs_id = srs_id_of(connection)
    blobs = {number: to_blob(outline, srs_id) for number, outline in outlines.items()}
    connection.execute(insert(raw_outlines), [{"TBBH": number, "geom": blob} for number, blob in blobs.items()])
    geopackage.grow_extent(connection, "raw_outlines", [box(blob) for blob in blobs.values()])


def read(connection: Connection, number: str) -> Outline | None:
    """Return the raw outline of a patch; None where no model drew it, or before it was kept."""
    blob = connection.execute(select(raw_outlines.c.geom).where(_number == number)).scalar_one_or_none()
    return from_blobs([blob])[0] if blob is not None else None
