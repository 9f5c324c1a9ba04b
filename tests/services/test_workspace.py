from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from rasterio.crs import CRS

from twowei.casebook import history
from twowei.errors import TwoweiError, UnknownNameError, VectorError, WorkspaceError
from twowei.imagery.inspection import open_epoch
from twowei.services.workspace import Workspace

GK = CRS.from_epsg(4548)


@contextlib.contextmanager
def as_somebody_without_rights() -> Iterator[None]:
    """Act as a user who may write nowhere special, also where the tests run as root."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.fixture
def read_only_folder() -> Iterator[Path]:
    """A folder that can be seen by all and written by none."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o555)
    yield folder
    folder.chmod(0o755)
    shutil.rmtree(folder)


def contents(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*")}


def test_a_workspace_is_a_folder_with_casebook_work_and_dossiers(tmp_path: Path, zones_file: Path) -> None:
    with Workspace.create(tmp_path / "a" / "湖里 区", GK, zones_file) as made:
        assert (made.crs, made.casebook.county_code, made.count_zones()) == (GK, "350206", 4)
        assert made.months() == [] and made.epochs() == []
    assert contents(tmp_path / "a") == {"湖里 区", "湖里 区/casebook.gpkg", "湖里 区/work", "湖里 区/档案"}


def test_a_path_longer_than_a_casebook_can_have_is_told(tmp_path: Path) -> None:
    deep = tmp_path.joinpath(*["很长的文件夹名称" * 3] * 6)
    with pytest.raises(WorkspaceError, match="too long a path"):
        Workspace.create(deep)
    assert not deep.exists()


def test_an_empty_folder_becomes_a_workspace(tmp_path: Path) -> None:
    with Workspace.create(tmp_path, county_code="350206") as made:
        assert made.casebook.county_code == "350206"
        with pytest.raises(WorkspaceError, match="has no CRS yet"):
            _ = made.crs


def test_a_folder_in_use_is_left_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("mine")
    with pytest.raises(WorkspaceError, match="is not empty"):
        Workspace.create(tmp_path)
    with pytest.raises(WorkspaceError, match="is a file"):
        Workspace.create(tmp_path / "letter.txt")
    Workspace.create(tmp_path / "w").close()
    with pytest.raises(WorkspaceError, match="is a workspace already"):
        Workspace.create(tmp_path / "w")
    with pytest.raises(WorkspaceError, match="is no workspace; make one"):
        Workspace.open(tmp_path)
    assert contents(tmp_path) == {"letter.txt", "w", "w/casebook.gpkg", "w/work", "w/档案"}


@pytest.mark.parametrize(
    ("given", "error"),
    [({"county_code": "湖里"}, UnknownNameError), ({"zones": Path("none.gpkg")}, VectorError)],
)
def test_bad_wishes_leave_nothing_behind(tmp_path: Path, given: dict[str, object], error: type[TwoweiError]) -> None:
    with pytest.raises(error):
        Workspace.create(tmp_path / "w", **given)  # type: ignore[arg-type]
    assert contents(tmp_path) == set()


def test_a_workspace_that_breaks_off_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(history, "append", full)
    with pytest.raises(WorkspaceError, match="No space left"):
        Workspace.create(tmp_path / "w", GK)
    assert contents(tmp_path) == set()


@pytest.mark.skipif(not hasattr(os, "seteuid"), reason="rights of another kind")
def test_a_read_only_folder_is_one_sentence(read_only_folder: Path) -> None:
    with as_somebody_without_rights(), pytest.raises(WorkspaceError, match="choose a folder that you may write"):
        Workspace.create(read_only_folder / "w")
    assert contents(read_only_folder) == set()


@pytest.mark.skipif(not hasattr(os, "seteuid"), reason="rights of another kind")
def test_a_read_only_workspace_is_one_sentence(read_only_folder: Path, tmp_path: Path) -> None:
    Workspace.create(tmp_path / "w", GK).close()
    read_only_folder.chmod(0o755)
    shutil.copytree(tmp_path / "w", read_only_folder / "w")
    for path in (read_only_folder / "w", read_only_folder / "w" / "casebook.gpkg"):
        path.chmod(0o555)
    with as_somebody_without_rights(), pytest.raises(WorkspaceError, match=r"cannot be (opened|written)"):
        Workspace.open(read_only_folder / "w")
    (read_only_folder / "w").chmod(0o755)


def test_epochs_come_back_by_month_and_inside_files_move_along(
    tmp_path: Path, write_raster: Callable[..., Path]
) -> None:
    pixels = np.zeros((3, 20, 40), np.uint8)
    with Workspace.create(tmp_path / "w") as made:
        for name, month, day in (("w/june.tif", "2026-06", None), ("may.tif", "2026-05", date(2026, 5, 2))):
            made.save_epoch(open_epoch([write_raster(name, pixels)], month=month, taken=day))
        assert made.crs == GK
        assert made.months() == ["2026-05", "2026-06"]
        with pytest.raises(UnknownNameError, match="2026-05, 2026-06"):
            made.epoch("2026-07")
    moved = (tmp_path / "w").rename(tmp_path / "moved")
    with Workspace.open(moved) as opened:
        may, june = opened.epochs()
        assert (may.date, may.paths) == (date(2026, 5, 2), (tmp_path / "may.tif",))
        assert june.paths == (moved / "june.tif",)
        assert opened.epoch("2026-06") == june
        with opened.casebook.reading() as connection:
            assert [e.action for e in history.read(connection)] == ["created", "ingested", "ingested"]


def test_a_month_ingested_again_is_replaced(tmp_path: Path, write_raster: Callable[..., Path]) -> None:
    pixels = np.zeros((3, 20, 40), np.uint8)
    first, second = (write_raster(name, pixels) for name in ("1.tif", "2.tif"))
    with Workspace.create(tmp_path / "w") as made:
        made.save_epoch(open_epoch([first, second], month="2026-05"))
        made.save_epoch(open_epoch([second], month="2026-05", sensor="drone"))
        (epoch,) = made.epochs()
        assert (epoch.paths, epoch.sensor) == ((second,), "drone")


def test_work_files_are_named_by_what_was_compared(workspace: Workspace) -> None:
    path = workspace.change_map_path("2026-05", "2026-06", "new")
    assert path == workspace.folder / "work" / "change_new_2026-05_2026-06.tif"
    assert path.parent.is_dir()
