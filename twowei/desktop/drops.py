"""What is dropped on the window."""

from __future__ import annotations

from pathlib import Path

from PyQt5.QtGui import QDropEvent


def local_paths(event: QDropEvent) -> list[Path]:
    """Return the files and folders that a drag brings along."""
    data = event.mimeData()
    urls = data.urls() if data is not None else []
    return [Path(url.toLocalFile()) for url in urls if url.isLocalFile()]
