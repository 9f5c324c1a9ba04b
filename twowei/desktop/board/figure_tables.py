"""The tables of the dashboard: heads, rows and the column that takes what is left."""

from __future__ import annotations

from functools import partial

from PyQt5.QtCore import QCoreApplication

from twowei.desktop.board import figure_texts
from twowei.desktop.board.figure_facts import Facts, part_numbers
from twowei.desktop.board.link_table import Cell, Link
from twowei.services.figure_records import NOTHING
from twowei.statistics.tallies import Balance, Rank, Value, find_figure

PARTS = ("issued", "illegal", "closure", "demolished", "removed_m2", "overdue", "overdue_now")
ACCOUNT = ("illegal", "demolished", "regularised", "unrectified")
STREETS = ("closure", "demolished_area", "timely", "overdue")
Rows = tuple[list[str], list[list[Cell]], int | None]
_translate = QCoreApplication.translate


def all_figures(facts: Facts) -> Rows:
    """Return every figure with its changes and its definition."""
    heads = [
        _translate("FigureTables", "Figure"),
        _translate("FigureTables", "Value"),
        _translate("FigureTables", "95 %"),
        _translate("FigureTables", "Above"),
        _translate("FigureTables", "Out of"),
        _translate("FigureTables", "On the month before"),
        _translate("FigureTables", "On the year before"),
        _translate("FigureTables", "What is counted"),
    ]
    return heads, [_figure_row(facts, name) for name in facts.told], len(heads) - 1


def _figure_row(facts: Facts, name: str) -> list[Cell]:
    told = facts.told[name]
    one, figure = told.value, told.figure
    title = figure_texts.name(figure)
    link = Link(title, partial(facts.sheet.numbers, name)) if one.top else None
    out_of = Link(
        _translate("FigureTables", "{0}, out of").format(title), partial(facts.sheet.numbers, name, below=True)
    )
    changes = [
        Cell(figure_texts.change(figure, by), key=by, tone=figure_texts.change_tone(figure, by))
        for by in (told.by_month, told.by_year)
    ]
    return [
        Cell(title),
        Cell(figure_texts.value(one), link, one.value),
        Cell(figure_texts.interval(one)),
        Cell(figure_texts.amount(one.top), link, one.top),
        Cell("" if one.bottom is None else figure_texts.amount(one.bottom), out_of if one.bottom else None, one.bottom),
        *changes,
        Cell(figure_texts.about(figure), tip=figure_texts.about(figure)),
    ]


def ranking(facts: Facts) -> Rows:
    """Return the streets, best first."""
    heads = [
        _translate("FigureTables", "Street"),
        _translate("FigureTables", "Rank"),
        _translate("FigureTables", "Moved"),
        *_share_heads(STREETS),
        _translate("FigureTables", "Flags"),
    ]
    return heads, [_rank_row(facts, one) for one in facts.ranks], len(heads) - 1


def _rank_row(facts: Facts, one: Rank) -> list[Cell]:
    moved = NOTHING if not one.moved else f"{'↑' if one.moved > 0 else '↓'}{abs(one.moved)}"
    tone = "" if not one.moved else "good" if one.moved > 0 else "bad"
    flags = [_translate("FigureTables", "veto")] * (one.code in facts.sheet.vetoes)
    flags += [_translate("FigureTables", "below the mark twice running")] * one.below_twice
    cells = [cell for name in STREETS for cell in _cells(facts, "street", one.code, name)]
    place = NOTHING if one.rank is None else str(one.rank)
    return [
        Cell(one.label), Cell(place, key=one.rank), Cell(moved, key=one.moved, tone=tone), *cells,
        Cell("、".join(flags), tone="bad"),
    ]  # fmt: skip


def vetoes(facts: Facts) -> Rows:
    """Return the streets that lose the period, with the patches by which they do."""
    heads = [
        _translate("FigureTables", "Veto"),
        _translate("FigureTables", "Missed"),
        _translate("FigureTables", "Why"),
    ]
    why = figure_texts.about(find_figure("missed_new"))
    rows = []
    for code, numbers in facts.sheet.vetoes.items():
        label = facts.sheet.label("street", code)
        title = f"{label} {_translate('FigureTables', 'veto')}"
        rows.append(
            [Cell(label), Cell(str(len(numbers)), Link(title, partial(list, numbers)), len(numbers)), Cell(why)]
        )
    return heads, rows, len(heads) - 1


def parts(facts: Facts, dimension: str) -> Rows:
    """Return figures by street, community, source, stock or form."""
    heads = [_translate("FigureTables", "Part"), *_share_heads(PARTS)]
    rows = [
        [
            Cell(facts.sheet.label(dimension, code)),
            *(cell for name in PARTS for cell in _cells(facts, dimension, code, name)),
        ]
        for code in facts.by[dimension]
    ]
    return heads, rows, None


def check(facts: Facts) -> Rows:
    """Return the account of illegal patches: total = demolished + mended otherwise + not mended."""
    heads = [
        _translate("FigureTables", "Who"),
        _translate("FigureTables", "Counted in"),
        *_account_heads(),
        _translate("FigureTables", "Left over"),
        _translate("FigureTables", "Remark"),
    ]
    return heads, [_check_row(facts, one) for one in facts.sheet.balances], len(heads) - 1


def _account_heads() -> list[str]:
    """Return the heads of the account; of the demolished the count stands there and not the share."""
    gone = _translate("FigureTables", "Demolished")
    return [gone if name == "demolished" else figure_texts.name(find_figure(name)) for name in ACCOUNT]


def _check_row(facts: Facts, one: Balance) -> list[Cell]:
    units = {
        "处": _translate("FigureTables", "patches"),
        "㎡": "㎡",
        "㎡ 耕地": _translate("FigureTables", "㎡ of farmland"),
    }
    label = one.label if one.code is not None else _translate("FigureTables", "All")
    cells = []
    amounts = (one.whole, one.demolished, one.regularised, one.unrectified)
    for name, head, amount in zip(ACCOUNT, _account_heads(), amounts, strict=True):
        numbers = partial(facts.sheet.numbers, name)
        if one.code is not None:
            numbers = partial(part_numbers, facts.sheet, name, "street", one.code)
        title = f"{label} {head}"
        cells.append(Cell(figure_texts.amount(round(amount, 2)), Link(title, numbers) if amount else None, amount))
    bad = bool(one.left_over)
    remark = _translate("FigureTables", "stands in no column: look for a missing demolition date") if bad else ""
    tone = "bad" if bad else ""
    left = Cell(figure_texts.amount(round(one.left_over, 2)), key=one.left_over, tone=tone)
    return [Cell(label), Cell(units.get(one.unit, one.unit)), *cells, left, Cell(remark, tone=tone)]


def progress(facts: Facts) -> Rows:
    """Return the year's task of the whole and of each street."""
    heads = [
        _translate("FigureTables", "Who"),
        _translate("FigureTables", "Counted by"),
        _translate("FigureTables", "Target ×10⁴ ㎡"),
        _translate("FigureTables", "Done ×10⁴ ㎡"),
        _translate("FigureTables", "Done %"),
        _translate("FigureTables", "Remark"),
    ]
    basis = {
        "floor": _translate("FigureTables", "floor area"),
        "footprint": _translate("FigureTables", "footprint"),
    }
    rows = []
    for one in facts.progress:
        link = Link(one.label, partial(list, one.numbers)) if one.numbers else None
        percent = NOTHING if one.percent is None else f"{one.percent:,.2f}%"
        remark = "" if one.target.m2 else _translate("FigureTables", "no target set, so no percentage")
        rows.append([
            Cell(one.label), Cell(basis[one.target.basis]), Cell(f"{one.target.m2 / 1e4:,.2f}", key=one.target.m2),
            Cell(f"{one.done_m2 / 1e4:,.2f}", link, one.done_m2), Cell(percent, link, one.percent), Cell(remark),
        ])  # fmt: skip
    return heads, rows, len(heads) - 1


def _share_heads(names: tuple[str, ...]) -> list[str]:
    """Return the heads of figures; a share has one more for what it is out of."""
    heads = []
    for name in names:
        figure = find_figure(name)
        heads.append(figure_texts.name(figure))
        if figure.unit == "%":
            heads.append(_translate("FigureTables", "of"))
    return heads


def _cells(facts: Facts, dimension: str, code: str, name: str) -> list[Cell]:
    one: Value = facts.by[dimension][code][name]
    title = f"{facts.sheet.label(dimension, code)} {figure_texts.name(one.figure)}"
    numbers = partial(part_numbers, facts.sheet, name, dimension, code)
    cells = [Cell(figure_texts.value(one, bare=True), Link(title, numbers) if one.top else None, one.value)]
    if one.figure.unit == "%":
        of = one.bottom or 0.0
        out_of = Link(_translate("FigureTables", "{0}, out of").format(title), partial(numbers, below=True))
        both = f"{figure_texts.amount(one.top)}/{figure_texts.amount(of)}"
        cells.append(Cell(both, out_of if of else None, of))
    return cells
