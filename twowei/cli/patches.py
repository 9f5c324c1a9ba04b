"""``twowei patches``: what stands in the casebook."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import click
from rich.table import Table

from twowei.casebook.patch import Patch
from twowei.casebook.queue import Order
from twowei.casebook.states import parse_state, parse_verdict
from twowei.casebook.wanted import Wanted
from twowei.cli.terminal import console, counted, json_option, say, say_json
from twowei.errors import UnknownNameError
from twowei.geo.footprint import mu
from twowei.services.queue import Queue
from twowei.services.review import in_order, list_reasons
from twowei.services.workspace import Workspace


@click.command("patches")
@click.argument("workspace", type=click.Path(path_type=Path))
@click.option("--state", "states", multiple=True, help="Only in this state: S10, 待核查 or suspected. Repeatable.")
@click.option("--verdict", "verdicts", multiple=True, help="Only with this verdict: 违法, illegal or 1. Repeatable.")
@click.option("--undecided", is_flag=True, help="Only without a verdict.")
@click.option("--month", "months", multiple=True, help="Only found in this month, such as 2026-06. Repeatable.")
@click.option("--street", "streets", multiple=True, help="Only in this street, by code or name. Repeatable.")
@click.option("--text", default="", help="Words in number, place, reason, note or name; 繁 or 简.")
@click.option("--due", type=click.IntRange(min=0), help="Only with a deadline within so many days; 0: overdue.")
@click.option(
    "--sort",
    type=click.Choice([order.value for order in Order]),
    default="month",
    show_default=True,
    help="What the list is sorted by.",
)
@json_option
def patches(
    workspace: Path,
    states: tuple[str, ...],
    verdicts: tuple[str, ...],
    undecided: bool,
    months: tuple[str, ...],
    streets: tuple[str, ...],
    text: str,
    due: int | None,
    sort: str,
    as_json: bool,
) -> None:
    """List the patches (图斑) of WORKSPACE that meet all conditions."""
    with Workspace.open(workspace) as opened:
        queue = Queue(opened)
        wanted = Wanted(
            states=tuple(map(parse_state, states)),
            verdicts=tuple(map(parse_verdict, verdicts)),
            undecided=True if undecided else None,
            months=tuple(_known(month, {one: one for one in queue.facets().months}, "month") for month in months),
            streets=tuple(_known(street, _streets(queue), "street") for street in streets),
            text=text,
            due_days=due,
        )
        found = in_order(opened, queue.listing(wanted, Order(sort)).numbers)
        reasons = {reason.code: str(reason) for reason in list_reasons(opened, aside=True)}
    if as_json:
        say_json([patch.as_record() for patch in found])
        return
    console().print(_table(found, reasons))
    area_m2 = sum(patch.area_m2 for patch in found)
    say(f"{counted(len(found), 'patch', 'patches')}, {area_m2:,.2f} ㎡ = {mu(area_m2):,.2f} 亩")


def _streets(queue: Queue) -> dict[str, str]:
    """Return the codes of the streets that have patches, by code and by name."""
    return {key: code for code, name in queue.facets().streets for key in (code, name) if key}


def _known(name: str, there: Mapping[str, str], what: str) -> str:
    if name not in there:
        raise UnknownNameError(f"No patch is of the {what} {name!r}; there are {', '.join(there) or 'none'}.")
    return there[name]


def _table(found: Sequence[Patch], reasons: Mapping[str, str]) -> Table:
    table = Table(box=None, pad_edge=False)
    for caption in ("number", "state", "verdict", "reason", "change", "months", "street"):
        table.add_column(caption, no_wrap=caption == "number")
    for caption in ("㎡", "亩", "score"):
        table.add_column(caption, justify="right")
    for patch in found:
        table.add_row(
            patch.number,
            f"{patch.state.code} {patch.state.zh}",
            patch.verdict.zh if patch.verdict else "",
            reasons.get(patch.reason or "", patch.reason or ""),
            patch.change,
            f"{patch.before_month} → {patch.after_month}",
            patch.street_name,
            f"{patch.area_m2:,.2f}",
            f"{patch.area_mu:,.3f}",
            f"{patch.score:.2f}",
        )
    return table
