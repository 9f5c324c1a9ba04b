"""Known errors as the window tells them: a heading, then the sentence, both in its own language."""

from __future__ import annotations

from PyQt5.QtCore import QCoreApplication

from twowei import errors
from twowei.desktop.error_texts import in_words
from twowei.errors import TwoweiError


def complaint(error: TwoweiError) -> str:
    """Return heading and sentence of an error in the language of the window."""
    heading = next((text for kind, text in _headings() if isinstance(error, kind)), "")
    sentence = in_words(error)
    return f"{heading}\n{sentence}" if heading else sentence


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
        (errors.PolicyError, _translate("Complaints", "The policy cannot be used.")),
        (errors.VectorError, _translate("Complaints", "The vector file or CRS cannot be used.")),
    ]
