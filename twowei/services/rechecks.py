"""The queue of re-checks: what newer imagery proposes, looks that the policy asks for, confirming, closing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import Connection

from twowei.casebook import attachments, clock, deadlines, history, moves, papers, rechecks, rows
from twowei.casebook.demolition import Finding
from twowei.casebook.history import checked_name
from twowei.casebook.ledger import FactValue, number_of
from twowei.casebook.lifecycle import parse_reason
from twowei.casebook.moves import Step
from twowei.casebook.patch import Patch
from twowei.casebook.rechecks import Task
from twowei.casebook.states import State
from twowei.errors import MoveError, UnknownNameError
from twowei.services.cases import move
from twowei.services.demolition import Proposal, watch
from twowei.services.workspace import Workspace

AFTER_DEMOLITION = (State.DEMOLISHED, State.RECHECKED, State.CLOSED)
BY_IMAGERY = "2"


@dataclass(frozen=True)
class Recheck:
    """A patch to be looked at.

    Attributes:
        proposal: What the newest imagery since proposes, or None.
        task: The look the policy asks for, or None.
    """

    patch: Patch
    proposal: Proposal | None
    task: Task | None
    now: datetime

    @property
    def asks(self) -> str:
        """What it is about: the proposal's label, else the task's title."""
        return self.proposal.finding.zh if self.proposal else self.task.title if self.task else ""

    def as_record(self) -> dict[str, Any]:
        """Return it for JSON."""
        return {
            "TBBH": self.patch.number,
            "ZT": self.patch.state.code,
            "finding": self.proposal.finding.code if self.proposal else None,
            "before": self.proposal.look.before if self.proposal else None,
            "after": self.proposal.look.after if self.proposal else None,
            "task": self.task.clock if self.task else None,
            "title": self.task.title if self.task else None,
            "due": self.task.due.isoformat() if self.task else None,
            "late": bool(self.task and self.task.due < self.now),
        }


def queue(workspace: Workspace, within: timedelta = timedelta()) -> list[Recheck]:
    """Return what is to be looked at: newer imagery that proposes something, then looks due so soon, oldest first.

    Only imagery of months after the demolition counts; what stands closed and gone proposes nothing.
    """
    now = clock.now()
    with workspace.casebook.reading() as connection:
        held = deadlines.load(connection)
        done = rechecks.done(connection)
        patches = rows.select_patches(connection, states=AFTER_DEMOLITION)
    proposals = _newest(workspace) if patches else {}
    found = []
    for patch in patches:
        proposal = proposals.get(patch.number)
        if proposal and _is_open(patch, proposal, done.get(patch.number, [])):
            found.append(Recheck(patch, proposal, None, now))
            continue
        for task in rechecks.tasks(patch, held, done.get(patch.number, [])):
            if task.due <= now + within:
                found.append(Recheck(patch, None, task, now))
                break
    return sorted(found, key=lambda one: (one.proposal is None, one.task.due if one.task else now, one.patch.number))


def _newest(workspace: Workspace) -> dict[str, Proposal]:
    """Return the newest proposal of each patch whose imagery is of after its demolition."""
    found: dict[str, Proposal] = {}
    for proposal in watch(workspace):
        gone = str(proposal.patch.facts.get("CCRQ", ""))[:7]
        if proposal.finding is not Finding.NOT_VISIBLE and gone and proposal.look.after >= gone:
            before = found.get(proposal.patch.number)
            if before is None or before.look.after <= proposal.look.after:
                found[proposal.patch.number] = proposal
    return found


def _is_open(patch: Patch, proposal: Proposal, done: list[tuple[str, str]]) -> bool:
    """Return whether nobody has answered a proposal yet."""
    if patch.state is State.DEMOLISHED:
        return True
    answered = (f"epoch {proposal.look.after}", "") in done
    return proposal.finding is not Finding.GONE and not answered


def confirm(workspace: Workspace, number: str, by: str, *, reason: str = "V01") -> Patch:
    """Take what newer imagery proposes of a patch as seen: one key.

    Gone: the re-check is passed (S80). Still there: back to demolition (S70). Rebuilt on a closed site: 回潮 (S86).

    Raises:
        MoveError: Nothing is proposed, or the person told it as gone or judged it.
    """
    name = checked_name(by)
    proposal = _newest(workspace).get(number)
    if proposal is None:
        raise MoveError(f"{number}: no imagery since its demolition proposes anything; look on the spot (twowei move).")
    month = proposal.look.after
    with workspace.casebook.writing() as connection:
        patch = rows.find(connection, number)
        waived = deadlines.load(connection).now.waived
        target, facts = _answer(patch, proposal.finding, month, name)
        grounds = parse_reason(reason) if target is State.REBUILT else None
        note = f"{month} 影像提示{proposal.finding.zh}, 经确认"
        return moves.make(connection, patch, Step(target, name, grounds, facts, note=note, waived=waived))


def _answer(patch: Patch, finding: Finding, month: str, by: str) -> tuple[State, Mapping[str, FactValue]]:
    if patch.state is State.DEMOLISHED and finding is Finding.GONE:
        return State.RECHECKED, {"FHFS": BY_IMAGERY, "FHJG": "1", "signature": by}
    if patch.state in (State.DEMOLISHED, State.RECHECKED):
        whole = number_of(patch.facts, "JZMJ") or number_of(patch.facts, "CCMJ") or patch.area_m2
        kept = {name: patch.facts[name] for name in ("plan", "JHRQ", "CZFS") if name in patch.facts}
        return State.DEMOLISHING, {**kept, "CCMJ": 0.0, "CCZDMJ": 0.0, "SYMJ": whole, "FHJG": "2"}
    if patch.state is State.CLOSED and finding is Finding.REBUILT:
        return State.REBUILT, {"relapse_sign": f"{month} 影像"}
    raise MoveError(f"{patch.number} is {patch.state.code} {patch.state.zh}; {finding.zh} changes nothing there.")


def look_back(workspace: Workspace, number: str, task: str, finding: str, by: str, *, note: str = "") -> Patch:
    """Write down that somebody looked (drone, 回头看): ``gone`` ends the task, ``rebuilt`` or ``still there`` moves on.

    Raises:
        UnknownNameError: There is no such task or finding.
        MoveError: A closed site is rebuilt: that takes a reason (twowei move S86).
    """
    name = checked_name(by)
    known = {one.code: one for one in Finding}
    if finding not in known:
        raise UnknownNameError(f"There is no finding {finding!r}; choose one of: {', '.join(known)}.")
    with workspace.casebook.writing() as connection:
        patch = rows.find(connection, number)
        held = deadlines.load(connection)
        there = [one.clock for one in held.deadlines(patch) if one.kind == "task"]
        if task not in there:
            raise UnknownNameError(f"{number} has no task {task!r}; there are {', '.join(there) or 'none'}.")
        rechecks.looked(connection, patch, held, task, known[finding].code, name, note.strip())
        if known[finding] in (Finding.GONE, Finding.NOT_VISIBLE):
            return patch
        target, facts = _answer(patch, Finding.REBUILT if patch.state is State.CLOSED else known[finding], task, name)
        grounds = parse_reason("V01") if target is State.REBUILT else None
        return moves.make(
            connection,
            patch,
            Step(target, name, grounds, facts, note=note.strip() or "现场复查", waived=held.now.waived),
        )


@dataclass(frozen=True)
class Check:
    """A line of the checklist before 销号."""

    what: str
    done: bool


def checklist(workspace: Workspace, number: str) -> list[Check]:
    """Return what 销号 of a demolished patch needs, and what of it is there."""
    with workspace.casebook.reading() as connection:
        return _checks(connection, rows.find(connection, number))


def _checks(connection: Connection, patch: Patch) -> list[Check]:
    facts = patch.facts
    number = patch.number
    files = attachments.read(connection, number)
    after = {n for e in history.read(connection, number) if e.to_state == "S71" for n in e.after.get("attachments", [])}
    kept = facts.get("payment") is not None
    return [
        Check("复核通过 (S80)", patch.state in (State.RECHECKED, State.CLOSED)),
        Check("复核人与填报人不同", bool(facts.get("FHR")) and facts.get("FHR") != facts.get("reported_by")),
        Check("拆除后照片", kept or any(one.id in after for one in files)),
        Check("剩余未拆面积为 0", not (number_of(facts, "SYMJ") or 0.0)),
        Check("编号与档案已固定 (归档)", patch.archived_at is not None),
        Check("档案 PDF 已出", bool(papers.read(connection, papers.DOSSIER, number))),
    ]


def close(workspace: Workspace, number: str, why: str, by: str, documents: tuple[Path, ...] = ()) -> Patch:
    """销号: only when the checklist is complete.

    Raises:
        MoveError: Something is missing; the sentence names all of it.
    """
    missing = [one.what for one in checklist(workspace, number) if not one.done]
    if missing:
        raise MoveError(f"{number} cannot be closed yet; missing: {'; '.join(missing)}.")
    return move(workspace, [number], State.CLOSED, by, facts={"XHYY": why}, documents=documents)[0]
