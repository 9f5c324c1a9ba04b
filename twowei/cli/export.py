"""``twowei export``: verified patches for demolition planners."""

from __future__ import annotations

from pathlib import Path

import click

from twowei.casebook.lifecycle import Verdict, parse_verdict
from twowei.cli.terminal import json_option, say, say_json
from twowei.exports.fields import Encoding
from twowei.geo.crs import parse_crs
from twowei.geo.footprint import mu
from twowei.services.export import ExportResult, export_patches
from twowei.services.workspace import Workspace

ALL = "all"


@click.command("export")
@click.argument("workspace", type=click.Path(path_type=Path))
@click.option(
    "--out", required=True, type=click.Path(path_type=Path), help="Folder to write; an earlier export is replaced."
)
@click.option(
    "--verdict",
    "verdicts",
    multiple=True,
    default=(Verdict.ILLEGAL.zh,),
    show_default=True,
    help="Verdict to export, may be repeated; all: every patch that has one.",
)
@click.option(
    "--encoding",
    type=click.Choice(["utf-8", "gbk"]),
    default="utf-8",
    show_default=True,
    help="Of the shapefile's texts; old programs want gbk.",
)
@click.option("--crs", "crs_name", help="CRS of the files, such as EPSG:4490 [the casebook's].")
@click.option("--by", default="", help="Name of who exports [the system's account].")
@json_option
def export(
    workspace: Path,
    out: Path,
    verdicts: tuple[str, ...],
    encoding: Encoding,
    crs_name: str | None,
    by: str,
    as_json: bool,
) -> None:
    """Write the verified patches of WORKSPACE as shapefile with a GeoPackage twin and a sheet of columns."""
    chosen = None if ALL in verdicts else [parse_verdict(name) for name in verdicts]
    crs = parse_crs(crs_name) if crs_name else None
    with Workspace.open(workspace) as opened:
        result = export_patches(opened, out, verdicts=chosen, encoding=encoding, crs=crs, by=by)
    for warning in result.warnings:
        click.echo(f"Warning: {warning}", err=True)
    if as_json:
        say_json(_facts(result))
        return
    say(f"{result.count} patches, {result.area_m2:,.2f} ㎡ = {mu(result.area_m2):,.2f} 亩")
    say(f"shapefile:  {result.shapefile}")
    say(f"GeoPackage: {result.geopackage}")
    if result.left_out:
        say("left out: " + ", ".join(f"{label} {count}" for label, count in result.left_out.items()))
    if result.model_notice:
        say(result.model_notice)


def _facts(result: ExportResult) -> dict[str, object]:
    return {
        "folder": str(result.folder),
        "shapefile": str(result.shapefile),
        "geopackage": str(result.geopackage),
        "patches": result.count,
        "left_out": result.left_out,
        "area_m2": round(result.area_m2, 2),
        "area_mu": round(mu(result.area_m2), 3),
        "model_notice": result.model_notice,
        "warnings": list(result.warnings),
    }
