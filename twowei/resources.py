"""Where the folders that travel with the program lie, in a wheel as in a checkout."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path


def folder(name: str) -> Path:
    """Return the folder ``ui``, ``docs``, ``models`` or ``sample_tiles`` that belongs to this installation.

    A wheel holds them inside the package; a checkout and an editable install have them beside it
    (``files("twowei.ui")`` fails in editable installs, setuptools #4248).
    """
    package = Path(str(files("twowei")))
    inside = package / name
    return inside if inside.is_dir() else package.parent / name


def ui() -> Path:
    """Return the folder of forms, icons, styles and translations."""
    return folder("ui")


def models() -> Path:
    """Return the folder of shipped models."""
    return folder("models")


def sample_tiles() -> Path:
    """Return the folder of the invented sample district."""
    return folder("sample_tiles")


def docs() -> Path:
    """Return the folder of the user guide."""
    return folder("docs")
