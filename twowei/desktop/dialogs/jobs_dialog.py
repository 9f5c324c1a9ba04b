"""The jobs of a workspace: what waits, runs and is over, each with its log; stopped, taken up again, put away."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PyQt5.QtCore import Qt, QTimer, QUrl, pyqtSignal
from PyQt5.QtGui import QDesktopServices, QFontDatabase
from PyQt5.QtWidgets import (
    QApplication,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QSplitter,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from twowei.desktop import themes
from twowei.desktop.icons import icon
from twowei.desktop.job_names import title_of
from twowei.desktop.job_queue import JobQueue, state_name
from twowei.services.jobs import UNFINISHED, JobRecord, JobState

MARKS = {
    JobState.WAITING: ("pause", "muted"), JobState.RUNNING: ("play", "accent"), JobState.DONE: ("check", "good"),
    JobState.FAILED: ("warning", "bad"), JobState.CANCELLED: ("cancel", "muted"),
    JobState.INTERRUPTED: ("warning", "warn"),
}  # fmt: skip
AGAIN = (JobState.FAILED, JobState.CANCELLED, JobState.INTERRUPTED)
REFRESH_MS = 1000


class JobsDialog(QDialog):
    """Stands beside the window and follows the queue."""

    again_wanted = pyqtSignal(object)  # JobRecord

    def __init__(self, queue: JobQueue, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Jobs"))
        self.setAttribute(Qt.WA_DeleteOnClose)
        self.resize(860, 520)
        self._queue = queue
        self._make_list()
        self.log = QPlainTextEdit()
        self.log.setReadOnly(True)
        self.log.setFont(QFontDatabase.systemFont(QFontDatabase.FixedFont))
        self.log.setPlaceholderText(self.tr("The log of the chosen job."))
        self.empty = QLabel(self.tr("No jobs yet. Detection, overviews, exports and papers stand here as they run."))
        self.empty.setProperty("role", "muted")
        halves = QSplitter(Qt.Vertical)
        halves.addWidget(self.list)
        halves.addWidget(self.log)
        column = QVBoxLayout(self)
        column.addWidget(self.empty)
        column.addWidget(halves, 1)
        column.addLayout(self._make_buttons())
        queue.changed.connect(self.refresh)
        self._clock = QTimer(self)
        self._clock.setInterval(REFRESH_MS)
        self._clock.timeout.connect(self.refresh)
        self._clock.start()
        self.refresh()

    def _make_list(self) -> None:
        self.list = QTreeWidget()
        self.list.setRootIsDecorated(False)
        self.list.setUniformRowHeights(True)
        self.list.setHeaderLabels(
            [self.tr("Job"), self.tr("State"), self.tr("Done"), self.tr("Ordered"), self.tr("Took"), self.tr("Result")]
        )
        header = self.list.header()
        assert header is not None
        header.setSectionResizeMode(QHeaderView.ResizeToContents)
        self.list.currentItemChanged.connect(lambda _now, _before: self._show_log())

    def _make_buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        self.cancel_button = self._button(row, self.tr("Cancel job"), "cancel", self._cancel)
        self.again_button = self._button(row, self.tr("Run again"), "redo", self._again)
        self.forget_button = self._button(row, self.tr("Take off the list"), "", self._forget)
        row.addStretch()
        self.copy_button = self._button(row, self.tr("Copy log"), "", self._copy)
        self.open_button = self._button(row, self.tr("Open log file"), "", self._open)
        self._button(row, self.tr("Close"), "", self.close)
        return row

    def _button(self, row: QHBoxLayout, text: str, mark: str, act: Callable[[], object]) -> QPushButton:
        button = QPushButton(icon(mark), text) if mark else QPushButton(text)
        button.setAutoDefault(False)
        button.clicked.connect(_call(act))
        row.addWidget(button)
        return button

    @property
    def chosen(self) -> JobRecord | None:
        """The job of the current row."""
        item = self.list.currentItem()
        key = item.data(0, Qt.UserRole) if item is not None else None
        return next((one for one in self._queue.records() if one.key == key), None)

    def choose(self, key: str) -> None:
        """Make a job the current one."""
        for row in range(self.list.topLevelItemCount()):
            item = self.list.topLevelItem(row)
            if item is not None and item.data(0, Qt.UserRole) == key:
                self.list.setCurrentItem(item)

    def refresh(self) -> None:
        """Show the jobs as they stand."""
        records = self._queue.records()
        known = [self._key(row) for row in range(self.list.topLevelItemCount())]
        if known != [one.key for one in records]:
            self._fill(records)
        for row, record in enumerate(records):
            self._write(row, record)
        self.empty.setVisible(not records)
        self._show_log()

    def _key(self, row: int) -> str:
        item = self.list.topLevelItem(row)
        return str(item.data(0, Qt.UserRole)) if item is not None else ""

    def _fill(self, records: list[JobRecord]) -> None:
        chosen = self.list.currentItem()
        key = chosen.data(0, Qt.UserRole) if chosen is not None else records[0].key if records else ""
        self.list.clear()
        for record in records:
            item = QTreeWidgetItem()
            item.setData(0, Qt.UserRole, record.key)
            self.list.addTopLevelItem(item)
        self.choose(key)

    def _write(self, row: int, record: JobRecord) -> None:
        item = self.list.topLevelItem(row)
        assert item is not None
        seconds = int(record.seconds)
        took = f"{seconds // 60}:{seconds % 60:02d}" if record.began else ""
        done = (
            ""
            if record.state is JobState.WAITING
            else f"{1.0 if record.state is JobState.DONE else record.fraction:.0%}"
        )
        asked = f"{datetime.fromisoformat(record.asked):%m-%d %H:%M}" if record.asked else ""
        texts = (
            title_of(record),
            state_name(record.state),
            done,
            asked,
            took,
            record.told.splitlines()[0] if record.told else "",
        )
        for column, text in enumerate(texts):
            item.setText(column, text)
        mark, tone = MARKS[record.state]
        item.setIcon(1, icon(mark, themes.colour(tone).name()))
        item.setToolTip(5, record.told)

    def _show_log(self) -> None:
        record = self.chosen
        state = record.state if record else None
        self.cancel_button.setEnabled(state in UNFINISHED)
        self.again_button.setEnabled(record is not None and state in AGAIN and bool(record.kind))
        self.again_button.setText(self.tr("Go on") if state is JobState.INTERRUPTED else self.tr("Run again"))
        self.forget_button.setEnabled(record is not None and state not in UNFINISHED)
        text = self._queue.log(record.key) if record else ""
        for button in (self.copy_button, self.open_button):
            button.setEnabled(bool(text))
        self.open_button.setVisible(self._queue.book is not None)
        if text != self.log.toPlainText():
            self.log.setPlainText(text)
            bar = self.log.verticalScrollBar()
            assert bar is not None
            bar.setValue(bar.maximum())

    def _cancel(self) -> None:
        if self.chosen is not None:
            self._queue.cancel(self.chosen.key)

    def _again(self) -> None:
        if self.chosen is not None:
            self.again_wanted.emit(self.chosen)

    def _forget(self) -> None:
        if self.chosen is not None:
            self._queue.forget(self.chosen.key)

    def _copy(self) -> None:
        clipboard = QApplication.clipboard()
        assert clipboard is not None
        clipboard.setText(self.log.toPlainText())

    def _open(self) -> None:
        if self.chosen is not None and self._queue.book is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._queue.book.log_path(self.chosen.key))))


def _call(act: Callable[[], object]) -> Callable[[bool], None]:
    def slot(_checked: bool) -> None:
        act()

    return slot
