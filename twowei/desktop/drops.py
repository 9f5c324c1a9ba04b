"""What is dropped on the window."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice
from pathlib import Path

from PyQt5.QtGui import QDropEvent

from twowei.services.evidence import is_evidence

RASTERS = (".tif", ".tiff", ".vrt", ".img", ".jp2")
LOOKED_AT = 500
"""Files of a folder that are looked at to tell imagery from photos."""


def local_paths(event: QDropEvent) -> list[Path]:
    """Return the files and folders that a drag brings along."""
    data = event.mimeData()
    urls = data.urls() if data is not None else []
    return [Path(url.toLocalFile()) for url in urls if url.isLocalFile()]


def only_evidence(paths: Sequence[Path]) -> bool:
    """Return whether what is dropped is photos and papers: no raster among it, or a folder of such."""
    looked = [file for path in paths for file in (_inside(path) if path.is_dir() else [path])]
    return any(is_evidence(file) for file in looked) and not any(file.suffix.lower() in RASTERS for file in looked)


def _inside(folder: Path) -> list[Path]:
    return list(islice((file for file in folder.rglob("*") if file.is_file()), LOOKED_AT))
