"""What an analyst does with patches: list, judge, take back, archive; and how a detector's finds arrive."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from sqlalchemy import Connection, insert

from twowei.casebook import (
    arrivals,
    clock,
    deadlines,
    dossier,
    looks,
    memory,
    people,
    raw_outlines,
    reason_lists,
    rows,
    verdicts,
)
from twowei.casebook import history as chronicle
from twowei.casebook.arrivals import Arrival, Circumstances
from twowei.casebook.history import Draft, Event, checked_name
from twowei.casebook.lifecycle import Reason, Role, State, Verdict, parse_reason
from twowei.casebook.memory import Kind
from twowei.casebook.patch import Patch
from twowei.casebook.schema import runs
from twowei.casebook.sources import source_of_sensor
from twowei.detection.card import Change
from twowei.errors import MoveError, OutputError
from twowei.geo.footprint import Outline
from twowei.imagery.epoch import Epoch
from twowei.patches.candidate import Candidate
from twowei.services.eyes import EpochEyes
from twowei.services.workspace import DOSSIERS, Workspace


@dataclass(frozen=True)
class AddedCandidates:
    """What became of a detector's candidates.

    Attributes:
        added: New patches, in the order of the candidates.
        known: How many the casebook knew already.
        suppressed: How many were known false alarms.
        shown: How many of the suppressed are among those added, for checking.
        sightings: How many were known cases seen again, those that grew too.
        extensions: How many known cases grew.
        relapses: How many are new building where a case was closed (回潮).
    """

    added: list[Patch]
    known: int
    suppressed: int = 0
    shown: int = 0
    sightings: int = 0
    extensions: int = 0
    relapses: int = 0


def in_order(workspace: Workspace, numbers: Sequence[str]) -> list[Patch]:
    """Return patches in the order of their numbers given."""
    with workspace.casebook.reading() as connection:
        found = {patch.number: patch for patch in rows.select_numbers(connection, numbers)}
    return [found[number] for number in numbers]


def list_patches(
    workspace: Workspace,
    state: State | None = None,
    *,
    verdict: Verdict | None = None,
    change: Change | None = None,
    months: tuple[str, str] | None = None,
) -> list[Patch]:
    """Return the patches that meet all conditions given, oldest month first.

    Args:
        months: Before and after month.
    """
    with workspace.casebook.reading() as connection:
        return rows.select_patches(
            connection,
            states=None if state is None else [state],
            verdicts=None if verdict is None else [verdict],
            change=change,
            months=months,
        )


def list_page(
    workspace: Workspace, state: State | None = None, *, after: Patch | None = None, limit: int = 100
) -> tuple[list[Patch], int]:
    """Return a page of patches, oldest month first, and how many there are in all.

    Args:
        after: The last patch of the page before.
    """
    with workspace.casebook.reading() as connection:
        return rows.select_page(connection, state, after=after, limit=limit), rows.count(connection, state)


def list_reasons(workspace: Workspace, *, aside: bool = False) -> tuple[Reason, ...]:
    """Return the reasons this workspace uses; with ``aside`` also those put aside."""
    with workspace.casebook.reading() as connection:
        return reason_lists.read(connection, aside=aside)


def set_reason(workspace: Workspace, reason: Reason, by: str, *, active: bool = True) -> None:
    """Add or rename a reason of this workspace, or put it aside; what was given with it stays.

    Raises:
        UnknownNameError: Code or label cannot be used, or ``by`` is empty.
        MoveError: People are named, and ``by`` is no manager.
    """
    who = checked_name(by)
    with workspace.casebook.writing() as connection:
        people.check(connection, who, [Role.MANAGER], "the list of reasons")
        reason_lists.save(connection, reason, who, active=active)


def find_patch(workspace: Workspace, number: str) -> Patch:
    """Return one patch.

    Raises:
        UnknownNameError: There is no patch of this number.
    """
    with workspace.casebook.reading() as connection:
        return rows.find(connection, number)


def raw_outline(workspace: Workspace, number: str) -> Outline | None:
    """Return the outline along the pixels that a model marked, None where none was kept."""
    with workspace.casebook.reading() as connection:
        return raw_outlines.read(connection, number)


def give_verdict(
    workspace: Workspace,
    number: str,
    verdict: Verdict,
    reason: str,
    by: str,
    note: str = "",
    *,
    seen: int | None = None,
) -> Patch:
    """Give a patch a verdict with its reason; it is on the disk when this returns.

    Args:
        reason: Code or label of a reason that belongs to the verdict.
        seen: Revision of the patch that whoever judges has before their eyes, where it may be out of date.

    Raises:
        UnknownNameError: Number or reason is unknown, the reason is another verdict's, or ``by`` is empty.
        MoveError: The patch's state takes no verdicts.
        ConflictError: The patch is no longer as it was seen.
    """
    name = checked_name(by)
    with workspace.casebook.writing() as connection:
        grounds = parse_reason(reason, verdict, reason_lists.read(connection))
        patch = rows.as_seen(rows.find(connection, number), seen)
        judged = verdicts.give(connection, patch, verdict, grounds, by=name, note=note.strip())
        return with_dossier(workspace, connection, judged)


def take_back(workspace: Workspace, number: str, by: str, *, seen: int | None = None) -> Patch:
    """Undo a patch's last verdict by an event of its own; the verdict stays in the history.

    Taking back again undoes the verdict before it.

    Raises:
        UnknownNameError: The number is unknown or ``by`` is empty.
        MoveError: There is no verdict to take back, or the patch went on since.
        ConflictError: The patch is no longer as it was seen.
    """
    name = checked_name(by)
    with workspace.casebook.writing() as connection:
        restored = verdicts.take_back(connection, rows.as_seen(rows.find(connection, number), seen), name)
        return with_dossier(workspace, connection, restored)


def archive(workspace: Workspace, numbers: Sequence[str], by: str) -> list[Patch]:
    """Put patches into the ledger: number and dossier folder are fixed; this closes no case.

    Either all are archived or none. Archiving an archived patch again changes nothing.

    Raises:
        UnknownNameError: A number is unknown or ``by`` is empty.
        MoveError: A patch has no verdict, or the verdict 伪变化.
        OutputError: A dossier folder cannot be written.
    """
    name = checked_name(by)
    with workspace.casebook.writing() as connection:
        people.check_named(connection, name, "archiving")
        patches = rows.find_all(connection, numbers)
        for patch in patches:
            _check_archivable(patch)
        return [p if p.archived_at else _archive(workspace, connection, p, name) for p in patches]


def _check_archivable(patch: Patch) -> None:
    if patch.archived_at:
        return
    if patch.verdict is None:
        raise MoveError(f"Patch {patch.number} has no verdict; give it one before archiving it.")
    if patch.verdict is Verdict.FALSE:
        raise MoveError(
            f"Patch {patch.number} is a 伪变化; only real changes are archived, so give it another"
            " verdict first if it is one."
        )


def _archive(workspace: Workspace, connection: Connection, patch: Patch, by: str) -> Patch:
    at = clock.now()
    archived = rows.change(connection, patch, archived_at=at, dossier=f"{DOSSIERS}/{patch.number}")
    facts = {"DAWJ": archived.dossier}
    code = patch.state.code
    chronicle.append(connection, [Draft("archived", by, patch.number, code, code, {}, facts)], at)
    return with_dossier(workspace, connection, archived)


def with_dossier(workspace: Workspace, connection: Connection, patch: Patch) -> Patch:
    """Write the sheets of an archived patch anew, so that they never contradict the casebook."""
    if not patch.archived_at:
        return patch
    folder = workspace.dossier_folder(patch.number)
    try:
        events = chronicle.read(connection, patch.number)
        reason = reason_lists.label(connection, patch.reason)
        dossier.write(folder, patch, events, workspace.crs, chronicle.head(connection), reason)
    except OSError as error:
        raise OutputError(f"{folder} cannot be written; ask for the right to write in {folder.parent}.") from error
    return patch


def history(workspace: Workspace, number: str) -> list[Event]:
    """Return what happened to a patch, oldest first.

    Raises:
        UnknownNameError: There is no patch of this number.
    """
    with workspace.casebook.reading() as connection:
        return chronicle.read(connection, rows.find(connection, number).number)


def add_candidates(
    workspace: Workspace,
    candidates: Sequence[Candidate],
    *,
    before: Epoch,
    after: Epoch,
    model: str,
    threshold: float,
    academic_only: bool,
    by: str,
    runtime: str = "",
) -> AddedCandidates:
    """Take a detector's candidates into the casebook, all or none, and remember the run.

    A candidate of the same two months as a patch on its site adds nothing; a known false alarm is suppressed, a
    known case is seen again; where a case was closed it is 回潮. See `twowei.casebook.memory`.

    Raises:
        UnknownNameError: ``by`` is empty or the sensor has no source.
    """
    name, source = checked_name(by), source_of_sensor(after.sensor)
    crs = workspace.crs
    moved, months = [candidate.moved(crs) for candidate in candidates], (before.month, after.month)
    with EpochEyes([before, after], crs) as eyes, _looked(workspace, moved, months, eyes) as connection:
        shared = Circumstances(
            before_month=before.month,
            after_month=after.month,
            before_date=before.date,
            after_date=after.date,
            source=source,
            model=model,
            threshold=threshold,
            academic_only=academic_only,
            batch=rows.next_batch(connection, after.month),
            at=clock.now(),
        )
        arrived = arrivals.arrive(connection, moved, shared, deadlines.load(connection).now, name, eyes)
        rows.add(connection, arrived.patches)
        raw_outlines.keep(connection, arrived.raw)
        looks.keep(connection, arrived.patches, eyes)
        result = _result(arrived, len(candidates))
        _remember(connection, result, shared, name, runtime)
    return result


@contextmanager
def _looked(
    workspace: Workspace, moved: Sequence[Candidate], months: tuple[str, str], eyes: EpochEyes
) -> Iterator[Connection]:
    """Give the connection that writes, once all outlines were looked at: reading pictures keeps nobody waiting."""
    with workspace.casebook.reading() as connection:
        thresholds = deadlines.load(connection).now.thresholds
        matches = memory.Memory(connection, months, thresholds, eyes).match(moved)
    for match in memory.of_kind(matches, Kind.NEW, Kind.RELAPSE, Kind.SUPPRESSED):
        eyes.look(match.candidate.geometry)
    with workspace.casebook.writing() as connection:
        yield connection


def _result(arrived: Arrival, candidates: int) -> AddedCandidates:
    kinds = arrived.kinds
    return AddedCandidates(
        arrived.patches,
        candidates - len(arrived.patches),
        suppressed=kinds[Kind.SUPPRESSED],
        shown=arrived.shown,
        sightings=kinds[Kind.SIGHTING] + kinds[Kind.EXTENSION],
        extensions=kinds[Kind.EXTENSION],
        relapses=kinds[Kind.RELAPSE],
    )


def _remember(connection: Connection, result: AddedCandidates, shared: Circumstances, by: str, runtime: str) -> None:
    run = {
        "PCH": shared.batch,
        "before_month": shared.before_month,
        "after_month": shared.after_month,
        "model": shared.model,
        "threshold": shared.threshold,
        "academic_only": int(shared.academic_only),
        "added": len(result.added),
        "known": result.known,
        "actor": by,
        "at": shared.at.isoformat(),
    }
    connection.execute(insert(runs).values(run))
    found = [
        Draft("found", by, patch.number, None, patch.state.code, {}, {"ZXD": patch.score, "PCH": patch.batch})
        for patch in result.added
    ]
    chronicle.append(connection, [Draft("detected", by, after=run | {"runtime": runtime}), *found], shared.at)
