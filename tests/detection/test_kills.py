"""A killed sweep goes on and ends with the pixels, outlines and attributes of one that nobody killed.

Twenty kills of the whole command at random moments are in benchmarks/sweep_kills.py.
"""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import rasterio
from scipy import ndimage

from twowei.alignment.pair import Pair
from twowei.detection.card import Card
from twowei.detection.change_map import ChangeMap
from twowei.detection.sweep import sweep
from twowei.errors import ImageryError, OutputError
from twowei.feedback import Feedback
from twowei.imagery.inspection import open_epoch
from twowei.patches.cleanup import Rules, candidates
from twowei.patches.vectorise import components

resource = pytest.importorskip("resource", reason="no limits of files here")
CARD = Card("fake", "1", "", (), 0.5, 1.0, 64, 8, 0.5, "", "", False, "nothing")

KILLED = """
import os, signal, sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from test_kills import Scorer, run
where, after = sys.argv[3], int(sys.argv[4])
def die(*_): os.kill(os.getpid(), signal.SIGKILL)
if where == "window":
    run(Path(sys.argv[2]), Scorer(after, die))
else:
    calls = iter(range(after))
    flush = os.fsync
    os.fsync = lambda number: flush(number) if next(calls, None) is not None else die()
    run(Path(sys.argv[2]), Scorer())
"""


class Scorer:
    """Scores are the widened difference; does something before a window."""

    card, window_px = CARD, CARD.window_px

    def __init__(self, after: int = -1, then=None) -> None:
        self.conditions = {"weights": "fake"}
        self.windows, self._after, self._then = 0, after, then

    def scores(self, before, after, changes):
        if self.windows == self._after:
            self._then()
        self.windows += 1
        gain = after[0].astype(float) - before[0]
        return {c: ndimage.maximum_filter(np.clip(gain * 3, 0, 254), 9).astype(np.uint8) for c in changes}


def run(folder: Path, scorer: Scorer) -> ChangeMap:
    epochs = [open_epoch([folder / name]) for name in ("b.tif", "a.tif")]
    with Pair(*epochs, 0.5, 1.0) as pair:
        return sweep(pair, scorer, ["new"], folder / "work", Feedback())


def outcome(found: ChangeMap, path: Path) -> tuple[np.ndarray, list[tuple[bytes, float, float]]]:
    """Return the pixels of the GeoTIFF, and outlines with their attributes."""
    found.save(path, "")
    parts = components(found.blocks(), "new", 0.5, 0.9)
    proposed = candidates(parts, "new", found.grid, Rules(2.0, 0.5))
    with rasterio.open(path) as dataset:
        return dataset.read(1), [(c.geometry.wkb, c.score, c.area_m2) for c in proposed]


@pytest.fixture
def folder(write_raster, texture, tmp_path: Path) -> Path:
    for seed, name in enumerate(("b.tif", "a.tif")):
        write_raster(name, texture(165, 170, seed))
    return tmp_path


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
@pytest.mark.parametrize(("where", "after", "rows"), [("window", 6, 1), ("window", 15, 3), ("flush", 2, 2)])
def test_a_killed_run_ends_like_any_other(folder: Path, where: str, after: int, rows: int) -> None:
    command = [sys.executable, "-c", KILLED, str(Path(__file__).parent), str(folder), where, str(after)]
    assert subprocess.run(command, check=False).returncode == -signal.SIGKILL
    assert len(list(folder.glob("work/*/row_*.npz"))) == rows
    scorer = Scorer()
    pixels, proposed = outcome(run(folder, scorer), folder / "resumed.tif")
    assert scorer.windows == 16 - 4 * rows
    (folder / "work").rename(folder / "former")
    whole_pixels, whole = outcome(run(folder, Scorer()), folder / "whole.tif")
    assert (pixels == whole_pixels).all()
    assert proposed == whole and len(whole) > 5


def test_a_damaged_row_is_made_again(folder: Path) -> None:
    whole = outcome(run(folder, Scorer()), folder / "whole.tif")
    (row,) = folder.glob("work/*/row_00001.npz")
    row.write_bytes(row.read_bytes()[:-40])
    scorer = Scorer()
    again = outcome(run(folder, scorer), folder / "again.tif")
    assert scorer.windows == 4
    assert (again[0] == whole[0]).all() and again[1] == whole[1]


@pytest.fixture
def small_files():
    """Let no file grow beyond so many bytes, as on a disk that is full."""
    held = resource.getrlimit(resource.RLIMIT_FSIZE)
    yield lambda most: resource.setrlimit(resource.RLIMIT_FSIZE, (most, held[1]))
    resource.setrlimit(resource.RLIMIT_FSIZE, held)


def test_a_full_disk_halfway_keeps_what_is_finished(folder: Path, small_files) -> None:
    with pytest.raises(OutputError, match=r"cannot be written .*free space"):
        run(folder, Scorer(9, lambda: small_files(1000)))
    small_files(resource.RLIM_INFINITY)
    assert sorted(p.name for p in folder.glob("work/*/*")) == ["journal.json", "row_00000.npz", "row_00001.npz"]
    scorer = Scorer()
    run(folder, scorer)
    assert scorer.windows == 8


def test_a_full_disk_leaves_the_former_change_map(folder: Path, small_files) -> None:
    found = run(folder, Scorer())
    former = folder / "map.tif"
    former.write_bytes(b"former")
    small_files(5000)
    with pytest.raises(OutputError, match=r"map\.tif cannot be written"):
        found.save(former, "")
    small_files(resource.RLIM_INFINITY)  # before pytest writes again: its own output may go to a file
    assert former.read_bytes() == b"former" and not list(folder.glob(".map*"))


def test_imagery_replaced_while_it_is_read_is_told(folder: Path, write_raster, texture) -> None:
    with pytest.raises(ImageryError, match=r"b\.tif was replaced while"):
        run(folder, Scorer(5, lambda: write_raster("b.tif", texture(165, 170, 9))))
    assert len(list(folder.glob("work/*/row_*.npz"))) == 1


def test_imagery_replaced_since_is_told_and_nothing_mixed(folder: Path, write_raster, texture) -> None:
    with pytest.raises(KeyboardInterrupt):
        run(folder, Scorer(9, lambda: (_ for _ in ()).throw(KeyboardInterrupt)))
    write_raster("a.tif", texture(165, 170, 9))
    said: list[str] = []

    class Hearing(Feedback):
        def warn(self, message: str) -> None:
            said.append(message)

    scorer = Scorer()
    epochs = [open_epoch([folder / name]) for name in ("b.tif", "a.tif")]
    with Pair(*epochs, 0.5, 1.0) as pair:
        sweep(pair, scorer, ["new"], folder / "work", Hearing())
    assert scorer.windows == 16
    assert len(said) == 1 and "finished rows: 2" in said[0] and "newer imagery that was replaced" in said[0]
    assert len(list(folder.glob("work/*/journal.json"))) == 2


def test_a_second_run_of_the_same_task_is_refused(folder: Path) -> None:
    def second() -> None:
        with pytest.raises(OutputError, match="Another run is at work"):
            run(folder, Scorer())

    scorer = Scorer(6, second)
    run(folder, scorer)
    assert scorer.windows == 16
