"""Drawing data sets: invented scenes with true changes, for training and measuring without anybody's imagery."""

from __future__ import annotations

import json
from pathlib import Path

from twowei.errors import OutputError, UnknownNameError
from twowei.feedback import Feedback
from twowei.scenes import draw_pair
from twowei.training.datasets import ABOUT, Pair, write_about, write_pair

FINEST_M, COARSEST_M = 0.3, 2.0
LEAST_PX, MOST_PX = 128, 2048


def draw_scenes(
    folder: Path, count: int, feedback: Feedback, first_seed: int = 0, resolution_m: float = 0.5, size_px: int = 512
) -> int:
    """Draw scenes into a data set; return how many were drawn now. A stopped call goes on.

    Raises:
        UnknownNameError: A number is out of range.
        OutputError: The folder holds something else, or cannot be written.
        CancelledError: Stopped.
    """
    _check(count, resolution_m, size_px)
    about = {"made_by": "twowei draw-scenes", "resolution_m": resolution_m, "size_px": size_px}
    _check_folder(folder, about)
    write_about(folder, about)
    drawn = 0
    for done, seed in enumerate(range(first_seed, first_seed + count), 1):
        feedback.raise_if_cancelled()
        stem = f"scene_{seed:06d}"
        if not (folder / "change" / f"{stem}.png").is_file():
            scene = draw_pair(seed, size_px, resolution_m)
            write_pair(folder, stem, Pair(scene.before, scene.after, scene.new, scene.demolished, resolution_m))
            drawn += 1
        feedback.report(done / count, stem)
    return drawn


def _check(count: int, resolution_m: float, size_px: int) -> None:
    if count < 1:
        raise UnknownNameError(f"{count} scenes cannot be drawn; give a number from 1.")
    if not FINEST_M <= resolution_m <= COARSEST_M:
        raise UnknownNameError(f"Scenes are drawn at {FINEST_M:g} to {COARSEST_M:g} m, not at {resolution_m:g} m.")
    if not LEAST_PX <= size_px <= MOST_PX:
        raise UnknownNameError(f"Scenes are {LEAST_PX} to {MOST_PX} pixels wide, not {size_px}.")


def _check_folder(folder: Path, about: dict[str, object]) -> None:
    """Only a folder that is empty, or holds scenes drawn the same way, is written into."""
    if not folder.exists() or (folder.is_dir() and not any(folder.iterdir())):
        return
    try:
        held = json.loads((folder / ABOUT).read_text("utf-8"))
    except (OSError, ValueError):
        held = None
    if held != about:
        raise OutputError(f"{folder} holds something else than scenes drawn like this; choose an empty folder.")
