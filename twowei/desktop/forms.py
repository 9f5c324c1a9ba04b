"""Designer's forms, read at run time: one form, one class, one name."""

from __future__ import annotations

from PyQt5 import uic
from PyQt5.QtWidgets import QWidget

from twowei import resources


def load(widget: QWidget, name: str) -> None:
    """Fill a widget from ``ui/forms/<name>.ui``; its parts become attributes of the widget."""
    uic.loadUi(str(resources.ui() / "forms" / f"{name}.ui"), widget)
