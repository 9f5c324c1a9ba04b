"""Dossiers on paper (一户一档一图): of patches, one by one or many, or of a whole file (household, building, firm)."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from twowei.casebook import clock, papers, rows
from twowei.casebook.history import checked_name
from twowei.casebook.papers import Issued
from twowei.casebook.patch import Patch
from twowei.errors import UnknownNameError
from twowei.feedback import Feedback
from twowei.papers import fonts
from twowei.papers.pdf import Column, Paper
from twowei.reports import dossier
from twowei.services.dossier_facts import Gathered, gather, head_of, seal_of
from twowei.services.pictures import Pictures
from twowei.services.workspace import Workspace

FILE_FACT = "DAH"
NAME = "档案.pdf"
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
) -> Made:
    """Write a dossier for each patch and keep its hash; each is finished before the next begins.

    Args:
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
    done = Made([], [])
    with Pictures(workspace) as pictures:
        for position, number in enumerate(chosen):
            feedback.raise_if_cancelled()
            feedback.report(position / len(chosen), number)
            target = folder / f"{number}.pdf" if folder else workspace.dossier_folder(number) / NAME
            one = gather(workspace, number, pictures, anonymous=anonymous)
            issued = _write(workspace, [one], number, target, name, at)
            done.issued.append(issued)
            done.warnings.extend(one.warnings)
            if position % COLLECT_EVERY == COLLECT_EVERY - 1:
                gc.collect()
    feedback.report(1.0)
    return done


def make_file_dossier(
    workspace: Workspace,
    file_number: str,
    by: str,
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
        members = [patch.number for patch in _of_file(rows.select_patches(connection), file_number)]
    if not members:
        raise UnknownNameError(
            f"No patch has the file number {file_number!r}; note it first: {FILE_FACT}={file_number}."
        )
    target = (folder or workspace.folder / "档案") / f"{FILE_FACT}_{_safe(file_number)}.pdf"
    with Pictures(workspace) as pictures:
        gathered = [gather(workspace, number, pictures, anonymous=anonymous) for number in members]
    issued = _write(workspace, gathered, file_number, target, name, made or clock.now())
    return Made([issued], [warning for one in gathered for warning in one.warnings])


def _of_file(patches: Sequence[Patch], file_number: str) -> Iterator[Patch]:
    return (patch for patch in patches if patch.facts.get(FILE_FACT) == file_number)


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
    paper.heading(f"档案 {subject}", 22, align="C")
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
