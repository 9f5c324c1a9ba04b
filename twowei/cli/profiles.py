"""``twowei profiles``: what kinds of export there are, and one as a file to copy and change."""

from __future__ import annotations

from pathlib import Path

import click

from twowei.cli.terminal import json_option, say, say_json
from twowei.errors import OutputError
from twowei.exports.profile import Profile, load, shipped, text_of


@click.command("profiles")
@click.argument("profile", required=False)
@click.option("--save", type=click.Path(path_type=Path), help="Write it as a file that an office can change.")
@json_option
def profiles(profile: str | None, save: Path | None, as_json: bool) -> None:
    """List the profiles of exports, or show PROFILE: a shipped one by its name, or a file to be checked."""
    if profile is None:
        found = [load(name) for name in shipped()]
        if as_json:
            say_json([{"name": one.name, "title": one.title, "columns": len(one.columns)} for one in found])
        else:
            for one in found:
                say(f"{one.name:12} {one.title} ({len(one.columns)} columns)")
        return
    loaded = load(profile)
    if save:
        _save(save, text_of(profile))
        say(f"{save}: change it and give it to twowei export --profile {save}")
    elif as_json:
        say_json(_facts(loaded))
    else:
        for column in loaded.columns:
            width = f"{column.width}.{column.decimals}" if column.decimals else str(column.width)
            say(f"{column.name:10} {column.kind}{width:6} {column.need} {column.alias}  {column.about}".rstrip())


def _save(path: Path, text: str) -> None:
    if path.exists():
        raise OutputError(f"{path} is there already; give another name.")
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise OutputError(f"{path} cannot be written ({error.strerror or error}); choose another place.") from error


def _facts(profile: Profile) -> dict[str, object]:
    columns = [
        {"name": c.name, "alias": c.alias, "type": c.kind, "width": c.width, "decimals": c.decimals, "need": c.need}
        for c in profile.columns
    ]
    return {"name": profile.name, "title": profile.title, "version": profile.version, "columns": columns}
