"""A scripted analyst: ``python benchmarks/review.py [--patches 1000] [--pixels 1e9] [--think 0.25] [--pan 10]``.

A workspace of three months of 10⁹ pixels (virtual rasters over the sample tiles; the third is there so that the strip
of chips has something to show) and a thousand patches spread over them is made in a temporary folder. First the map of
the real window is panned for ``--pan`` seconds beside strip, list and facts; its longest turn of the loop is told,
figure to hold 50 ms. The real ``main()`` opens it; then every patch gets its verdict by keys alone: a verdict,
every third time a reason, Enter. Told are the times from pressing Enter to the next patch standing on the screen with
all its tiles in both months painted (median, 99th percentile, longest), the longest turn of the GUI's event loop, and
the verdicts that the casebook holds afterwards. The analyst thinks for ``--think`` seconds at each patch, which at 300
patches an hour would be ten. Figures to hold: median 150 ms, 99th percentile 400 ms.
"""

from __future__ import annotations

import argparse
import math
import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("GDAL_CACHEMAX", "96")  # as the desktop itself has it

import numpy as np
import shapely
from map import BLOCK_PX, Heart, is_whole, make_month, pan, wait, wait_ms
from PyQt5.QtCore import QEvent, QObject, Qt, QTimer
from PyQt5.QtTest import QTest
from PyQt5.QtWidgets import QApplication

from twowei import settings as wishes
from twowei.desktop.app import application, run
from twowei.desktop.main_window import MainWindow
from twowei.desktop.map.compare import Mode
from twowei.patches.candidate import Candidate
from twowei.services.ingest import ingest
from twowei.services.review import add_candidates, list_patches
from twowei.services.workspace import Workspace
from twowei.settings import Settings

MONTHS, OLDER = ("2026-05", "2026-06"), "2026-04"
SEED = 20260601


def make_workspace(folder: Path, patches: int, pixels: float) -> None:
    """Make two months and so many patches, of 8 to 40 m, anywhere in them."""
    repeats = max(1, round((pixels**0.5) / BLOCK_PX))
    paths = [make_month(folder, month, repeats) for month in MONTHS]
    (folder / "older").mkdir()
    with Workspace.create(folder / "工作 区") as workspace:
        ingest(workspace, [make_month(folder / "older", MONTHS[0], repeats)], OLDER)
        before, after = (ingest(workspace, [path], month) for path, month in zip(paths, MONTHS, strict=True))
        left, _, right, top = after.tiles[0].grid.bounds
        random = np.random.default_rng(SEED)
        sides = random.uniform(8, 40, patches)
        across = math.ceil(patches**0.5)  # a patch in each cell of a grid, so that none overlap
        cell = (right - left) / across
        xs = left + np.arange(patches) % across * cell + random.uniform(0, cell - 40, patches)
        ys = top - (np.arange(patches) // across + 1) * cell + random.uniform(0, cell - 40, patches)
        outlines = shapely.box(xs, ys, xs + sides, ys + 0.8 * sides)
        crs = workspace.crs
        found = [
            Candidate(o, crs, "new", float(s)) for o, s in zip(outlines, random.uniform(0.5, 1, patches), strict=True)
        ]
        add_candidates(
            workspace, found, before=before, after=after, model="benchmark", threshold=0.5, academic_only=False, by="b"
        )  # fmt: skip


class Analyst(QObject):
    """Presses keys and looks at the clock."""

    def __init__(self, think_s: float, most: int, pan_s: float, size: tuple[int, int]) -> None:
        super().__init__()
        self.think_s, self.most, self.pan_s, self.size = think_s, most, pan_s, size
        self.panning = ""
        self.times_ms: list[float] = []
        self.heart = Heart()
        self._paints = 0

    def eventFilter(self, watched: QObject | None, event: QEvent | None) -> bool:  # noqa: N802
        if event is not None and event.type() == QEvent.Paint:
            self._paints += 1
        return False

    def work(self) -> None:
        """Review until nothing is left, then close the window."""
        window = next(w for w in QApplication.topLevelWidgets() if isinstance(w, MainWindow))
        window.resize(*self.size)
        QApplication.setActiveWindow(window)
        desk = window.desk
        assert desk is not None
        window.map.pane.viewport().installEventFilter(self)
        wait(lambda: bool(window.gallery.months) and window.map.store is not None)
        wait(
            lambda: (
                desk.session.current is not None and window.map.patches.box_of(desk.session.current.number) is not None
            )
        )
        wait(lambda: is_whole(window.map))
        window.map.setFocus()
        if self.pan_s:
            self._pan(window)
        self.heart.forget()
        for turn in range(self.most):
            rest = time.perf_counter() + self.think_s
            wait(lambda until=rest: time.perf_counter() >= until)
            self.times_ms.append(self._judge(window, turn))
        window.close()

    def _pan(self, window: MainWindow) -> None:
        """Pan in each way to compare; note the longest turn of the event loop in each."""
        chips = sum(not chip.isHidden() for chip in window.reviewing.strip.chips.values())
        told = []
        for mode in (Mode.SWIPE, Mode.SIDE):
            window.map.set_mode(mode)
            wait_ms(300)
            pan(window.map, self.pan_s, self.heart)
            told.append(f"{mode.value} {self.heart.longest_ms:.0f} ms (cpu {self.heart.longest_cpu_ms:.0f})")
        self.panning = f"longest turn while panning for {self.pan_s:g} s, {chips} chips: " + ", ".join(told)
        window.map.set_mode(Mode.SWIPE)
        current = window.desk.session.current
        window.desk.fit()
        wait(lambda: current is not None and is_whole(window.map))

    def _judge(self, window: MainWindow, turn: int) -> float:
        """Give one verdict by keys; return the milliseconds from Enter to the next patch on the screen."""
        session = window.desk.session
        keys = [Qt.Key_3] if turn % 5 else [Qt.Key_1]
        if turn % 3 == 0:
            keys.append(Qt.Key_2 if turn % 2 else Qt.Key_4)
        for key in keys:
            QTest.keyClick(QApplication.focusWidget(), key)
        here, last = session.current.number, not session.upcoming()
        began = time.perf_counter()
        QTest.keyClick(QApplication.focusWidget(), Qt.Key_Return)
        if not last:
            assert session.current.number != here
            wait(lambda: is_whole(window.map))
            paints = self._paints
            window.map.pane.viewport().update()
            wait(lambda: self._paints > paints)
        return (time.perf_counter() - began) * 1000


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--patches", type=int, default=1000)
    parser.add_argument("--pixels", type=float, default=1e9)
    parser.add_argument("--think", type=float, default=0.25)
    parser.add_argument("--size", default="1366x768")
    parser.add_argument("--pan", type=float, default=10.0)
    wish = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.environ["TWOWEI_SETTINGS"] = str(folder / "twowei.ini")
        Settings().put(wishes.ANALYST, "基准")
        make_workspace(folder, wish.patches, wish.pixels)
        app = application(["twowei"])  # kept: Qt ends with it
        width, height = map(int, wish.size.split("x"))
        analyst = Analyst(wish.think, wish.patches, wish.pan, (width, height))
        QTimer.singleShot(200, analyst.work)
        run(folder / "工作 区", ["twowei"])
        del app
        with Workspace.open(folder / "工作 区") as workspace:
            judged = sum(patch.verdict is not None for patch in list_patches(workspace))
    print(analyst.panning)
    times = sorted(analyst.times_ms)
    p99 = times[min(len(times) - 1, round(0.99 * len(times)))]
    print(
        f"{wish.patches} patches, {wish.pixels:.0e} pixels, think {wish.think} s:"
        f" median {statistics.median(times):.0f} ms, p99 {p99:.0f} ms, longest {times[-1]:.0f} ms;"
        f" longest turn of the GUI {analyst.heart.longest_ms:.0f} ms; stored {judged}"
    )
    if judged != wish.patches:
        sys.exit("verdicts are missing")


if __name__ == "__main__":
    main()
