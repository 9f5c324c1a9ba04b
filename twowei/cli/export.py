"""``twowei export``: patches for demolition planners and other receivers."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from twowei.casebook.lifecycle import parse_state, parse_verdict
from twowei.cli.terminal import counted, json_option, say, say_json
from twowei.exports.profile import DEFAULT, Encoding
from twowei.geo.crs import parse_crs
from twowei.geo.footprint import mu
from twowei.services.export import ExportResult, Preview, Wanted, export_patches, preview, warnings_of
from twowei.services.share import SharedFile, export_file, is_file
from twowei.services.workspace import Workspace

ALL = "all"
_SHOWN = 12


@click.command("export")
@click.argument("workspace", type=click.Path(path_type=Path))
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    help="Folder to write, an earlier export is replaced; or a FILE.geojson, .gpkg, .dxf, .json (for platforms) or"
    " .qgz (QGIS project of the whole casebook).",
)
@click.option("--preview", "looking", is_flag=True, help="Say what would go out, be cut or lack; write nothing.")
@click.option(
    "--profile",
    default=DEFAULT,
    show_default=True,
    help="Columns, codes and filter: a name of twowei profiles, or a file.",
)
@click.option(
    "--verdict",
    "verdicts",
    multiple=True,
    help="Verdict to export, may be repeated; all: every patch that has one [the profile's; demolition: 违法].",
)
@click.option(
    "--state",
    "states",
    multiple=True,
    help="State to export, may be repeated; all: every one but S99 [demolition: what is not yet closed].",
)
@click.option("--month", "months", multiple=True, help="Month of the after imagery, such as 2026-06; may be repeated.")
@click.option("--street", "streets", multiple=True, help="Code or name of a street; may be repeated.")
@click.option("--archived", is_flag=True, help="Only patches that are archived.")
@click.option(
    "--encoding",
    type=click.Choice(["utf-8", "gbk"]),
    help="Of the shapefile's texts; old programs want gbk [the profile's].",
)
@click.option("--crs", "crs_name", help="CRS of the files, such as EPSG:4490 [the profile's, else the casebook's].")
@click.option("--single-parts", is_flag=True, help="A row for each part of an outline, with the patch's number.")
@click.option("--personal", is_flag=True, help="With the names of parties (DSR); the casebook remembers it.")
@click.option("--by", default="", help="Name of who exports [the system's account].")
@json_option
def export(
    workspace: Path,
    out: Path | None,
    looking: bool,
    profile: str,
    verdicts: tuple[str, ...],
    states: tuple[str, ...],
    months: tuple[str, ...],
    streets: tuple[str, ...],
    archived: bool,
    encoding: Encoding | None,
    crs_name: str | None,
    single_parts: bool,
    personal: bool,
    by: str,
    as_json: bool,
) -> None:
    """Write patches of WORKSPACE as a folder (shapefile, GeoPackage, points, sheet of columns) or as one file.

    By default the patches judged 违法 and not yet closed, in the 52 columns of the demolition planners.
    """
    if out is None and not looking:
        raise click.UsageError("Say where to write (--out FOLDER), or look first (--preview).")
    wanted = Wanted(
        profile=profile,
        verdicts=None if not verdicts else () if ALL in verdicts else [parse_verdict(name) for name in verdicts],
        states=None if not states else () if ALL in states else [parse_state(name) for name in states],
        months=months,
        streets=streets,
        archived=archived,
        encoding=encoding,
        crs=parse_crs(crs_name) if crs_name else None,
        personal=personal,
        single_parts=single_parts,
    )
    with Workspace.open(workspace) as opened:
        if looking or out is None:
            _say_preview(preview(opened, wanted), as_json)
            return
        if is_file(out):
            _say_file(export_file(opened, out, wanted, by=by), as_json)
            return
        result = export_patches(opened, out, wanted, by=by)
    _say_result(result, as_json)


def _say_file(shared: SharedFile, as_json: bool) -> None:
    if as_json:
        say_json({"file": str(shared.path), "patches": shared.count, "left_out": shared.left_out})
        return
    say(f"{shared.count} patches, {shared.area_m2:,.2f} ㎡ = {mu(shared.area_m2):,.2f} 亩: {shared.path}")
    _say_left_out(shared.left_out)


def _say_preview(seen: Preview, as_json: bool) -> None:
    made, table = seen.plan, seen.table
    if as_json:
        say_json({**made.record(""), **table.as_record(), "stem": made.stem})
        return
    number = counted(len(made.patches), "patch", "patches")
    say(f"{made.stem}: {number}, {made.area_m2:,.2f} ㎡ = {mu(made.area_m2):,.2f} 亩")
    say(f"filter: {made.selection}")
    say(f"profile {made.profile.name} {made.profile.version}, {made.encoding.upper()}, {made.setting.crs.to_string()}")
    _say_left_out(made.left_out)
    sentences = warnings_of(made.profile, table)
    for sentence in sentences[:_SHOWN]:
        say(sentence)
    if len(sentences) > _SHOWN:
        say(f"… and {len(sentences) - _SHOWN} more (--json tells all).")
    if not sentences:
        say("Nothing is cut, and no mandatory value lacks.")


def _say_result(result: ExportResult, as_json: bool) -> None:
    for warning in result.warnings:
        click.echo(f"Warning: {warning}", err=True)
    if as_json:
        say_json(_facts(result))
        return
    say(f"{counted(result.count, 'patch', 'patches')}, {result.area_m2:,.2f} ㎡ = {mu(result.area_m2):,.2f} 亩")
    say(f"shapefile:  {result.shapefile}")
    say(f"GeoPackage: {result.geopackage}")
    say(f"{len(result.files)} files in {result.folder}")
    _say_left_out(result.left_out)
    if result.model_notice:
        say(result.model_notice)


def _say_left_out(left_out: dict[str, int]) -> None:
    if left_out:
        say("left out: " + ", ".join(f"{label} {count}" for label, count in left_out.items()))


def _facts(result: ExportResult) -> dict[str, Any]:
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
        "files": list(result.files),
    }
