"""``twowei policy``: the city's clocks, calendar, thresholds and weights."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from twowei.casebook.policy import Policy, presets
from twowei.cli.terminal import json_option, say, say_json
from twowei.services.policies import policy_in_force, set_policy
from twowei.services.workspace import Workspace


@click.group("policy")
def policy() -> None:
    """Show or set the rules of the city: clocks, 自然日 and 工作日, holidays, thresholds, weights.

    Periods taken from law are to be confirmed by the legal office.
    """


@policy.command("show")
@click.argument("workspace", type=click.Path(path_type=Path))
@json_option
def show(workspace: Path, as_json: bool) -> None:
    """Print the policy of WORKSPACE that is in force today, as a TOML file to edit and set."""
    with Workspace.open(workspace) as opened:
        held, text = policy_in_force(opened)
    if as_json:
        say_json({**_facts(held), "toml": text})
    else:
        say(text.rstrip())


@policy.command("set")
@click.argument("workspace", type=click.Path(path_type=Path))
@click.argument("name")
@click.option("--by", required=True, help="Name of who decides it.")
@json_option
def set_one(workspace: Path, name: str, by: str, as_json: bool) -> None:
    """Put the policy NAME, a TOML file or a preset, in force in WORKSPACE; deadlines are computed anew."""
    with Workspace.open(workspace) as opened:
        held = set_policy(opened, name, by)
    if as_json:
        say_json(_facts(held))
    else:
        say(f"{held.title} ({held}) is in force from {held.effective_from}. {held.notice}")


def _facts(held: Policy) -> dict[str, Any]:
    return {
        "name": held.name,
        "title": held.title,
        "version": held.version,
        "effective_from": held.effective_from.isoformat(),
        "notice": held.notice,
        "waived": sorted(held.waived),
        "clocks": [clock.name for clock in held.clocks],
        "presets": presets(),
    }
