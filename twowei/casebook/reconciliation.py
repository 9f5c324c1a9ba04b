"""Whose patches agree: suppliers, our model and people on the ground, site by site.

A site is what claims on the same ground for the same change stand for: outlines that share 30 % of the smaller one, a
point within 20 m of an outline, or claims that the casebook gave to one patch.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

import shapely
from sqlalchemy import Connection, select

from twowei.casebook import deliveries, rows
from twowei.casebook.blobs import from_blobs
from twowei.casebook.known import same_site
from twowei.casebook.patch import Patch
from twowei.casebook.schema import patches, sightings
from twowei.casebook.shares import Share
from twowei.casebook.sources import SOURCES
from twowei.casebook.states import State, Verdict
from twowei.geo.footprint import Outline

SEEN_FROM_ABOVE = tuple(source.code for source in SOURCES if source.sensor)
ON_THE_GROUND = ("03", "04", "07", "08")
"""巡查, 投诉, 物业小区, 人工: clues that no machine gave."""

POINT_WITHIN = 20.0
"""How far, in units of the casebook's CRS, a point may lie from the outline it means."""


class Party(Enum):
    """Who claims a patch: code, Chinese and English label."""

    SUPPLIER = ("supplier", "供图", "supplier")
    MODEL = ("model", "模型", "our model")
    PATROL = ("patrol", "巡查", "patrol")

    def __init__(self, code: str, zh: str, en: str) -> None:
        self.code = code
        self.zh = zh
        self.en = en


@dataclass(frozen=True)
class Claim:
    """One patch as one party sees it.

    Attributes:
        who: The supplier's name; empty for ourselves.
        number: The supplier's number, or the patch's.
        patch: Number of the patch that stands for it.
        point: Its outline is a circle around a point.
    """

    party: Party
    who: str
    number: str
    patch: str | None
    change: str
    outline: Outline
    area_m2: float
    point: bool = False


@dataclass(frozen=True)
class Site:
    """What several parties may have seen.

    Attributes:
        patch: The patch of the casebook that stands for it, the one with a verdict first.
    """

    claims: tuple[Claim, ...]
    patch: Patch | None

    @property
    def parties(self) -> frozenset[Party]:
        """Who claims it."""
        return frozenset(claim.party for claim in self.claims)

    @property
    def category(self) -> str:
        """Code of who claims it, such as ``supplier+model``."""
        return "+".join(party.code for party in Party if party in self.parties)

    @property
    def zh(self) -> str:
        """Who claims it, in Chinese."""
        return category_zh(self.category)

    @property
    def verdict(self) -> Verdict | None:
        """What an analyst decided."""
        return self.patch.verdict if self.patch else None

    def of(self, party: Party) -> list[Claim]:
        """Return the claims of one party."""
        return [claim for claim in self.claims if claim.party is party]

    @property
    def suppliers(self) -> list[str]:
        """Names of the suppliers that claim it."""
        return sorted({claim.who for claim in self.of(Party.SUPPLIER)})

    def area_m2(self, party: Party) -> float | None:
        """Return the largest area that a party claims here, or None."""
        return max((claim.area_m2 for claim in self.of(party)), default=None)

    @property
    def agreement(self) -> float | None:
        """Intersection over union of the supplier's outline and ours, or None where one is missing."""
        theirs, ours = self.of(Party.SUPPLIER), self.of(Party.MODEL) or self.of(Party.PATROL)
        if not theirs or not ours:
            return None
        one = shapely.union_all([claim.outline for claim in theirs])
        other = shapely.union_all([claim.outline for claim in ours])
        return float(one.intersection(other).area / one.union(other).area)

    @property
    def outline(self) -> Outline:
        """The patch's outline, else the largest claimed."""
        return self.patch.geometry if self.patch else max(self.claims, key=lambda claim: claim.area_m2).outline


def category_zh(category: str) -> str:
    """Return a category in Chinese."""
    names = [party.zh for party in Party if party.code in category.split("+")]
    return f"仅{names[0]}" if len(names) == 1 else "三方一致" if len(names) == len(Party) else "+".join(names)


CATEGORIES = (
    "supplier+model+patrol", "supplier+model", "supplier+patrol", "model+patrol", "supplier", "model", "patrol",
)  # fmt: skip


@dataclass(frozen=True)
class Score:
    """How a party's patches fared by our verdicts.

    Attributes:
        who: Name of the supplier, or the party's label.
        alone: Sites that only this party claims; ``alone_real`` of them were real changes, ``alone_illegal`` illegal.
        open: Sites without a verdict, or with 待定.
    """

    party: Party
    who: str
    sites: int
    illegal: int
    lawful: int
    false: int
    open: int
    alone: int
    alone_real: int
    alone_illegal: int

    @property
    def change(self) -> Share:
        """查准率C: real changes of those judged (domain reference, 6.3.14)."""
        return Share(self.illegal + self.lawful, self.illegal + self.lawful + self.false)

    @property
    def violations(self) -> Share:
        """查准率V: illegal ones of those judged."""
        return Share(self.illegal, self.illegal + self.lawful + self.false)


_LAWFUL = (Verdict.LEGAL, Verdict.FARM)
_REAL = (Verdict.ILLEGAL, *_LAWFUL)


def score(sites: Sequence[Site], party: Party, who: str = "") -> Score:
    """Return how the sites of a party, or of one supplier, fared."""
    own = [s for s in sites if any(c.party is party and who in ("", c.who) for c in s.claims)]
    verdicts = [site.verdict for site in own]
    alone = [site.verdict for site in own if len({(c.party, c.who) for c in site.claims}) == 1]
    return Score(
        party,
        who or party.zh,
        len(own),
        verdicts.count(Verdict.ILLEGAL),
        sum(verdict in _LAWFUL for verdict in verdicts),
        verdicts.count(Verdict.FALSE),
        sum(verdict not in (*_REAL, Verdict.FALSE) for verdict in verdicts),
        len(alone),
        sum(verdict in _REAL for verdict in alone),
        alone.count(Verdict.ILLEGAL),
    )


# ---- claims ----------------------------------------------------------------------------------------


def read_sites(connection: Connection, month: str, suppliers: Collection[str] | None = None) -> list[Site]:
    """Return the sites that somebody claims in a month; of suppliers those named, else all."""
    claims = [*_delivered(connection, month, suppliers), *_our_own(connection, month), *_seen_again(connection, month)]
    return join(claims, _patches_of(connection, claims))


def _delivered(connection: Connection, month: str, suppliers: Collection[str] | None) -> list[Claim]:
    found = [
        row
        for row in deliveries.read(connection, month)
        if row.source in ON_THE_GROUND or suppliers is None or row.supplier in suppliers
    ]
    points = _points(connection, [row.patch for row in found if row.patch])
    return [
        Claim(
            Party.PATROL if row.source in ON_THE_GROUND else Party.SUPPLIER, row.supplier, row.number, row.patch,
            row.change, row.outline, row.area_m2, row.patch in points,
        )
        for row in found
    ]  # fmt: skip


def _points(connection: Connection, numbers: Iterable[str]) -> set[str]:
    wanted = set(numbers)
    c = patches.c
    drawn = connection.execute(select(c.TBBH).where(c.facts.like('%"drawn_from"%'))).scalars()
    return wanted & set(drawn)


def _our_own(connection: Connection, month: str) -> list[Claim]:
    """Return the patches of a month that our model or people on the ground brought, and nobody delivered."""
    claims = []
    for patch in rows.select_patches(connection, after_month=month):
        party = Party.MODEL if patch.model else Party.PATROL if patch.source in ON_THE_GROUND else None
        if party and "supplier" not in patch.facts and patch.state is not State.REPLACED:
            claims.append(
                Claim(party, "", patch.number, patch.number, patch.change, patch.geometry, patch.area_m2)
            )  # fmt: skip
    return claims


def _seen_again(connection: Connection, month: str) -> list[Claim]:
    """Return the patches that our model met again in a month."""
    c = sightings.c
    query = (
        select(c.TBBH, c.JCMJ, c.geometry, patches.c.change)
        .join(patches, patches.c.TBBH == c.TBBH)
        .where(c.after_month == month, c.LY.is_(None) | c.LY.in_(SEEN_FROM_ABOVE))
        .order_by(c.sighting_id)
    )
    found = connection.execute(query).all()
    outlines = from_blobs([row.geometry for row in found])
    return [
        Claim(Party.MODEL, "", row.TBBH, row.TBBH, row.change, outline, row.JCMJ)
        for row, outline in zip(found, outlines, strict=True)
    ]


def _patches_of(connection: Connection, claims: Sequence[Claim]) -> dict[str, Patch]:
    numbers = {claim.patch for claim in claims if claim.patch}
    return {patch.number: patch for patch in rows.select_numbers(connection, sorted(numbers))}


# ---- joining ---------------------------------------------------------------------------------------


def join(claims: Sequence[Claim], patches_by_number: Mapping[str, Patch]) -> list[Site]:
    """Return the sites that claims stand for, in the order of their first claims."""
    parent = list(range(len(claims)))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    for one, other in _alike(claims):
        first, second = sorted((root(one), root(other)))
        parent[second] = first
    members: dict[int, list[Claim]] = defaultdict(list)
    for position, claim in enumerate(claims):
        members[root(position)].append(claim)
    return [Site(tuple(group), _patch_of(group, patches_by_number)) for group in members.values()]


def _alike(claims: Sequence[Claim]) -> Iterable[tuple[int, int]]:
    """Yield the pairs of claims that stand for one site."""
    first_of: dict[str, int] = {}
    for position, claim in enumerate(claims):
        if claim.patch is not None:
            yield first_of.setdefault(claim.patch, position), position
    reach = [claim.outline.buffer(POINT_WITHIN) if claim.point else claim.outline for claim in claims]
    tree = shapely.STRtree(reach)
    for position, outline in enumerate(reach):
        for other in (int(i) for i in tree.query(outline, predicate="intersects")):
            if other < position and claims[other].change == claims[position].change:
                near = claims[position].point or claims[other].point
                if near or same_site(outline, reach[other]):
                    yield other, position


def _patch_of(claims: Sequence[Claim], patches_by_number: Mapping[str, Patch]) -> Patch | None:
    found = [patches_by_number[c.patch] for c in claims if c.patch and c.patch in patches_by_number]
    return min(found, key=lambda patch: (patch.verdict is None, patch.number), default=None)
