"""What filters of a list cost: ``python benchmarks/filters.py [100000]``.

A casebook of so many patches (one event each) is filled; every filter is asked three times, its processor time told in
milliseconds (median). Then the same lists are shown in the desktop's own session as `Lister` finds them, and the
longest time is told in which the GUI thread took no timer of 5 ms.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

import casebook

from twowei.services.queue import Order, Queue, Wanted, learn_urgencies
from twowei.services.workspace import Workspace

VIEWS = {
    "all by priority": (Wanted(), Order.PRIORITY),
    "all by number": (Wanted(), Order.NUMBER),
    "undecided": (Wanted(undecided=True), Order.PRIORITY),
    "decided": (Wanted(undecided=False), Order.PRIORITY),
    "text": (Wanted(text="W01"), Order.PRIORITY),
    "area": (Wanted(least_m2=100), Order.AREA),
    "due in 7 days": (Wanted(due_days=7), Order.DEADLINE),
}


def ask(folder: Path) -> None:
    """Print what each list costs."""
    with Workspace.open(folder) as workspace:
        queue = Queue(workspace)
        queue.adopt(learn_urgencies(folder))
        for name, (wanted, order) in VIEWS.items():
            works = []
            for _ in range(3):
                began = time.process_time()
                found = len(queue.listing(wanted, order).numbers)
                works.append(1000 * (time.process_time() - began))
            print(f"{name}: {found:,} patches, cpu {statistics.median(works):.0f} ms", flush=True)


def show(folder: Path) -> None:
    """Print how long the GUI thread stands still while each list is found and taken."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PyQt5.QtCore import QEventLoop, QObject, QTimer
    from PyQt5.QtWidgets import QApplication

    from twowei.desktop import icons
    from twowei.desktop.review.beside import Beside
    from twowei.desktop.review.lister import Lister
    from twowei.desktop.review.patch_list import PatchList
    from twowei.desktop.review.session import Session
    from twowei.desktop.review.views import ListView

    app = QApplication([])
    icons.add_search_paths()
    with Workspace.open(folder) as workspace:
        parent = QObject()
        session, patches, loop = Session(workspace, lambda: "b", parent), PatchList(), QEventLoop()
        session.queue.adopt(learn_urgencies(folder))
        session.reload()
        patches.resize(600, 700)
        patches.show()
        lister = Lister(session, Beside(folder, parent))
        session.arranged.connect(
            lambda: patches.show_list(
                session.listed, session.queue.entries, ListView(session.wanted, session.order, session.descending)
            )
        )
        session.arranged.connect(loop.quit)
        last, longest = [0.0], [0.0]
        tick = QTimer()

        def beat() -> None:
            now = time.perf_counter()
            longest[0] = max(longest[0], now - last[0])
            last[0] = now

        tick.timeout.connect(beat)
        for name, (wanted, order) in VIEWS.items():
            last[0], longest[0], began = time.perf_counter(), 0.0, time.perf_counter()
            tick.start(5)
            lister.show(ListView(wanted, order))
            loop.exec_()
            app.processEvents()
            beat()
            tick.stop()
            took = 1000 * (time.perf_counter() - began)
            print(
                f"{name}: shown after {took:.0f} ms, GUI thread's longest stall {1000 * longest[0]:.0f} ms", flush=True
            )
        lister.close()


def main() -> None:
    """Fill a casebook and print both."""
    size = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    casebook.EVENTS = 1
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "w"
        with Workspace.create(folder, casebook.CRS_OF_BENCHMARK) as workspace:
            casebook.fill(workspace, size)
        ask(folder)
        show(folder)


if __name__ == "__main__":
    main()
