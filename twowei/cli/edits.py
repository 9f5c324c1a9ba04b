"""``twowei edits``: what QGIS or another program changed in patches."""

from __future__ import annotations

from pathlib import Path

import click

from twowei.cli.terminal import counted, json_option, say, say_json
from twowei.errors import UnknownNameError
from twowei.services.keeping import list_edits, settle_edits
from twowei.services.workspace import Workspace


@click.command("edits")
@click.argument("workspace", type=click.Path(path_type=Path))
@click.option("--take", multiple=True, metavar="NUMBER", help="Take the outline drawn outside in; repeatable.")
@click.option("--put-back", multiple=True, metavar="NUMBER", help="Let the patch stand as it did; repeatable.")
@click.option("--by", default="", help="Name of who decides.")
@json_option
def edits(workspace: Path, take: tuple[str, ...], put_back: tuple[str, ...], by: str, as_json: bool) -> None:
    """List the patches of WORKSPACE that another program changed, or settle them.

    Taken in, an outline drawn in QGIS becomes an event of a named person and the areas follow; states and verdicts
    are always put back as they were: they change by twowei only. What stood before and what was drawn stay in the
    history either way.
    """
    if (take or put_back) and not by:
        raise UnknownNameError("Say who decides (--by NAME).")
    with Workspace.open(workspace) as opened:
        settled = [
            *(settle_edits(opened, take, by, take=True) if take else ()),
            *(settle_edits(opened, put_back, by, take=False) if put_back else ()),
        ]
        found = list_edits(opened)
    if as_json:
        say_json(
            {
                "settled": [patch.as_record() for patch in settled],
                "edits": [{"TBBH": e.number, "outline": e.reshaped, "columns": list(e.columns)} for e in found],
            }
        )
        return
    for patch in settled:
        say(f"{patch.number}: {patch.area_m2:,.2f} ㎡, state {patch.state.code} {patch.state.zh}")
    for edit in found:
        say(edit.sentence)
    say(
        counted(len(found), "patch", "patches") + " changed outside" if found else "Nothing was changed outside twowei."
    )
