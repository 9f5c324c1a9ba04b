"""A squad's return: photos by name, place and time, tracks, the sheet; conflicts stay out."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from PIL import Image

from twowei.casebook.lifecycle import State, Verdict
from twowei.casebook.patch import Patch
from twowei.errors import UnknownNameError, VectorError
from twowei.imports.tracks import read_track
from twowei.services.cases import move
from twowei.services.collect import Collected, Found, collect
from twowei.services.field import write_packages
from twowei.services.keeping import verify
from twowei.services.review import find_patch, give_verdict, history
from twowei.services.workspace import Workspace

Shoot = Callable[..., Path]
METRE = 1 / 111_000


@pytest.fixture
def shoot(tmp_path: Path) -> Shoot:
    """Take a photo: a small JPEG with position and time in its EXIF, different from every other."""
    count = iter(range(1, 100))

    def take(name: str, lon: float | None = None, lat: float | None = None, taken: str = "2026:07:01 09:30:00") -> Path:
        path = tmp_path / "回传" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        picture = Image.new("RGB", (8, 8), (next(count), 90, 90))
        exif = picture.getexif()
        if lon is not None and lat is not None:
            gps = exif.get_ifd(0x8825)
            gps[1], gps[2], gps[3], gps[4], gps[17] = "N", _dms(lat), "E", _dms(lon), 135.0
        if taken:
            exif.get_ifd(0x8769)[36867] = taken
        picture.save(path, exif=exif)
        return path

    return take


def _dms(degrees: float) -> tuple[float, float, float]:
    minutes = degrees % 1 * 60
    return float(int(degrees)), float(int(minutes)), minutes % 1 * 60


def told(found: Collected) -> dict[str, tuple[Found, str | None, str]]:
    return {photo.path.name: (photo.found, photo.number, photo.how) for photo in found.photos}


def gpx(path: Path, *fixes: tuple[float, float, str]) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    points = "".join(f'<trkpt lat="{lat}" lon="{lon}"><time>{at}</time></trkpt>' for lon, lat, at in fixes)
    text = f'<gpx xmlns="http://www.topografix.com/GPX/1/1"><trk><trkseg>{points}</trkseg></trk></gpx>'
    path.write_text(text, encoding="utf-8")
    return path


def test_photos_by_name_place_and_time(
    workspace: Workspace, patches: list[Patch], shoot: Shoot, tmp_path: Path
) -> None:
    first, second, third = patches
    shoot("a.jpg", first.lon + 30 * METRE, first.lat)
    shoot(f"{second.number}_1.jpg", None)
    shoot(f"{third.number}/b.jpg", third.lon, third.lat)
    shoot("c.jpg", None, None, "2026:07:01 10:00:30")
    shoot("d.jpg", first.lon + 0.01, first.lat + 0.01)
    shoot("e.jpg", None, None, "")
    gpx(
        tmp_path / "回传" / "t.gpx",
        (second.lon, second.lat, "2026-07-01T02:00:00Z"),
        (second.lon, second.lat, "2026-07-01T02:05:00Z"),
    )
    found = collect(workspace, tmp_path / "回传")
    assert told(found) == {
        "a.jpg": (Found.NEW, first.number, "place"),
        f"{second.number}_1.jpg": (Found.NEW, second.number, "name"),
        "b.jpg": (Found.NEW, third.number, "name"),
        "c.jpg": (Found.NEW, second.number, "track"),
        "d.jpg": (Found.UNMATCHED, None, ""),
        "e.jpg": (Found.UNMATCHED, None, ""),
    }
    assert [(visit.number, visit.distance_m) for visit in found.visits] == [(second.number, 0.0)]
    with workspace.casebook.reading() as connection:
        assert history(workspace, first.number)[-1].action == "found", "showing changes nothing"
        assert connection is not None


def test_contradictions_are_conflicts(workspace: Workspace, patches: list[Patch], shoot: Shoot, tmp_path: Path) -> None:
    first, second, _ = patches
    shoot(f"{first.number}.jpg", second.lon, second.lat)
    shoot("old.jpg", first.lon, first.lat, "2026:01:01 08:00:00")
    found = {photo.path.name: photo for photo in collect(workspace, tmp_path / "回传").photos}
    wrong = found[f"{first.number}.jpg"]
    assert wrong.found is Found.CONFLICT and f"at {second.number}" in wrong.why
    assert found["old.jpg"].found is Found.NEW and "before the imagery of 2026-06-01" in found["old.jpg"].why


def test_between_two_patches_nobody_knows(
    workspace: Workspace, detect: Callable[..., object], candidate: Callable[..., object], shoot: Shoot, tmp_path: Path
) -> None:
    west, east = detect(candidate(100), candidate(160)).added  # type: ignore[attr-defined]
    shoot("between.jpg", (west.lon + east.lon) / 2, west.lat)
    (photo,) = collect(workspace, tmp_path / "回传").photos
    assert photo.found is Found.CONFLICT and "both are as near" in photo.why


def test_taking_writes_once_and_only_what_is_certain(
    workspace: Workspace, patches: list[Patch], shoot: Shoot, tmp_path: Path
) -> None:
    first, second, _ = patches
    kept = shoot("a.jpg", first.lon, first.lat)
    shoot(f"{first.number}.jpg", second.lon, second.lat)
    gpx(tmp_path / "回传" / "t.gpx", (first.lon, first.lat, "2026-07-01T01:00:00Z"))
    found = collect(workspace, tmp_path / "回传", "李四", taking=True)
    assert found.taken
    events = [(event.action, event.by) for event in history(workspace, first.number)]
    assert events == [("found", "检测员"), ("attached", "李四"), ("visited", "李四")]
    attached = history(workspace, first.number)[1].after
    assert attached["azimuth"] == 135.0 and attached["how"] == "place"
    assert (workspace.folder / attached["photo"]).read_bytes() == kept.read_bytes()
    after = verify(workspace)
    assert after.findings == ()
    again = collect(workspace, tmp_path / "回传", "李四", taking=True)
    assert told(again)["a.jpg"][0] is Found.THERE
    assert verify(workspace) == after, "the same return again changes nothing"
    (tmp_path / "回传" / "a.jpg").rename(tmp_path / "回传" / f"{second.number}.jpg")
    assert told(collect(workspace, tmp_path / "回传"))[f"{second.number}.jpg"][0] is Found.CONFLICT


def test_a_failure_leaves_no_photo_behind(
    workspace: Workspace, patches: list[Patch], shoot: Shoot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shoot("a.jpg", patches[0].lon, patches[0].lat)
    before = verify(workspace)

    def fail(*_: object) -> None:
        raise OSError("disk")

    monkeypatch.setattr("twowei.services.collect._visited", fail)
    with pytest.raises(OSError, match="disk"):
        collect(workspace, tmp_path / "回传", "李四", taking=True)
    assert verify(workspace) == before and not list(workspace.folder.rglob("*.jpg"))


def test_the_squad_s_own_sheet_comes_back_in_a_zip(
    workspace: Workspace, patches: list[Patch], shoot: Shoot, tmp_path: Path
) -> None:
    for patch in patches:
        give_verdict(workspace, patch.number, Verdict.ILLEGAL, "V01", "张三")
        facts = {"assignee": "李四", "WGBH": "01", "field_package": "1"}
        move(workspace, [patch.number], State.IN_FIELD, "张三", facts=facts)
    package = write_packages(workspace, tmp_path / "外业", by="张三")
    sheet = next(file for file in package.folder.rglob("*.xlsx"))
    book = openpyxl.load_workbook(sheet)
    headings = {str(cell.value): cell.column for cell in book.worksheets[0][3]}
    number = str(book.worksheets[0].cell(4, headings["统一编号"]).value)
    for heading, value in {"现场情况": "彩钢棚一处", "核查人": "李四", "结构": "彩钢", "层数": 1}.items():
        book.worksheets[0].cell(4, headings[heading]).value = value  # type: ignore[assignment]
    book.save(sheet)
    photo = shoot("a.jpg", patches[0].lon, patches[0].lat)
    gpx(package.folder / "t.gpx", (patches[0].lon, patches[0].lat, "2026-07-01T01:00:00Z"))
    path = tmp_path / "回传.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for file in [*package.folder.rglob("*"), photo]:
            if file.is_file():
                archive.write(file, file.name if file == photo else file.relative_to(package.folder).as_posix())
    found = collect(workspace, path, "李四", taking=True)
    assert set(found.unvisited) == {patch.number for patch in patches[1:]}
    assert found.problems == ()
    facts = find_patch(workspace, number).facts
    assert (facts["field_finding"], facts["field_checker"], facts["JG"]) == ("彩钢棚一处", "李四", "4")
    assert verify(workspace).findings == ()


def test_tracks_of_many_programs(tmp_path: Path) -> None:
    kml = """<kml xmlns="http://www.opengis.net/kml/2.2" xmlns:gx="http://www.google.com/kml/ext/2.2"><Placemark>{}
    </Placemark></kml>"""
    timed = (
        "<gx:Track><when>2026-07-01T09:00:00Z</when><when>2026-07-01T09:01:00Z</when><gx:coord>118.1 24.5 0</gx:coord>"
    )
    (tmp_path / "a.kml").write_text(kml.format(timed + "<gx:coord>118.2 24.5 0</gx:coord></gx:Track>"), "utf-8")
    track = read_track(tmp_path / "a.kml")
    assert track is not None and track.span is not None
    assert track.where(track.span[1]) == (118.2, 24.5)
    line = "<LineString><coordinates>118.1,24.5 118.2,24.6</coordinates></LineString>"
    (tmp_path / "b.ovkml").write_text(kml.format(line), "utf-8")
    shifted = read_track(tmp_path / "b.ovkml")
    assert shifted is not None and shifted.fixes[0][0] == pytest.approx(118.1 - 0.005, abs=1e-3)
    (tmp_path / "c.kml").write_text(kml.format("<Point><coordinates>118.1,24.5</coordinates></Point>"), "utf-8")
    assert read_track(tmp_path / "c.kml") is None
    (tmp_path / "d.gpx").write_text("<gpx>", "utf-8")
    with pytest.raises(VectorError, match="no sound track"):
        read_track(tmp_path / "d.gpx")


def test_what_is_no_return(workspace: Workspace, patches: list[Patch], shoot: Shoot, tmp_path: Path) -> None:
    with pytest.raises(VectorError, match="does not exist"):
        collect(workspace, tmp_path / "none")
    (tmp_path / "leer").mkdir()
    with pytest.raises(VectorError, match="holds no photos"):
        collect(workspace, tmp_path / "leer")
    with pytest.raises(UnknownNameError):
        collect(workspace, tmp_path / "leer", taking=True)
    (tmp_path / "leer" / "a.heic").write_bytes(b"x")
    (tmp_path / "leer" / "b.jpg").write_bytes(b"no picture")
    (tmp_path / "leer" / "c.xlsx").write_bytes(b"PK\x03\x04")
    found = collect(workspace, tmp_path / "leer")
    assert len(found.problems) == 2 and "convert it to JPEG" in found.problems[0]
    assert found.photos[0].found is Found.UNMATCHED


def test_squads_sheets_of_one_name_are_all_read(workspace: Workspace, patches: list[Patch], tmp_path: Path) -> None:
    for patch in patches:
        give_verdict(workspace, patch.number, Verdict.ILLEGAL, "V01", "张三")
    package = write_packages(workspace, tmp_path / "外业", group="street", by="张三")
    sheets = sorted(package.folder.rglob("*.xlsx"))
    assert len(sheets) == 2 and sheets[0].name == sheets[1].name
    book = openpyxl.load_workbook(sheets[0])
    headings = {str(cell.value): cell.column for cell in book.worksheets[0][3]}
    book.worksheets[0].cell(4, headings["现场情况"]).value = "彩钢棚一处"  # type: ignore[assignment]
    book.save(sheets[0])
    found = collect(workspace, package.folder, "李四", taking=True)
    assert [len(told.differences) for told in found.tables.values()] == [1, 0]
    number = str(book.worksheets[0].cell(4, headings["统一编号"]).value)
    assert find_patch(workspace, number).facts["field_finding"] == "彩钢棚一处"


def test_a_broken_photo_is_no_evidence(workspace: Workspace, patches: list[Patch], tmp_path: Path) -> None:
    (tmp_path / f"{patches[0].number}.jpg").write_bytes(b"no picture")
    (photo,) = collect(workspace, tmp_path).photos
    assert photo.found is Found.UNMATCHED and "cannot be opened" in photo.why
