"""How urgent a patch is (`YXJ`, 1 first to 5), by the weights of the policy, with the reason."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from twowei.casebook.deadlines import Deadline
from twowei.casebook.ledger import Facts, number_of

LARGE_M2 = 1000.0
"""An area that counts in full."""

CLOSE_H = 72.0
"""A deadline closer than this begins to count; one that passed counts in full."""

_LABELS = {
    "area": "面积", "stage": "建设阶段", "farmland": "占耕/永农/红线", "deadline": "时限", "score": "置信度",
    "relapse": "回潮",
}  # fmt: skip


class Weighed(Protocol):
    """What is weighed: a patch, or its row in a list."""

    @property
    def area_m2(self) -> float: ...
    @property
    def score(self) -> float: ...
    @property
    def relapses(self) -> int: ...
    @property
    def facts(self) -> Facts: ...


@dataclass(frozen=True)
class Priority:
    """Level 1 to 5, the score 0 to 1 behind it, and what weighed most, such as ``面积 0.62 ×2``.

    Attributes:
        parts: Name, value from 0 to 1 and weight of what counted, the heaviest first.
    """

    level: int
    score: float
    why: str
    parts: tuple[tuple[str, float, float], ...] = ()


def priority(patch: Weighed, deadlines: Sequence[Deadline], weights: Mapping[str, float], now: datetime) -> Priority:
    """Return how urgent a patch is."""
    parts = _parts(patch, deadlines, now)
    score = _weigh(parts, weights)
    heaviest = sorted(parts, key=lambda name: -weights.get(name, 0.0) * parts[name])
    told = tuple((name, parts[name], weights[name]) for name in heaviest if weights.get(name, 0.0) * parts[name] > 0)
    why = ", ".join(f"{_LABELS[name]} {value:.2f} ×{weight:g}" for name, value, weight in told)
    return Priority(level_of(score), round(score, 3), why, told)


def urgency(patch: Weighed, deadlines: Sequence[Deadline], weights: Mapping[str, float], now: datetime) -> float:
    """Return the score behind the priority, 0 to 1, without its explanation."""
    return _weigh(_parts(patch, deadlines, now), weights)


def level_of(score: float) -> int:
    """Return the level, 1 first to 5, of a score."""
    return max(1, 5 - int(score * 5))


def _weigh(parts: Mapping[str, float], weights: Mapping[str, float]) -> float:
    total = sum(weights.values())
    return sum(weights.get(name, 0.0) * part for name, part in parts.items()) / total if total else 0.0


def _parts(patch: Weighed, deadlines: Sequence[Deadline], now: datetime) -> dict[str, float]:
    """Return each part from 0 to 1."""
    lost = sum(number_of(patch.facts, name) or 0.0 for name in ("ZGMJ", "YNMJ", "HXMJ"))
    open_ones = [one for one in deadlines if one.kind == "due" and one.met is None]
    hours = min(((one.due - now).total_seconds() / 3600 for one in open_ones), default=CLOSE_H)
    stage = str(patch.facts.get("JSJD", ""))
    return {
        "area": min(patch.area_m2 / LARGE_M2, 1.0),
        "stage": (5 - int(stage)) / 4 if stage else 0.0,
        "farmland": min(lost / patch.area_m2, 1.0) if patch.area_m2 else 0.0,
        "deadline": min(max(1 - hours / CLOSE_H, 0.0), 1.0),
        "score": patch.score,
        "relapse": 1.0 if patch.relapses else 0.0,
    }
