"""What other months say of a patch: whether it is still there, and how sure all months together are.

A month looked at again gives a probability of its own: for a later month that the change since the month before
stands in it too, for an earlier one that the site was then as it was just before. They are combined as the mean of
their log-odds (logarithmic opinion pool of equal weights: Genest and Zidek, Statistical Science 1, 1986). The months
share the before or the after picture, so they are no independent witnesses and their odds are not multiplied. The
result ranks; it is not calibrated, so it stands beside `ZXD` and never in its place.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, select
from sqlalchemy.dialects.sqlite import insert

from twowei.casebook.schema import month_scores
from twowei.detection.calibration import logit, share_of

THERE_FROM = 0.5
"""Probability from which a patch counts as still there."""

_c = month_scores.c


@dataclass(frozen=True)
class MonthScore:
    """How probable a patch is by one more month."""

    number: str
    month: str
    score: float


@dataclass(frozen=True)
class Persistence:
    """A patch over all months that were looked at.

    Attributes:
        first_seen: The month after which it was found.
        there: Later months in which it is still there, oldest first.
        gone: Later months in which it is not.
        unsure_before: Earlier months against which it does not look new.
        score: All months together, 0 to 1; a rank and no calibrated probability.
    """

    first_seen: str
    there: tuple[str, ...]
    gone: tuple[str, ...]
    unsure_before: tuple[str, ...]
    score: float


def combined(own: float, others: Iterable[float]) -> float:
    """Return all probabilities together as the mean of their log-odds, bounded so that no month decides alone."""
    odds = [logit(each) for each in (own, *others)]
    return share_of(sum(odds) / len(odds))


def persistence(first_seen: str, own: float, months: Mapping[str, float]) -> Persistence | None:
    """Return what the other months say of a patch, None where none was looked at.

    Args:
        first_seen: Its after month.
        own: Its own probability (`ZXD`).
        months: Probability by month.
    """
    if not months:
        return None
    later = sorted(month for month in months if month > first_seen)
    return Persistence(
        first_seen,
        tuple(month for month in later if months[month] >= THERE_FROM),
        tuple(month for month in later if months[month] < THERE_FROM),
        tuple(sorted(month for month in months if month < first_seen and months[month] < THERE_FROM)),
        round(combined(own, months.values()), 4),
    )


def keep(connection: Connection, scores: Sequence[MonthScore], model: str, at: str) -> None:
    """Keep what months say; a month that a model has told of a patch stays as it was told."""
    rows = [{"TBBH": one.number, "month": one.month, "score": one.score, "model": model, "at": at} for one in scores]
    if rows:
        connection.execute(insert(month_scores).on_conflict_do_nothing(), rows)


def read(connection: Connection, number: str | None = None) -> dict[str, dict[str, float]]:
    """Return the probabilities by month of every patch, or of one; the last model's where several told."""
    query = select(_c.TBBH, _c.month, _c.score).order_by(_c.score_id)
    found: dict[str, dict[str, float]] = defaultdict(dict)
    for each, month, score in connection.execute(query if number is None else query.where(_c.TBBH.in_([number]))):
        found[each][month] = score
    return found


def told(connection: Connection, model: str) -> set[tuple[str, str]]:
    """Return number and month of everything that a model has told."""
    return {(row[0], row[1]) for row in connection.execute(select(_c.TBBH, _c.month).where(_c.model.in_([model])))}
