from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import rasterio
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from rasterio.transform import from_origin
from scipy import ndimage

from twowei.casebook.demolition import Finding, Look, findings
from twowei.casebook.patch import Patch
from twowei.errors import ImageryError, OutputError
from twowei.services.demolition import watch
from twowei.services.ingest import ingest
from twowei.services.workspace import Workspace

MapMaker = Callable[..., None]


@pytest.fixture
def draw(workspace: Workspace) -> MapMaker:
    """Write a change map of 1 m pixels over the first 200 m; ``areas`` are (change, left, right, score)."""

    def run(before: str, after: str, *areas: tuple[str, int, int, int], change: str = "both") -> None:
        bands = ("new", "demolished") if change == "both" else (change,)
        pixels = np.zeros((len(bands), 200, 200), np.uint8)
        for band, left, right, score in areas:
            pixels[bands.index(band), :, left:right] = score
        path = workspace.change_map_path(before, after, change)
        with rasterio.open(
            path, "w", driver="GTiff", width=200, height=200, count=len(bands), dtype="uint8", nodata=255,
            crs="EPSG:4548", transform=from_origin(500_000, 2_700_200, 1, 1),
        ) as dataset:  # fmt: skip
            dataset.write(pixels)
            for number, name in enumerate(bands, 1):
                dataset.set_band_description(number, name)

    return run


@pytest.fixture
def ordered(workspace: Workspace, patches: list[Patch]) -> str:
    """The first patch, at x 100 to 120 m, in S70."""
    with workspace.casebook.writing() as connection:
        connection.exec_driver_sql("UPDATE patches SET ZT = 'S70' WHERE TBBH = ?", (patches[0].number,))
    return patches[0].number


def told(workspace: Workspace) -> list[tuple[str, str]]:
    return [(proposal.look.after, proposal.finding.code) for proposal in watch(workspace)]


def test_each_newer_epoch_gives_a_proposal(workspace: Workspace, ordered: str, draw: MapMaker) -> None:
    assert watch(workspace) == []
    draw("2026-05", "2026-06", ("new", 100, 120, 250))
    assert watch(workspace) == []
    draw("2026-06", "2026-07")
    draw("2026-07", "2026-08", ("demolished", 100, 115, 250))
    draw("2026-08", "2026-09", ("new", 100, 120, 255), ("demolished", 100, 120, 255))
    draw("2026-09", "2026-10", ("new", 95, 130, 200))
    assert told(workspace) == [
        ("2026-07", "still there"), ("2026-08", "gone"), ("2026-09", "not visible"), ("2026-10", "rebuilt"),
    ]  # fmt: skip
    gone = watch(workspace)[1].as_record()
    assert (gone["TBBH"], gone["gone"], gone["visible"]) == (ordered, 0.75, 1.0)


def test_a_half_or_a_weak_score_is_no_demolition(workspace: Workspace, ordered: str, draw: MapMaker) -> None:
    draw("2026-06", "2026-07", ("demolished", 100, 109, 250))
    draw("2026-07", "2026-08", ("demolished", 100, 120, 100))
    assert {finding for _, finding in told(workspace)} == {"still there"}


def test_both_changes_must_have_been_searched_for(workspace: Workspace, ordered: str, draw: MapMaker) -> None:
    draw("2026-06", "2026-07", ("demolished", 100, 120, 250), change="demolished")
    assert watch(workspace) == []
    draw("2026-06", "2026-07", change="new")
    assert told(workspace) == [("2026-07", "gone")]


def test_a_damaged_map_is_one_sentence(workspace: Workspace, ordered: str) -> None:
    workspace.change_map_path("2026-06", "2026-07", "both").write_bytes(b"x")
    with pytest.raises(ImageryError, match="detect these months again"):
        watch(workspace)


shares = st.sampled_from([0.0, 0.4, 0.6, 1.0])


@given(st.lists(st.builds(lambda v, g, n: (v, g, n), shares, shares, shares), max_size=8))
def test_nothing_is_rebuilt_that_was_not_gone(seen: list[tuple[float, float, float]]) -> None:
    looks = [Look(f"2026-{i:02d}", f"2026-{i + 1:02d}", *shares) for i, shares in enumerate(seen, 1)]
    found = [finding for _, finding in findings(looks)]
    assert len(found) == len(looks)
    if Finding.REBUILT in found:
        assert Finding.GONE in found[: found.index(Finding.REBUILT)]


def test_the_folder_of_work_may_hold_other_files(workspace: Workspace, ordered: str, tmp_path: Path) -> None:
    (workspace.work_folder / "change_both_x_y.tif").write_bytes(b"x")
    assert watch(workspace) == []


@pytest.fixture
def seen(workspace: Workspace, ordered: str, tmp_path: Path) -> Callable[..., None]:
    """Take in a month of drawn imagery over the first patch: bare ground, or with a blue roof; in any tone."""

    def run(month: str, roof: bool, gain: float = 1.0) -> None:
        noise = ndimage.gaussian_filter(np.random.default_rng(7).normal(0, 1, (3, 240, 240)), (0, 4, 4))
        pixels = np.clip(110 + 20 * noise / noise.std(), 1, 254)
        if roof:
            pixels[:, 100:140, 100:140] = np.array((40, 80, 190))[:, None, None]
        path = tmp_path / f"{month}.tif"
        with rasterio.open(
            path, "w", driver="GTiff", width=240, height=240, count=3, dtype="uint8", crs="EPSG:4548",
            transform=from_origin(500_050, 2_700_170, 0.5, 0.5),
        ) as dataset:  # fmt: skip
            dataset.write(np.clip(pixels * gain, 1, 254).astype(np.uint8))
        ingest(workspace, [path], month)

    return run


def test_imagery_alone_tells_of_months_without_maps(
    workspace: Workspace, ordered: str, seen: Callable[..., None], tmp_path: Path
) -> None:
    for month, roof, gain in (
        ("2026-05", False, 1.0), ("2026-06", True, 1.0), ("2026-07", True, 0.8), ("2026-08", False, 1.2),
        ("2026-09", True, 0.9),
    ):  # fmt: skip
        seen(month, roof, gain)
    found = watch(workspace, tmp_path / "对比图")
    assert [(one.look.after, one.finding.code) for one in found] == [
        ("2026-07", "still there"), ("2026-08", "gone"), ("2026-09", "rebuilt"),
    ]  # fmt: skip
    assert {one.look.basis for one in found} == {"imagery"}
    assert [one.chip.name for one in found if one.chip] == [
        f"{ordered}_2026-06_{month}.png" for month in ("2026-07", "2026-08", "2026-09")
    ]
    for one in found:
        assert one.chip is not None
        with Image.open(one.chip) as picture:
            assert picture.size == (646, 338)
            blue = np.asarray(picture.convert("RGB"))[178, [160, 486]].astype(int)
        assert blue[0, 2] > blue[0, 0] + 60
        assert (blue[1, 2] > blue[1, 0] + 60) == (one.finding is not Finding.GONE)


def test_imagery_that_speaks_against_the_model_is_told(
    workspace: Workspace, ordered: str, seen: Callable[..., None], draw: MapMaker
) -> None:
    for month, roof in (("2026-05", False), ("2026-06", True), ("2026-07", True), ("2026-08", False)):
        seen(month, roof)
    draw("2026-06", "2026-07", ("demolished", 100, 120, 250))
    draw("2026-07", "2026-08")
    wrong, right = watch(workspace)
    assert (wrong.finding, wrong.contradicted, wrong.look.basis) == (Finding.GONE, True, "model and imagery")
    assert (right.finding, right.contradicted) == (Finding.GONE, False)


def test_chips_that_cannot_be_written_are_one_sentence(
    workspace: Workspace, ordered: str, seen: Callable[..., None], tmp_path: Path
) -> None:
    for month in ("2026-05", "2026-06", "2026-07"):
        seen(month, month != "2026-05")
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(OutputError, match="give another folder"):
        watch(workspace, tmp_path / "file")
