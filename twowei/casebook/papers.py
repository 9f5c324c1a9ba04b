"""What was issued: dossiers and monthly reports with the SHA-256 of their files, kept for ever."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, func, insert, select

from twowei.casebook import clock, history
from twowei.casebook.attachments import sha256_of
from twowei.casebook.history import Draft, Head
from twowei.casebook.schema import papers

DOSSIER, MONTHLY, WALL_MAP, ROUTE = "dossier", "monthly", "wall map", "route"


@dataclass(frozen=True)
class Issued:
    """A paper that was issued.

    Attributes:
        subject: Number of a patch, of a file (DAH), or a period.
        path: Relative to the workspace where it lies inside, else absolute.
        events: How far the history reached that it tells of, with the hash of its last event.
    """

    kind: str
    subject: str
    path: str
    sha256: str
    events: int
    head: str
    by: str
    at: str


def keep(connection: Connection, kind: str, subject: str, file: Path, workspace: Path, head: Head, by: str) -> Issued:
    """Keep the hash of a paper; an event says so."""
    path = file.relative_to(workspace).as_posix() if file.is_relative_to(workspace) else str(file)
    at = clock.now()
    issued = Issued(kind, subject, path, sha256_of(file), head.events, head.hash, by, at.isoformat())
    told = {"kind": kind, "subject": subject, "path": path, "sha256": issued.sha256}
    row = {**told, "events": head.events, "head": head.hash, "actor": by, "at": issued.at}
    connection.execute(insert(papers).values(row))
    history.append(connection, [Draft("paper issued", by, after=told)], at)
    return issued


def read(connection: Connection, kind: str, subject: str | None = None) -> list[Issued]:
    """Return what was issued of a kind, oldest first."""
    c = papers.c
    names = (c.kind, c.subject, c.path, c.sha256, c.events, c.head, c.actor, c.at)
    query = select(*names).where(c.kind == kind).order_by(c.paper_id)
    if subject is not None:
        query = query.where(c.subject == subject)
    return [Issued(*row) for row in connection.execute(query)]


def count(connection: Connection, kind: str) -> int:
    """Return how many subjects of a kind were issued."""
    query = select(func.count(papers.c.subject.distinct())).where(papers.c.kind == kind)
    return int(connection.execute(query).scalar_one())
