"""Which patches go out, and how many do not for which reason."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from twowei.casebook.patch import Patch
from twowei.casebook.states import State, Verdict
from twowei.casebook.words import plain
from twowei.errors import UnknownNameError

NO_VERDICT = "未核查"
OTHER_MONTH, OTHER_STREET, NOT_ARCHIVED, NOT_NAMED = "其他月份", "其他街道", "未归档", "未点名"


@dataclass(frozen=True)
class Selection:
    """Conditions that a patch must all meet to go out.

    Attributes:
        verdicts: One of these; empty: any verdict.
        unjudged: Also patches without a verdict.
        states: One of these; None: any but ``without_states``.
        months: Month of the after epoch, ``2026-06``; empty: any.
        streets: Code or name of a street; empty: any.
        archived: Only those whose number and dossier are fixed.
        numbers: These only; empty: any.
    """

    verdicts: tuple[Verdict, ...] = ()
    unjudged: bool = False
    states: tuple[State, ...] | None = None
    without_states: tuple[State, ...] = ()
    months: tuple[str, ...] = ()
    streets: tuple[str, ...] = ()
    archived: bool = False
    numbers: tuple[str, ...] = ()

    def sort_out(self, patches: Sequence[Patch]) -> tuple[list[Patch], dict[str, int]]:
        """Return those that go out, and how many do not, by the first reason that keeps them.

        Raises:
            UnknownNameError: No patch lies in a street of this name, or none is of such a number.
        """
        _check_known(self.streets, {s for p in patches for s in (p.street_code, p.street_name)}, "street")
        _check_known(self.numbers, {p.number for p in patches}, "patch")
        streets = {plain(name) for name in self.streets}
        reasons = [(patch, self._kept_by(patch, streets)) for patch in patches]
        return [patch for patch, why in reasons if not why], dict(Counter(why for _, why in reasons if why))

    def _kept_by(self, patch: Patch, streets: set[str]) -> str:
        """Return why a patch does not go out, or nothing."""
        if patch.verdict is None and not self.unjudged:
            return NO_VERDICT
        if patch.verdict is not None and self.verdicts and patch.verdict not in self.verdicts:
            return patch.verdict.zh
        if patch.state in self.without_states if self.states is None else patch.state not in self.states:
            return patch.state.zh
        if self.months and patch.after_month not in self.months:
            return OTHER_MONTH
        if streets and not streets & {plain(patch.street_code), plain(patch.street_name)}:
            return OTHER_STREET
        if self.archived and patch.archived_at is None:
            return NOT_ARCHIVED
        return NOT_NAMED if self.numbers and patch.number not in self.numbers else ""

    def as_record(self) -> dict[str, Any]:
        """Return the conditions as the casebook and the sheet remember them; only those that are set."""
        told = {
            "verdicts": [verdict.zh for verdict in self.verdicts] or ["全部结论"],
            "unjudged": self.unjudged,
            "states": [state.code for state in self.states] if self.states is not None else [],
            "without_states": [state.code for state in self.without_states] if self.states is None else [],
            "months": list(self.months),
            "streets": list(self.streets),
            "archived": self.archived,
            "numbers": len(self.numbers),
        }
        return {name: value for name, value in told.items() if value}

    def __str__(self) -> str:
        words = {
            "verdicts": "结论", "unjudged": "含未核查", "states": "状态", "without_states": "不含状态",
            "months": "月份", "streets": "街道", "archived": "仅已归档", "numbers": "点名图斑数",
        }  # fmt: skip
        told = self.as_record().items()
        return "; ".join(f"{words[name]} {_said(value)}" for name, value in told)


def _said(value: object) -> str:
    return " ".join(map(str, value)) if isinstance(value, list) else "是" if value is True else str(value)


def _check_known(wanted: Iterable[str], there: set[str], what: str) -> None:
    known = {plain(name) for name in there}
    for name in wanted:
        if plain(name) not in known:
            some = ", ".join(sorted(filter(None, there))[:12]) or "none"
            raise UnknownNameError(f"No {what} {name!r} is in this workspace; there is {some}.")
