"""``twowei move``: a patch goes on in its life."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from twowei.casebook.ledger import parse_time
from twowei.casebook.lifecycle import ENTRIES, parse_state
from twowei.cli.terminal import facts_from, json_option, say, say_json
from twowei.errors import UnknownNameError
from twowei.services.cases import move as run
from twowei.services.workspace import Workspace

_HELP = """Move the patch NUMBER of WORKSPACE to another state (S40, 认定违法 or its English name).

Proofs are facts (-f LAH=…) and files, which are copied into the dossier. Several numbers at once only for
伪变化 and 合法核销, with one reason. What each state demands:

"""
_DEMANDS = "\n\n".join(
    f"{state.code} {state.zh} ({', '.join(role.en for role in entry.who)}): "
    + ("; ".join(f"{d.about}{' [' + '/'.join(d.facts) + ']' if d.facts else ''}" for d in entry.demands) or "nothing")
    + "."
    for state, entry in ENTRIES.items()
)


@click.command("move", help=_HELP + _DEMANDS)
@click.argument("workspace", type=click.Path(path_type=Path))
@click.argument("numbers", metavar="NUMBER...", nargs=-1, required=True)
@click.option("--to", "target", required=True, help="State to go to: S40, 认定违法 or found unlawful.")
@click.option("--by", required=True, help="Name of who moves it.")
@click.option("--reason", help="Code of a reason, where the state demands one.")
@click.option("-f", "--fact", "facts", multiple=True, metavar="NAME=VALUE", help="A fact of the ledger, repeatable.")
@click.option("--photo", "photos", multiple=True, type=click.Path(path_type=Path), help="A photo, repeatable.")
@click.option("--document", "documents", multiple=True, type=click.Path(path_type=Path), help="A paper, repeatable.")
@click.option("--note", default="", help="A remark.")
@click.option("--at", "at_text", metavar="TIME", help="When it happened, such as 2026-07-16T09:00 [now].")
@click.option("--why", default="", help="Why it is told late, where --at lies back.")
@json_option
def move(
    workspace: Path,
    numbers: tuple[str, ...],
    target: str,
    by: str,
    reason: str | None,
    facts: tuple[str, ...],
    photos: tuple[Path, ...],
    documents: tuple[Path, ...],
    note: str,
    at_text: str | None,
    why: str,
    as_json: bool,
) -> None:
    """Move patches."""
    state, at = parse_state(target), _time(at_text)
    with Workspace.open(workspace) as opened:
        moved = run(
            opened, numbers, state, by, reason=reason, facts=facts_from(facts), photos=photos, documents=documents,
            note=note, at=at, why=why,
        )  # fmt: skip
    if as_json:
        say_json([patch.as_record() for patch in moved])
        return
    for patch in moved:
        say(f"{patch.number}: state {patch.state.code} {patch.state.zh}")


def _time(text: str | None) -> datetime | None:
    try:
        return parse_time(text) if text else None
    except ValueError:
        raise UnknownNameError(f"{text!r} is no time; give one such as 2026-07-16T09:00.") from None
