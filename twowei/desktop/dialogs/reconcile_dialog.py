"""Suppliers, our model and patrols held against one another; a row chosen here is the patch shown on the map."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PyQt5.QtCore import Qt, pyqtSignal
from PyQt5.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QHeaderView,
    QLabel,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from twowei.casebook.reconciliation import CATEGORIES, Party, Score, Site, category_zh
from twowei.casebook.shares import Share
from twowei.desktop import forms
from twowei.desktop.background import Work
from twowei.desktop.complaints import complaint
from twowei.desktop.language import chinese, label
from twowei.desktop.looker import Looker, looking_into
from twowei.errors import TwoweiError
from twowei.services.reconcile import Reconciliation, months, reconcile, write
from twowei.services.workspace import Workspace

NUMBERS = (5, 6, 7)
"""Columns of figures, to the right and sorted as such."""


class ReconcileDialog(QDialog):
    """Stays beside the window while its rows are looked at."""

    chosen = pyqtSignal(str)

    month: QComboBox
    supplier: QComboBox
    category: QComboBox
    scores: QTableWidget
    sites: QTreeWidget
    notice: QLabel
    save_table: QPushButton
    save_map: QPushButton
    buttons: QDialogButtonBox

    def __init__(self, folder: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        forms.load(self, "reconcile_dialog")
        self.setAttribute(Qt.WA_DeleteOnClose)
        self._folder = folder
        self._looker = Looker(self._wish, self._show, self.notice.setText, self)
        self.found: Reconciliation | None = None
        with Workspace.open(folder) as opened:
            self.month.addItems(months(opened))
        self.supplier.addItem(self.tr("All suppliers"), None)
        self._prepare()
        self._looker.look()

    @property
    def busy(self) -> bool:
        """Whether it is still being reconciled."""
        return self._looker.busy

    def done(self, result: int) -> None:
        self._looker.close()
        super().done(result)

    def _prepare(self) -> None:
        header, score_header, side = self.sites.header(), self.scores.horizontalHeader(), self.scores.verticalHeader()
        assert header is not None and score_header is not None and side is not None
        header.setSectionResizeMode(QHeaderView.ResizeToContents)
        score_header.setSectionResizeMode(QHeaderView.ResizeToContents)
        side.hide()
        self.sites.sortByColumn(0, Qt.AscendingOrder)
        self.month.currentIndexChanged.connect(self._looker.look)
        self.supplier.activated.connect(self._looker.look)
        self.category.activated.connect(lambda _index: self._show_sites())
        self.sites.currentItemChanged.connect(lambda item, _before: self._choose(item))
        self.save_table.clicked.connect(lambda: self._save(self.tr("Table"), ".xlsx"))
        self.save_map.clicked.connect(lambda: self._save(self.tr("Map layer"), ".gpkg"))
        self.buttons.rejected.connect(self.reject)

    # ---- reconciling -----------------------------------------------------------------------------

    def _wish(self) -> Work | None:
        month, supplier, folder = self.month.currentText(), self.supplier.currentData(), self._folder
        if not month:
            self.notice.setText(self.tr("No patches yet: detect, or import a delivery."))
            return None
        self.notice.setText(self.tr("Reconciling…"))
        return looking_into(folder, lambda opened: reconcile(opened, month, [supplier] if supplier else None))

    def _show(self, found: Reconciliation | TwoweiError) -> None:
        if isinstance(found, TwoweiError):
            self.notice.setText(complaint(found))
            return
        self.found = found
        if self.supplier.currentData() is None:
            self._offer_suppliers(found)
        self._offer_categories(found)
        self._show_scores(found)
        self._show_sites()

    def _offer_suppliers(self, found: Reconciliation) -> None:
        names = sorted({name for site in found.sites for name in site.suppliers})
        while self.supplier.count() > 1:
            self.supplier.removeItem(1)
        for name in names:
            self.supplier.addItem(name, name)

    def _offer_categories(self, found: Reconciliation) -> None:
        self.category.clear()
        self.category.addItem(self.tr("Everything ({0})").format(len(found.sites)), None)
        for category, count in found.counts.items():
            self.category.addItem(self.tr("{0} ({1})").format(self._category(category), count), category)

    def _category(self, category: str) -> str:
        """Return a category in the window's language."""
        if chinese():
            return category_zh(category)
        names = [party.en for party in Party if party.code in category.split("+")]
        return ("only " if len(names) == 1 else "") + " + ".join(names)

    # ---- showing ---------------------------------------------------------------------------------

    def _show_scores(self, found: Reconciliation) -> None:
        titles = (
            self.tr("Source"), self.tr("Sites"), self.tr("Illegal"), self.tr("Lawful"), self.tr("False"),
            self.tr("Not judged"), self.tr("Real changes (95 %)"), self.tr("Illegal of judged (95 %)"),
            self.tr("Found alone"), self.tr("of these real"), self.tr("of these illegal"),
        )  # fmt: skip
        self.scores.setColumnCount(len(titles))
        self.scores.setHorizontalHeaderLabels(list(titles))
        self.scores.setRowCount(len(found.scores))
        for row, score in enumerate(found.scores):
            for column, text in enumerate(_score_texts(score, self._who(score))):
                item = QTableWidgetItem(text)
                item.setTextAlignment(int((Qt.AlignRight if column else Qt.AlignLeft) | Qt.AlignVCenter))
                self.scores.setItem(row, column, item)

    def _who(self, score: Score) -> str:
        return score.who if score.party is Party.SUPPLIER or chinese() else score.party.en

    def _show_sites(self) -> None:
        wanted = self.category.currentData()
        shown = [site for site in (self.found.sites if self.found else ()) if wanted in (None, site.category)]
        self.sites.setSortingEnabled(False)
        self.sites.clear()
        self.sites.addTopLevelItems([_Row(self._texts(site), site) for site in shown])
        self.sites.setSortingEnabled(True)
        self.notice.setText(self.tr("Sites: {0}. A row chosen here is shown in the window.").format(len(shown)))

    def _texts(self, site: Site) -> list[str]:
        patch = site.patch
        ours = site.area_m2(Party.MODEL) or site.area_m2(Party.PATROL)
        agreement = site.agreement
        return [
            self._category(site.category),
            patch.number if patch else "",
            "; ".join(dict.fromkeys(claim.number for claim in site.of(Party.SUPPLIER) if claim.number)),
            "; ".join(site.suppliers),
            patch.street_name if patch else "",
            _figure(site.area_m2(Party.SUPPLIER), ",.0f"),
            _figure(ours, ",.0f"),
            _figure(agreement, ".0%"),
            label(site.verdict) if site.verdict else "",
        ]

    def _choose(self, item: QTreeWidgetItem | None) -> None:
        if isinstance(item, _Row) and item.site.patch is not None:
            self.chosen.emit(item.site.patch.number)

    def _save(self, what: str, ending: str) -> None:
        if self.found is None:
            return
        proposed = self._folder / "exports" / f"{self.found.month}_{self.tr('reconciliation')}{ending}"
        chosen, _ = QFileDialog.getSaveFileName(self, what, str(proposed), f"*{ending}")
        if chosen:
            self.save(Path(chosen))

    def save(self, path: Path) -> None:
        """Write what was found as .xlsx or .gpkg and say so."""
        assert self.found is not None
        try:
            with Workspace.open(self._folder) as opened:
                write(opened, self.found, path)
        except TwoweiError as error:
            self.notice.setText(complaint(error))
        else:
            self.notice.setText(self.tr("Written: {0}").format(path))


class _Row(QTreeWidgetItem):
    """A site; figures sort as figures, categories in their own order."""

    def __init__(self, texts: list[str], site: Site) -> None:
        super().__init__(texts)
        self.site = site
        for column in NUMBERS:
            self.setTextAlignment(column, int(Qt.AlignRight | Qt.AlignVCenter))

    def __lt__(self, other: QTreeWidgetItem) -> bool:
        tree = self.treeWidget()
        column = tree.sortColumn() if tree is not None else 0
        key = _KEYS.get(column)
        if key is None or not isinstance(other, _Row):
            return self.text(column) < other.text(column)
        return key(self.site) < key(other.site)


_KEYS: dict[int, Callable[[Site], float]] = {
    0: lambda site: CATEGORIES.index(site.category),
    5: lambda site: site.area_m2(Party.SUPPLIER) or 0.0,
    6: lambda site: site.area_m2(Party.MODEL) or site.area_m2(Party.PATROL) or 0.0,
    7: lambda site: site.agreement or 0.0,
}


def _figure(value: float | None, form: str) -> str:
    return "" if value is None else format(value, form)


def _score_texts(score: Score, who: str) -> list[str]:
    counts = (score.sites, score.illegal, score.lawful, score.false, score.open)
    alone = (score.alone, score.alone_real, score.alone_illegal)
    return [who, *map(str, counts), _share(score.change), _share(score.violations), *map(str, alone)]


def _share(share: Share) -> str:
    if share.value is None or share.interval is None:
        return "—"
    return f"{share.value:.0%} ({share.interval[0]:.0%}–{share.interval[1]:.0%})"
