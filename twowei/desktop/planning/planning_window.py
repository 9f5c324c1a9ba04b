"""Planning: the plan at the left; cases, campaigns, squads, days and the wall map at the right."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PIL import Image
from PyQt5.QtCore import Qt, QUrl
from PyQt5.QtGui import QCloseEvent, QDesktopServices
from PyQt5.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QPushButton, QSplitter, QTabWidget, QVBoxLayout, QWidget

from twowei.desktop import menus
from twowei.desktop.board import texts
from twowei.desktop.board.side_window import SideWindow
from twowei.desktop.planning.campaigns_part import CampaignsPart
from twowei.desktop.planning.cases_part import CasesPart
from twowei.desktop.planning.days_part import DaysPart
from twowei.desktop.planning.part import Part, Task
from twowei.desktop.planning.plan_map import PlanMap
from twowei.desktop.planning.squads_part import SquadsPart
from twowei.desktop.planning.wall_part import WallPart
from twowei.feedback import Feedback
from twowei.geo.grid import Bounds
from twowei.reports.wallmap import COLOURS
from twowei.services.board import COLUMNS
from twowei.services.plan_view import PlanView, area_of, plan_view
from twowei.services.underlay import underlay
from twowei.services.workspace import Workspace

WORK, PICTURE = "plan", "picture"
PARTS_PX = 570


class PlanningWindow(SideWindow):
    """Who demolishes what and when."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.head(self.tr("Planning"), self.tr("D draws · Shift+drag a box · F5 anew · Esc closes"))
        self.view: PlanView | None = None
        self.list_selection: Callable[[], Sequence[str]] = lambda: ()
        self._for_campaign = False
        self.map, self.said, self.imagery = PlanMap(), QLabel(), QCheckBox(self.tr("Imagery beneath"))
        self.open_button = QPushButton(self.tr("Open the file"))
        self.open_button.hide()
        self.cases, self.campaigns, self.squads = CasesPart(), CampaignsPart(), SquadsPart()
        self.days, self.wall = DaysPart(folder), WallPart(folder)
        self.tabs = QTabWidget()
        self._written: Path | None = None
        self._lay_out()
        self._connect()

    def work(self, workspace: Workspace, feedback: Feedback) -> PlanView:
        return plan_view(workspace)

    def show_read(self, found: PlanView) -> None:
        self.view = found
        self.map.show_view(found)
        for part in self._parts():
            part.show_view(found)

    def closeEvent(self, event: QCloseEvent | None) -> None:
        if self.map.drawing and event is not None:
            self.map.draw(False)  # Esc drops the area first
            event.ignore()
            return
        super().closeEvent(event)

    # ---- inside ----------------------------------------------------------------------------------

    def _parts(self) -> tuple[Part, ...]:
        return self.cases, self.campaigns, self.squads, self.days, self.wall

    def _connect(self) -> None:
        for part in self._parts():
            part.wanted.connect(self._do)
            part.refused.connect(self._say)
        self.cases.selection_changed.connect(self.map.choose)
        self.cases.list_wanted.connect(self._take_list)
        self.cases.drawing_wanted.connect(lambda _begin: self._draw(False))
        self.cases.table.cellClicked.connect(lambda row, _column: self._show_case(row))
        self.cases.table.cellDoubleClicked.connect(lambda _row, _column: self.front_wanted.emit())
        self.campaigns.drawing_wanted.connect(lambda: self._draw(True))
        self.campaigns.shown.connect(self._show_campaign)
        self.campaigns.listed.connect(lambda link: self.open_list(link.title, list(link.numbers())))
        self.days.way_shown.connect(self._show_way)
        for writer in (self.days, self.wall):
            writer.written.connect(self._offer)
        self.open_button.clicked.connect(lambda _checked: self._open_file())
        self.map.picked.connect(self._pick)
        self.map.drawn.connect(self._take_area)
        self.map.drawing_changed.connect(self._tell_drawing)
        self.map.view_settled.connect(self._read_picture)
        self.imagery.toggled.connect(lambda _on: self._read_picture(self.map.seen, self.map.width()))
        menus.make_shortcut(self, "D", lambda: self._draw(self.tabs.currentWidget() is self.campaigns))

    def _lay_out(self) -> None:
        titles = (self.tr("Cases"), self.tr("Campaigns"), self.tr("Squads"), self.tr("Days"), self.tr("Wall map"))
        for part, title in zip(self._parts(), titles, strict=True):
            self.tabs.addTab(part, title)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.map, 1)
        legend = QHBoxLayout()
        for name in COLUMNS:
            red, green, blue = COLOURS[name]
            legend.addWidget(QLabel(f'<span style="color:rgb({red},{green},{blue})">■</span> {texts.word(name)}'))
        legend.addStretch()
        legend.addWidget(self.imagery)
        column.addLayout(legend)
        parts = QSplitter(Qt.Horizontal)
        parts.addWidget(left)
        parts.addWidget(self.tabs)
        parts.setStretchFactor(0, 1)
        parts.setSizes([self.width() - PARTS_PX, PARTS_PX])
        self.column.addWidget(parts, 1)
        self.said.setWordWrap(True)
        row = QHBoxLayout()
        row.addWidget(self.said, 1)
        row.addWidget(self.open_button)
        self.column.addLayout(row)
        self.foot()

    def _do(self, task: Task) -> None:
        """Carry out what a part wants; then read the plan anew and let the list follow."""
        by = self.analyst()
        if by is None:
            return
        self.open_button.hide()

        def done(found: object) -> None:
            self._say(task.told(found))
            if task.alters:
                self.map.forget_area()
                self.altered.emit()
                self.read()

        self.run(WORK, lambda workspace, _feedback: task.work(workspace, by), done)

    def _say(self, text: str) -> None:
        self.said.setText(text)

    def _fail(self, why: str) -> None:
        super()._fail(why)
        self._say(why)

    def _offer(self, path: Path) -> None:
        self._written = path
        self.open_button.show()

    def _open_file(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._written)))

    # ---- the plan --------------------------------------------------------------------------------

    def _draw(self, for_campaign: bool) -> None:
        self._for_campaign = for_campaign
        self.map.draw(not self.map.drawing)

    def _tell_drawing(self, begun: bool) -> None:
        if begun:
            self._say(self.tr("Click around the cases; Enter, a double click or the right button ends, Esc drops it."))
        elif self.map.area == ():
            self._say("")

    def _take_area(self, points: Sequence[tuple[float, float]]) -> None:
        """Select what was drawn around, or take it as a campaign's ground."""
        if self.view is None:
            return
        inside = self.view.inside(area_of(points))
        self.cases.select(inside)
        if self._for_campaign:
            self.campaigns.take_area(tuple(points))
            self._for_campaign = False
            self._say(self.tr("The ground is drawn; {0} cases lie in it. Keep the campaign.").format(len(inside)))
        else:
            self.tabs.setCurrentWidget(self.cases)
            self._say(self.tr("{0} cases lie in the area; they are selected.").format(len(inside)))

    def _take_list(self) -> None:
        """Select what is selected in the main window's list and may be assigned."""
        wanted = set(self.list_selection())
        waiting = [one.patch.number for one in self.view.cases if one.waits] if self.view else []
        found = [number for number in waiting if number in wanted]
        self.cases.select(found)
        self._say(self.tr("{0} of {1} selected in the list may be assigned.").format(len(found), len(wanted)))

    def _pick(self, number: str, add: bool) -> None:
        self.map.forget_area()
        self.cases.select([number], add=add)
        self.chosen.emit(number)

    def _show_case(self, row: int) -> None:
        number = self.cases.table.cell(row, 0).tip
        self.map.go_to(number)
        self.chosen.emit(number)

    def _show_campaign(self, name: str) -> None:
        self.map.show_ground(name)
        ground = self.view.grounds.get(name) if self.view else None
        if ground is not None:
            self.map.fit(ground.bounds)

    def _show_way(self, numbers: Sequence[str]) -> None:
        self.map.show_way(numbers)
        spots = [one.outline.bounds for one in self.view.cases if one.patch.number in numbers] if self.view else []
        if spots:
            lefts, bottoms, rights, tops = zip(*spots, strict=True)
            self.map.fit((min(lefts) - 60, min(bottoms) - 60, max(rights) + 60, max(tops) + 60))

    def _read_picture(self, bounds: Bounds, px: int) -> None:
        if not self.imagery.isChecked() or self.view is None:
            self.map.put_picture(None, bounds)
            return
        crs = self.view.crs
        self.run(
            PICTURE,
            lambda workspace, _feedback: underlay(workspace, crs, bounds, px),
            lambda image: self._lay_beneath(image, bounds),
        )

    def _lay_beneath(self, image: Image.Image | None, bounds: Bounds) -> None:
        self.map.put_picture(image, bounds)
        if image is None:
            self._say(self.tr("There is no imagery of this place."))
