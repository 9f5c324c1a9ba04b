"""What is known of the line that is looked at: both pictures, what the imagery shows, the checklist, the buttons."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PIL import Image
from PyQt5.QtCore import Qt
from PyQt5.QtGui import QImage, QPixmap
from PyQt5.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from twowei.desktop.board import texts
from twowei.desktop.language import chinese
from twowei.desktop.terms import term
from twowei.services.rechecks import Check, Recheck

WIDTH_PX, SHOT_PX = 372, 172


@dataclass(frozen=True)
class Evidence:
    """Pictures by month, before first, what 销号 needs, and whether the case is still open."""

    number: str
    shots: Sequence[tuple[str, Image.Image | None]]
    checks: Sequence[Check]
    open: bool


class RecheckPanel(QFrame):
    """Stands beside the queue."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.setFixedWidth(WIDTH_PX)
        self._number = ""
        self.heading, self.told, self.checks = QLabel(), QLabel(), QLabel()
        self.heading.setProperty("role", "heading")
        for text in (self.heading, self.told, self.checks):
            text.setWordWrap(True)
            text.setTextInteractionFlags(Qt.TextSelectableByMouse)
        self.shots = [QLabel(), QLabel()]
        self.dates = [QLabel(), QLabel()]
        self.note = QLineEdit()
        self.note.setPlaceholderText(self.tr("Note, or why the case is closed"))
        self.confirm_button = QPushButton(self.tr("Confirm what the imagery shows  (Enter)"))
        self.confirm_button.setProperty("primary", True)
        self.answers = {
            "1": QPushButton(self.tr("1 Gone")),
            "2": QPushButton(self.tr("2 Still there")),
            "3": QPushButton(self.tr("3 Rebuilt")),
        }
        self.dossier_button = QPushButton(self.tr("Dossier…"))
        self.close_button = QPushButton(self.tr("Close the case"))
        self.other_button = QPushButton(self.tr("To the window"))
        self._lay_out()
        self.show_recheck(None)

    def show_recheck(self, one: Recheck | None) -> None:
        """Show a line; pictures and checklist follow with `show_evidence`."""
        self._number = one.patch.number if one else ""
        self.heading.setText(
            f"{one.patch.number}\n{term(texts.word(one.asks))}" if one else self.tr("Nothing to look at")
        )
        self.told.setText(self._told(one) if one else "")
        self.checks.clear()
        for shot, date in zip(self.shots, self.dates, strict=True):
            shot.clear()
            date.clear()
        self.confirm_button.setEnabled(one is not None and one.proposal is not None)
        for button in self.answers.values():
            button.setEnabled(one is not None and one.task is not None)
        self.close_button.setEnabled(False)
        for button in (self.dossier_button, self.other_button):
            button.setEnabled(one is not None)

    def show_evidence(self, found: Evidence) -> None:
        """Show pictures and checklist, unless another line is looked at by now."""
        if found.number != self._number:
            return
        for (month, picture), shot, date in zip(found.shots, self.shots, self.dates, strict=True):
            date.setText(month)
            if picture is None:
                shot.setText(self.tr("no imagery"))
            else:
                shot.setPixmap(_pixmap(picture).scaled(SHOT_PX, SHOT_PX, Qt.KeepAspectRatio, Qt.SmoothTransformation))
        if not found.open:
            return
        lines = [f"{'☑' if one.done else '☐'} {term(one.what)}" for one in found.checks]
        self.checks.setText("\n".join([self.tr("Before the case can be closed:"), *lines]))
        self.close_button.setEnabled(all(one.done for one in found.checks))

    def _told(self, one: Recheck) -> str:
        """Return what the imagery shows of a line, as shares of its outline."""
        if one.proposal is None:
            return term(one.task.title) if one.task else ""
        look = one.proposal.look
        text = self.tr("{0}: visible {1}, gone {2}, new {3}; the imagery looks {4}.").format(
            f"{look.before} → {look.after}", f"{look.visible:.0%}", f"{look.gone:.0%}", f"{look.new:.0%}",
            look.likeness.zh if chinese() else look.likeness.code,
        )  # fmt: skip
        if one.proposal.contradicted:
            text += " " + self.tr("Imagery and model disagree: look at the pictures.")
        return text

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.addWidget(self.heading)
        grid = QGridLayout()
        for place, (shot, date) in enumerate(zip(self.shots, self.dates, strict=True)):
            shot.setFixedSize(SHOT_PX, SHOT_PX)
            shot.setAlignment(Qt.AlignCenter)
            shot.setProperty("role", "shot")
            grid.addWidget(shot, 0, place)
            grid.addWidget(date, 1, place, Qt.AlignHCenter)
        column.addLayout(grid)
        column.addWidget(self.told)
        column.addWidget(self.checks)
        column.addStretch()
        column.addWidget(self.note)
        column.addWidget(self.confirm_button)
        for buttons in (self.answers.values(), (self.dossier_button, self.close_button, self.other_button)):
            row = QHBoxLayout()
            for button in buttons:
                button.setAutoDefault(False)
                row.addWidget(button)
            column.addLayout(row)


def _pixmap(picture: Image.Image) -> QPixmap:
    rgb = picture.convert("RGB")
    pixels = rgb.tobytes()
    return QPixmap.fromImage(QImage(pixels, rgb.width, rgb.height, 3 * rgb.width, QImage.Format_RGB888).copy())
