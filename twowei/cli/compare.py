"""``twowei compare``: two rasters in, a vector file of suspected changes out."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from twowei.cli.telling import bands_option, crs_option, nodata_option, told_from
from twowei.cli.terminal import json_option, progress, progress_option, say, say_json
from twowei.cli.wishes import wish_from, wish_options
from twowei.services.compare import Comparison
from twowei.services.compare import compare as run


@click.command("compare")
@click.argument("before", type=click.Path(path_type=Path))
@click.argument("after", type=click.Path(path_type=Path))
@click.option("--out", required=True, type=click.Path(path_type=Path), help="Result: a .gpkg, .shp or .geojson file.")
@click.option("--change-map", type=click.Path(path_type=Path), help="Also write the scores as a GeoTIFF.")
@crs_option
@bands_option
@nodata_option
@wish_options
@progress_option
@json_option
def compare(before: Path, after: Path, out: Path, change_map: Path | None, **options: Any) -> None:
    """Compare BEFORE with AFTER (a raster or a folder of tiles each) and write suspected changes to a vector file.

    Needs no workspace. A stopped run goes on when the same command is given again.
    """
    told = told_from(options.pop("crs"), options.pop("bands"), options.pop("nodata"))
    with progress(options.pop("progress")) as feedback:
        result = run([before], [after], out, change_map, wish_from(options), feedback, told)
    if options["as_json"]:
        say_json(result.as_dict())
    else:
        _show(result)


def _show(result: Comparison) -> None:
    facts = result.as_dict()
    say(
        f"{facts['patches']} suspected patches ({facts['new']} new, {facts['demolished']} demolished), "
        f"{facts['area_m2']:,.0f} ㎡ = {facts['area_mu']:,.2f} 亩, in {facts['seconds']:.1f} s on {facts['runtime']}"
    )
    say(f"patches: {result.out}")
    if result.change_map:
        say(f"change map: {result.change_map}")
    say(facts["notice"])
