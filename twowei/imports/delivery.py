"""What a file brought: rows with outlines as they stand in it, and everything odd that was met."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from rasterio.crs import CRS
from shapely.geometry.base import BaseGeometry

from twowei.errors import VectorError

Value = str | float | date | None


TEXTS = {
    "restored": "its .shx is missing; the shapes were found without it",
    "heights": "heights or measures were left out",
    "bad_prj": "its .prj cannot be understood ({}…), so it counts as missing",
    "gdal": "GDAL says: {}",
    "other_encoding": "is written in {}, unlike the rest ({})",
    "bad_bytes": "holds bytes that are no {}",
    "bad_number": "{} holds no number but {}",
    "bad_line": "line {} is not written in {}, unlike the rest",
    "swapped": "x and y had changed places and were put back",
    "far": "in {} it lies {:,.0f} km from this workspace; is that the right CRS?",
    "gcj_places": "{} of {} meet known patches only without the GCJ-02 shift, so it was taken off",
    "gcj_habit": "this supplier's earlier deliveries were in GCJ-02, so the shift was taken off",
    "gcj_program": "奥维 writes GCJ-02, so the shift was taken off; if it was exported unshifted: --crs EPSG:4490",
    "gcj_name": "its name says GCJ-02, so the shift was taken off; if that is wrong: --crs EPSG:4490",
    "no_shape": "has no shape",
    "no_numbers": "has coordinates that are no numbers",
    "no_area": "is no area ({})",
    "nothing_inside": "encloses no area",
    "mended": "crossed itself and was mended",
    "point": "is a point; a circle of {:,.0f} ㎡ stands for it",
    "no_date": "{} {!r} is no date",
    "no_unit": "the stated areas are {:.4g} of the true ㎡, which is no unit of area; they were not used",
    "other_unit": "the column of areas says {}, but its numbers are {} ({:.4g} of the true ㎡)",
    "area_differs": "states {:,.1f} ㎡, but its outline has {:,.1f} ㎡",
    "no_number_column": "no column holds the supplier's numbers (JCBH)",
    "no_number": "has no number",
    "same_number": "has the number {} of row {} too",
    "same_row": "is row {} over again",
}
"""What may be odd, in English; the desktop has its own words for each."""


@dataclass(frozen=True)
class Finding:
    """Something odd.

    Attributes:
        row: Row in the file, counted from 1; None for the whole file.
        code: What, a key of `TEXTS`.
        values: What the text speaks of.
        blocking: The row cannot be used.
    """

    row: int | None
    code: str
    values: tuple[str | float, ...] = ()
    blocking: bool = False

    @property
    def text(self) -> str:
        """What, for people."""
        return TEXTS[self.code].format(*self.values)


@dataclass(frozen=True)
class Delivery:
    """The rows of a file.

    Attributes:
        name: Name of the file or layer.
        form: What it is, such as ``shapefile``.
        columns: Names of the columns.
        rows: For each row its values by column.
        outlines: For each row its shape, in two dimensions; None where it has none. Empty where the file has no
            shapes of its own and they must be made of columns.
        crs: What the file says, or None.
        encoding: Of its texts, where that had to be found out.
        encoding_why: Why that one.
        shifted: The program that wrote it shifts to GCJ-02 (奥维).
        degrees: Its form has degrees by definition (KML), though no CRS is written in it.
    """

    name: str
    form: str
    columns: tuple[str, ...]
    rows: Sequence[Mapping[str, Value]]
    outlines: Sequence[BaseGeometry | None] = ()
    crs: CRS | None = None
    encoding: str | None = None
    encoding_why: str = ""
    shifted: bool = False
    degrees: bool = False
    findings: tuple[Finding, ...] = field(default=())

    def with_findings(self, *more: Finding) -> Delivery:
        """Return the delivery with more findings."""
        return replace(self, findings=(*self.findings, *more))


class RowsError(VectorError):
    """A file with rows that cannot be used; nothing of it was taken.

    Attributes:
        findings: What is wrong, row by row.
    """

    def __init__(self, message: str, findings: Sequence[Finding]) -> None:
        super().__init__(message)
        self.findings = tuple(findings)
