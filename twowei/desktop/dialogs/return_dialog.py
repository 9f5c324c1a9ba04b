"""A filled ledger or a squad's return: every difference, photo and conflict in one list; what is ticked is taken."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from PyQt5.QtCore import Qt, QTimer, pyqtSignal
from PyQt5.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFrame,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from twowei.desktop import forms, themes
from twowei.desktop.background import Work
from twowei.desktop.complaints import complaint
from twowei.desktop.dialogs.return_texts import remark
from twowei.desktop.icons import icon
from twowei.desktop.language import chinese
from twowei.desktop.looker import Looker, looking_into
from twowei.desktop.tones import set_tone
from twowei.errors import TwoweiError
from twowei.services.workspace import Workspace

if TYPE_CHECKING:  # they bring more along than a start needs
    from twowei.services.collect import Collected, Photo
    from twowei.services.fill import Difference

WAIT_MS = 300
WIDTHS = {0: 240, 2: 130, 3: 150}
"""In pixels; numbers of patches take what they want, remarks what is left."""
Key = tuple[str, ...]


class ReturnDialog(QDialog):
    """Stays beside the window; takes nothing but what is ticked, and only as it was shown."""

    wanted = pyqtSignal()
    chosen = pyqtSignal(str)

    file: QLineEdit
    browse_file: QPushButton
    browse_folder: QPushButton
    result: QFrame
    message: QLabel
    rows: QTreeWidget
    summary: QLabel
    buttons: QDialogButtonBox

    def __init__(self, workspace: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        forms.load(self, "return_dialog")
        self.setAttribute(Qt.WA_DeleteOnClose)
        self._workspace = workspace
        self._looker = Looker(self._wish, self._show, self.show_failure, self)
        self._locked = False
        self.found: Collected | None = None
        self._waiting = QTimer(self)
        self._waiting.setSingleShot(True)
        self._waiting.setInterval(WAIT_MS)
        ok, header = self.buttons.button(QDialogButtonBox.Ok), self.rows.header()
        assert isinstance(ok, QPushButton) and header is not None
        self._ok = ok
        self._ok.setText(self.tr("Take what is ticked"))
        header.setSectionResizeMode(1, QHeaderView.ResizeToContents)
        for column, width in WIDTHS.items():
            header.resizeSection(column, width)
        self._connect()
        self.result.hide()
        self._enable()

    @property
    def path(self) -> Path:
        """What came back."""
        return Path(self.file.text().strip()).expanduser()

    @property
    def busy(self) -> bool:
        """Whether the files are being looked into, or will be at once."""
        return self._looker.busy or self._waiting.isActive()

    @property
    def ticked(self) -> frozenset[Key]:
        """Keys of the photos and differences that are ticked."""
        return frozenset(row.key for row in self._ticks() if row.checkState(0) == Qt.Checked)

    def lock(self, locked: bool) -> None:
        """Keep hands off while it is being taken."""
        self._locked = locked
        self._enable()

    def show_taken(self, taken: Collected, photos: int) -> None:
        """Say what was taken, then show what is left."""
        self._locked = False
        self._say("good", self.tr("Taken: {0} photos, {1} cells of tables.").format(photos, taken.cells))
        self._looker.look()

    def show_failure(self, reason: str) -> None:
        """Say why nothing was taken."""
        self._locked = False
        self._say("bad", reason)
        self._enable()

    def done(self, result: int) -> None:
        self._waiting.stop()
        self._looker.close()
        super().done(result)

    def _connect(self) -> None:
        self.file.textChanged.connect(self._ask)
        self._waiting.timeout.connect(self._looker.look)
        self.browse_file.clicked.connect(self._browse_file)
        self.browse_folder.clicked.connect(self._browse_folder)
        self.rows.itemChanged.connect(self._enable)
        self.rows.currentItemChanged.connect(self._choose)
        self.buttons.accepted.connect(self.wanted)
        self.buttons.rejected.connect(self.reject)

    def _browse_file(self) -> None:
        kinds = self.tr("Tables and packed returns") + " (*.xlsx *.csv *.json *.zip)"
        chosen, _ = QFileDialog.getOpenFileName(self, self.windowTitle(), self.file.text(), kinds)
        if chosen:
            self.file.setText(chosen)

    def _browse_folder(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, self.windowTitle(), self.file.text())
        if chosen:
            self.file.setText(chosen)

    # ---- looking into it -----------------------------------------------------------------------

    def _ask(self) -> None:
        self.found = None
        self.rows.clear()
        self.result.hide()
        self._enable()
        self._waiting.start()

    def _wish(self) -> Work | None:
        if not self.file.text().strip():
            return None
        workspace, path = self._workspace, self.path
        self.summary.setText(self.tr("Looking into the files…"))

        def look(opened: Workspace) -> Collected:
            from twowei.services.collect import collect

            return collect(opened, path)

        return looking_into(workspace, look)

    def _show(self, found: Collected | TwoweiError) -> None:
        if isinstance(found, TwoweiError):
            self.summary.clear()
            self._say("bad", complaint(found))
            return
        self.found = found
        self.rows.blockSignals(True)
        self.rows.clear()
        self._show_tables(found)
        self._show_photos(found)
        self._show_visits(found)
        problems = [_Row([remark(problem)]) for problem in found.problems]
        self._add(self.tr("Cannot be used ({0})").format(len(problems)), problems)
        self.rows.blockSignals(False)
        self._enable()

    # ---- showing -------------------------------------------------------------------------------

    def _show_tables(self, found: Collected) -> None:
        for name, table in found.tables.items():
            rows = [_difference(one) for one in table.differences]
            title = self.tr("{0}: {1} differences in {2} rows").format(name, len(rows), len(table.filled.rows))
            self._add(title, rows or [_Row([self.tr("no differences")])])

    def _show_photos(self, found: Collected) -> None:
        rows = [_photo(photo) for photo in found.photos]
        self._add(self.tr("Photos ({0})").format(len(rows)), rows)

    def _show_visits(self, found: Collected) -> None:
        rows = []
        for visit in found.visits:
            at = f"{visit.at:%m-%d %H:%M}" if visit.at else ""
            rows.append(_Row([visit.track, visit.number, "", f"{visit.distance_m:g} m", at], number=visit.number))
        self._add(self.tr("Visited by track ({0}), noted when something is taken").format(len(rows)), rows)
        far = [_Row(["", number], number=number) for number in found.unvisited]
        self._add(self.tr("Out in the field, but no track came near ({0})").format(len(far)), far)

    def _add(self, title: str, rows: list[_Row]) -> None:
        """Add a group, if there is anything to say of it, and give it the width of all columns."""
        if rows:
            group = QTreeWidgetItem([title])
            self.rows.addTopLevelItem(group)
            group.setFirstColumnSpanned(True)
            group.addChildren(list(rows))
            group.setExpanded(True)

    def _ticks(self) -> Iterator[_Row]:
        """Yield the rows that can be ticked."""
        for position in range(self.rows.topLevelItemCount()):
            group = self.rows.topLevelItem(position)
            for each in range(group.childCount() if group is not None else 0):
                row = group.child(each) if group is not None else None
                if isinstance(row, _Row) and row.key:
                    yield row

    def _choose(self, row: QTreeWidgetItem | None, _before: QTreeWidgetItem | None) -> None:
        if isinstance(row, _Row) and row.number:
            self.chosen.emit(row.number)

    def _enable(self) -> None:
        visits = bool(self.found and self.found.visits)
        ticked, rows = len(self.ticked), len(list(self._ticks()))
        self._ok.setEnabled(self.found is not None and not self._locked and bool(ticked or visits))
        if self.found is not None:
            text = self.tr("{0} of {1} ticked. Conflicts are not ticked by themselves: ticked, what came back holds.")
            self.summary.setText(text.format(ticked, rows) if rows else self.tr("Nothing here is to be taken."))

    def _say(self, tone: str, text: str) -> None:
        self.message.setText(text)
        set_tone(self.result, tone, self.message)
        self.result.show()


class _Row(QTreeWidgetItem):
    """A line; with a key it can be ticked, with a number its patch is shown in the window."""

    def __init__(self, texts: list[str], *, number: str = "", key: Key = (), tick: bool = False, odd: str = "") -> None:
        super().__init__(texts)
        self.number, self.key = number, key
        for column, text in enumerate(texts):
            self.setToolTip(column, text)
        if key:
            self.setCheckState(0, Qt.Checked if tick else Qt.Unchecked)
        if odd:
            self.setIcon(4, icon("warning", themes.colour(odd).name()))


def _difference(one: Difference) -> _Row:
    from twowei.services.fill import Case

    what = one.zh if chinese() else f"{one.name} {one.zh}"
    odd = {Case.REFUSED: "bad", Case.CONFLICT: "warn"}.get(one.case, "")
    texts = [what, one.number, one.ours, one.theirs, remark(one.why) if one.why else ""]
    key = () if one.case is Case.REFUSED else one.key
    return _Row(texts, number=one.number, key=key, tick=one.case in (Case.NEW, Case.CHANGED), odd=odd)


def _photo(photo: Photo) -> _Row:
    from twowei.services.collect import Found

    away = f"{photo.distance_m:g} m" if photo.distance_m is not None else ""
    texts = [photo.path.name, photo.number or "", "", away, remark(photo.why) if photo.why else ""]
    new = photo.found is Found.NEW
    odd = "warn" if photo.found in (Found.CONFLICT, Found.UNMATCHED) else ""
    return _Row(texts, number=photo.number or "", key=photo.key if new else (), tick=new, odd=odd)
