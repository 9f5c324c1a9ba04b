"""Every figure that clocks, removals and intervals decide, reckoned again in plain Python from what is exported.

Taken are the ledger and the history as ``--json`` exports them and the lines of removals; nothing of the program's own
arithmetic. The policy's terms are written out here as the preset says them.
"""

from __future__ import annotations

import calendar
import json
import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from statistics import median
from typing import Any

import chinese_calendar
import pytest

from twowei.casebook import history
from twowei.feedback import Feedback
from twowei.services.drawn_year import draw_year
from twowei.services.figures import figures
from twowei.services.review import list_patches
from twowei.services.workspace import Workspace

LAST = date(2025, 12, 31)
CUT = datetime(2026, 1, 1)
Record = dict[str, Any]
ABOVE, CLOSED = ("01", "02", "06"), ("S85", "S90", "S95")
OPEN_NOT = ("S85", "S90", "S95", "S99")


@dataclass(frozen=True)
class Run:
    """A deadline: its clock, when it began, its last moment, when it was met."""

    clock: str
    start: datetime
    due: datetime
    met: datetime | None

    @property
    def late(self) -> bool:
        done = self.met if self.met and self.met < CUT else CUT
        return done > self.due


@dataclass
class Exported:
    """What left the program: patches, their stays, lines of removals."""

    ledger: list[Record]
    stays: dict[str, list[tuple[str, datetime, datetime | None]]]
    removals: list[tuple[str, str, float, float]]


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    folder = tmp_path_factory.mktemp("drawn") / "year"
    draw_year(folder, patches=200, seed=5, feedback=Feedback())
    with Workspace.open(folder) as workspace:
        yield workspace


@pytest.fixture(scope="module")
def exported(year: Workspace) -> Exported:
    records = [{**patch.as_record(), "came": patch.created_at.isoformat()} for patch in list_patches(year)]
    ledger: list[Record] = json.loads(json.dumps(records))
    with year.casebook.reading() as connection:
        told = history.read(connection)
        lines = connection.exec_driver_sql("SELECT TBBH, day, CCMJ, CCZDMJ FROM removals").all()
    stays: dict[str, list[tuple[str, datetime, datetime | None]]] = {}
    for event in told:
        if event.number and event.to_state and event.from_state != event.to_state:
            when = local(event.after.get("happened_at") or event.at.isoformat())
            own = stays.setdefault(event.number, [])
            if own:
                own[-1] = (*own[-1][:2], when)
            own.append((event.to_state, when, None))
    return Exported(ledger, stays, [tuple(line) for line in lines])


def local(text: str) -> datetime:
    """Return a stored day or time as China's clock shows it."""
    when = datetime.fromisoformat(text)
    china = when.astimezone(timezone(timedelta(hours=8))) if when.tzinfo else when
    return china.replace(tzinfo=None, microsecond=0)


def end_of(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 23, 59, 59)


def workdays_later(start: datetime, count: int) -> datetime:
    day = start.date()
    while count:
        day += timedelta(days=1)
        count -= chinese_calendar.is_workday(day)
    return end_of(day)


def months_later(day: date, count: int) -> date:
    index = day.year * 12 + day.month - 1 + count
    last = calendar.monthrange(index // 12, index % 12 + 1)[1]
    return date(index // 12, index % 12 + 1, min(day.day, last))


def days(count: int) -> Callable[[datetime, Record], datetime]:
    return lambda start, one: end_of(start.date() + timedelta(days=count))


def _demolish(start: datetime, one: Record) -> datetime:
    longer = one["JCMJ"] > 300 or one["facts"].get("difficult") == "1"
    return end_of(start.date() + timedelta(days=5 if longer else 0))


Term = Callable[[datetime, Record], datetime]
ENTERED_CLOCKS: dict[str, tuple[str, Term]] = {
    "triage": ("S00", lambda start, one: workdays_later(start, 3)),
    "field": ("S20", lambda start, one: start + timedelta(hours=24)),
    "track": ("S40", days(1)),
    "demolish": ("S41", _demolish),
    "recheck": ("S71", lambda start, one: workdays_later(start, 5)),
    "closing": ("S80", lambda start, one: workdays_later(start, 3)),
}
FACT_CLOCKS = {"self_demolition": ("S52", "ZCQX"), "amending": ("S60", "amend_by"), "plan": ("S70", "JHRQ")}
NEVER_EXTENDED = ("triage", "field", "track", "report")


def runs_of(one: Record, stays: list[tuple[str, datetime, datetime | None]]) -> Iterator[Run]:
    """Yield every deadline of a patch under the preset nanjing."""
    facts = one["facts"]
    for state, entered, left in stays:
        for clock, (of, term) in ENTERED_CLOCKS.items():
            if state == of:
                yield longer(Run(clock, entered, term(entered, one), left), facts)
        for clock, (of, fact) in FACT_CLOCKS.items():
            if state == of and fact in facts:
                yield longer(Run(clock, entered, end_of(date.fromisoformat(facts[fact])), left), facts)
        if state == "S50" and "LARQ" in facts:
            start = local(facts["LARQ"])
            yield longer(Run("decision", start, end_of(start.date() + timedelta(days=90)), left), facts)
        if state == "S52" and facts.get("FLX") == "2" and "XQCCRQ" in facts:
            start = local(facts["XQCCRQ"])
            due = end_of(months_later(start.date() + timedelta(days=60), 3))
            yield longer(Run("court", start, due, local(facts["FYSQRQ"]) if "FYSQRQ" in facts else left), facts)
    yield from _report(one, [state for state, _, _ in stays])


def _report(one: Record, states: list[str]) -> Iterator[Run]:
    facts = one["facts"]
    names = ("QRSJ", "FXSJ") if one["LY"] in ABOVE else ("FXSJ", "QRSJ")
    start = next((local(facts[name]) for name in names if name in facts), None)
    asked = one["ZT"] in ("S10", "S20", "S30", "S40", "S41") or one["HCJG"] == "1"
    if start and asked and {"S10", "S86"} & set(states):
        yield Run("report", start, start + timedelta(hours=2), local(facts["SBSJ"]) if "SBSJ" in facts else None)


def longer(run: Run, facts: Record) -> Run:
    """Return a deadline with its extension."""
    if run.clock in NEVER_EXTENDED or "YQZ" not in facts:
        return run
    return Run(run.clock, run.start, max(run.due, end_of(date.fromisoformat(facts["YQZ"]))), run.met)


def bounds(period: str) -> tuple[datetime, datetime]:
    if len(period) == 4:
        return datetime(int(period), 1, 1), datetime(int(period) + 1, 1, 1)
    first = date.fromisoformat(f"{period}-01")
    after = months_later(first, 1)
    return datetime(first.year, first.month, 1), datetime(after.year, after.month, 1)


Reckoned = dict[str, tuple[float, float | None]]


def by_clocks(exported: Exported, period: str) -> Reckoned:
    """Return the figures that deadlines decide."""
    start, end = bounds(period)
    due, late_due, ran, late_ran, now, missed, reports, reported = (set[str]() for _ in range(8))
    for one in exported.ledger:
        if one["ZT"] == "S99":
            continue
        number, new = one["TBBH"], one["facts"].get("ZL") == "1" and one["HCJG"] == "1"
        for run in runs_of(one, exported.stays[number]):
            if start <= run.due < end:
                due.add(number)
                late_due.update([number] * run.late)
                missed.update([number] * (run.late and new and run.clock in ("report", "demolish")))
            if run.start < end and (run.met is None or run.met >= start):
                ran.add(number)
                late_ran.update([number] * run.late)
            if run.met is None and run.start < CUT and run.late and one["ZT"] not in OPEN_NOT:
                now.add(number)
            if run.clock == "report" and start <= run.start < end and new:
                reports.add(number)
                reported.update([number] * (not run.late))
    return {
        "timely": (len(due - late_due), len(due)),
        "overdue": (len(late_ran), len(ran)),
        "overdue_now": (len(now), None),
        "missed_new": (len(missed), None),
        "timely_report": (len(reported), len(reports)),
    }


def found(one: Record) -> datetime:
    facts = one["facts"]
    return local(next((facts[name] for name in ("FXSJ", "QRSJ", "XFSJ") if name in facts), one["came"]))


def built_m2(one: Record) -> float:
    facts = one["facts"]
    return float(facts.get("JZMJ", facts.get("ZDMJ", one["JCMJ"])))


def by_sites(exported: Exported, period: str) -> Reckoned:
    """Return the figures that areas, removals, reopenings and complaints decide."""
    start, end = bounds(period)
    live = [one for one in exported.ledger if one["ZT"] != "S99"]
    issued = [one for one in live if start <= local(one["facts"].get("XFSJ", one["came"])) < end]
    illegal = [one for one in issued if one["HCJG"] == "1"]
    known = {one["TBBH"] for one in live}
    lines = [line for line in exported.removals if line[0] in known and start <= local(line[1]) < end]
    told = [one for one in live if (one["LY"] == "04" or one["facts"].get("GLTS")) and start <= found(one) < end]
    removed: dict[str, float] = {}
    for number, day, floor, _ in exported.removals:
        again = [entered for state, entered, _ in exported.stays[number] if state == "S86"]
        if not again or local(day).date() >= max(again).date():
            removed[number] = removed.get(number, 0.0) + floor
    reopened, gone = _reopened(exported, live, start, end, {one["TBBH"] for one in illegal})
    area = sum(one["JCMJ"] for one in issued)
    return {
        "closure_area": (sum(one["JCMJ"] for one in issued if one["ZT"] in CLOSED), area),
        "demolished_area": (sum(removed.get(one["TBBH"], 0.0) for one in illegal), sum(map(built_m2, illegal))),
        "removed_m2": (sum(line[2] for line in lines), None),
        "removed_footprint_m2": (sum(line[3] for line in lines), None),
        "complaints": (sum(one["HCJG"] == "1" for one in told), len(told)),
        "relapse": (reopened, gone),
    }


def _reopened(
    exported: Exported, live: list[Record], start: datetime, end: datetime, illegal: set[str]
) -> tuple[int, int]:
    year_before = datetime(end.year - 1, end.month, end.day)
    again = closed = 0
    for one in live:
        stays = exported.stays[one["TBBH"]]
        times = sum(state == "S86" and start <= entered < end for state, entered, _ in stays)
        on_site = one["TBBH"] in illegal and one["HCCS"] > 0 and bool(one.get("FBH"))
        again += times + (on_site and not times)
        if "CCRQ" in one["facts"]:
            closed += sum(state == "S85" and year_before <= entered < end for state, entered, _ in stays)
    return again, closed


PERIODS = [*(f"2025-{month:02d}" for month in range(1, 13)), "2025"]


@pytest.mark.parametrize("reckon", [by_clocks, by_sites])
@pytest.mark.parametrize("period", PERIODS)
def test_figures_by_hand(
    year: Workspace, exported: Exported, period: str, reckon: Callable[[Exported, str], Reckoned]
) -> None:
    told = {one.figure.name: one.value for one in figures(year, period, until=LAST).told}
    for name, (top, bottom) in reckon(exported, period).items():
        assert told[name].top == pytest.approx(top, abs=1e-6), name
        assert told[name].bottom == (None if bottom is None else pytest.approx(bottom, abs=1e-6)), name
        if bottom:
            assert told[name].value == pytest.approx(100 * top / bottom), name


@pytest.mark.parametrize("period", PERIODS)
def test_days_to_demolition_by_hand(year: Workspace, exported: Exported, period: str) -> None:
    start, end = bounds(period)
    spans = sorted(
        (day.date() - found(one).date()).days
        for one in exported.ledger
        if "CCRQ" in one["facts"] and one["ZT"] not in ("S70", "S99")
        and start <= (day := local(one["facts"]["CCRQ"])) < end and day.date() >= found(one).date()
    )  # fmt: skip
    told = {one.figure.name: one.value for one in figures(year, period, until=LAST).told}
    assert told["days_median"].value == (median(spans) if spans else None)
    if spans:
        place = 0.9 * (len(spans) - 1)
        below, above = spans[math.floor(place)], spans[math.ceil(place)]
        assert told["days_p90"].value == pytest.approx(below + (above - below) * (place - math.floor(place)))


@pytest.mark.parametrize("period", PERIODS)
def test_intervals_and_recall_by_hand(year: Workspace, exported: Exported, period: str) -> None:
    sheet = figures(year, period, until=LAST)
    for one in sheet.told:
        if one.value.interval is None:
            continue
        n, p, z = one.value.bottom or 0.0, one.value.top / (one.value.bottom or 1.0), 1.959963984540054
        middle, half = p + z * z / (2 * n), z * math.sqrt(p * (1 - p) / n + z * z / (4 * n * n))
        low, high = (middle - half) / (1 + z * z / n), (middle + half) / (1 + z * z / n)
        assert (one.value.interval.low, one.value.interval.high) == (pytest.approx(low, abs=1e-9), pytest.approx(high))
    start, end = bounds(period)
    flat = [
        one for one in exported.ledger
        if one["HCJG"] == "1" and one["ZT"] != "S99" and one["facts"].get("XT") != "2" and start <= found(one) < end
    ]  # fmt: skip
    both = sum(one["LY"] in ABOVE and bool(one["facts"].get("GLTS")) for one in flat)
    above = sum(one["LY"] in ABOVE for one in flat)
    others = len(flat) - above + both
    assert (sheet.recall.from_above, sheet.recall.by_others, sheet.recall.both) == (above, others, both)
    if both:
        everything = (above + 1) * (others + 1) / (both + 1) - 1
        assert sheet.recall.share == pytest.approx(above / max(everything, above + others - both))


def test_the_years_task_by_hand(year: Workspace, exported: Exported) -> None:
    streets = {one["TBBH"]: one["XZDM"] for one in exported.ledger if one["ZT"] != "S99"}
    whole, *parts = figures(year, "2025", until=LAST).progress
    assert whole.done_m2 == pytest.approx(sum(line[2] for line in exported.removals if line[0] in streets))
    assert whole.target.m2 == 62_000 and whole.percent == pytest.approx(100 * whole.done_m2 / 62_000)
    for one in parts:
        done = sum(line[2] for line in exported.removals if streets.get(line[0]) == one.target.code)
        assert one.done_m2 == pytest.approx(done)
        assert one.percent == (pytest.approx(100 * done / one.target.m2) if one.target.m2 else None)
