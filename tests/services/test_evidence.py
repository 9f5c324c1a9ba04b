"""Photos and papers attached to patches."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from twowei.casebook.patch import Patch
from twowei.errors import UnknownNameError
from twowei.feedback import Feedback
from twowei.services.collect import Found
from twowei.services.evidence import attach, is_evidence, kept, look, looks_at, thumbnail
from twowei.services.keeping import verify
from twowei.services.photos import PhotoFacts
from twowei.services.review import history
from twowei.services.workspace import Workspace

METRE = 1 / 111_000


def dms(degrees: float) -> tuple[float, float, float]:
    minutes = degrees % 1 * 60
    return float(int(degrees)), float(int(minutes)), minutes % 1 * 60


def shoot(path: Path, lon: float, lat: float, shade: int = 90) -> Path:
    picture = Image.new("RGB", (60, 40), (shade, 90, 90))
    exif = picture.getexif()
    gps = exif.get_ifd(0x8825)
    gps[1], gps[2], gps[3], gps[4], gps[17] = "N", dms(lat), "E", dms(lon), 90.0
    exif.get_ifd(0x8769)[36867] = "2026:07:01 09:30:00"
    path.parent.mkdir(parents=True, exist_ok=True)
    picture.save(path, exif=exif)
    return path


def test_a_folder_is_looked_through_and_attached(workspace: Workspace, patches: list[Patch], tmp_path: Path) -> None:
    folder = tmp_path / "现场 照片"
    shoot(folder / "近.jpg", patches[0].lon, patches[0].lat)
    shoot(folder / "远.jpg", patches[0].lon, patches[0].lat + 3000 * METRE, 120)
    (folder / "通知书.pdf").write_bytes(b"%PDF-1.4")
    (folder / "影像.tif").write_bytes(b"II*")
    pieces = look(workspace, [folder], Feedback())
    assert {piece.path.name: piece.photo and piece.photo.found for piece in pieces} == {
        "近.jpg": Found.NEW, "远.jpg": Found.UNMATCHED, "通知书.pdf": None,
    }  # fmt: skip
    number = patches[0].number
    assert attach(workspace, [(piece, number) for piece in pieces], "王芳") == 3
    assert attach(workspace, [(piece, number) for piece in pieces], "王芳") == 0
    held = kept(workspace, number)
    assert [one.kind for one in held] == ["photo", "photo", "document"]
    assert held[0].facts.azimuth == 90
    assert held[0].distance_m == pytest.approx(0, abs=1)
    assert held[1].distance_m == pytest.approx(3000, rel=0.02)
    assert [event.action for event in history(workspace, number)].count("attached") == 3
    assert verify(workspace).findings == ()
    again = look(workspace, [folder / "近.jpg"], Feedback())
    assert again[0].photo is not None
    assert again[0].photo.found is Found.THERE


def test_one_photo_for_two_patches_is_flagged(workspace: Workspace, patches: list[Patch], tmp_path: Path) -> None:
    photo = shoot(tmp_path / "甲.jpg", patches[0].lon, patches[0].lat)
    (piece,) = look(workspace, [photo], Feedback())
    attach(workspace, [(piece, patches[1].number)], "王芳")
    (again,) = look(workspace, [photo], Feedback())
    assert again.photo is not None
    assert again.photo.found is Found.CONFLICT


def test_nothing_is_left_behind_when_it_fails(workspace: Workspace, patches: list[Patch], tmp_path: Path) -> None:
    photo = shoot(tmp_path / "甲.jpg", patches[0].lon, patches[0].lat)
    (piece,) = look(workspace, [photo], Feedback())
    with pytest.raises(UnknownNameError):
        attach(workspace, [(piece, patches[0].number), (piece, "no such number")], "王芳")
    assert kept(workspace, patches[0].number) == []
    assert not list(workspace.dossier_folder(patches[0].number).rglob("*.jpg"))
    with pytest.raises(UnknownNameError, match="no photos"):
        look(workspace, [tmp_path / "空"], Feedback())


def test_pictures_that_lie_on_the_ground_are_imagery(tmp_path: Path) -> None:
    (tmp_path / "a.jpg").touch()
    (tmp_path / "b.jpg").touch()
    (tmp_path / "b.jgw").touch()
    assert is_evidence(tmp_path / "a.jpg")
    assert not is_evidence(tmp_path / "b.jpg")
    assert not is_evidence(tmp_path / "c.tif")


def test_thumbnails_and_directions(tmp_path: Path) -> None:
    shown = thumbnail(shoot(tmp_path / "a.jpg", 118.0, 24.0), 30)
    assert shown is not None
    assert shown.startswith(b"\x89PNG")
    (tmp_path / "b.jpg").write_bytes(b"no picture")
    assert thumbnail(tmp_path / "b.jpg", 30) is None
    assert looks_at(PhotoFacts(None, 118.0, 24.0, 90.0), 118.01, 24.0) == pytest.approx(0, abs=0.1)
    assert looks_at(PhotoFacts(None, 118.0, 24.0, 270.0), 118.01, 24.0) == pytest.approx(180, abs=0.1)
    assert looks_at(PhotoFacts(None, 118.0, 24.0, None), 118.01, 24.0) is None
