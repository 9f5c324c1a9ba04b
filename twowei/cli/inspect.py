"""``twowei inspect``: what was understood of a raster."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import click
from rich.table import Table

from twowei.cli.telling import bands_option, crs_option, nodata_option, told_from
from twowei.cli.terminal import console, json_option, say, say_json
from twowei.errors import ImageryError
from twowei.imagery.epoch import raster_files
from twowei.imagery.inspection import Inspection, inspect, unusable
from twowei.imagery.told import Told

SHOWN_ONE_BY_ONE = 12
"""A delivery of more files is told as a whole, with what cannot be used."""

MOST_VALUES = 5


@click.command("inspect")
@click.argument("images", nargs=-1, required=True, type=click.Path(path_type=Path))
@crs_option
@bands_option
@nodata_option
@json_option
def inspect_images(
    images: tuple[Path, ...], crs: str | None, bands: str | None, nodata: str | None, as_json: bool
) -> None:
    """Say what IMAGES (files or folders of tiles) are, and every problem with its remedy.

    The exit code is 3 where one of them cannot be used.
    """
    told = told_from(crs, bands, nodata)
    inspections = [_inspected(path, told) for path in _files(images)]
    if as_json:
        say_json([i.as_dict() for i in inspections])
    else:
        for inspection in inspections:
            if inspection.driver and len(inspections) <= SHOWN_ONE_BY_ONE:
                _show(inspection)
            if len(inspections) <= SHOWN_ONE_BY_ONE or inspection.blocking:
                _show_problems(inspection)
        if len(inspections) > 1:
            _show_summary(inspections)
    if bad := [i for i in inspections if i.blocking]:
        raise ImageryError(_complaint(bad, len(inspections)))


def _show_summary(inspections: list[Inspection]) -> None:
    """Say what a delivery is as a whole."""
    good = [i for i in inspections if not i.blocking and i.grid]
    say(f"{len(inspections)} rasters, {len(good)} can be used")
    for caption, values in (
        ("CRS", (i.as_dict()["crs"] for i in good)),
        ("ground resolution", (f"{i.ground_resolution_m:.2f} m" for i in good)),
        ("bands", (f"{i.band_count} of {i.dtype}" for i in good)),
        ("missing pixels", (i.mask for i in good)),
        ("date", (i.date.isoformat() if i.date else "unknown" for i in good)),
        ("notes", (p.what for i in good for p in i.problems)),
    ):
        counted = Counter(values).most_common()
        more = f" and {len(counted) - MOST_VALUES} more" if len(counted) > MOST_VALUES else ""
        if counted:
            say(f"  {caption}: " + ", ".join(f"{value} ({count})" for value, count in counted[:MOST_VALUES]) + more)
    say(f"  pixels: {sum(i.width * i.height for i in good):,}")


def _complaint(bad: list[Inspection], count: int) -> str:
    first = bad[0].blocking[0]
    if count == 1:
        return (
            f"{first.what}; {first.remedy}." if not bad[0].driver else f"{bad[0].path}: {first.what}; {first.remedy}."
        )
    return f"{len(bad)} of {count} rasters cannot be used ({', '.join(i.path.name for i in bad)}); mend them as told."


def _files(images: tuple[Path, ...]) -> list[Path]:
    """Return the rasters among files and folders; what is missing is reported with the others."""
    return [file for image in images for file in (raster_files([image]) if image.is_dir() else [image])]


def _inspected(path: Path, told: Told) -> Inspection:
    try:
        return inspect(path, told=told)
    except ImageryError as error:
        return unusable(path, str(error))


def _show(inspection: Inspection) -> None:
    facts = inspection.as_dict()
    table = Table(title=inspection.path.name, title_justify="left", show_header=False, box=None)
    table.add_column()
    table.add_column(overflow="fold")
    resolution = facts["ground_resolution_m"]
    for caption, value in (
        ("path", facts["path"]),
        ("format", facts["driver"]),
        ("size", f"{facts['width']} × {facts['height']} pixels"),
        ("CRS", facts["crs"] or "unknown"),
        ("ground resolution", f"{resolution:g} m" if resolution else "unknown"),
        ("bands", f"{facts['bands']} of {facts['dtype']}"),
        (
            "missing pixels",
            facts["mask"] if facts["nodata"] is None else f"{facts['mask']} = {facts['nodata']:g}",
        ),
        ("overviews", ", ".join(map(str, facts["overviews"])) or "none"),
        ("date", facts["date"] or "unknown"),
    ):
        table.add_row(caption, value)
    console().print(table)


def _show_problems(inspection: Inspection) -> None:
    if not inspection.driver:
        say(str(inspection.path))
    for problem in inspection.problems:
        say(f"  {'PROBLEM' if problem.blocking else 'note'}: {problem.what}; {problem.remedy}")
    say("")
