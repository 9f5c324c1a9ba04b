"""``twowei watch``: ordered demolitions seen from above."""

from __future__ import annotations

from pathlib import Path

import click

from twowei.cli.terminal import counted, json_option, say, say_json
from twowei.services.demolition import watch as run
from twowei.services.workspace import Workspace


@click.command("watch")
@click.argument("workspace", type=click.Path(path_type=Path))
@click.option("--chips", type=click.Path(path_type=Path), help="Folder for before-and-after pictures, one a proposal.")
@json_option
def watch(workspace: Path, chips: Path | None, as_json: bool) -> None:
    """Tell what newer imagery shows of every demolition that was ordered or reported in WORKSPACE.

    Gone, still there, rebuilt or not visible, from the change maps of twowei detect --change both and from the
    imagery inside the outline; a month without change map is told from its imagery alone. Where the two disagree the
    line says so: look at the chips. These are proposals: only a person moves a patch (twowei move).
    """
    with Workspace.open(workspace) as opened:
        found = run(opened, chips)
    if as_json:
        say_json([proposal.as_record() for proposal in found])
        return
    for one in found:
        state, months = f"{one.patch.state.code} {one.patch.state.zh}", f"{one.look.before} → {one.look.after}"
        doubt = "  影像不符, 请看图 (the imagery disagrees)" if one.contradicted else ""
        basis = f"{one.look.basis}; {one.look.likeness.zh}"
        say(f"{one.patch.number}  {state}  {months}  {one.finding.zh} {one.finding.code}  ({basis}){doubt}")
    say(counted(len(found), "proposal") + (f", chips in {chips}" if chips and any(one.chip for one in found) else ""))
