"""The monthly report (通报) of a workspace: what it says, its issue number, and the files it is written to."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from twowei.casebook import clock, deadlines, papers, rows
from twowei.casebook.history import checked_name
from twowei.casebook.papers import Issued
from twowei.errors import UnknownNameError
from twowei.feedback import Feedback
from twowei.papers import fonts
from twowei.papers.pdf import Column
from twowei.reports import bulletin, charts, word
from twowei.reports.bulletin import Bulletin, Case, Section, Table
from twowei.services.figure_records import NOTHING, shown, shown_change
from twowei.services.figures import Sheet, figures
from twowei.services.pictures import Pictures
from twowei.services.workspace import Workspace
from twowei.statistics.tallies import Overdue, Value, overdue_list

FOLDER = "通报"
WORST = 6
LISTED = 60
"""The longest list a bulletin prints; how many more there are is said."""

_HEADLINE = ("issued", "checked", "closure", "closure_city", "timely", "overdue", "demolished", "demolished_area",
             "self_demolition", "relapse", "timely_report", "days_median")  # fmt: skip
_LAW = ("removals", "removed_m2", "filed", "concluded", "conclusion", "frozen", "unfrozen")
_ACCURACY = ("precision_change", "precision_illegal")


@dataclass(frozen=True)
class Report:
    """A report that was written."""

    issue: int
    issued: list[Issued]
    overdue: int
    vetoed: int


def make_report(
    workspace: Workspace,
    period: str,
    by: str,
    feedback: Feedback | None = None,
    *,
    issue: int | None = None,
    office: str = "",
    until: date | None = None,
    folder: Path | None = None,
    made: datetime | None = None,
) -> Report:
    """Write the report of a month or a year as PDF and Word document and keep their hashes.

    Args:
        issue: Number of the issue [the period's own where it was issued before, else the next of the year].
        office: Who publishes it.
        until: The last day that counts [today, at most a month after the period].
        folder: Where the files go [``通报`` in the workspace].

    Raises:
        UnknownNameError: The period is none, or ``by`` is empty.
        NoFontError: The machine has no Chinese font.
        OutputError: A file cannot be written.
        CancelledError: It was stopped; nothing is written.
    """
    name = checked_name(by)
    fonts.find()
    sheet = figures(workspace, period, until=until)
    at = made or clock.now()
    number = issue if issue is not None else _next_issue(workspace, sheet.scope.period.name)
    if number < 1:
        raise UnknownNameError(f"An issue {number} cannot be meant; give 1 or more.")
    told = _bulletin(workspace, sheet, number, office or "城市管理行政执法局", feedback or Feedback())
    stem = (folder or workspace.folder / FOLDER) / f"通报_{sheet.scope.period.name}_第{number}期"
    files = [stem.with_name(stem.name + suffix) for suffix in (".pdf", ".docx")]
    bulletin.write_pdf(told, files[0], at)
    word.write_docx(told, files[1], at)
    with workspace.casebook.writing() as connection:
        subject = f"{sheet.scope.period.name}#{number}"
        kept = [papers.keep(connection, papers.MONTHLY, subject, f, workspace.folder, sheet.head, name) for f in files]
    return Report(number, kept, len(overdue_list(sheet.scope)), sum(map(len, sheet.vetoes.values())))


def _next_issue(workspace: Workspace, period: str) -> int:
    with workspace.casebook.reading() as connection:
        subjects = [one.subject for one in papers.read(connection, papers.MONTHLY)]
    issued = dict(subject.split("#") for subject in subjects if subject[:4] == period[:4])
    if period in issued:
        return int(issued[period])
    return max((int(number) for number in issued.values()), default=0) + 1


def _bulletin(workspace: Workspace, sheet: Sheet, number: int, office: str, feedback: Feedback) -> Bulletin:
    period = sheet.scope.period
    with workspace.casebook.reading() as connection:
        titles = {one.name: one.title for policy in deadlines.load(connection).held for one in policy.clocks}
    late = overdue_list(sheet.scope)
    return Bulletin(
        f"违法建设治理{'月度' if period.is_month else '年度'}通报({period.name})",
        f"第 {number} 期",
        office,
        f"统计截至 {sheet.scope.until}  政策 {sheet.policy}",
        f"twowei  操作记录 {sheet.head.events} 条, 末条哈希 {sheet.head.hash[:16]}",
        _sections(
            {
                "总体情况": lambda: _summary(sheet, late),
                "街道排名": lambda: _ranking(sheet),
                "年度任务": lambda: _annual(sheet),
                "拆除立案": lambda: _law(sheet),
                "分类情况": lambda: _parts(sheet),
                "超期清单": lambda: _overdue(workspace, late, titles),
                "一票否决": lambda: _vetoes(sheet),
                "准确度": lambda: _accuracy(sheet),
                "典型案例": lambda: _worst(workspace, sheet, late, titles),
                "指标口径": lambda: _definitions(sheet),
            },
            feedback,
        ),
    )


def _sections(makers: Mapping[str, Callable[[], Section]], feedback: Feedback) -> list[Section]:
    """Return the sections, made one after the other; what takes time is what is told of it."""
    made = []
    for position, (heading, make) in enumerate(makers.items()):
        feedback.raise_if_cancelled()
        feedback.report(position / (len(makers) + 1), heading)
        made.append(make())
    feedback.raise_if_cancelled()
    return made


def _value(sheet: Sheet, name: str) -> Value:
    return next(one.value for one in sheet.told if one.figure.name == name)


def _summary(sheet: Sheet, late: Sequence[Overdue]) -> Section:
    told = {one.figure.name: one for one in sheet.told}
    closure, removed = told["closure"], _value(sheet, "removed_m2")
    change = f", 环比 {shown_change(closure.figure, closure.by_month)}" if closure.by_month is not None else ""
    words = [
        f"本期下发图斑 {_value(sheet, 'issued').top:,.0f} 处, 认定违法 {_value(sheet, 'illegal').top:,.0f} 处,"
        f" 核销率 {shown(closure.value, out_of=True)}{change}; 拆除 {_value(sheet, 'removals').top:,.0f} 处,"
        f" 建筑面积 {removed.top:,.2f} ㎡; 现超期未办 {len(late)} 处。",
    ]
    if not _value(sheet, "illegal").top:
        words.append("零报告: 本期下发图斑中认定违法 0 处。")
    columns = [Column("指标", 1.5), Column("数值", 1.3, "R"), Column("分子 / 分母", 1.3, "R"), Column("环比", 1.2, "R"),
               Column("同比", 1.2, "R")]  # fmt: skip
    lines = []
    for name in _HEADLINE:
        one = told[name]
        out_of = "" if one.value.bottom is None else f"{one.value.top:,.10g} / {one.value.bottom:,.10g}"
        changes = [shown_change(one.figure, one.by_month), shown_change(one.figure, one.by_year)]
        lines.append([one.figure.zh, shown(one.value), out_of, *changes])
    trend = sheet.trend(["closure", "removed_m2"])
    drawn = charts.months(
        [period.name for period, _ in trend], [values[0].value for _, values in trend],
        [values[1].top for _, values in trend], "图斑核销率 %", "拆除面积 ㎡",
    )  # fmt: skip
    return Section("一、总体情况", words, [drawn], [Table(columns, lines)])


def _ranking(sheet: Sheet) -> Section:
    ranks = sheet.ranking()
    by = {code: {v.figure.name: v for v in values} for code, values in sheet.by("street").items()}
    names = ("名次", "变化", "街道", "图斑核销率", "拆除率(面积)", "及时率", "超期率", "标记")
    shares = (0.5, 0.5, 1.4, 1.5, 1.1, 1.1, 1.1, 1.2)
    columns = [
        Column(name, share, "L" if name in ("街道", "标记") else "C") for name, share in zip(names, shares, strict=True)
    ]
    lines = []
    for one in ranks:
        moved = (
            NOTHING
            if one.moved is None
            else "—"
            if not one.moved
            else f"{'↑' if one.moved > 0 else '↓'}{abs(one.moved)}"
        )
        flags = ["一票否决"] * (one.code in sheet.vetoes) + ["连续两月未达标"] * one.below_twice
        values = [shown(by[one.code][name], out_of=True) for name in ("demolished_area", "timely", "overdue")]
        place = NOTHING if one.rank is None else str(one.rank)
        lines.append([place, moved, one.label, shown(one.value, out_of=True), *values, "、".join(flags)])
    words = [f"按图斑核销率排名, 达标线 {sheet.pass_mark:g}%; 名次变化与上期比较。"]
    labels, shares_of = [rank.label for rank in ranks], [rank.value.value for rank in ranks]
    drawn = [charts.bars(labels, shares_of, "图斑核销率", mark=sheet.pass_mark)] if ranks else []
    return Section("二、街道排名", words, drawn, [Table(columns, lines)])


def _annual(sheet: Sheet) -> Section:
    if not sheet.targets:
        return Section("三、年度任务", ["本年度未下达拆除任务。"])
    names = ("单位", "口径", "年度目标 万㎡", "已拆除 万㎡", "完成率")
    columns = [Column(name, 1, "L" if name in ("单位", "口径") else "R") for name in names]
    basis = {"floor": "建筑面积", "footprint": "占地面积"}
    lines = [
        [
            one.label, basis[one.target.basis], f"{one.target.m2 / 1e4:,.2f}", f"{one.done_m2 / 1e4:,.2f}",
            NOTHING if one.percent is None else f"{one.percent:,.2f}%",
        ]
        for one in sheet.progress
    ]  # fmt: skip
    drawn = charts.bars([one.label for one in sheet.progress], [one.percent for one in sheet.progress],
                        "年度任务完成率", mark=100)  # fmt: skip
    words = [f"{one.label}未下达目标(目标为 0), 不计完成率。" for one in sheet.progress if not one.target.m2]
    return Section("三、年度任务", words, [drawn], [Table(columns, lines)])


def _law(sheet: Sheet) -> Section:
    by = sheet.by("street")
    figures_of = {v.figure.name: v.figure for values in by.values() for v in values}
    columns = [Column("街道", 1.4), *(Column(figures_of[name].zh, 1, "R") for name in _LAW if name in figures_of)]
    lines = [[sheet.label("street", code), *_cells(values, _LAW)] for code, values in by.items()]
    total = ["合计", *(shown(_value(sheet, name), out_of=True) for name in _LAW)]
    return Section("四、拆除、立案与房产冻结", tables=[Table(columns, lines, total if lines else None)])


def _cells(values: Sequence[Value], names: Sequence[str]) -> list[str]:
    by_name = {value.figure.name: value for value in values}
    return [shown(by_name[name], out_of=True) for name in names]


def _parts(sheet: Sheet) -> Section:
    names = ("issued", "illegal", "closure", "demolished", "removed_m2")
    heads = {"source": "线索来源", "stock": "增量 / 存量", "form": "平面 / 立体"}
    tables = []
    for dimension, head in heads.items():
        parts = sheet.by(dimension)
        titles = [_value(sheet, name).figure.zh for name in names]
        columns = [Column(head, 1.3), *(Column(title, 1, "R") for title in titles)]
        lines = [[sheet.label(dimension, code), *_cells(values, names)] for code, values in parts.items()]
        tables.append(Table(columns, lines))
    return Section("五、分类情况", tables=[*tables, _check(sheet)])


def _check(sheet: Sheet) -> Table:
    """Return the account of illegal patches: what was found against what became of it."""
    heads = ("校核", "单位", "认定违法", "已拆除", "补办或其他整改", "未整改", "差")
    columns = [
        Column(head, 1.3 if head == "校核" else 1, "L" if place < 2 else "R") for place, head in enumerate(heads)
    ]
    lines = [
        [
            one.label, one.unit,
            *(f"{part:,.0f}" for part in (one.whole, one.demolished, one.regularised, one.unrectified)),
            f"{one.left_over:,.0f}" + (" 不符" if one.left_over else ""),
        ]
        for one in sheet.balances
    ]  # fmt: skip
    return Table(columns, lines)


def _overdue(workspace: Workspace, late: Sequence[Overdue], titles: dict[str, str]) -> Section:
    columns = [Column("统一编号", 2), Column("街道", 1), Column("地址", 1.4), Column("时限", 1.1), Column("到期", 1.15),
               Column("超期天数", 0.7, "R"), Column("责任人", 0.8)]  # fmt: skip
    with workspace.casebook.reading() as connection:
        listed = [(one, rows.find(connection, one.number)) for one in late[:LISTED]]
    lines = [
        [
            one.number, patch.street_name, str(patch.facts.get("DZ", "")), titles.get(one.clock, one.clock),
            str(one.due)[:10], str(one.days), patch.responsible,
        ]
        for one, patch in listed
    ]  # fmt: skip
    more = f" 超期最久的 {LISTED} 处如下, 其余 {len(late) - LISTED} 处见清单。" if len(late) > LISTED else ""
    return Section("六、超期清单", [f"截至统计日超期未办 {len(late)} 处。{more}"], tables=[Table(columns, lines)])


def _vetoes(sheet: Sheet) -> Section:
    columns = [Column("街道", 1), Column("数量", 0.5, "R"), Column("统一编号", 4)]
    lines = []
    for code, numbers in sheet.vetoes.items():
        shown_numbers = "、".join(numbers[:20]) + (f" 等 {len(numbers)} 处" if len(numbers) > 20 else "")
        lines.append([sheet.label("street", code), str(len(numbers)), shown_numbers])
    twice = [one.label for one in sheet.ranking() if one.below_twice]
    words = ["新增违建上报或快速处置逾期的街道, 本期考核该项一票否决。"]
    words.append(f"连续两期未达标: {'、'.join(twice)}。" if twice else "无连续两期未达标的街道。")
    return Section("七、一票否决与连续未达标", words, tables=[Table(columns, lines)])


def _accuracy(sheet: Sheet) -> Section:
    words = [f"{_value(sheet, name).figure.zh} {shown(_value(sheet, name), out_of=True)}" for name in _ACCURACY]
    found = sheet.recall
    if found.share is None or found.interval is None:
        words.append("估计查全率: 影像与其他渠道无共同发现, 无法估计。")
    else:
        words.append(
            f"估计查全率 {100 * found.share:.1f}%(95% 区间"
            f" {100 * found.interval.low:.1f}–{100 * found.interval.high:.1f}%;"
            f" 影像发现 {found.from_above}, 其他渠道 {found.by_others}, 共同 {found.both})。"
        )
    return Section("八、影像提示的准确度", [f"{'; '.join(words[:-1])}(方括号内为 95% 威尔逊区间)。", words[-1]])


def _worst(workspace: Workspace, sheet: Sheet, late: Sequence[Overdue], titles: dict[str, str]) -> Section:
    """Return the sheet of the illegal cases longest overdue, with their pictures."""
    found = []
    with workspace.casebook.reading() as connection:
        illegal = [one for one in late if sheet.scope.illegal[sheet.scope.cases.position[one.number]]]
        chosen = [(one, rows.find(connection, one.number)) for one in illegal[:WORST]]
    with Pictures(workspace) as pictures:
        for one, patch in chosen:
            words = (
                f"{patch.number}\n{patch.facts.get('DZ', '') or patch.street_name}\n面积 {patch.area_m2:,.2f} ㎡\n"
                f"{patch.state.code} {patch.state.zh}\n{titles.get(one.clock, one.clock)}已超期 {one.days} 天"
            )
            shots = [pictures.of(patch, month, 380) for month in (patch.before_month, patch.after_month)]
            found.append(Case(words, *shots))
    return Section("九、典型案例", [] if found else ["本期无超期案例。"], cases=found)


def _definitions(sheet: Sheet) -> Section:
    columns = [Column("指标", 1), Column("口径", 4)]
    used = (*_HEADLINE, *_LAW, "overdue_now", "missed_new", *_ACCURACY)
    names = list(dict.fromkeys(used))
    known = {one.figure.name: one.figure for one in sheet.told}
    words = ["百分比的变化以百分点计; 分母为 0 时不计百分比(—)。历史月份按台账现状回算。"]
    return Section("十、指标口径", words, tables=[Table(columns, [[known[n].zh, known[n].about] for n in names])])
