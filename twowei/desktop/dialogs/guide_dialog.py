"""The user guide in the window: the pages of docs/ in its language, with their pictures."""

from __future__ import annotations

from typing import Any

from PyQt5.QtCore import Qt, QUrl
from PyQt5.QtGui import QImage, QTextDocument
from PyQt5.QtWidgets import QDialog, QDialogButtonBox, QTextBrowser, QVBoxLayout, QWidget

from twowei import resources
from twowei.desktop.language import chinese

PICTURE_PX = 820


class GuideDialog(QDialog):
    """Shows the guide; it may stay open beside the window."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("User guide"))
        self.setAttribute(Qt.WA_DeleteOnClose)
        self.resize(900, 680)
        self.text = _Pages()
        buttons = QDialogButtonBox(QDialogButtonBox.Close)
        close = buttons.button(QDialogButtonBox.Close)
        assert close is not None
        close.setText(self.tr("Close"))
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addWidget(self.text)
        column.addWidget(buttons)


class _Pages(QTextBrowser):
    """The guide, its pictures made narrow enough for the dialog."""

    def __init__(self) -> None:
        super().__init__()
        self.setOpenExternalLinks(True)
        page = resources.docs() / ("guide.zh-CN.md" if chinese() else "guide.md")
        self.setMarkdown(page.read_text(encoding="utf-8"))

    def loadResource(self, kind: int, name: QUrl) -> Any:
        if kind != QTextDocument.ImageResource:
            return super().loadResource(kind, name)
        picture = QImage(str(resources.docs() / name.toString()))
        return picture.scaledToWidth(PICTURE_PX, Qt.SmoothTransformation) if picture.width() > PICTURE_PX else picture
