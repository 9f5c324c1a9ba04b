"""What a raster's header says: its colour bands, how it marks missing pixels, the day it was taken."""

from __future__ import annotations

import re
from datetime import date, datetime
from pathlib import Path

from rasterio.enums import ColorInterp, MaskFlags
from rasterio.io import DatasetReader

_DAY = re.compile(r"(?<!\d)(19|20)(\d{2})[-_.]?(0[1-9]|1[0-2])[-_.]?(0[1-9]|[12]\d|3[01])(?!\d)")
_DATE_TAGS = ("TIFFTAG_DATETIME", "ACQUISITIONDATETIME", "DateTime", "EXIF_DateTimeOriginal")


def colour_bands(dataset: DatasetReader) -> tuple[int, ...]:
    """Return the bands of red, green and blue: as the file marks them, else the first three; () with fewer."""
    marks = list(dataset.colorinterp)
    wanted = (ColorInterp.red, ColorInterp.green, ColorInterp.blue)
    if all(mark in marks for mark in wanted):
        return tuple(marks.index(mark) + 1 for mark in wanted)
    others = [i + 1 for i, mark in enumerate(marks) if mark != ColorInterp.alpha]
    return tuple(others[:3]) if len(others) >= 3 else ()


def mask_kind(dataset: DatasetReader) -> str:
    """Return how missing pixels are marked: ``alpha``, ``mask``, ``nodata`` or ``none``."""
    flags = dataset.mask_flag_enums[0]
    for flag, name in (
        (MaskFlags.alpha, "alpha"),
        (MaskFlags.nodata, "nodata"),
        (MaskFlags.per_dataset, "mask"),
    ):
        if flag in flags:
            return name
    return "none"


def acquisition_date(dataset: DatasetReader, path: Path) -> date | None:
    """Return the day the picture was taken: from the file's tags, else from its name, else None."""
    tags = {**dataset.tags(), **dataset.tags(ns="IMAGERY")}
    told = [str(tags[name]).replace(":", "-", 2).split("T")[0].split(" ")[0] for name in _DATE_TAGS if name in tags]
    for text in [*told, path.stem]:
        if (match := _DAY.search(text)) is not None:
            century, year, month, day = match.groups()
            try:
                return datetime(int(century + year), int(month), int(day)).date()
            except ValueError:
                continue
    return None
