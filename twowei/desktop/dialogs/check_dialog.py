"""How fit two months are to be compared: measured by a child process, graded, with what it means."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from PyQt5.QtCore import Qt
from PyQt5.QtWidgets import (
    QComboBox,
    QDialog,
    QHeaderView,
    QLabel,
    QProgressBar,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from twowei.desktop import forms, themes
from twowei.desktop.child import Child
from twowei.desktop.dialogs.measures import effect, name, unit
from twowei.desktop.error_texts import in_words
from twowei.desktop.icons import icon

TONES = {"green": ("check", "good"), "amber": ("warning", "warn"), "red": ("warning", "bad")}


class CheckDialog(QDialog):
    """Starts ``twowei check`` on two months and shows each measure with its grade."""

    before: QComboBox
    after: QComboBox
    start: QPushButton
    progress: QProgressBar
    verdict: QLabel
    checks: QTreeWidget
    notice: QLabel

    def __init__(
        self, workspace: Path, months: Sequence[str], pair: tuple[str, str] | None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        forms.load(self, "check_dialog")
        self._workspace = workspace
        self._child: Child | None = None
        for box in (self.before, self.after):
            box.addItems(list(months))
            box.currentIndexChanged.connect(self._refresh)
        chosen = pair or (months[-2], months[-1])
        self.before.setCurrentText(chosen[0])
        self.after.setCurrentText(chosen[1])
        header = self.checks.header()
        assert header is not None
        header.setSectionResizeMode(QHeaderView.ResizeToContents)
        self.start.clicked.connect(self.run)
        self.run()

    def run(self) -> None:
        """Measure the months chosen, in place of a measurement that runs."""
        self._stop()
        self.checks.clear()
        self._refresh()
        if not self.start.isEnabled():
            return
        self.verdict.setText(self.tr("Measuring…"))
        self.notice.setText("")
        months = ["--before", self.before.currentText(), "--after", self.after.currentText()]
        child = Child(["check", str(self._workspace), *months, "--progress", "json", "--json"], self)
        child.progressed.connect(lambda fraction, _: self.progress.setValue(int(1000 * fraction)))
        child.succeeded.connect(self._show)
        child.failed.connect(self._fail)
        child.ended.connect(self.progress.hide)
        self.progress.setValue(0)
        self.progress.show()
        self._child = child
        child.start()

    def done(self, result: int) -> None:
        self._stop()
        super().done(result)

    def _stop(self) -> None:
        if self._child:
            self._child.close()
            self._child = None
        self.progress.hide()

    def _refresh(self) -> None:
        wrong = self.before.currentText() >= self.after.currentText()
        self.start.setEnabled(not wrong)
        if wrong:
            self.verdict.setText(self.tr("The month before must be older than the month after."))

    def _show(self, result: Mapping[str, Any]) -> None:
        for check in result["checks"]:
            self.checks.addTopLevelItem(self._row(check, result.get(check["code"].replace("_px", "_m"))))
        self.verdict.setText(self._in_words(str(result["grade"])))
        sentences = [*([result["refused"]] if result["refused"] else []), *result["warnings"]]
        self.notice.setText(" ".join(in_words(sentence) for sentence in sentences))

    def _fail(self, reason: str) -> None:
        self.verdict.setText(self.tr("The pair could not be checked."))
        self.notice.setText(reason)

    def _row(self, check: Mapping[str, Any], metres: float | None = None) -> QTreeWidgetItem:
        value = check["value"]
        shown = "—" if value is None else f"{value:.2f}" if check["unit"] in ("px", "×") else f"{value:.0f}"
        if value is not None:
            shown += f"{'' if check['unit'] == '°' else ' '}{unit(check['unit'])}"
        if check["unit"] == "px" and metres is not None:
            shown += self.tr(" = {0} m").format(f"{metres:.2f}")
        texts = [name(check["code"]), shown]
        grade = str(check["grade"])
        item = QTreeWidgetItem([*texts, effect(check["code"]) if grade != "green" else ""])
        if value is not None or grade != "green":
            mark, tone = TONES[grade]
            item.setIcon(0, icon(mark, themes.colour(tone).name()))
        item.setTextAlignment(1, int(Qt.AlignRight | Qt.AlignVCenter))
        item.setToolTip(2, item.text(2))
        return item

    def _in_words(self, grade: str) -> str:
        return {
            "green": self.tr("Fit to be compared."),
            "amber": self.tr("Can be compared; see what is marked."),
            "red": self.tr("Expect many false alarms, or little found."),
        }[grade]
