"""Sweeping a pair by windows: memory bounded by a few windows, and able to go on after a stop at any moment.

Windows are read ahead, scored and handed to a thread that keeps them. A finished row of windows is a file of the
`journal`; a run that finds rows made under the very same conditions goes on behind them.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Generator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from filelock import FileLock, Timeout

from twowei.alignment.pair import Pair, PairPixels
from twowei.detection.card import Card, Change
from twowei.detection.change_map import NO_IMAGERY, ChangeMap, Row, Scores
from twowei.detection.journal import Journal, RowWriter, identity
from twowei.detection.runtime import STEP_PX
from twowei.errors import ImageryError, OutputError
from twowei.feedback import Feedback
from twowei.geo.grid import Grid
from twowei.geo.windows import Layout, Window, even_layout

Wanted = Callable[[Window], bool]
Taker = Callable[[Row], None]
_READ_AHEAD = 2
_UNWRITTEN = 4
"""Windows that may wait for the disk."""


class Scorer(Protocol):
    """What scores windows: a `Detector`, or what stands in for one."""

    card: Card

    @property
    def window_px(self) -> int:
        """Side of a window with its margins."""

    @property
    def conditions(self) -> dict[str, str]:
        """What decides the scores to the last bit."""

    def scores(self, before: Scores, after: Scores, changes: Sequence[Change]) -> dict[Change, Scores]:
        """Return scores as uint8 (h, w), 0 to 254 for 0 to 1, of two pictures (3, h, w)."""


def layout_of(detector: Scorer, grid: Grid) -> Layout:
    """Return the windows of a sweep: few, and of one size, because what computes them is made ready for each size."""
    return even_layout(*grid.shape, detector.window_px, detector.card.margin_px, STEP_PX)


def sweep(
    pair: Pair,
    detector: Scorer,
    changes: Sequence[Change],
    work: Path,
    feedback: Feedback,
    wanted: Wanted = lambda window: True,
    wanted_key: str = "",
    take: Taker = lambda row: None,
) -> ChangeMap:
    """Score every window of a pair.

    Args:
        pair: The epochs on their common grid.
        detector: The model.
        changes: ``new``, ``demolished`` or both.
        work: Folder for finished rows; may hold those of stopped runs.
        feedback: Progress and cancel; warned where a stopped run cannot be gone on with, and why.
        wanted: Which windows to score; the others count as having no imagery.
        wanted_key: What ``wanted`` depends on, so that another area of interest starts anew.
        take: Given each row of windows from north to south as soon as it and those before it are finished, those of
            a stopped run too.

    Raises:
        CancelledError: Stopped; finished rows stay in ``work``.
        OutputError: ``work`` cannot be written, the disk is full (finished rows stay), or another run is at work there.
        ImageryError: A raster became unreadable or was replaced while it was read.
    """
    try:
        work.mkdir(parents=True, exist_ok=True)
        with FileLock(work / "running.lock", blocking=False):
            return _Sweep(pair, detector, changes, work, feedback, wanted, wanted_key).run(take)
    except Timeout as error:
        raise OutputError(f"Another run is at work in {work}; wait for it to end, or stop it.") from error
    except OSError as error:
        raise OutputError(
            f"{work} cannot be written ({error.strerror}); free space or choose another place."
        ) from error


@dataclass
class _Progress:
    """How far a sweep is, and how long it takes by what it did since it began."""

    feedback: Feedback
    total: int
    done: int = 0
    scored: int = 0
    began: float = 0.0

    def scored_one(self) -> None:
        self.done += 1
        self.scored += 1
        seconds = (time.monotonic() - self.began) / self.scored * (self.total - self.done)
        self.feedback.report(self.done / self.total, f"window {self.done} of {self.total}, {spoken(seconds)} left")

    def found(self, windows: int) -> None:
        self.done += windows
        self.feedback.report(self.done / self.total, f"window {self.done} of {self.total}, done before")


def spoken(seconds: float) -> str:
    """Return a duration as a person says it: ``40 s``, ``12 min``, ``3 h 20 min``."""
    minutes = round(seconds / 60)
    if seconds < 90:
        return f"{seconds:.0f} s"
    return f"{minutes} min" if minutes < 60 else f"{minutes // 60} h {minutes % 60} min"


class _Sweep:
    def __init__(
        self,
        pair: Pair,
        detector: Scorer,
        changes: Sequence[Change],
        work: Path,
        feedback: Feedback,
        wanted: Wanted,
        wanted_key: str,
    ) -> None:
        self._pair, self._detector, self._changes, self._feedback = pair, detector, changes, feedback
        self._layout = layout_of(detector, pair.grid)
        self._rows = self._layout.rows
        self._wanted = wanted
        self._imagery = identity(pair.before), identity(pair.after)
        self._journal = Journal(work, self._conditions(wanted_key))

    def run(self, take: Taker) -> ChangeMap:
        for other in self._journal.others():
            self._feedback.warn(
                f"A stopped run (finished rows: {other.rows}) used {other.reason} and cannot be gone on with; "
                "this run starts anew, and what the other had finished is kept until this one is done."
            )
        progress = _Progress(self._feedback, sum(map(len, self._rows)), began=time.monotonic())
        files = [*map(self._journal.row, range(len(self._rows)))]
        change_map = ChangeMap(self._pair.grid, self._changes, self._rows, files)
        finished = _Finished(change_map, take)
        missing = []
        for index, windows in enumerate(self._rows):
            if self._journal.finished(index):
                progress.found(len(windows))
                finished.add(index)
            else:
                missing.append(index)
        self._score(missing, progress, finished)
        return change_map

    def _conditions(self, wanted_key: str) -> dict[str, Any]:
        grid = self._pair.grid
        return {
            **self._detector.conditions,
            "window": [*self._layout.size, self._layout.margin],
            "changes": list(self._changes),
            "grid": [grid.crs.to_wkt(), list(grid.transform), *grid.shape],
            "before": self._imagery[0],
            "after": self._imagery[1],
            "shift": self._pair.field.key if self._pair.field else "",
            "wanted": wanted_key,
        }

    def _score(self, missing: Sequence[int], progress: _Progress, finished: _Finished) -> None:
        """Score rows; reading runs ahead of scoring across the rows' ends."""
        chosen = {index: [w for w in self._rows[index] if self._wanted(w)] for index in missing}
        windows = [window for index in missing for window in chosen[index]]
        with ThreadPoolExecutor(1) as keeper, closing(_read_ahead(self._pair, self._layout, windows)) as ahead:
            for index in missing:
                progress.done += len(self._rows[index]) - len(chosen[index])
                with self._journal.writing(index) as row, _Kept(keeper, row) as kept:
                    for window, region, pixels in islice(ahead, len(chosen[index])):
                        self._feedback.raise_if_cancelled()
                        if (scores := self._of_window(window, region, pixels)) is not None:
                            kept.add(window.col, scores)
                        progress.scored_one()
                    self._check_imagery()
                finished.add(index)

    def _of_window(self, window: Window, region: Window, pixels: PairPixels) -> dict[Change, Scores] | None:
        """Return the scores of a window's core, None where neither date has imagery there."""
        top, left = window.row - region.row, window.col - region.col
        core = (slice(top, top + window.height), slice(left, left + window.width))
        if not pixels.valid[core].any():
            return None
        if pixels.valid.all():
            found = self._detector.scores(pixels.before, pixels.after, self._changes)
            return {c: s[core].copy() for c, s in found.items()}
        before, after = (np.where(pixels.valid, p, np.uint8(0)) for p in (pixels.before, pixels.after))
        found = self._detector.scores(before, after, self._changes)
        return {c: np.where(pixels.valid[core], s[core], np.uint8(NO_IMAGERY)) for c, s in found.items()}

    def _check_imagery(self) -> None:
        for epoch, files in zip((self._pair.before, self._pair.after), self._imagery, strict=True):
            for was, now in zip(files, identity(epoch), strict=True):
                if was != now:
                    raise ImageryError(f"{was[0]} was replaced while it was being read; run the command again.")


class _Finished:
    """Hands on finished rows from north to south, whatever the order in which they are finished."""

    def __init__(self, change_map: ChangeMap, take: Taker) -> None:
        self._change_map, self._take = change_map, take
        self._waiting: set[int] = set()
        self._next = 0

    def add(self, index: int) -> None:
        self._waiting.add(index)
        while self._next in self._waiting:
            self._waiting.remove(self._next)
            self._take(partial(self._change_map.row, self._next))
            self._next += 1


class _Kept:
    """Hands scores to the thread that keeps them, and hears of its failures; leaves when all is kept."""

    def __init__(self, keeper: ThreadPoolExecutor, row: RowWriter) -> None:
        self._keeper, self._row = keeper, row
        self._waiting: deque[Future[None]] = deque()

    def add(self, col: int, scores: dict[Change, Scores]) -> None:
        self._waiting.append(self._keeper.submit(self._row.add, col, scores))
        if len(self._waiting) > _UNWRITTEN:
            self._waiting.popleft().result()

    def __enter__(self) -> _Kept:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        wait(self._waiting)
        if kind is None:
            for future in self._waiting:
                future.result()


def _read_ahead(
    pair: Pair, layout: Layout, windows: Sequence[Window]
) -> Generator[tuple[Window, Window, PairPixels], None, None]:
    """Read the next windows while the present one is computed."""
    todo = iter(windows)
    with ThreadPoolExecutor(1) as reader:
        ahead: deque[tuple[Window, Window, Future[PairPixels]]] = deque()
        try:
            while True:
                while len(ahead) < _READ_AHEAD and (window := next(todo, None)) is not None:
                    region = layout.region(window)
                    ahead.append((window, region, reader.submit(pair.read, region)))
                if not ahead:
                    return
                window, region, pixels = ahead.popleft()
                yield window, region, pixels.result()
        finally:
            for _, _, pixels in ahead:
                pixels.cancel()
