"""The windows beside the main one and the papers that come from there; they follow one session."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PyQt5.QtCore import QObject, pyqtSignal

from twowei.casebook.wanted import Wanted
from twowei.desktop.board.board_window import BoardWindow
from twowei.desktop.board.figures_window import FiguresWindow
from twowei.desktop.board.papers import Papers
from twowei.desktop.board.recheck_window import RecheckWindow
from twowei.desktop.board.side_window import SideWindow
from twowei.desktop.message_bar import GOOD
from twowei.desktop.planning.planning_window import PlanningWindow
from twowei.desktop.review.desk import Desk
from twowei.desktop.review.views import ListView
from twowei.services.cases import file_of
from twowei.services.queue import Order

if TYPE_CHECKING:
    from twowei.desktop.main_window import MainWindow

KINDS: dict[str, Callable[[Path], SideWindow]] = {
    "board": BoardWindow,
    "recheck": RecheckWindow,
    "figures": FiguresWindow,
    "planning": PlanningWindow,
}


class Windows(QObject):
    """At most one window of each kind is open, of the workspace that the main window shows."""

    said = pyqtSignal(str, str)  # tone, text

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self.open: dict[str, SideWindow] = {}
        self.papers = Papers(window.job_bar, window)
        self.said.connect(window.messages.say)
        self.papers.offered.connect(window.messages.say)

    def handlers(self) -> dict[str, Callable[[], object]]:
        """Return what the commands do."""
        return {
            "board": lambda: self.show("board"),
            "recheck": lambda: self.show("recheck"),
            "figures": lambda: self.show("figures"),
            "planning": lambda: self.show("planning"),
            "monthly_report": self.write_report,
            "dossiers": self.write_dossiers,
        }

    def show(self, kind: str) -> None:
        """Bring a window forward, made now if it is not open."""
        desk = self._window.desk
        if desk is None:
            return
        side = self.open.get(kind)
        if side is None:
            side = self.open[kind] = self._make(kind, desk)
        side.show()
        side.raise_()
        side.activateWindow()

    def write_report(self, period: str = "") -> None:
        """Write the report of a month."""
        desk, by = self._window.desk, self._window.who.name()
        if desk is not None and by is not None:
            months = list(desk.session.queue.facets().months)
            self.papers.report(desk.session.workspace.folder, months, by, period)

    def write_dossiers(self) -> None:
        """Write the dossiers of the selected patches, else of the current one."""
        desk, by = self._window.desk, self._window.who.name()
        if desk is not None and by is not None:
            self._dossiers(desk, desk.chosen(), by)

    def write_dossier(self, number: str) -> None:
        """Write the dossier of one patch."""
        desk, by = self._window.desk, self._window.who.name()
        if desk is not None and by is not None:
            self._dossiers(desk, [number], by)

    def _dossiers(self, desk: Desk, numbers: Sequence[str], by: str) -> None:
        workspace = desk.session.workspace
        self.papers.dossiers(workspace.folder, numbers, by, file_of(workspace, numbers[0]) if numbers else ("", ""))

    def close(self) -> None:
        """Close all; the workspace is closed."""
        for side in list(self.open.values()):
            side.close()

    def _make(self, kind: str, desk: Desk) -> SideWindow:
        side = KINDS[kind](desk.session.workspace.folder)
        for name in KINDS:
            side.addAction(self._window.actions_by_name[name])
        side.chosen.connect(desk.session.choose)
        side.front_wanted.connect(self._come_forward)
        side.listed.connect(self._list)
        side.closed.connect(lambda: self._forget(kind))
        side.analyst = self._window.who.name
        side.moved.connect(lambda patch: desk.session.take([patch]))
        side.report_wanted.connect(self.write_report)
        side.dossier_wanted.connect(self.write_dossier)
        side.case_wanted.connect(lambda number, tab: self._work_on(number, tab, side))
        side.altered.connect(desk.session.reload)
        if isinstance(side, PlanningWindow):
            side.list_selection = desk.chosen
        desk.session.patch_changed.connect(side.read_soon)
        desk.session.loaded.connect(side.read_soon)
        side.read()
        return side

    def _work_on(self, number: str, tab: str, side: SideWindow) -> None:
        moves = self._window.reviewing.moves
        if moves is not None:
            moves.work_on(number, tab, side)

    def _forget(self, kind: str) -> None:
        side = self.open.pop(kind, None)
        if side is not None:
            side.deleteLater()

    def _come_forward(self) -> None:
        self._window.raise_()
        self._window.activateWindow()

    def _list(self, title: str, numbers: Sequence[str]) -> None:
        """Show the patches behind a number in the main window's list, the first of them unless one is current."""
        desk = self._window.desk
        if desk is None:
            return
        desk.show_view(ListView(Wanted(numbers=tuple(numbers)), Order.DEADLINE))
        listed, current = desk.session.listed, desk.session.current
        if len(listed) and (current is None or listed.place_of(current.number) is None):
            desk.session.choose(listed.numbers[0])
        self._come_forward()
        text = self.tr("{0}: {1} patches are listed. “All patches” above the list shows all again.")
        self.said.emit(GOOD, text.format(title, len(listed)))
