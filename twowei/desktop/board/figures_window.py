"""The figures: tiles, months, every figure, streets by rank, parts, the year's task; every number opens its list."""

from __future__ import annotations

import html
from pathlib import Path

from PyQt5.QtCore import Qt, QUrl
from PyQt5.QtGui import QDesktopServices
from PyQt5.QtWidgets import (
    QComboBox,
    QFileDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QTabWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from twowei.desktop.board import figure_facts, figure_tables, figure_texts
from twowei.desktop.board.charts import Bar, BarsChart, MonthPoint, MonthsChart
from twowei.desktop.board.figure_facts import Facts
from twowei.desktop.board.link_table import Link, LinkTable
from twowei.desktop.board.side_window import SideWindow
from twowei.desktop.board.tiles import Tile
from twowei.desktop.themes import colour
from twowei.feedback import Feedback
from twowei.services.figures import Sheet
from twowei.services.workspace import Workspace
from twowei.statistics.scope import DIMENSIONS
from twowei.statistics.tallies import RECALL, find_figure

TILES = ("issued", "closure", "demolished_area", "timely", "overdue", "overdue_now", "relapse", "self_demolition",
         "precision_illegal")  # fmt: skip
ACROSS = 5


class FiguresWindow(SideWindow):
    """The dashboard of a month or a year."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.head(self.tr("Figures"), self.tr("Alt+←→ period · Ctrl+C copies cells · F5 anew · Esc closes"))
        self.facts: Facts | None = None
        self.period, self.street, self.until = QComboBox(), QComboBox(), QLabel()
        self.earlier, self.later = QToolButton(), QToolButton()
        self._make_top()
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tiles = {name: Tile() for name in (*TILES, "annual")}
        self.months = MonthsChart(
            figure_texts.name(find_figure("closure")) + " %", figure_texts.name(find_figure("removed_m2")) + " ㎡"
        )
        self.remarks = QLabel()
        self.remarks.setWordWrap(True)
        self.remarks.linkActivated.connect(self._follow_remark)
        self.all_figures, self.streets, self.parts = LinkTable(), LinkTable(), LinkTable()
        self.tasks, self.vetoes, self.check = LinkTable(2), LinkTable(), LinkTable(2)
        self.rank_bars, self.task_bars = BarsChart(), BarsChart()
        self.dimension = QComboBox()
        self._fill_tabs()
        self.column.addWidget(self.tabs, 1)
        report = QPushButton(self.tr("Monthly report…"))
        report.clicked.connect(lambda _checked: self.report_wanted.emit(self.facts.period if self.facts else ""))
        save = QPushButton(self.tr("Save charts…"))
        save.clicked.connect(lambda _checked: self._save_charts())
        refresh = QPushButton(self.tr("Read anew"))
        refresh.clicked.connect(lambda _checked: self.read())
        self.foot(report, save, refresh)

    def work(self, workspace: Workspace, feedback: Feedback) -> Facts:
        return figure_facts.read(workspace, self._wanted, self._street)

    def read(self) -> None:
        self._wanted = self.period.currentData()
        self._street = self.street.currentData() or ""
        super().read()

    def show_read(self, found: Facts) -> None:
        self.facts = found
        self._offer(found)
        self._show_overview(found)
        self.all_figures.show_rows(*figure_tables.all_figures(found))
        self.streets.show_rows(*figure_tables.ranking(found))
        self.check.show_rows(*figure_tables.check(found))
        self.vetoes.show_rows(*figure_tables.vetoes(found))
        self.rank_bars.show_bars([Bar(one.label, one.value.value) for one in found.ranks], found.sheet.pass_mark)
        self.tasks.show_rows(*figure_tables.progress(found))
        self.task_bars.show_bars([Bar(one.label, one.percent) for one in found.progress], 100.0)
        self._show_parts()

    def choose(self, period: str) -> None:
        """Show another month or year."""
        place = self.period.findData(period)
        if place >= 0:
            self.period.setCurrentIndex(place)
            self.read()

    # ---- making ----------------------------------------------------------------------------------

    def _make_top(self) -> None:
        top = QHBoxLayout()
        for button, arrow, keys, by in (
            (self.earlier, Qt.LeftArrow, "Alt+Left", 1),
            (self.later, Qt.RightArrow, "Alt+Right", -1),
        ):
            button.setArrowType(arrow)
            button.setShortcut(keys)
            button.setToolTip(f"{self.tr('Earlier') if by > 0 else self.tr('Later')}  ({keys})")
            button.clicked.connect(lambda _checked, step=by: self._step(step))
        self.period.setMinimumWidth(120)
        self.period.addItem("", None)
        self.street.addItem(self.tr("All streets"), "")
        for widget in (self.earlier, self.period, self.later, QLabel(self.tr("Street")), self.street):
            top.addWidget(widget)
        top.addStretch()
        self.until.setProperty("role", "muted")
        top.addWidget(self.until)
        self.column.addLayout(top)
        self.period.activated.connect(lambda _index: self.read())
        self.street.activated.connect(lambda _index: self.read())

    def _fill_tabs(self) -> None:
        self.tabs.addTab(self._overview(), self.tr("Overview"))
        self.tabs.addTab(self.all_figures, self.tr("All figures"))
        self.tabs.addTab(_under(self.streets, self.vetoes, self.rank_bars), self.tr("Streets"))
        self.tabs.addTab(self._parts_page(), self.tr("Parts"))
        self.tabs.addTab(_under(self.tasks, None, self.task_bars), self.tr("Year's task"))
        self.tabs.addTab(self.check, self.tr("Check"))
        for table in (self.all_figures, self.streets, self.parts, self.tasks, self.vetoes, self.check):
            table.linked.connect(self._follow)
        for tile in self.tiles.values():
            tile.linked.connect(self._follow)
        self.months.month_chosen.connect(self.choose)

    def _overview(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 8, 0, 0)
        grid = QGridLayout()
        grid.setSpacing(8)
        for place, tile in enumerate(self.tiles.values()):
            grid.addWidget(tile, place // ACROSS, place % ACROSS)
            grid.setColumnStretch(place % ACROSS, 1)
        column.addLayout(grid)
        column.addWidget(self.months, 1)
        column.addWidget(self.remarks)
        return page

    def _parts_page(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 8, 0, 0)
        names = {
            "street": self.tr("Street"), "community": self.tr("Community"), "source": self.tr("Source"),
            "stock": self.tr("New or old stock"), "form": self.tr("On the ground or on a building"),
        }  # fmt: skip
        for dimension in DIMENSIONS:
            self.dimension.addItem(names.get(dimension, dimension), dimension)
        self.dimension.activated.connect(lambda _index: self._show_parts())
        row = QHBoxLayout()
        row.addWidget(QLabel(self.tr("By")))
        row.addWidget(self.dimension)
        row.addStretch()
        column.addLayout(row)
        column.addWidget(self.parts, 1)
        return page

    # ---- showing ---------------------------------------------------------------------------------

    def _offer(self, found: Facts) -> None:
        """Offer the periods and streets there are."""
        self.period.clear()
        for name in found.months_and_years:
            self.period.addItem(self.tr("{0}, whole year").format(name) if len(name) == 4 else name, name)
        self.period.setCurrentIndex(max(0, self.period.findData(found.period)))
        if not self._street:
            while self.street.count() > 1:
                self.street.removeItem(1)
            for code, name in figure_facts.street_names(found):
                self.street.addItem(name, code)
        place = self.period.currentIndex()
        self.later.setEnabled(place > 0)
        self.earlier.setEnabled(place + 1 < self.period.count())
        until = self.tr("Known up to {0} · policy {1}")
        self.until.setText(until.format(found.sheet.scope.until, found.sheet.policy))

    def _show_overview(self, found: Facts) -> None:
        for name in TILES:
            self.tiles[name].show_told(found.told[name], lambda figure, below: found.sheet.numbers(figure, below=below))
        whole = found.progress[0]
        self.tiles["annual"].show_progress(whole, self.tr("Year's task, the whole"))
        points = [MonthPoint(period.name, values[0].value, values[1].top) for period, values in found.trend]
        self.months.show_points(points)
        self.remarks.setText("&nbsp;&nbsp; ".join(self._remarks(found)))

    def _remarks(self, found: Facts) -> list[str]:
        recall = found.sheet.recall
        if recall.share is None or recall.interval is None:
            told = [self.tr("Recall: imagery and other sources found nothing together, it cannot be estimated.")]
        else:
            text = self.tr("Estimated recall of imagery {0} % [{1}–{2}] (imagery {3}, others {4}, both {5})")
            share, bounds = 100 * recall.share, recall.interval
            numbers = (f"{share:.1f}", f"{100 * bounds.low:.1f}", f"{100 * bounds.high:.1f}")
            counts = zip(RECALL, (recall.from_above, recall.by_others, recall.both), strict=True)
            told = [text.format(*numbers, *(_linked(name, str(count)) for name, count in counts))]
        if found.sheet.vetoes:
            names = "、".join(
                _linked(f"veto {code}", f"{found.sheet.label('street', code)} {len(numbers)}")
                for code, numbers in found.sheet.vetoes.items()
            )
            told.append(self.tr("Veto: {0}").format(names))
        if twice := [_linked(f"open {one.code}", one.label) for one in found.ranks if one.below_twice]:
            told.append(self.tr("Below the mark twice running: {0}").format("、".join(twice)))
        return told

    def _follow_remark(self, target: str) -> None:
        """Open the list behind a number or a street of the remarks."""
        if self.facts is None:
            return
        kind, _, code = target.partition(" ")
        sheet = self.facts.sheet
        if kind == "veto":
            title = f"{sheet.label('street', code)} {self.tr('veto')}"
            self._follow(Link(title, lambda: sheet.vetoes[code]))
        elif kind == "open":
            title = f"{sheet.label('street', code)} {self.tr('not closed')}"
            self._follow(Link(title, lambda: figure_facts.not_closed(sheet, code)))
        else:
            names = (self.tr("Found by imagery"), self.tr("Found by others"), self.tr("Found by both"))
            self._follow(Link(dict(zip(RECALL, names, strict=True))[kind], lambda: sheet.numbers(kind)))

    def _show_parts(self) -> None:
        if self.facts is not None:
            self.parts.show_rows(*figure_tables.parts(self.facts, self.dimension.currentData()))

    def _step(self, by: int) -> None:
        """Go to the period before or after, a year to a year, a month to a month."""
        now = str(self.period.currentData() or "")
        alike = [name for place in range(self.period.count())
                 if len(name := str(self.period.itemData(place) or "")) == len(now)]  # fmt: skip
        place = alike.index(now) + by if now in alike else -1
        if 0 <= place < len(alike):
            self.choose(alike[place])

    def _save_charts(self) -> None:
        """Ask where to, and write the charts of what is shown as they print."""
        found = self.facts
        if found is None:
            return
        proposed = self.folder / f"{self.tr('Figures')}_{found.period}.pdf"
        path, _ = QFileDialog.getSaveFileName(self, self.tr("Save charts"), str(proposed), "PDF (*.pdf);;PNG (*.png)")
        if path:
            self.run("charts", lambda _opened, _feedback: _write_charts(found.sheet, Path(path)), self._saved)

    def _saved(self, path: Path) -> None:
        self.notice.setText(self.tr("Charts saved: {0}").format(path))
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))

    def _follow(self, link: Link) -> None:
        period = self.facts.period if self.facts else ""
        self.open_list(f"{period} {link.title}", link.numbers())


def _write_charts(sheet: Sheet, path: Path) -> Path:
    from twowei.services.figure_charts import write_charts  # brings matplotlib along, which a start can do without

    return write_charts(sheet, path)


def _linked(target: str, text: str) -> str:
    return f'<a href="{target}" style="color:{colour("accent").name()}">{html.escape(text)}</a>' if text != "0" else "0"


def _under(table: LinkTable, below: LinkTable | None, chart: BarsChart) -> QWidget:
    """Return a page with a table over the whole width, under it a chart and another table."""
    page = QWidget()
    column = QVBoxLayout(page)
    column.setContentsMargins(0, 8, 0, 0)
    row = QHBoxLayout()
    scroll = QScrollArea()
    scroll.setWidgetResizable(True)
    scroll.setFrameShape(QScrollArea.NoFrame)
    scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarAlwaysOff)
    scroll.setWidget(chart)
    row.addWidget(scroll, 1)
    if below is not None:
        row.addWidget(below, 1)
    column.addWidget(table, 3)
    column.addLayout(row, 2)
    return page
