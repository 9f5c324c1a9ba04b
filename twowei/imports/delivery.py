"""What a file brought: rows with outlines as they stand in it, and everything odd that was met."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from rasterio.crs import CRS
from shapely.geometry.base import BaseGeometry

from twowei.errors import VectorError

Value = str | float | date | None


@dataclass(frozen=True)
class Finding:
    """Something odd.

    Attributes:
        row: Row in the file, counted from 1; None for the whole file.
        text: What, for people.
        blocking: The row cannot be used.
    """

    row: int | None
    text: str
    blocking: bool = False


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
