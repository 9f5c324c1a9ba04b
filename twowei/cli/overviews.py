"""``twowei overviews``: reduced copies, so that large imagery shows at once."""

from __future__ import annotations

from pathlib import Path

import click

from twowei.cli.terminal import json_option, progress_option, say, say_json
from twowei.cli.terminal import progress as feedback_of
from twowei.feedback import Feedback
from twowei.services.overviews import Built, build_for_files, build_for_workspace
from twowei.services.workspace import CASEBOOK, Workspace


@click.command("overviews")
@click.argument("targets", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--month", "months", multiple=True, help="Month of a workspace; may be given again [all].")
@click.option("--cog", type=click.Path(path_type=Path), help="Write copies as COG into this folder instead.")
@progress_option
@json_option
def overviews(
    targets: tuple[Path, ...], months: tuple[str, ...], cog: Path | None, progress: str, as_json: bool
) -> None:
    """Build overviews for TARGETS: a WORKSPACE, or files and folders of tiles.

    They lie beside the imagery (.ovr), or in the workspace where the imagery is read-only; no raster is changed.
    """
    with feedback_of(progress) as feedback:
        built = _built(targets, months, cog, feedback)
    if as_json:
        say_json([{"path": str(b.path), "made": b.made and str(b.made)} for b in built])
        return
    for each in built:
        say(f"{each.path}: {each.made or 'needs none'}")


def _built(targets: tuple[Path, ...], months: tuple[str, ...], cog: Path | None, feedback: Feedback) -> list[Built]:
    if len(targets) == 1 and (targets[0] / CASEBOOK).is_file():
        with Workspace.open(targets[0]) as workspace:
            return build_for_workspace(workspace, months, feedback, cog)
    if months:
        raise click.UsageError("--month needs a workspace.")
    return build_for_files(targets, feedback, cog_folder=cog)
