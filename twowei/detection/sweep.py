"""Sweeping a pair by windows: never the whole raster in memory, and able to go on after a stop.

Every finished row of windows is a file in the work folder, renamed into place when complete. A run that finds
rows made under the very same conditions goes on behind them.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np

from twowei.alignment.pair import Pair, PairPixels
from twowei.detection.card import Change
from twowei.detection.change_map import NO_IMAGERY, ChangeMap, Scores
from twowei.detection.detector import Detector
from twowei.errors import ImageryError, OutputError
from twowei.feedback import Feedback, Share
from twowei.geo.grid import Grid
from twowei.geo.windows import Window, rows_of_windows
from twowei.imagery.epoch import Epoch

Wanted = Callable[[Window], bool]


def sweep(
    pair: Pair,
    detector: Detector,
    changes: Sequence[Change],
    work: Path,
    feedback: Feedback,
    wanted: Wanted = lambda window: True,
    wanted_key: str = "",
) -> ChangeMap:
    """Score every window of a pair.

    Args:
        pair: The epochs on their common grid.
        detector: The model.
        changes: ``new``, ``demolished`` or both.
        work: Folder for finished rows; may hold those of a stopped run.
        feedback: Progress and cancel.
        wanted: Which windows to score; the others count as having no imagery.
        wanted_key: What ``wanted`` depends on, so that another area of interest starts anew.

    Raises:
        CancelledError: Stopped; finished rows stay in ``work``.
        OutputError: ``work`` cannot be written.
        ImageryError: A raster became unreadable.
    """
    card, grid = detector.card, pair.grid
    core = card.window_px - 2 * card.margin_px
    rows = list(rows_of_windows(grid.height, grid.width, core))
    files = [work / f"row_{index:05d}.npz" for index in range(len(rows))]
    conditions = _fingerprint(pair, detector, changes, wanted_key)
    try:
        _prepare(work, conditions)
        for index, (file, windows) in enumerate(zip(files, rows, strict=True)):
            said = f"row {index + 1} of {len(rows)}"
            if not file.is_file():
                share = Share(feedback, index / len(rows), (index + 1) / len(rows))
                chosen = [window for window in windows if wanted(window)]
                _save(file, _score_row(pair, detector, changes, windows[0], chosen, share, said))
            feedback.report((index + 1) / len(rows), said)
    except OSError as error:
        raise OutputError(
            f"{work} cannot be written ({error.strerror}); free space or choose another place."
        ) from error
    return ChangeMap(grid, changes, files, core)


def _score_row(
    pair: Pair,
    detector: Detector,
    changes: Sequence[Change],
    first: Window,
    windows: Sequence[Window],
    feedback: Feedback,
    said: str,
) -> dict[Change, Scores]:
    strip = {c: np.full((first.height, pair.grid.width), NO_IMAGERY, np.uint8) for c in changes}
    for done, (window, region, pixels) in enumerate(_read_ahead(pair, detector.card.margin_px, windows)):
        feedback.raise_if_cancelled()
        for change, scores in _score_window(detector, changes, window, region, pixels).items():
            strip[change][:, window.col : window.col + window.width] = scores
        feedback.report((done + 1) / len(windows), said)
    return strip


def _read_ahead(pair: Pair, margin: int, windows: Sequence[Window]) -> Iterator[tuple[Window, Window, PairPixels]]:
    """Read the next window while the present one is computed."""
    regions = [_within(window.grown(margin), pair.grid) for window in windows]
    with ThreadPoolExecutor(1) as reader:
        ahead = [reader.submit(pair.read, region) for region in regions[:1]]
        for index, window in enumerate(windows):
            pixels = ahead.pop().result()
            if index + 1 < len(regions):
                ahead.append(reader.submit(pair.read, regions[index + 1]))
            yield window, regions[index], pixels


def _within(window: Window, grid: Grid) -> Window:
    row, col = max(window.row, 0), max(window.col, 0)
    bottom = min(window.row + window.height, grid.height)
    right = min(window.col + window.width, grid.width)
    return Window(row, col, bottom - row, right - col)


def _score_window(
    detector: Detector, changes: Sequence[Change], window: Window, region: Window, pixels: PairPixels
) -> dict[Change, Scores]:
    top, left = window.row - region.row, window.col - region.col
    core = (slice(top, top + window.height), slice(left, left + window.width))
    if not pixels.valid[core].any():
        return {c: np.full((window.height, window.width), NO_IMAGERY, np.uint8) for c in changes}
    before, after = (np.where(pixels.valid, p, np.uint8(0)) for p in (pixels.before, pixels.after))
    found = detector.scores(before, after, changes)
    return {c: np.where(pixels.valid[core], s[core], np.uint8(NO_IMAGERY)) for c, s in found.items()}


def _prepare(work: Path, fingerprint: str) -> None:
    """Keep the rows of a run under the same conditions, throw away any others."""
    mark = work / "conditions.json"
    if mark.is_file() and mark.read_text("utf-8") == fingerprint:
        return
    if work.is_dir():
        shutil.rmtree(work)
    work.mkdir(parents=True)
    mark.write_text(fingerprint, "utf-8")


def _fingerprint(pair: Pair, detector: Detector, changes: Sequence[Change], wanted_key: str) -> str:
    card = detector.card
    conditions: dict[str, Any] = {
        **detector.conditions,
        "window": [card.window_px, card.margin_px],
        "changes": list(changes),
        "grid": [pair.grid.crs.to_wkt(), list(pair.grid.transform), *pair.grid.shape],
        "before": _files(pair.before),
        "after": _files(pair.after),
        "shift": pair.field.key if pair.field else "",
        "wanted": wanted_key,
    }
    text = json.dumps(conditions, sort_keys=True)
    return json.dumps({"sha256": hashlib.sha256(text.encode()).hexdigest(), "conditions": conditions}, indent=1)


def _files(epoch: Epoch) -> list[list[Any]]:
    try:
        return [[str(p), p.stat().st_size, p.stat().st_mtime_ns] for p in epoch.paths]
    except OSError as error:
        raise ImageryError(f"{error.filename} is not there any more; restore it or ingest the month again.") from error


def _save(file: Path, scores: dict[Change, Scores]) -> None:
    part = file.with_suffix(".part")
    with part.open("wb") as stream:
        np.savez_compressed(stream, **scores)  # type: ignore[arg-type]
    part.replace(file)
