"""The quality gate: how fit two dates are to be compared, each measure graded, with what it does to false alarms.

The limits follow what was measured on aerial pairs (see DESIGN.md): up to 4 pixels of misregistration do no harm, 8 and
12 make five and eight times as many false alarms; imagery twice as coarse as trained on is fine, four times is useless.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import shapely
from rasterio.crs import CRS

from twowei.alignment.looks import Looks, look_at
from twowei.alignment.pair import NOMINAL, Pair
from twowei.alignment.shift import Alignment, measure
from twowei.feedback import Feedback, Share
from twowei.geo.crs import LONLAT, ground_resolution_m
from twowei.geo.footprint import to_crs
from twowei.geo.grid import Grid
from twowei.geo.sun import Sun, turned
from twowei.imagery.epoch import Epoch
from twowei.imagery.sun import sun_of

GREEN, AMBER, RED = "green", "amber", "red"
GRADES = (GREEN, AMBER, RED)
DAYS_A_MONTH = 30.44
LEAF_LATITUDE = 23.5
"""Between the tropics the trees keep their leaves."""


@dataclass(frozen=True)
class Check:
    """One measure of a pair.

    Attributes:
        code: Short name for programs.
        value: What was measured; None where it could not be.
        unit: ``%``, ``px``, ``×``, ``months``, ``°``.
        grade: ``green``, ``amber`` or ``red``.
        reason: Why, in one sentence.
        effect: What it does to false alarms; empty where it does nothing.
    """

    code: str
    value: float | None
    unit: str
    grade: str
    reason: str
    effect: str


@dataclass(frozen=True)
class Rule:
    """How a measure is graded: above the limits it is amber and red."""

    code: str
    unit: str
    amber: float
    red: float
    says: str
    effect: str
    higher_is_better: bool = False

    def check(self, value: float | None, unknown: str = GREEN) -> Check:
        """Return the graded measure; one that is not known has the grade ``unknown``."""
        if value is None or not math.isfinite(value):
            effect = "" if unknown == GREEN else self.effect
            return Check(self.code, None, self.unit, unknown, f"{self.says}: not known", effect)
        sign = -1 if self.higher_is_better else 1
        over = [sign * value > sign * limit for limit in (self.amber, self.red)]
        grade = RED if over[1] else AMBER if over[0] else GREEN
        shown = f"{value:.2f}" if self.unit in ("px", "×") else f"{value:.0f}" if value >= 10 else f"{value:.1f}"
        reason = f"{self.says}: {shown} {self.unit}"
        return Check(self.code, round(value, 3), self.unit, grade, reason, "" if grade == GREEN else self.effect)


NEVER = math.inf
RULES = {
    rule.code: rule
    for rule in (
        Rule("overlap_pct", "%", 90, 20, "share of the newer imagery that the older one covers",
             "outside the overlap nothing is compared: new buildings there stay unseen", True),
        Rule("nodata_pct", "%", 10, 80, "missing pixels within the overlap",
             "nothing is found where either date is missing"),
        Rule("resolution_ratio", "×", 1.5, 4, "ground resolution, the coarser over the finer",
             "a softer date looks changed at its edges; at 4 results are useless"),
        Rule("coarseness", "×", 2 * NOMINAL, 2 * NOMINAL, "ground resolution over that of the model",
             "beyond 2 the model finds nothing reliable: F1 92.6 was measured at 2, 22.3 at 4"),
        Rule("shift_px", "px", 20, NEVER, "shift between the dates as they came",
             "none once it is corrected; so much hints at a wrong CRS or datum"),
        Rule("residual_px", "px", 2, 4, "shift left after the correction",
             "up to 4 pixels no harm was measured; 8 make five times, 12 eight times as many false alarms"),
        Rule("cloud_pct", "%", 2, 30, "cloud, of the worse date",
             "cloud and its shadow hide buildings, and bright cloud looks like new roofs"),
        Rule("haze_pct", "%", 30, NEVER, "haze, of the worse date",
             "no harm was measured from thin haze; thick haze costs recall on small roofs"),
        Rule("sharpness_ratio", "×", 1.8, NEVER, "sharpness, the sharper over the softer date",
             "fine texture that only one date shows looks like change"),
        Rule("months_apart", "months", 13, NEVER, "time between the dates",
             "more has truly changed, and more that is no building: fields, roads, works"),
        Rule("season_deg", "°", 100, NEVER, "seasons apart, 180 being summer against winter",
             "bare and leafy trees, ploughed fields and long shadows look like change"),
        Rule("shadow_deg", "°", 35, NEVER, "turn of the shadows",
             "shadows draw new edges beside tall buildings: thin false alarms on one side"),
    )
}  # fmt: skip


@dataclass(frozen=True)
class Quality:
    """The grade of a pair.

    Attributes:
        checks: Every measure.
        alignment: How the dates lie on each other; None where that could not be looked at.
        refused: Why the pair cannot be compared at all; empty where it can.
        doubts: What else makes it doubtful, a sentence each; such a pair is amber at best.
    """

    checks: tuple[Check, ...]
    alignment: Alignment | None = None
    refused: str = ""
    doubts: tuple[str, ...] = ()

    @property
    def grade(self) -> str:
        """The worst grade of all."""
        grades = [c.grade for c in self.checks] + [AMBER] * len(self.doubts) + [RED] * bool(self.refused)
        return max(grades, key=GRADES.index, default=GREEN)

    @property
    def reasons(self) -> list[str]:
        """Why the grade is not green, the worst first."""
        bad = sorted((c for c in self.checks if c.grade != GREEN), key=lambda c: -GRADES.index(c.grade))
        graded = (f"{c.reason} ({c.effect})" for c in bad)
        return [*([self.refused] if self.refused else []), *self.doubts, *graded]

    def as_dict(self) -> dict[str, Any]:
        """Return everything for a program to read; measures that are not known are null."""
        values = {c.code: c.value for c in self.checks}
        return {
            "grade": self.grade,
            "reasons": self.reasons,
            **{code: values.get(code) for code in RULES},
            "shift_m": self._metres("shift_px"),
            "residual_m": self._metres("residual_px"),
            "refused": self.refused or None,
            "warnings": list(self.doubts),
            "checks": [vars(c) for c in self.checks],
        }

    def _metres(self, code: str) -> float | None:
        value = next((c.value for c in self.checks if c.code == code), None)
        return None if value is None or self.alignment is None else round(value * self.alignment.resolution_m, 3)


def assess(pair: Pair, model_resolution_m: float, feedback: Feedback, alignment: Alignment | None = None) -> Quality:
    """Measure everything about a pair; `Pair.field` is left as it was.

    Raises:
        ImageryError: A raster became unreadable.
        CancelledError: Stopped.
    """
    kept = pair.field
    try:
        found = alignment or measure(pair, Share(feedback, 0.0, 0.7))
        pair.field = found.field
        looks = look_at(pair, Share(feedback, 0.7, 1.0))
    finally:
        pair.field = kept
    return Quality((*_checks(pair, model_resolution_m, found, looks),), found)


def _checks(pair: Pair, model_resolution_m: float, alignment: Alignment, looks: Looks) -> list[Check]:
    coarse = pair.source_resolution_m / model_resolution_m
    unsure = RED if alignment.lost else AMBER
    values: dict[str, float | None] = {
        **dates(pair.before, pair.after),
        "nodata_pct": 100 * looks.missing,
        "coarseness": coarse,
        "cloud_pct": 100 * max(looks.cloud),
        "haze_pct": 100 * max(looks.haze),
        "sharpness_ratio": looks.sharpness_ratio,
        "shift_px": alignment.shift_px,
        "residual_px": alignment.residual_px,
        "overlap_pct": overlap_pct(pair.before, pair.after),
        "resolution_ratio": resolution_ratio(pair.before, pair.after),
    }
    unknown = {} if alignment.measured else {"residual_px": unsure}
    return [rule.check(values[code], unknown.get(code, GREEN)) for code, rule in RULES.items()]


def overlap_pct(before: Epoch, after: Epoch) -> float:
    """Return how much of the after imagery's ground the before imagery covers, by the tiles' outlines, in per cent."""
    crs = after.tiles[0].grid.crs
    older, newer = (shapely.union_all([_outline(tile.grid, crs) for tile in e.tiles]) for e in (before, after))
    return 100 * float(older.intersection(newer).area / newer.area)


def _outline(grid: Grid, crs: CRS) -> shapely.Polygon:
    corners = [(0, 0), (grid.width, 0), (grid.width, grid.height), (0, grid.height)]
    return to_crs(shapely.Polygon([grid.transform * corner for corner in corners]), grid.crs, crs)


def resolution_ratio(before: Epoch, after: Epoch) -> float:
    """Return the ground resolution of the coarser date over that of the finer, by each date's coarsest tile."""
    older, newer = (max(ground_resolution_m(t.grid) for t in e.tiles) for e in (before, after))
    return max(older, newer) / min(older, newer)


def dates(before: Epoch, after: Epoch) -> dict[str, float | None]:
    """Return months apart, seasons apart and the turn of the shadows, as far as they are known."""
    months, season = _apart(before, after)
    suns = sun_of(before), sun_of(after)
    return {"months_apart": months, "season_deg": season, "shadow_deg": _shadow_turn(*suns)}


def _apart(before: Epoch, after: Epoch) -> tuple[float | None, float | None]:
    if before.date and after.date:
        months = abs((after.date - before.date).days) / DAYS_A_MONTH
    elif before.month and after.month:
        first, second = ([int(part) for part in e.month.split("-")] for e in (before, after))
        months = abs(12 * (second[0] - first[0]) + second[1] - first[1])
    else:
        return None, None
    _, bottom, _, top = after.bounds(LONLAT)
    season = turned(0, 30 * (months % 12)) if abs(bottom + top) / 2 > LEAF_LATITUDE else 0.0
    return months, season


def _shadow_turn(before: Sun | None, after: Sun | None) -> float | None:
    return turned(before.azimuth, after.azimuth) if before and after else None
