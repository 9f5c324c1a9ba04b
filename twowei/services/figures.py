"""The figures of a workspace: what the dashboard shows, a month's report prints and ``twowei stats`` tells."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from pathlib import Path
from weakref import WeakKeyDictionary

from sqlalchemy import Connection

from twowei.casebook import clock, deadlines, history, people, targets
from twowei.casebook.history import Head, checked_name
from twowei.casebook.numbering import NO_COUNTY
from twowei.casebook.states import Role
from twowei.casebook.store import county_of
from twowei.casebook.targets import Basis, Target
from twowei.errors import UnknownNameError
from twowei.services.workspace import Workspace
from twowei.statistics import clocks, patch_columns, tallies
from twowei.statistics.accuracy import Recall
from twowei.statistics.cases import Amounts, Cases
from twowei.statistics.figures import NAMES, Figure
from twowei.statistics.moves import Past, keep_past, kept_past, load_past, stays_of
from twowei.statistics.scope import DIMENSIONS, Known, Period, Scope, parse_period, year_of
from twowei.statistics.tallies import Balance, Rank, Value

PAST, COLUMNS = "moves.npz", "patches.npz"
KEPT_FROM = 2_000
"""So many moves or patches that were read and not yet kept are worth a file."""


@dataclass(frozen=True)
class Progress:
    """How much of a year's task is done.

    Attributes:
        percent: May exceed 100; None without a target or with one of 0.
        removed_m2: What was removed of each patch.
    """

    target: Target
    label: str
    done_m2: float
    percent: float | None
    cases: Cases
    removed_m2: Amounts

    @property
    def numbers(self) -> tuple[str, ...]:
        """The patches by which it is done."""
        return tuple(self.cases.number[self.removed_m2 != 0].tolist())


@dataclass(frozen=True)
class Told:
    """A figure with what it was a month and a year before, in percentage points where it is a share."""

    value: Value
    month_before: Value | None
    year_before: Value | None

    @property
    def figure(self) -> Figure:
        """Its definition."""
        return self.value.figure

    @property
    def by_month(self) -> float | None:
        """Change since the month before."""
        return tallies.change(self.value, self.month_before) if self.month_before else None

    @property
    def by_year(self) -> float | None:
        """Change since the same month a year before, or since the year before."""
        return tallies.change(self.value, self.year_before) if self.year_before else None


@dataclass(frozen=True)
class Sheet:
    """The figures of a period; what is asked for is reckoned then.

    Attributes:
        head: How far the history reached.
        pass_mark: Percent from which a street passes.
        rank_least: How many patches a street needs to be ranked.
    """

    scope: Scope
    head: Head
    policy: str
    county: str
    targets: Mapping[str, Target]
    pass_mark: float
    rank_least: float
    _kept: dict[str, list[Value]] = field(default_factory=dict)

    @cached_property
    def told(self) -> list[Told]:
        """Every figure with its changes."""
        now = tallies.tally(self.scope)
        month = self._earlier(1) if self.scope.period.is_month else None
        nothing = [None] * len(now)
        return [Told(*one) for one in zip(now, month or nothing, self._earlier(12) or nothing, strict=True)]

    def _earlier(self, months: int) -> list[Value] | None:
        """Return every figure so many months before; None where the casebook knew of no patch yet."""
        scope = tallies.earlier(self.scope, months)
        return tallies.tally(scope) if (scope.issued_at < scope.end).any() else None

    def by(self, dimension: str) -> dict[str, list[Value]]:
        """Return every figure by street, community, source, stock or form."""
        return tallies.split(self.scope, dimension)

    def label(self, dimension: str, code: str) -> str:
        """Return what people call a part."""
        return tallies.label_of(self.scope, dimension, code)

    def ranking(self, figure: str = tallies.RANKED_BY) -> list[Rank]:
        """Return the streets by a figure, best first."""
        return tallies.ranking(self.scope, tallies.find_figure(figure), self.pass_mark, self.rank_least)

    @cached_property
    def vetoes(self) -> dict[str, list[str]]:
        """New building missed, by street."""
        return tallies.vetoes(self.scope)

    @cached_property
    def recall(self) -> Recall:
        """Estimated recall of imagery."""
        return tallies.estimated_recall(self.scope)

    def numbers(self, figure: str, *, below: bool = False) -> list[str]:
        """Return the patches behind a figure; with ``below`` those it is out of.

        Raises:
            UnknownNameError: There is no such figure, or it is out of nothing.
        """
        if figure in tallies.RECALL:
            return tallies.recall_numbers(self.scope, figure)
        return tallies.numbers_of(self.scope, tallies.find_figure(figure), below)

    @cached_property
    def balances(self) -> list[Balance]:
        """校核 of the whole and of each street."""
        return tallies.balances(self.scope)

    def trend(self, figures: Sequence[str]) -> list[tuple[Period, list[Value]]]:
        """Return figures of the twelve months that end with the period, or of its year, each as known today."""
        wanted = [NAMES[name] for name in figures]
        months = tallies.months_of(self.scope.period, self.scope.until)
        scopes = [Scope(self.scope.known, month, self.scope.until, self.scope.only) for month in months]
        return [(scope.period, tallies.tally(scope, wanted)) for scope in scopes]

    @cached_property
    def progress(self) -> list[Progress]:
        """The year's task, of the whole first; without a target of the county its streets' are added up."""
        year = year_of(self.scope.period.start.year)
        scope = Scope(self.scope.known, year, min(self.scope.until, self._last_day), self.scope.only)
        streets = [self._progress(scope, target) for code, target in self.targets.items() if len(code) == 9]
        whole = self.targets.get(self.county) or _sum_of(self.targets, year.start.year, self.county)
        return [self._progress(scope, whole), *streets]

    @property
    def _last_day(self) -> date:
        return self.scope.period.end - timedelta(days=1)

    def _progress(self, scope: Scope, target: Target) -> Progress:
        parts = NAMES["removed_m2" if target.basis == "floor" else "removed_footprint_m2"].parts(scope)
        whole = len(target.code) == 6
        counts = parts.top if whole else parts.top * (scope.cases.text("XZDM") == target.code)
        done = float(counts.sum())
        label = "全区" if whole else tallies.label_of(scope, "street", target.code)
        return Progress(target, label, done, 100 * done / target.m2 if target.m2 else None, scope.cases, counts)


def _sum_of(all_of: Mapping[str, Target], year: int, county: str) -> Target:
    bases = {target.basis for target in all_of.values()}
    basis: Basis = "footprint" if bases == {"footprint"} else "floor"
    return Target(year, county, sum(target.m2 for target in all_of.values() if target.basis == basis), basis)


@dataclass(frozen=True)
class _Read:
    """What was read of a workspace: up to which event, and that."""

    head: Head
    known: Known
    columns: patch_columns.Read
    past: Past


_READ: WeakKeyDictionary[Workspace, _Read] = WeakKeyDictionary()
"""What was read of each open workspace, as long as nothing is added to its history."""


def figures(
    workspace: Workspace,
    period: str | None = None,
    *,
    until: date | None = None,
    only: Mapping[str, str] | None = None,
) -> Sheet:
    """Return the figures of a month or a year as known on a day.

    Args:
        period: ``2026-06`` or ``2026``; without it the present year, or the newest that has patches.
        until: The last day that counts [today].
        only: Codes by dimension, such as ``{"street": "350206002"}``.

    Raises:
        UnknownNameError: The period, a dimension or a code is unknown.
    """
    with workspace.casebook.reading() as connection:
        head = history.head(connection)
        held = deadlines.load(connection)
        read = _READ.get(workspace)
        if read is None or read.head != head or read.columns.change != patch_columns.newest(connection):
            read = _READ[workspace] = _read(connection, workspace.work_folder, head, held, read)
        county = county_of(connection)
        last = until or clock.now().date()
        span = parse_period(period) if period else _newest(read.known, last)
        scope = Scope(read.known, span, last, _checked(read.known, only or {}))
        marks = held.now.thresholds
        return Sheet(
            scope, head, str(held.now), county, targets.read(connection, span.start.year),
            marks["pass_percent"], marks["rank_least"],
        )  # fmt: skip


def _read(connection: Connection, folder: Path, head: Head, held: deadlines.Policies, former: _Read | None) -> _Read:
    """Read what was changed since it was read last, by this program or one before."""
    wanted = clocks.wanted(held)
    columns_before = former.columns if former else patch_columns.kept(folder / COLUMNS, wanted)
    columns = patch_columns.read(connection, wanted, columns_before)
    past_before = former.past if former else kept_past(folder / PAST)
    past = load_past(connection, columns.cases, past_before)
    if columns.fresh > KEPT_FROM:
        patch_columns.keep(folder / COLUMNS, columns)
    if len(past.moves.case) - (len(past_before.moves.case) if past_before else 0) > KEPT_FROM:
        keep_past(folder / PAST, past)
    stays = stays_of(columns.cases, past.moves)
    seen = connection.exec_driver_sql("SELECT DISTINCT TBBH FROM sightings WHERE kind <> 'suppressed'").scalars()
    runs = clocks.reckon(columns.cases, stays, held)
    return _Read(head, Known(columns.cases, stays, runs, past.removals, frozenset(seen)), columns, past)


def _newest(known: Known, today: date) -> Period:
    years = sorted({month[:4] for month in known.cases.parts("after_month")[0].tolist() if month})
    return year_of(today.year) if not years or str(today.year) in years else year_of(int(years[-1]))


def _checked(known: Known, only: Mapping[str, str]) -> Mapping[str, str]:
    for dimension, code in only.items():
        if dimension not in DIMENSIONS:
            raise UnknownNameError(f"There is no dimension {dimension!r}; choose one of: {', '.join(DIMENSIONS)}.")
        there = known.cases.parts(DIMENSIONS[dimension])[0].tolist()
        if code not in there:
            raise UnknownNameError(f"No patch has the {dimension} {code!r}; there are {', '.join(there) or 'none'}.")
    return only


def set_target(workspace: Workspace, year: int, code: str, m2: float, by: str, *, basis: Basis = "floor") -> Target:
    """Set how much a street or the whole county must remove in a year.

    Raises:
        UnknownNameError: Code, year or area cannot be meant, or ``by`` is empty.
        MoveError: People are named, and ``by`` is no manager.
    """
    who, target = checked_name(by), Target(year, code, m2, basis)
    with workspace.casebook.writing() as connection:
        _check_place(connection, code)
        people.check(connection, who, [Role.MANAGER], "setting a target")
        targets.save(connection, target, who)
    return target


_STREETS = """
SELECT DISTINCT XZDM FROM patches WHERE XZDM <> '' UNION SELECT code FROM zones WHERE length(code) = 9 ORDER BY 1
"""


def _check_place(connection: Connection, code: str) -> None:
    """Refuse a target of a place that is not of this casebook: nothing would ever be done of it.

    Raises:
        UnknownNameError: It is neither the county nor one of its streets.
    """
    county = county_of(connection)
    known = [county] if len(code) == 6 else connection.exec_driver_sql(_STREETS).scalars().all()
    if len(code) in (6, 9) and county != NO_COUNTY and known and code not in known:
        raise UnknownNameError(
            f"There is no place {code} here; the county is {county}, its streets: {', '.join(known)}."
        )
