"""``twowei people``: who works here, and in what role."""

from __future__ import annotations

from pathlib import Path

import click

from twowei.casebook import people as casebook_people
from twowei.casebook.lifecycle import parse_role
from twowei.cli.terminal import counted, json_option, say, say_json
from twowei.services.team import list_people, name_person
from twowei.services.workspace import Workspace


@click.command("people")
@click.argument("workspace", type=click.Path(path_type=Path))
@click.option("--name", help="Name somebody, or change their roles.")
@click.option("--role", "roles", multiple=True, help="analyst, reviewer, squad, legal or manager; may be repeated.")
@click.option("--by", default="", help="Name of who names them: a manager, once there is one.")
@click.option("--gone", is_flag=True, help="They work here no longer; their name stays in the history.")
@click.option("--phone", default="", help="Phone number, kept encrypted.")
@click.option("--identity", default="", help="Identity number, kept encrypted.")
@click.option("--key", type=click.Path(path_type=Path), help="File with the office's key for phone and identity.")
@click.option("--new-key", type=click.Path(path_type=Path), help="Write a new key for phone and identity numbers.")
@json_option
def people(
    workspace: Path,
    name: str | None,
    roles: tuple[str, ...],
    by: str,
    gone: bool,
    phone: str,
    identity: str,
    key: Path | None,
    new_key: Path | None,
    as_json: bool,
) -> None:
    """List the people of WORKSPACE and their roles, or name one.

    Where nobody is named anyone may act under any name. This is a trail, not a lock: the file belongs to whoever
    has the disk. Phone and identity numbers are encrypted with a key that the office keeps outside the workspace.
    """
    if new_key:
        casebook_people.new_key(new_key)
    with Workspace.open(workspace) as opened:
        if name:
            name_person(
                opened,
                name,
                [parse_role(role) for role in roles],
                by or name,
                phone=phone,
                identity=identity,
                key=key or new_key,
                active=not gone,
            )
        found = list_people(opened)
    if as_json:
        say_json([{"name": p.name, "roles": [role.code for role in p.roles], "active": p.active} for p in found])
        return
    for person in found:
        say(
            f"{person.name}: "
            + ", ".join(f"{r.zh} {r.en}" for r in person.roles)
            + ("" if person.active else " (gone)")
        )
    say(counted(len(found), "person", "people") if found else "Nobody is named: anyone may act under any name.")
