"""Drawn data sets: whole, repeatable, resumable, and never over something else."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from twowei.errors import CancelledError, ModelError, OutputError, UnknownNameError
from twowei.feedback import Feedback
from twowei.services.scenes import draw_scenes
from twowei.training.datasets import pair_stems, read_pair, resolution_of


class StopAfterOne(Feedback):
    done = 0

    def report(self, fraction: float, message: str = "") -> None:
        self.done += 1

    def cancelled(self) -> bool:
        return self.done > 0


def test_scenes_are_a_data_set_and_a_stopped_call_goes_on(tmp_path: Path) -> None:
    folder = tmp_path / "drawn"
    with pytest.raises(CancelledError):
        draw_scenes(folder, 2, StopAfterOne(), first_seed=4, size_px=128)
    assert draw_scenes(folder, 2, Feedback(), first_seed=4, size_px=128) == 1
    assert pair_stems(folder) == ["scene_000004", "scene_000005"]
    assert resolution_of(folder) == 0.5
    again = tmp_path / "again"
    draw_scenes(again, 1, Feedback(), first_seed=5, size_px=128)
    one, other = (read_pair(f, "scene_000005", 0.5) for f in (folder, again))
    assert one.demolished is not None and other.demolished is not None
    for name in ("before", "after", "new", "demolished"):
        assert np.array_equal(getattr(one, name), getattr(other, name))
    assert np.array_equal(one.backwards().new, one.demolished)


def test_what_cannot_be_drawn(tmp_path: Path) -> None:
    with pytest.raises(UnknownNameError, match="from 1"):
        draw_scenes(tmp_path / "a", 0, Feedback())
    with pytest.raises(UnknownNameError, match=r"5 m"):
        draw_scenes(tmp_path / "a", 1, Feedback(), resolution_m=5)
    with pytest.raises(UnknownNameError, match="pixels"):
        draw_scenes(tmp_path / "a", 1, Feedback(), size_px=9)
    (tmp_path / "notes.txt").write_text("mine")
    with pytest.raises(OutputError, match="something else"):
        draw_scenes(tmp_path, 1, Feedback())
    assert not (tmp_path / "before").exists()


def test_data_sets_that_cannot_be_read(tmp_path: Path) -> None:
    draw_scenes(tmp_path / "d", 1, Feedback(), size_px=128)
    (tmp_path / "d" / "about.json").write_text("{}")
    with pytest.raises(ModelError, match="resolution_m"):
        resolution_of(tmp_path / "d")
    (tmp_path / "d" / "after" / "scene_000000.png").write_bytes(b"no picture")
    with pytest.raises(ModelError, match="cannot be read as a picture"):
        read_pair(tmp_path / "d", "scene_000000", 0.5)
    (tmp_path / "d" / "after" / "scene_000000.png").unlink()
    with pytest.raises(ModelError, match="no picture"):
        read_pair(tmp_path / "d", "scene_000000", 0.5)
