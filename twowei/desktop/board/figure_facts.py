"""What the dashboard shows, read in a thread; knows no Qt."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from twowei.services.figures import Progress, Sheet, Told, figures
from twowei.services.workspace import Workspace
from twowei.statistics.scope import DIMENSIONS, Period
from twowei.statistics.tallies import Rank, Value

TREND = ("closure", "removed_m2")


@dataclass(frozen=True)
class Facts:
    """A sheet with everything that is shown of it, reckoned beforehand.

    Attributes:
        months: Months that patches are of, oldest first.
        by: Every figure by dimension, code and name.
        trend: Of twelve months the figures of `TREND`.
    """

    sheet: Sheet
    months: list[str]
    told: dict[str, Told]
    by: Mapping[str, Mapping[str, Mapping[str, Value]]]
    ranks: list[Rank]
    progress: list[Progress]
    trend: list[tuple[Period, list[Value]]]

    @property
    def period(self) -> str:
        """The month or year that is shown."""
        return self.sheet.scope.period.name

    @property
    def months_and_years(self) -> list[str]:
        """What can be chosen: each year, then its months, the newest first."""
        years = sorted({*(month[:4] for month in self.months), self.period[:4]}, reverse=True)
        return [name for year in years for name in (year, *reversed(self._of(year)))]

    def _of(self, year: str) -> list[str]:
        last = f"{self.sheet.scope.until:%Y-%m}"
        return [name for number in range(1, 13) if (name := f"{year}-{number:02d}") <= last or name in self.months]


def read(workspace: Workspace, period: str | None, street: str, until: date | None = None) -> Facts:
    """Read a period, of one street if its code is given."""
    sheet = figures(workspace, period, until=until, only={"street": street} if street else None)
    by = {
        dimension: {
            code: {value.figure.name: value for value in values} for code, values in sheet.by(dimension).items()
        }
        for dimension in DIMENSIONS
    }
    months = [month for month in sheet.scope.cases.parts("after_month")[0].tolist() if month]
    return Facts(
        sheet, months, {one.figure.name: one for one in sheet.told}, by, sheet.ranking(), sheet.progress,
        sheet.trend(TREND),
    )  # fmt: skip


def part_numbers(sheet: Sheet, figure: str, dimension: str, code: str, *, below: bool = False) -> list[str]:
    """Return the patches behind a figure of one part, as `Sheet.numbers` does of the whole."""
    cases = sheet.scope.cases
    inside = set(cases.number[np.asarray(cases.text(DIMENSIONS[dimension]) == code)])
    return [number for number in sheet.numbers(figure, below=below) if number in inside]


def not_closed(sheet: Sheet, code: str) -> list[str]:
    """Return the patches by which a street is below the mark: issued in the period and still on the list."""
    done = set(sheet.numbers("closure"))
    return [one for one in part_numbers(sheet, "closure", "street", code, below=True) if one not in done]


def street_names(facts: Facts) -> Sequence[tuple[str, str]]:
    """Return code and name of the streets there are figures of."""
    return [(code, facts.sheet.label("street", code)) for code in facts.by["street"]]
