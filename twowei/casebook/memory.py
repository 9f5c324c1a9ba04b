"""Memory from month to month: what a new candidate is to the patches there are.

A known false alarm is suppressed as long as the policy remembers it and it looks the same; a known case is seen
again; a known case that grew has an extension; new building where a case was closed is 回潮. Everything else is new.
Looking the same is told from size, score and the picture inside the outline (`looks`).
"""

from __future__ import annotations

import math
import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

import shapely
from sqlalchemy import Connection, func, insert, select

from twowei.casebook import looks, rows
from twowei.casebook.blobs import to_blob
from twowei.casebook.known import same_site, unknown
from twowei.casebook.looks import Eyes, NoEyes
from twowei.casebook.patch import Patch
from twowei.casebook.schema import sightings
from twowei.casebook.states import OPEN_STATES, State, Verdict
from twowei.casebook.store import srs_id_of
from twowei.patches.candidate import Candidate

Months = tuple[str, str]

_number = sightings.c.TBBH

AS_LARGE = 2.0
"""A false alarm that is so many times larger or smaller looks different."""

MORE_CERTAIN = 0.25
"""A false alarm whose score rose by so much looks different."""


class Kind(Enum):
    """What a candidate is to the casebook."""

    NEW = "new"
    KNOWN = "known"
    SIGHTING = "sighting"
    EXTENSION = "extension"
    SUPPRESSED = "suppressed"
    RELAPSE = "relapse"


@dataclass(frozen=True)
class Match:
    """A candidate, what it is, and the patch it stands for or comes after.

    Attributes:
        patch: For a new one the false alarm of its place that is forgotten, or looked different.
    """

    candidate: Candidate
    kind: Kind
    patch: Patch | None = None


class Memory:
    """The patches of a casebook, to match the candidates of two months with."""

    def __init__(
        self, connection: Connection, months: Months, thresholds: Mapping[str, float], eyes: Eyes | None = None
    ) -> None:
        self._connection = connection
        self._months = months
        self._thresholds = thresholds
        self._eyes = eyes or NoEyes()

    def match(self, candidates: Sequence[Candidate]) -> list[Match]:
        """Return what each candidate, in the casebook's CRS, is; of doubles among the new the first counts."""
        self._remind(candidates)
        found = [self._one(candidate) for candidate in candidates]
        for change in {candidate.change for candidate in candidates}:
            fresh = [
                i for i, m in enumerate(found) if m.kind in (Kind.NEW, Kind.RELAPSE) and m.candidate.change == change
            ]
            kept = {fresh[i] for i in unknown([found[i].candidate.geometry for i in fresh], [])}
            for position in set(fresh) - kept:
                found[position] = Match(found[position].candidate, Kind.KNOWN)
        return found

    def _remind(self, candidates: Sequence[Candidate]) -> None:
        """Read the patches near candidates, and what those that are false alarms looked like."""
        near = rows.select_near(self._connection, [candidate.geometry.bounds for candidate in candidates])
        self._patches = [patch for patch in near if patch.state is not State.REPLACED]
        self._tree = shapely.STRtree([patch.geometry for patch in self._patches])
        alarms = [patch.number for patch in self._patches if patch.verdict is Verdict.FALSE]
        self._kept = looks.read(self._connection, alarms)

    def _one(self, candidate: Candidate) -> Match:
        near = [self._patches[int(i)] for i in self._tree.query(candidate.geometry)]
        here = [p for p in near if p.change == candidate.change and same_site(p.geometry, candidate.geometry)]
        newest = sorted(here, key=lambda patch: patch.after_month, reverse=True)
        ranked = sorted(((self._kind(candidate, patch), patch) for patch in newest), key=lambda pair: _RANK[pair[0]])
        return Match(candidate, *ranked[0]) if ranked else Match(candidate, Kind.NEW)

    def _kind(self, candidate: Candidate, patch: Patch) -> Kind:
        if (patch.before_month, patch.after_month) == self._months:
            return Kind.KNOWN
        if patch.verdict is Verdict.FALSE:
            same = self._remembered(patch) and _like(candidate, patch) and self._looks_same(patch)
            return Kind.SUPPRESSED if same else Kind.NEW
        grown = candidate.area_m2 > self._thresholds["grown_from"] * patch.area_m2
        if patch.state in OPEN_STATES:
            return Kind.EXTENSION if grown else Kind.SIGHTING
        if self._months[1] <= patch.after_month:
            return Kind.KNOWN
        if patch.state is State.STRUCK_OFF and self._remembered(patch) and not grown:
            return Kind.SIGHTING
        return Kind.RELAPSE

    def _looks_same(self, patch: Patch) -> bool:
        """Return whether the ground looks as it did; where a picture is missing it counts as such."""
        now, kept = self._eyes.look(patch.model_geometry).get(self._months[1]), self._kept.get(patch.number)
        return now is None or not kept or looks.alike(now, kept)

    def _remembered(self, patch: Patch) -> bool:
        return abs(_index(self._months[1]) - _index(patch.after_month)) <= self._thresholds["memory_months"]


_RANK = {
    kind: rank
    for rank, kind in enumerate((Kind.KNOWN, Kind.EXTENSION, Kind.SIGHTING, Kind.RELAPSE, Kind.SUPPRESSED, Kind.NEW))
}
"""Where a candidate meets several patches, the first of these counts."""


def _like(candidate: Candidate, patch: Patch) -> bool:
    """Return whether size and score agree; a score of 0 stands for none, as only a model gives one."""
    ratio = candidate.area_m2 / patch.area_m2 if patch.area_m2 else math.inf
    as_certain = not patch.score or candidate.score < patch.score + MORE_CERTAIN
    return 1 / AS_LARGE <= ratio <= AS_LARGE and as_certain


def _index(month: str) -> int:
    year, number = month.split("-")
    return int(year) * 12 + int(number)


def sample(suppressed: Sequence[Match], months: Months, thresholds: Mapping[str, float]) -> list[Match]:
    """Return the random part of the suppressed that is shown for checking; the same for the same months."""
    wanted = max(int(thresholds["sample_least"]), math.ceil(thresholds["sample_share"] * len(suppressed)))
    return random.Random("/".join(months)).sample(suppressed, min(wanted, len(suppressed)))


def unseen(connection: Connection, matches: Sequence[Match], months: Months, source: str) -> list[Match]:
    """Return the matches whose patch was not yet seen in these months from this source (`LY`)."""
    c = sightings.c
    here = func.coalesce(c.LY, source) == source
    query = select(_number).where(c.before_month == months[0], c.after_month == months[1], here)
    seen = set(connection.execute(query).scalars())
    return [match for match in matches if match.patch is not None and match.patch.number not in seen]


def remember(
    connection: Connection, matches: Sequence[Match], months: Months, batch: str, at: str, source: str
) -> None:
    """Keep sightings, each with its outline."""
    srs_id = srs_id_of(connection)
    told = [
        {
            "TBBH": match.patch.number,
            "kind": match.kind.value,
            "before_month": months[0],
            "after_month": months[1],
            "score": match.candidate.score,
            "JCMJ": match.candidate.area_m2,
            "geometry": to_blob(match.candidate.geometry, srs_id),
            "PCH": batch,
            "at": at,
            "LY": source,
        }
        for match in matches
        if match.patch is not None
    ]
    if told:
        connection.execute(insert(sightings), told)


def months_seen(connection: Connection, number: str) -> list[str]:
    """Return the months in which a patch was seen again, oldest first."""
    c = sightings.c
    query = select(c.after_month).where(_number == number).order_by(c.after_month)
    return list(connection.execute(query).scalars())


def of_kind(matches: Sequence[Match], *kinds: Kind) -> Iterator[Match]:
    """Yield the matches of some kinds."""
    return (match for match in matches if match.kind in kinds)
