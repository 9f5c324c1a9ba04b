"""How quick a casebook is, and how that grows: ``python benchmarks/casebook.py [1000 10000 100000]``.

For each size a casebook is filled with patches of ten events each; then a page of the list, a filter with its count
and verdicts are timed, verdicts with the disk's flush (as always) and without it. Medians in milliseconds,
with the processor time of this program beside them: on a busy machine the two differ.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import shapely
from rasterio.crs import CRS

from twowei.casebook import clock, deadlines, history, rows, store
from twowei.casebook.arrivals import Circumstances, as_patches
from twowei.casebook.history import Draft
from twowei.casebook.lifecycle import State, Verdict
from twowei.casebook.memory import Memory
from twowei.casebook.sources import SOURCES
from twowei.patches.candidate import Candidate
from twowei.services.review import give_verdict, list_page
from twowei.services.workspace import Workspace

CRS_OF_BENCHMARK = CRS.from_epsg(4548)
CHUNK = 10_000
EVENTS = 10
TURNS = 50


def fill(workspace: Workspace, size: int) -> None:
    """Put so many patches in, a tenth of them judged false, each with ten events."""
    for start in range(0, size, CHUNK):
        numbers = range(start, min(start + CHUNK, size))
        found = [Candidate(_square(n), CRS_OF_BENCHMARK, "new", 0.9) for n in numbers]
        shared = Circumstances(
            before_month="2026-05", after_month="2026-06", before_date=None, after_date=None, source=SOURCES[0],
            model="m", threshold=0.5, academic_only=False, batch="b", at=clock.now(),
        )  # fmt: skip
        with workspace.casebook.writing() as connection:
            made = as_patches(connection, found, shared)
            made = [
                replace(p, state=State.FALSE, verdict=Verdict.FALSE, reason="W01") if n % 10 == 0 else p
                for n, p in enumerate(made)
            ]
            rows.add(connection, made)
            drafts = [Draft("noted", "b", p.number, "S00", "S00", {}, {"n": n}) for p in made for n in range(EVENTS)]
            history.append(connection, drafts)


def _square(n: int) -> shapely.Polygon:
    x, y = 400_000 + 40 * (n % 1000), 2_700_000 + 40 * (n // 1000)
    return shapely.box(x, y, x + 20, y + 20)


def remember(workspace: Workspace) -> None:
    """Match a month's thousand candidates with every patch there is."""
    found = [Candidate(_square(n), CRS_OF_BENCHMARK, "new", 0.9) for n in range(1000)]
    with workspace.casebook.reading() as connection:
        thresholds = deadlines.load(connection).now.thresholds
        Memory(connection, ("2026-06", "2026-07"), thresholds).match(found)


def median_ms(act: Callable[[int], object], turns: int = TURNS) -> str:
    """Return the median time of an act and its processor time, in milliseconds."""
    times, works = [], []
    for turn in range(turns):
        began, worked = time.perf_counter(), time.process_time()
        act(turn)
        times.append(1000 * (time.perf_counter() - began))
        works.append(1000 * (time.process_time() - worked))
    return f"{statistics.median(times):.1f} (cpu {statistics.median(works):.1f})"


def measure(folder: Path, size: int) -> dict[str, str]:
    """Fill a casebook of a size and time it."""
    with Workspace.create(folder, CRS_OF_BENCHMARK) as workspace:
        began = time.perf_counter()
        fill(workspace, size)
        filled = time.perf_counter() - began
        first = list_page(workspace)[0]
        figures = {
            "fill s": f"{filled:.0f}",
            "open ms": median_ms(lambda _: Workspace.open(folder).casebook.close(), 5),
            "page ms": median_ms(lambda _: list_page(workspace)),
            "next page ms": median_ms(lambda _: list_page(workspace, after=first[-1])),
            "filter ms": median_ms(lambda _: list_page(workspace, State.FALSE)),
            "memory of 1000 candidates ms": median_ms(lambda _: remember(workspace), 3),
            "verdict ms": median_ms(lambda n: give_verdict(workspace, first[n].number, Verdict.ILLEGAL, "V01", "b")),
        }
    usual = store._PRAGMAS
    store._PRAGMAS = ("foreign_keys = ON", "journal_mode = WAL", "synchronous = OFF")
    try:
        workspace = Workspace.open(folder)
        figures["verdict without flush ms"] = median_ms(
            lambda n: give_verdict(workspace, first[n].number, Verdict.LEGAL, "L01", "b")
        )
        workspace.casebook.close()
    finally:
        store._PRAGMAS = usual
    return figures


def main() -> None:
    """Print a table."""
    sizes = [int(word) for word in sys.argv[1:]] or [1_000, 10_000, 100_000]
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            figures = measure(Path(folder) / "w", size)
        told = "  ".join(f"{name} {value}" for name, value in figures.items())
        print(f"{size:>7,} patches, {EVENTS * size:>9,} events: {told}", flush=True)


if __name__ == "__main__":
    main()
