"""Keeping a casebook safe: proving it, backing it up, bringing a backup back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from twowei.casebook import attachments, backups, outside, people, rows, verification
from twowei.casebook import history as chronicle
from twowei.casebook.backups import Backup
from twowei.casebook.history import Draft, Head, checked_name
from twowei.casebook.lifecycle import Role
from twowei.casebook.outside import Edit
from twowei.casebook.patch import Patch
from twowei.casebook.store import Casebook
from twowei.casebook.verification import Finding
from twowei.errors import WorkspaceError
from twowei.services.review import with_dossier
from twowei.services.workspace import CASEBOOK, Workspace


@dataclass(frozen=True)
class Proof:
    """What verifying found: how far the history reaches, how many files there are, what does not hold."""

    head: Head
    attachments: int
    findings: tuple[Finding, ...]

    def as_record(self) -> dict[str, Any]:
        """Return it for JSON."""
        return {
            "sound": not self.findings,
            "events": self.head.events,
            "head": self.head.hash,
            "attachments": self.attachments,
            "findings": [vars(finding) for finding in self.findings],
        }


def verify(workspace: Workspace, against: Path | None = None) -> Proof:
    """Prove the chain of events, every patch's row, every attachment, and the casebook against what was given out.

    Args:
        against: An export, a dossier or a backup.

    Raises:
        WorkspaceError: ``against`` does not say how far the history reached.
    """
    given_out = verification.head_in(against) if against else None
    with workspace.casebook.reading() as connection:
        findings = [
            *verification.chain(connection),
            *verification.rows_as_told(connection),
            *verification.outside_edits(connection),
            *verification.files(connection, workspace.folder),
            *(verification.against(connection, given_out, str(against)) if given_out else ()),
        ]
        count = len(attachments.read(connection))
        return Proof(chronicle.head(connection), count, tuple(findings))


def list_edits(workspace: Workspace) -> list[Edit]:
    """Return the patches that another program changed."""
    with workspace.casebook.reading() as connection:
        return outside.read(connection)


def settle_edits(workspace: Workspace, numbers: Sequence[str], by: str, *, take: bool) -> list[Patch]:
    """Take the outlines that another program drew in as events, or put the patches back as they were; all or none.

    Raises:
        UnknownNameError: A number is unknown or ``by`` is empty.
        MoveError: A patch was not changed outside, or the person may not.
        VectorError: An outline cannot be used.
    """
    name, crs = checked_name(by), workspace.crs
    with workspace.casebook.writing() as connection:
        people.check(connection, name, [Role.ANALYST, Role.MANAGER], "edits from outside")
        chosen = [patch.number for patch in rows.find_all(connection, numbers)]
        settled = [
            outside.take(connection, number, name, crs) if take else outside.put_back(connection, number, name)
            for number in chosen
        ]
        return [with_dossier(workspace, connection, patch) for patch in settled]


def back_up(workspace: Workspace) -> Backup:
    """Back the casebook up now.

    Raises:
        OutputError: It cannot be written.
    """
    return backups.make(workspace.casebook.path)


def list_backups(workspace: Workspace) -> list[Backup]:
    """Return the backups there are, the newest first."""
    return backups.there(workspace.casebook.path)


@dataclass(frozen=True)
class Restored:
    """What restoring did: events before and now, and where the casebook lies as it was before."""

    before: Head
    now: Head
    kept: Path


def restore(folder: Path, backup: Path, by: str) -> Restored:
    """Put a backup in place of a workspace's casebook; what was there before is kept as a backup.

    Raises:
        WorkspaceError: The folder is no workspace or the backup is not sound.
        OutputError: Nothing can be written.
        UnknownNameError: ``by`` is empty.
    """
    name, path = checked_name(by), folder.absolute() / CASEBOOK
    if not path.is_file():
        raise WorkspaceError(f"{folder} is no workspace; make one: twowei init {folder}.")
    before, now, kept = backups.restore(path, backup.absolute())
    with Casebook.open(path) as casebook, casebook.writing() as connection:
        facts = {"backup": str(backup), "events_before": before.events, "head_before": before.hash}
        chronicle.append(connection, [Draft("restored", name, after=facts)])
    return Restored(before, now, kept.path)
