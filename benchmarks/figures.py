"""How quick the dashboard's figures are: ``python benchmarks/figures.py [5000 100000] [--drawn 5000]``.

A year is drawn from its seed (every move by the rules of the life cycle), then its patches with all their events are
copied until there are as many as asked for. Timed are the first reckoning of an opened workspace (everything read from
the disk), the next one, and one after a verdict: all figures of a month with their changes, by street, ranking, task,
recall. Seconds, with the processor time of this program beside them.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

from sqlalchemy import Connection

from twowei.feedback import Feedback
from twowei.services.board import board
from twowei.services.cases import note
from twowei.services.drawn_year import draw_year
from twowei.services.figures import Sheet, figures
from twowei.services.workspace import Workspace

UNTIL = date(2025, 12, 31)


def multiply(workspace: Workspace, size: int) -> int:
    """Copy the patches with their events and removals until there are ``size``; return how many there are."""
    with workspace.casebook.writing() as connection:
        drawn = int(connection.exec_driver_sql("SELECT count(*) FROM patches").scalar_one())
        for copy in range(1, size // drawn):
            for table, key in (("patches", "fid"), ("events", "event_id"), ("removals", "removal_id")):
                _copy(connection, table, key, copy)
        return int(connection.exec_driver_sql("SELECT count(*) FROM patches").scalar_one())


def _copy(connection: Connection, table: str, key: str, copy: int) -> None:
    names = [row[1] for row in connection.exec_driver_sql(f"PRAGMA table_info({table})") if row[1] != key]
    values = {"TBBH": f"TBBH || '-{copy}'", "hash": f"hash || '-{copy}'"}
    chosen = ", ".join(values.get(name, f'"{name}"') for name in names)
    quoted = ", ".join(f'"{name}"' for name in names)
    origin = "TBBH NOT LIKE '%-%' AND TBBH IS NOT NULL"
    connection.exec_driver_sql(f"INSERT INTO {table} ({quoted}) SELECT {chosen} FROM {table} WHERE {origin}")


def show(sheet: Sheet) -> None:
    """Reckon what a dashboard shows."""
    assert sheet.told
    sheet.by("street")
    sheet.ranking()
    assert sheet.progress and sheet.vetoes is not None and sheet.recall


def timed(act: Callable[[], object]) -> str:
    """Return the time of an act and its processor time, in seconds."""
    began, worked = time.perf_counter(), time.process_time()
    act()
    return f"{time.perf_counter() - began:.2f} (cpu {time.process_time() - worked:.2f})"


def measure(folder: Path) -> str:
    """Time the figures of a workspace."""
    with Workspace.open(folder) as workspace:
        first = timed(lambda: show(figures(workspace, "2025-06", until=UNTIL)))
        again = timed(lambda: show(figures(workspace, "2025-06", until=UNTIL)))
        other = timed(lambda: show(figures(workspace, "2025-09", until=UNTIL)))
        number = figures(workspace, "2025-06").numbers("illegal")[0]
        note(workspace, number, {"YT": "仓储"}, "b")
        after = timed(lambda: show(figures(workspace, "2025-06", until=UNTIL)))
        cards = timed(lambda: board(workspace))
    with Workspace.open(folder) as workspace:
        opened = timed(lambda: show(figures(workspace, "2025-06", until=UNTIL)))
    return (
        f"first {first}  again {again}  other month {other}  after a note {after}  opened anew {opened}  board {cards}"
    )


def main() -> None:
    """Print a line for each size."""
    sizes = [int(word) for word in sys.argv[1:] if word.isdigit()] or [5_000, 100_000]
    drawn = min(5_000, *sizes)
    with tempfile.TemporaryDirectory() as scratch:
        year = Path(scratch) / "year"
        drawing = timed(lambda: draw_year(year, patches=drawn, feedback=Feedback()))
        print(f"{drawn:,} patches drawn in {drawing} s", flush=True)
        for size in sizes:
            folder = Path(shutil.copytree(year, Path(scratch) / str(size)))
            with Workspace.open(folder) as workspace:
                there = multiply(workspace, size)
            print(f"{there:>7,} patches: {measure(folder)}", flush=True)


if __name__ == "__main__":
    main()
