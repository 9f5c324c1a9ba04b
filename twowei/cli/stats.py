"""``twowei stats``: the figures of a month or a year, and the lists behind them."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import click
from rich.table import Table

from twowei.cli.terminal import console, json_option, say, say_json
from twowei.errors import UnknownNameError
from twowei.services.figure_records import as_record, shown, shown_change
from twowei.services.figures import Sheet
from twowei.services.figures import figures as run
from twowei.services.workspace import Workspace
from twowei.statistics.scope import DIMENSIONS
from twowei.statistics.tallies import RANKED_BY


def parsed_day(_: click.Context, __: click.Parameter, value: datetime | None) -> date | None:
    """Return the day of an option."""
    return value.date() if value else None


def only_from(words: tuple[str, ...]) -> dict[str, str]:
    """Take ``street=350206002`` apart.

    Raises:
        UnknownNameError: A word has no equals sign.
    """
    for word in words:
        if "=" not in word:
            raise UnknownNameError(f"{word!r} is no condition; give one such as street=350206002 or source=04.")
    return dict(word.split("=", 1) for word in words)


@click.command("stats")
@click.argument("workspace", type=click.Path(path_type=Path))
@click.option("--month", "period", help="A month 2026-06 or a year 2026 [the present year].")
@click.option("--until", type=click.DateTime(["%Y-%m-%d"]), callback=parsed_day, help="Last day that counts [today].")
@click.option("--only", multiple=True, help="Only these patches: street=CODE, community=, source=, stock=, form=.")
@click.option("--split", type=click.Choice(list(DIMENSIONS)), help="The figures by street, source and so on.")
@click.option("--rank", default=RANKED_BY, show_default=True, help="The figure by which streets are ranked.")
@click.option("--list", "listed", help="The patches behind a figure, such as closure, 图斑核销率 or recall_both.")
@click.option("--below", is_flag=True, help="With --list: the patches that the share is out of.")
@click.option("--charts", type=click.Path(path_type=Path), help="Write the charts to this .pdf or .png.")
@json_option
def stats(
    workspace: Path,
    period: str | None,
    until: date | None,
    only: tuple[str, ...],
    split: str | None,
    rank: str,
    listed: str | None,
    below: bool,
    charts: Path | None,
    as_json: bool,
) -> None:
    """Tell the figures of WORKSPACE for a month or a year: shares with what they are out of, rank, flags."""
    with Workspace.open(workspace) as opened:
        sheet = run(opened, period, until=until, only=only_from(only))
        if charts:
            from twowei.services.figure_charts import write_charts

            path = write_charts(sheet, charts)
            say_json({"charts": str(path)}) if as_json else say(str(path))
        elif listed:
            numbers = sheet.numbers(listed, below=below)
            say_json(numbers) if as_json else say("\n".join(numbers) or "none")
        elif as_json:
            say_json(as_record(sheet, rank))
        else:
            _print(sheet, split, rank)


def _print(sheet: Sheet, split: str | None, rank: str) -> None:
    scope = sheet.scope
    say(f"{scope.period.name}, as known on {scope.until} ({sheet.policy})")
    console().print(_by(sheet, split) if split else _table(sheet))
    if not split:
        console().print(_check(sheet))
        console().print(_ranking(sheet, rank))
        _flags(sheet)


def _table(sheet: Sheet) -> Table:
    table = Table(box=None, pad_edge=False)
    for caption in ("figure", "", "value", "out of", "vs month before", "vs year before"):
        table.add_column(caption, justify="left" if caption in ("figure", "") else "right")
    for one in sheet.told:
        value = one.value
        out_of = f"{value.top:,.10g} / {value.bottom:,.10g}" if value.bottom is not None else ""
        changes = (shown_change(one.figure, one.by_month), shown_change(one.figure, one.by_year))
        table.add_row(one.figure.zh, one.figure.name, shown(value), out_of, *changes)
    return table


def _by(sheet: Sheet, dimension: str) -> Table:
    table = Table(box=None, pad_edge=False)
    table.add_column("figure")
    by = sheet.by(dimension)
    for code in by:
        table.add_column(sheet.label(dimension, code), justify="right")
    for position, one in enumerate(sheet.told):
        table.add_row(one.figure.zh, *(shown(values[position], out_of=True) for values in by.values()))
    return table


def _check(sheet: Sheet) -> Table:
    """Return the account of illegal patches: total = mended + not mended; what is left over is wrong."""
    table = Table(box=None, pad_edge=False)
    heads = ("校核", "", "认定违法", "= 拆除", "+ 补办或其他整改", "+ 未整改", "差")
    for caption in heads:
        table.add_column(caption, justify="left" if caption in heads[:2] else "right")
    for one in sheet.balances:
        parts = (one.whole, one.demolished, one.regularised, one.unrectified, one.left_over)
        style = "red" if one.left_over else None
        table.add_row(one.label, one.unit, *(f"{part:,.0f}" for part in parts), style=style)
    return table


def _ranking(sheet: Sheet, rank: str) -> Table:
    table = Table(box=None, pad_edge=False)
    for caption in ("rank", "moved", "street", "value", "flag"):
        table.add_column(caption, justify="right" if caption in ("rank", "value") else "left")
    for one in sheet.ranking(rank):
        moved = "" if not one.moved else f"↑{one.moved}" if one.moved > 0 else f"↓{-one.moved}"
        flags = ["一票否决"] * (one.code in sheet.vetoes) + ["连续两月未达标"] * one.below_twice
        place = "—" if one.rank is None else str(one.rank)
        table.add_row(place, moved, one.label, shown(one.value, out_of=True), " ".join(flags))
    return table


def _flags(sheet: Sheet) -> None:
    for one in sheet.progress:
        done = "—" if one.percent is None else f"{one.percent:.2f}%"
        say(
            f"年度任务 {one.label}: {done} ({one.done_m2 / 1e4:,.2f} / {one.target.m2 / 1e4:,.2f} 万㎡"
            f"{', 未下达目标' if not one.target.m2 else ''})"
        )
    for code, numbers in sheet.vetoes.items():
        say(f"一票否决 {sheet.label('street', code)}: {len(numbers)} 处 (--only street={code} --list missed_new)")
    found = sheet.recall
    if found.share is None:
        say(f"查全率: cannot be told (影像 {found.from_above}, 其他 {found.by_others}, 共同 {found.both})")
    else:
        assert found.interval
        say(
            f"查全率(估计): {100 * found.share:.1f}% ({100 * found.interval.low:.1f}–{100 * found.interval.high:.1f}%;"
            f" 影像 {found.from_above}, 其他 {found.by_others}, 共同 {found.both})"
        )
