"""Known errors as the window tells them: what went wrong in its own language, then the exact sentence."""

from __future__ import annotations

from PyQt5.QtCore import QCoreApplication

from twowei import errors
from twowei.errors import TwoweiError


def complaint(error: TwoweiError) -> str:
    """Return a heading in the language of the window and the sentence of the error."""
    heading = next((text for kind, text in _headings() if isinstance(error, kind)), "")
    return f"{heading}\n{error}" if heading else str(error)


def _headings() -> list[tuple[type[TwoweiError], str]]:
    _translate = QCoreApplication.translate
    return [
        (errors.ImageryError, _translate("Complaints", "The imagery cannot be used.")),
        (errors.PairError, _translate("Complaints", "The two months cannot be compared.")),
        (errors.WorkspaceError, _translate("Complaints", "The workspace cannot be used.")),
        (errors.UnknownNameError, _translate("Complaints", "A name or number is unknown.")),
        (errors.MoveError, _translate("Complaints", "The life cycle does not allow this here.")),
        (errors.OutputError, _translate("Complaints", "Nothing could be written there.")),
        (errors.ModelError, _translate("Complaints", "The model cannot be used.")),
        (errors.VectorError, _translate("Complaints", "The vector file or CRS cannot be used.")),
    ]
