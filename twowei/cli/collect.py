"""``twowei collect``: what a squad brought back."""

from __future__ import annotations

from pathlib import Path

import click

from twowei.cli.terminal import json_option, say, say_json
from twowei.services.collect import Collected, Found, Photo
from twowei.services.collect import collect as run
from twowei.services.fill import Case
from twowei.services.workspace import Workspace

_MARKS = {Found.NEW: "+", Found.THERE: "=", Found.CONFLICT: "!", Found.UNMATCHED: "?"}


@click.command("collect")
@click.argument("workspace", type=click.Path(path_type=Path))
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--take", "taking", is_flag=True, help="Write down what is certain; without it, it is only shown.")
@click.option("--theirs", is_flag=True, help="With --take: in conflicts the sheet is right.")
@click.option("--by", default="", help="Name of who takes it in; needed with --take.")
@json_option
def collect(workspace: Path, folder: Path, taking: bool, theirs: bool, by: str, as_json: bool) -> None:
    """Match what a squad brought back in FOLDER (or a .zip) to the patches of WORKSPACE.

    Photos (JPEG, PNG) by the number in their name or folder, by the position in their EXIF, or by their time along a
    track (GPX, KML); tracks tell which patches were visited; xlsx sheets are compared as by twowei fill. Conflicts
    (!) and what fits nothing (?) are listed and left alone; with --take the rest is written, once however often.
    """
    with Workspace.open(workspace) as opened:
        found = run(opened, folder, by, taking=taking, theirs=theirs)
    if as_json:
        say_json(found.as_dict())
    else:
        _say(found)


def _say(found: Collected) -> None:
    for photo in found.photos:
        say(f"{_MARKS[photo.found]} {photo.path.name} {_words(photo)}")
    for visit in found.visits:
        at = f", {visit.at:%m-%d %H:%M}" if visit.at else ""
        say(f"  visited {visit.number} ({visit.distance_m:g} m, {visit.track}{at})")
    for number in found.unvisited:
        say(f"? {number} is out in the field, but no track came near it")
    for name, told in found.tables.items():
        counts = ", ".join(f"{len(told.of(case))} {case.value}" for case in Case if told.of(case)) or "no differences"
        say(f"{name}: {len(told.filled.rows)} rows, {counts} (twowei fill shows them)")
    for problem in found.problems:
        say(f"! {problem}")
    counts = ", ".join(f"{sum(p.found is kind for p in found.photos)} {kind.value}" for kind in Found)
    say(f"photos: {counts}. " + ("Taken." if found.taken else "Nothing is taken yet: add --take --by NAME."))


def _words(photo: Photo) -> str:
    away = f"{photo.distance_m:g} m" if photo.distance_m is not None else ""
    parts = [photo.number or "", f"by {photo.how}" if photo.how and photo.number else "", away, photo.why]
    return ", ".join(part for part in parts if part)
