"""The city's rules in a workspace, and the deadlines that follow from them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from twowei.casebook import clock, deadlines, people, rows
from twowei.casebook.deadlines import Deadline, Policies
from twowei.casebook.history import checked_name
from twowei.casebook.patch import Patch
from twowei.casebook.policy import Policy, preset_text, presets
from twowei.casebook.priority import Priority, priority
from twowei.casebook.states import Role, State
from twowei.errors import PolicyError
from twowei.services.workspace import Workspace


@dataclass(frozen=True)
class Due:
    """A patch with one of its deadlines, seen at a moment."""

    patch: Patch
    deadline: Deadline
    now: datetime
    priority: Priority

    @property
    def late(self) -> timedelta:
        """By how much it was or is missed."""
        return self.deadline.late(self.now)

    def as_record(self) -> dict[str, Any]:
        """Return it for JSON; ``late_minutes`` is 0 where nothing is missed."""
        deadline = self.deadline
        return {
            "TBBH": self.patch.number,
            "ZT": self.patch.state.code,
            "clock": deadline.clock,
            "title": deadline.title,
            "kind": deadline.kind,
            "start": deadline.start.isoformat(),
            "due": deadline.due.isoformat(),
            "met": deadline.met.isoformat() if deadline.met else None,
            "late_minutes": int(self.late.total_seconds() // 60),
            "why": deadline.why,
            "policy": deadline.policy,
            "YXJ": self.priority.level,
            "priority_why": self.priority.why,
        }


def due(workspace: Workspace, within: timedelta | int | None = None) -> list[Due]:
    """Return what is not done yet, the longest overdue first.

    Args:
        within: Only what ends that soon: a span, or a number of calendar days.
    """
    now = clock.now()
    with workspace.casebook.reading() as connection:
        held = deadlines.load(connection)
        found = rows.select_patches(connection, states=_timed(held))
    all_of = [one for patch in found for one in _dues(patch, held, now) if one.deadline.met is None]
    wanted = [one for one in all_of if within is None or _ends(one.deadline, now, within)]
    return sorted(wanted, key=lambda one: (one.deadline.due, one.patch.number))


def _ends(deadline: Deadline, now: datetime, within: timedelta | int) -> bool:
    return deadline.days_left(now) <= within if isinstance(within, int) else deadline.due <= now + within


def deadlines_of(workspace: Workspace, number: str) -> list[Due]:
    """Return the deadlines of one patch, those met too, soonest first.

    Raises:
        UnknownNameError: There is no patch of this number.
    """
    with workspace.casebook.reading() as connection:
        patch = rows.find(connection, number)
        return _dues(patch, deadlines.load(connection), clock.now())


def _dues(patch: Patch, held: Policies, now: datetime) -> list[Due]:
    found = held.deadlines(patch)
    urgent = priority(patch, found, held.now.weights, now)
    return [Due(patch, one, now, urgent) for one in found]


def _timed(held: Policies) -> Sequence[State]:
    named = {state for policy in held.held for one in policy.clocks for state in one.states}
    return [state for state in State if state in named or state in deadlines.FIELD_STATES]


def policy_in_force(workspace: Workspace) -> tuple[Policy, str]:
    """Return the policy of today and its text."""
    with workspace.casebook.reading() as connection:
        policy = deadlines.load(connection).now
        held = [row["toml"] for row in deadlines.texts(connection)]
    text = next((toml for toml in reversed(held) if deadlines.read(toml) == policy), None)
    return policy, text or preset_text(policy.name)


def set_policy(workspace: Workspace, name: str, by: str) -> Policy:
    """Put a preset or a file in force; deadlines are computed anew, history stays.

    Raises:
        PolicyError: It is neither, or the file has an error; the policy before stays.
        UnknownNameError: ``by`` is empty.
    """
    who = checked_name(by)
    text, source = (preset_text(name), name) if name in presets() else (_read(Path(name)), name)
    with workspace.casebook.writing() as connection:
        people.check(connection, who, [Role.MANAGER, Role.LEGAL], "setting the policy")
        return deadlines.set_policy(connection, text, source, who)


def _read(path: Path) -> str:
    if not path.is_file():
        raise PolicyError(f"There is no policy {str(path)!r}; give a TOML file or one of: {', '.join(presets())}.")
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise PolicyError(f"{path} cannot be read ({error}); save it as UTF-8.") from error
