"""``twowei board``: where the demolitions stand."""

from __future__ import annotations

from pathlib import Path

import click
from rich.table import Table

from twowei.cli.terminal import console, json_option, say_json
from twowei.services.board import Card, board
from twowei.services.workspace import Workspace


@click.command("board")
@click.argument("workspace", type=click.Path(path_type=Path))
@click.option("--street", default="", help="Only this street's code.")
@click.option("--cards", is_flag=True, help="The cases of each column too.")
@json_option
def show_board(workspace: Path, street: str, cards: bool, as_json: bool) -> None:
    """Show 待拆, 拆除中, 已拆待复核, 复核通过, 销号 and 回潮 of WORKSPACE with count, area and overdue."""
    with Workspace.open(workspace) as opened:
        columns = board(opened, street=street)
    if as_json:
        say_json([{"column": c.title, "count": len(c.cards), "m2": c.area_m2, "overdue": c.overdue,
                   "cards": [card.as_record() for card in c.cards]} for c in columns])  # fmt: skip
        return
    table = Table(box=None, pad_edge=False)
    for caption in ("column", "处", "㎡", "overdue"):
        table.add_column(caption, justify="left" if caption == "column" else "right")
    for column in columns:
        table.add_row(column.title, f"{len(column.cards):,}", f"{column.area_m2:,.2f}", f"{column.overdue:,}")
    console().print(table)
    if cards:
        for column in columns:
            console().print(_cards(column.title, column.cards))


def _cards(title: str, cards: list[Card]) -> Table:
    table = Table(title=title, title_justify="left", box=None, pad_edge=False)
    for caption in ("number", "state", "㎡", "next", "days left", "earliest", "court until", "flags"):
        table.add_column(caption, no_wrap=caption == "number")
    for card in cards:
        left = "" if card.days_left is None else str(card.days_left)
        warned = f" (!{card.warned})" if card.warned is not None else ""
        table.add_row(
            card.patch.number, card.patch.state.zh, f"{card.area_m2:,.2f}",
            card.deadline.title if card.deadline else "", left, str(card.earliest or ""),
            f"{card.latest or ''}{warned}", " ".join((card.track, *card.flags)).strip(),
        )  # fmt: skip
    return table
