"""The table of a shapefile, byte by byte: libraries decode before anybody could ask which encoding it is."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from twowei.errors import VectorError

_HEADER = 32
_END_OF_FIELDS = 0x0D
_DELETED = b"*"


@dataclass(frozen=True)
class Column:
    """A column: the bytes of its name, the letter of its type, width and digits after the point."""

    name: bytes
    kind: str
    width: int
    decimals: int


@dataclass(frozen=True)
class RawTable:
    """A DBF undecoded.

    Attributes:
        language_byte: Byte 0x1D of the header.
        cells: A structured array with one bytes field (``c0``, ``c1`` …) for each column, a row for each record.
        kept: Which records are not marked as deleted.
    """

    columns: tuple[Column, ...]
    language_byte: int
    cells: NDArray[np.void]
    kept: NDArray[np.bool_]

    def column(self, position: int) -> list[bytes]:
        """Return a column's cells without the blanks around them."""
        return [bytes(cell).strip(b" \x00") for cell in self.cells[f"c{position}"]]


def read(path: Path) -> RawTable:
    """Read a DBF.

    Raises:
        VectorError: It is cut off, or no DBF.
    """
    try:
        data = path.read_bytes()
        count, start, width = struct.unpack("<IHH", data[4:12])
        columns = _columns(data, start)
    except (struct.error, IndexError, OSError) as error:
        raise VectorError(f"{path} is no DBF table or is cut off; ask for the file again.") from error
    layout = _layout(columns)
    if layout.itemsize != width or not columns:
        raise VectorError(f"{path} is no sound DBF table (its records do not fit its columns); ask for it again.")
    if len(data) < start + count * width:
        there = max(len(data) - start, 0) // width
        raise VectorError(f"{path} is cut off: it holds {there} of {count} rows; ask for the file again.")
    cells = np.frombuffer(data, layout, count, start)
    return RawTable(tuple(columns), data[29], cells, cells["deleted"] != _DELETED)


def _layout(columns: list[Column]) -> np.dtype[np.void]:
    return np.dtype([("deleted", "S1"), *((f"c{i}", f"S{c.width}") for i, c in enumerate(columns))])


def _columns(data: bytes, start: int) -> list[Column]:
    columns, at = [], _HEADER
    while at + _HEADER <= start and data[at] != _END_OF_FIELDS:
        name, kind, width, decimals = data[at : at + 11], chr(data[at + 11]), data[at + 16], data[at + 17]
        if kind == "C":
            width, decimals = width + 256 * decimals, 0
        columns.append(Column(name.split(b"\x00")[0].strip(), kind, width, decimals))
        at += _HEADER
    return columns
