"""Whether a file can be written, asked before the work; loads none of the libraries that write it."""

from __future__ import annotations

import tempfile
from pathlib import Path

from twowei.errors import OutputError

DRIVERS = {".gpkg": "GPKG", ".geojson": "GeoJSON", ".json": "GeoJSON", ".shp": "ESRI Shapefile"}


def check_target(path: Path) -> None:
    """Refuse early what could not be written after an hour of work.

    Raises:
        OutputError: Unknown ending, or a folder that cannot be written.
    """
    if path.suffix.lower() not in DRIVERS:
        raise OutputError(f"{path.name} ends in none of {', '.join(DRIVERS)}; choose one of them.")
    check_folder(path.parent)


def check_folder(folder: Path) -> None:
    """Make a folder and refuse one that cannot be written.

    Raises:
        OutputError: It cannot be made or written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        raise OutputError(
            f"{folder} cannot be written ({error.strerror}); choose a folder you may write to."
        ) from error
