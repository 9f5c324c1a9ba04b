"""Dossiers on paper (一户一档一图): of patches, one by one or many, or of a whole file (household, building, firm)."""

from __future__ import annotations

import gc
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from twowei.casebook import clock, history, papers, rows
from twowei.casebook.attachments import sha256_of
from twowei.casebook.history import checked_name
from twowei.casebook.ledger import parse_fact
from twowei.casebook.papers import Issued
from twowei.casebook.patch import Patch
from twowei.errors import UnknownNameError
from twowei.feedback import Feedback
from twowei.imagery.block_cache import bounded_cache
from twowei.papers import fonts
from twowei.papers.pdf import Column, Paper
from twowei.reports import dossier
from twowei.services.cases import note
from twowei.services.demolition import Proposal, watch
from twowei.services.dossier_facts import Gathered, file_kind, gather, head_of, seal_of
from twowei.services.pictures import Pictures
from twowei.services.workspace import Workspace

FILE_FACT, KIND_FACT = "DAH", "DALX"
NAME = "档案.pdf"
CACHE_BYTES = 64 * 2**20
"""Neighbours seldom follow each other in a run, so what GDAL would keep of the imagery is only memory."""

COLLECT_EVERY = 10
"""A document's pages and fonts point at each other and weigh megabytes: left alone they gather by the hundred."""


@dataclass(frozen=True)
class Made:
    """Dossiers that were made, and what could not be shown in them, a sentence each."""

    issued: list[Issued]
    warnings: list[str]


def make_dossiers(
    workspace: Workspace,
    numbers: Sequence[str],
    by: str,
    feedback: Feedback,
    *,
    folder: Path | None = None,
    anonymous: bool = False,
    made: datetime | None = None,
    since: datetime | None = None,
) -> Made:
    """Write a dossier for each patch and keep its hash; each is finished before the next begins.

    Args:
        since: What was issued from then on in the same place, of the same history and unchanged, is not made again:
            when the run began that this one takes up.
        folder: Where they go [each into the patch's own dossier folder].
        anonymous: Leave the party out.
        made: The date of the papers [now]; the same with the same history gives the same bytes.

    Raises:
        UnknownNameError: A number is unknown or ``by`` is empty.
        NoFontError: The machine has no Chinese font.
        OutputError: A file cannot be written.
        CancelledError: It was stopped; what is finished stays.
    """
    name = checked_name(by)
    fonts.find()
    chosen = list(dict.fromkeys(numbers))
    with workspace.casebook.reading() as connection:
        for number in chosen:
            rows.find(connection, number)
    at = made or clock.now()
    done = Made(_kept(workspace, {number: _target(workspace, number, folder) for number in chosen}, since), [])
    kept = {one.subject for one in done.issued}
    chosen = [number for number in chosen if number not in kept]
    seen: dict[str, list[Proposal]] = {}
    with Pictures(workspace) as pictures, bounded_cache(CACHE_BYTES):
        for position, number in enumerate(chosen):
            feedback.raise_if_cancelled()
            feedback.report(position / len(chosen), number)
            if number not in seen:
                seen = _seen(workspace, chosen[position : position + COLLECT_EVERY])
            target = _target(workspace, number, folder)
            one = gather(workspace, number, pictures, seen[number], anonymous=anonymous)
            issued = _write(workspace, [one], number, target, name, at)
            done.issued.append(issued)
            done.warnings.extend(one.warnings)
            if position % COLLECT_EVERY == COLLECT_EVERY - 1:
                gc.collect()
    feedback.report(1.0)
    return done


def _target(workspace: Workspace, number: str, folder: Path | None) -> Path:
    return folder / f"{number}.pdf" if folder else workspace.dossier_folder(number) / NAME


def _kept(workspace: Workspace, targets: Mapping[str, Path], since: datetime | None) -> list[Issued]:
    """Return the dossiers issued since then that are still true: same place, same history, the file as it was made."""
    if since is None:
        return []
    with workspace.casebook.reading() as connection:
        last = {one.subject: one for one in papers.read(connection, papers.DOSSIER) if one.subject in targets}
        heads = {number: head_of(history.read(connection, number)) for number in last}
    return [
        one
        for number, one in last.items()
        if datetime.fromisoformat(one.at) >= since
        and (workspace.folder / one.path) == targets[number].absolute()
        and (one.events, one.head) == (heads[number].events, heads[number].hash)
        and targets[number].is_file()
        and sha256_of(targets[number]) == one.sha256
    ]


def make_file_dossier(
    workspace: Workspace,
    file_number: str,
    by: str,
    feedback: Feedback | None = None,
    *,
    folder: Path | None = None,
    anonymous: bool = False,
    made: datetime | None = None,
) -> Made:
    """Write one dossier of all patches that bear a file's number (`DAH`): a household, a building or a firm.

    Raises:
        UnknownNameError: No patch bears it, or ``by`` is empty.
    """
    name = checked_name(by)
    fonts.find()
    with workspace.casebook.reading() as connection:
        members = rows.numbers_with_fact(connection, FILE_FACT, file_number)
    if not members:
        raise UnknownNameError(
            f"No patch has the file number {file_number!r}; note it first: {FILE_FACT}={file_number}."
        )
    target = (folder or workspace.folder / "档案") / f"{FILE_FACT}_{_safe(file_number)}.pdf"
    with Pictures(workspace) as pictures, bounded_cache(CACHE_BYTES):
        seen = _seen(workspace, members)
        gathered = []
        for position, number in enumerate(members):
            if feedback is not None:
                feedback.raise_if_cancelled()
                feedback.report(position / len(members), number)
            gathered.append(gather(workspace, number, pictures, seen[number], anonymous=anonymous))
    issued = _write(workspace, gathered, file_number, target, name, made or clock.now())
    return Made([issued], [warning for one in gathered for warning in one.warnings])


def make_file_dossiers(
    workspace: Workspace,
    kind: str,
    by: str,
    feedback: Feedback,
    *,
    folder: Path | None = None,
    anonymous: bool = False,
    made: datetime | None = None,
) -> Made:
    """Write the dossier of every household, every building or every enterprise, one after the other.

    Args:
        kind: A code or label of `DALX`: ``1`` or ``户``, ``2`` or ``楼``, ``3`` or ``企``.

    Raises:
        UnknownNameError: There is no such kind, no file of it, or ``by`` is empty.
        CancelledError: It was stopped; what is finished stays.
    """
    code = parse_fact(KIND_FACT, kind)
    with workspace.casebook.reading() as connection:
        files = rows.values_of_fact(connection, FILE_FACT, KIND_FACT, code)
    if not files:
        raise UnknownNameError(f"No patch is of a file of the kind {kind}; note it first: DAH=户0012 DALX={code}.")
    done = Made([], [])
    for position, file_number in enumerate(files):
        feedback.raise_if_cancelled()
        feedback.report(position / len(files), file_number)
        one = make_file_dossier(workspace, file_number, by, folder=folder, anonymous=anonymous, made=made)
        done.issued.extend(one.issued)
        done.warnings.extend(one.warnings)
        gc.collect()
    feedback.report(1.0)
    return done


def put_into_file(workspace: Workspace, numbers: Sequence[str], file_number: str, kind: str, by: str) -> list[Patch]:
    """Put patches into the file of a household, a building or an enterprise.

    Raises:
        UnknownNameError: A number or the kind is unknown, or the file's number or ``by`` is empty.
    """
    if not file_number.strip():
        raise UnknownNameError("The file has no number; give one such as 户0012.")
    return [note(workspace, number, {FILE_FACT: file_number, KIND_FACT: kind}, by) for number in numbers]


def _seen(workspace: Workspace, numbers: Sequence[str]) -> dict[str, list[Proposal]]:
    """Return what newer imagery shows of each patch whose demolition is told."""
    found: dict[str, list[Proposal]] = {number: [] for number in numbers}
    for one in watch(workspace, only=numbers):
        if one.patch.facts.get("CCRQ"):
            found[one.patch.number].append(one)
    return found


def _safe(name: str) -> str:
    """Return a name that any disk takes."""
    return "".join("_" if letter in '\\/:*?"<>|' or ord(letter) < 32 else letter for letter in name).strip(". ") or "_"


def _write(
    workspace: Workspace, gathered: Sequence[Gathered], subject: str, target: Path, by: str, at: datetime
) -> Issued:
    foot = f"twowei 档案 {subject}  {seal_of(gathered[0].events)}" if len(gathered) == 1 else f"twowei 档案 {subject}"
    paper = Paper(f"违法建设图斑档案 {subject}", made=at, foot=foot)
    if len(gathered) > 1:
        _contents(paper, subject, gathered)
    for one in gathered:
        dossier.write(paper, one.dossier)
    paper.save(target)
    with workspace.casebook.writing() as connection:
        head = head_of(gathered[-1].events)
        return papers.keep(connection, papers.DOSSIER, subject, target, workspace.folder, head, by)


def _contents(paper: Paper, subject: str, gathered: Sequence[Gathered]) -> None:
    """Write the sheet that stands before the patches of a file."""
    paper.add_page()
    kind = next(filter(None, (file_kind(one.patch) for one in gathered)), "")
    paper.heading(f"{kind or '档案'} {subject}", 22, align="C")
    columns = [
        Column("序号", 0.5, "R"),
        Column("统一编号", 2),
        Column("地址", 2),
        Column("面积 ㎡", 1, "R"),
        Column("状态", 1.2),
    ]
    lines = [
        [str(n), one.patch.number, str(one.patch.facts.get("DZ", "")), f"{one.patch.area_m2:,.2f}", one.patch.state.zh]
        for n, one in enumerate(gathered, 1)
    ]
    area = sum(one.patch.area_m2 for one in gathered)
    paper.grid(columns, lines, total=["", f"合计 {len(lines)} 处", "", f"{area:,.2f}", ""])


def issued_dossiers(workspace: Workspace, number: str | None = None) -> list[Issued]:
    """Return the dossiers that were issued, oldest first."""
    with workspace.casebook.reading() as connection:
        return papers.read(connection, papers.DOSSIER, number)
