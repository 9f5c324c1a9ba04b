"""``twowei check``: how fit two dates are to be compared, before a run."""

from __future__ import annotations

from pathlib import Path

import click
from rich.table import Table
from rich.text import Text

from twowei.alignment.quality import GREEN, Quality
from twowei.cli.telling import bands_option, crs_option, nodata_option, told_from
from twowei.cli.terminal import console, json_option, progress_option, say, say_json
from twowei.cli.terminal import progress as feedback_of
from twowei.detection.card import DEFAULT_MODEL
from twowei.feedback import Feedback
from twowei.imagery.told import Told
from twowei.services.gate import check_files, check_months
from twowei.services.workspace import Workspace

COLOURS = {"green": "green", "amber": "yellow", "red": "bold red"}


@click.command("check")
@click.argument("images", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--before", help="The older month of a workspace, such as 2026-05.")
@click.option("--after", help="The newer month, such as 2026-06.")
@click.option("--model", default=DEFAULT_MODEL, show_default=True, help="Model whose resolution counts.")
@crs_option
@bands_option
@nodata_option
@progress_option
@json_option
def check(
    images: tuple[Path, ...],
    before: str | None,
    after: str | None,
    model: str,
    crs: str | None,
    bands: str | None,
    nodata: str | None,
    progress: str,
    as_json: bool,
) -> None:
    """Grade a pair before a run: BEFORE and AFTER (a raster or a folder of tiles each), or WORKSPACE with two months.

    Overlap, missing pixels, cloud, haze, resolution, shift before and after correction, sharpness, time and shadows:
    each green, amber or red, with its reason and what it does to false alarms. The exit code is 0 whatever the grade.
    """
    with feedback_of(progress) as feedback:
        quality = _checked(images, before, after, model, told_from(crs, bands, nodata), feedback)
    if as_json:
        say_json(quality.as_dict())
    else:
        _show(quality)


def _checked(
    images: tuple[Path, ...], before: str | None, after: str | None, model: str, told: Told, feedback: Feedback
) -> Quality:
    if before and after and len(images) == 1:
        with Workspace.open(images[0]) as workspace:
            return check_months(workspace, before, after, feedback, model)
    if before or after or len(images) != 2:
        raise click.UsageError("Give two rasters, BEFORE and AFTER, or one workspace with --before and --after.")
    return check_files([images[0]], [images[1]], model, feedback, told)


def _show(quality: Quality) -> None:
    table = Table(box=None)
    for heading in ("", "measure", "what it does to false alarms"):
        table.add_column(heading)
    for each in quality.checks:
        unknown = each.value is None and each.grade == GREEN
        mark = Text("–") if unknown else Text(each.grade, COLOURS[each.grade])
        table.add_row(mark, each.reason, each.effect)
    console().print(table)
    if quality.refused:
        say(quality.refused)
    say(f"grade: {quality.grade}")
