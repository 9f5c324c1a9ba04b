"""``twowei import``: what suppliers, higher offices and patrols deliver, into the casebook."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path

import click

from twowei.casebook.memory import Kind
from twowei.casebook.sources import parse_source
from twowei.cli.terminal import json_option, say, say_json
from twowei.errors import OutputError, UnknownNameError
from twowei.imports.delivery import Finding, RowsError
from twowei.imports.encodings import CHOICES, codec
from twowei.services.intake import Intake, Request
from twowei.services.suppliers import look, take
from twowei.services.workspace import Workspace

SHOWN = 12
_KINDS = {
    Kind.NEW: "new",
    Kind.RELAPSE: "new where a case was closed (回潮)",
    Kind.KNOWN: "on the site of a patch of these months",
    Kind.SIGHTING: "known cases seen again",
    Kind.EXTENSION: "known cases that grew",
    Kind.SUPPRESSED: "known false alarms",
}


@click.command("import")
@click.argument("workspace", type=click.Path(path_type=Path))
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--supplier", required=True, help="Whose patches these are; how its files are read is remembered.")
@click.option("--month", help="Month they are for, such as 2026-06 [that of their later imagery].")
@click.option(
    "--source", default="06", show_default=True, help="Where the clues come from: 03巡查 05上级交办 06第三方图斑 …"
)
@click.option("--encoding", help=f"Encoding of its texts [found out]; {', '.join(CHOICES)} or any other.")
@click.option("--crs", help="CRS where the file says none or a wrong one, such as EPSG:4548, or GCJ-02.")
@click.option("--layer", help="Layer or sheet, where there are several.")
@click.option("--map", "columns", multiple=True, metavar="ROLE=COLUMN", help="Which column is what, such as JCBH=编码.")
@click.option("--skip-bad", is_flag=True, help="Leave out rows that cannot be used, instead of taking nothing.")
@click.option("--preview", is_flag=True, help="Show what would become of every row; change nothing.")
@click.option("--report", type=click.Path(path_type=Path), help="File (.csv) to write a line about each row to.")
@click.option("--by", default="", help="Name of who imports; needed unless --preview.")
@json_option
def import_file(
    workspace: Path,
    file: Path,
    supplier: str,
    month: str | None,
    source: str,
    encoding: str | None,
    crs: str | None,
    layer: str | None,
    columns: tuple[str, ...],
    skip_bad: bool,
    preview: bool,
    report: Path | None,
    by: str,
    as_json: bool,
) -> None:
    """Take the patches of FILE into WORKSPACE, whole or not at all; the same file twice changes nothing.

    FILE is a shapefile, GeoPackage, GeoJSON, KML or ovkml, file geodatabase, xlsx or csv, also inside a .zip or a
    folder; what it is, its encoding, its unit of area and the meaning of its columns are found out. Its numbers
    (JCBH) are kept as given; new patches get ours. Known cases are recognised as in detection.
    """
    request = Request(
        file, supplier.strip(), month, parse_source(source), _checked(encoding), layer, crs, columns, skip_bad
    )
    with Workspace.open(workspace) as opened:
        try:
            intake = look(opened, request) if preview else take(opened, request, by)
        except RowsError as error:
            _write_report(report, error.findings, {})
            if as_json:
                say_json({"error": str(error), "findings": [_as_dict(one) for one in error.findings]})
            else:
                _say_findings(error.findings)
            raise
    became = {o.parcel.row: f"{o.kind.value} {o.number or ''}".strip() for o in intake.outcomes}
    _write_report(report, intake.understood.findings, became)
    if as_json:
        say_json({"preview": preview, **intake.as_dict()})
    else:
        _say(intake, preview)


def _checked(encoding: str | None) -> str | None:
    if encoding is None:
        return None
    name = codec(encoding)
    if name is None:
        raise UnknownNameError(f"There is no encoding {encoding!r}; give {', '.join(CHOICES)}.")
    return name


def _as_dict(finding: Finding) -> dict[str, object]:
    return {"row": finding.row, "text": finding.text, "blocking": finding.blocking}


def _say(intake: Intake, preview: bool) -> None:
    u = intake.understood
    shifted = ", GCJ-02 shift taken off" if u.placed.shifted else ""
    say(f"{u.delivery.name}: {u.delivery.form}, {len(u.delivery.rows)} rows, {len(u.parcels)} usable")
    if u.delivery.encoding:
        say(f"encoding {u.delivery.encoding} ({u.delivery.encoding_why})")
    say(f"CRS {u.placed.crs.to_string()} ({u.placed.why}{shifted}); months {intake.before_month} → {intake.month}")
    say("columns " + ", ".join(f"{role}={column}" for role, column in sorted(u.columns.items())))
    say(f"areas in {u.unit.name or 'an unknown unit'}" if u.unit.rows else "no areas stated")
    if preview:
        for row in list(u.delivery.rows)[:5]:
            say("  " + " | ".join(str(value) for value in list(row.values())[:8] if value is not None))
    _say_findings(u.findings)
    say("Would be:" if preview else f"Batch {intake.batch or 'none: nothing is new'}:")
    for kind, text in _KINDS.items():
        if intake.kinds[kind]:
            say(f"  {intake.kinds[kind]:>6} {text}")
    if intake.repeated:
        say(f"  {intake.repeated:>6} delivered before: nothing changes")
    if u.blocking:
        say(f"  {len(u.blocking):>6} cannot be used")


def _say_findings(findings: Sequence[Finding]) -> None:
    for finding in findings[:SHOWN]:
        where = f"row {finding.row} " if finding.row else ""
        say(f"{'!' if finding.blocking else '·'} {where}{finding.text}")
    if len(findings) > SHOWN:
        say(f"… and {len(findings) - SHOWN} more (--report FILE.csv has all)")


def _write_report(path: Path | None, findings: Sequence[Finding], became: dict[int, str]) -> None:
    """Write a line for each row and each oddity, so that Excel opens it."""
    if path is None:
        return
    lines = [[row or "", "", text] for row, text in sorted(became.items())]
    lines += [[f.row or "", "cannot be used" if f.blocking else "note", f.text] for f in findings]
    try:
        with path.open("w", newline="", encoding="utf-8-sig") as file:
            csv.writer(file).writerows([["row", "problem", "what"], *sorted(lines, key=lambda line: int(line[0] or 0))])
    except OSError as error:
        raise OutputError(f"{path} cannot be written ({error.strerror or error}).") from error
