"""Dossiers on paper: ten parts, the same bytes again, hashes kept, photos that are gone, months without imagery."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import shapely
from affine import Affine
from PIL import Image
from rasterio.crs import CRS

from twowei.casebook import attachments, rows
from twowei.casebook.attachments import sha256_of
from twowei.casebook.clock import CHINA_TIME
from twowei.casebook.lifecycle import State
from twowei.casebook.patch import Patch
from twowei.errors import CancelledError, OutputError, UnknownNameError
from twowei.feedback import Feedback
from twowei.imagery.inspection import open_epoch
from twowei.papers import fonts
from twowei.services.cases import file_of, move, note
from twowei.services.dossiers import (
    issued_dossiers,
    make_dossiers,
    make_file_dossier,
    make_file_dossiers,
    put_into_file,
)
from twowei.services.photos import PhotoFacts, photo_facts
from twowei.services.rechecks import look_back
from twowei.services.workspace import Workspace

Pages = Callable[[Path], list[str]]
MADE = datetime(2026, 8, 1, tzinfo=CHINA_TIME)
EAST, NORTH = 500_000, 2_700_000


def photo(
    path: Path, colour: tuple[int, int, int], azimuth: float | None, lat: float = 24.4, lon: float = 117.0
) -> Path:
    exif = Image.Exif()
    exif[0x8769] = {36867: "2026:07:01 10:11:12"}
    if azimuth is not None:
        place = {1: "N", 2: (int(lat), (lat % 1) * 60, 0.0), 3: "E", 4: (int(lon), (lon % 1) * 60, 0.0)}
        exif[0x8825] = {**place, 17: azimuth}
    Image.new("RGB", (40, 30), colour).save(path, exif=exif)
    return path


@pytest.fixture
def pictured(
    workspace: Workspace, patches: list[Patch], tmp_path: Path, texture: Callable[..., np.ndarray[Any, Any]],
    write_raster: Callable[..., Path],
) -> Iterator[Workspace]:  # fmt: skip
    """Two months of imagery under the first patch, photos before and after, a case that went to its end."""
    for month in ("2026-05", "2026-06"):
        transform = Affine(1, 0, EAST + 50, 0, -1, NORTH + 250)
        path = write_raster(f"{month}.tif", texture(200, 200, int(month[-1])), transform=transform)
        workspace.save_epoch(open_epoch([path], month=month, sensor="satellite", taken=date(2026, int(month[-1]), 12)))
    shots = [photo(tmp_path / "前一.jpg", (200, 0, 0), 40), photo(tmp_path / "前二.jpg", (0, 200, 0), 200)]
    shots.append(photo(tmp_path / "后.jpg", (0, 0, 200), 50))
    facts = {"DSR": "陈喆", "DZ": "高殿社区1号", "DAH": "户0012", "XQCCH": "拆〔2026〕1号", "XQCCRQ": "2026-07-10",
             "ZCQX": "2026-07-25", "CZFS": "3", "CCMJ": 0.0}  # fmt: skip
    with workspace.casebook.writing() as connection:
        patch = rows.change(connection, patches[0], state=State.DEMOLISHING, facts=facts)
        for shot in shots[:2]:
            attachments.attach(connection, workspace.folder, "档案", patch, attachments.PHOTO, shot, "队员")
    done = {"CCMJ": "620", "CCZDMJ": "310", "CCRQ": "2026-07-28", "SYMJ": "0"}
    move(workspace, [patch.number], State.DEMOLISHED, "队长", facts=done, photos=shots[2:])
    yield workspace


def test_ten_parts_with_chinese_on_every_page(pictured: Workspace, patches: list[Patch], pdf_pages: Pages) -> None:
    number = patches[0].number
    made = make_dossiers(pictured, [number], "王五", Feedback(), made=MADE)
    pages = pdf_pages(pictured.folder / made.issued[0].path)
    whole = "\n".join(pages)
    for words in (
        "违法建设图斑档案", "二、位置图与图斑图", "三、各期影像", "四、现场与无人机照片", "五、产权与审批核查",
        "六、现场勘验", "七、法律文书与送达", "八、处置与拆除", "九、复核验收", "十、操作记录",
    ):  # fmt: skip
        assert words in whole, words
    assert all("违法建设图斑档案" in page and number in page for page in pages)
    for words in ("陈喆", "高殿社区1号", "1:5,000", "1:500", "2026-05-12 卫星 1 m", "拆〔2026〕1号", "620.00", "强拆"):
        assert words in whole, words
    assert "方位角 40°" in whole and "拆除前后照片" in whole and "过远" in whole
    assert not made.warnings


def test_corner_coordinates_are_those_of_the_outline(
    pictured: Workspace, patches: list[Patch], pdf_pages: Pages
) -> None:
    made = make_dossiers(pictured, [patches[0].number], "王五", Feedback(), made=MADE)
    whole = "\n".join(pdf_pages(pictured.folder / made.issued[0].path))
    for x, y in list(shapely.get_coordinates(patches[0].geometry))[:-1]:
        assert f"{y:.3f}" in whole and f"{x:.3f}" in whole
    assert CRS.from_epsg(4548) == pictured.crs and "EPSG:4548" in whole


def test_the_same_history_gives_the_same_bytes_and_its_hash_is_kept(pictured: Workspace, patches: list[Patch]) -> None:
    number = patches[0].number
    first = make_dossiers(pictured, [number], "王五", Feedback(), made=MADE).issued[0]
    again = make_dossiers(pictured, [number], "赵六", Feedback(), made=MADE).issued[0]
    later = make_dossiers(pictured, [number], "王五", Feedback(), made=MADE + timedelta(days=1)).issued[0]
    assert first.sha256 == again.sha256 != later.sha256
    assert [one.sha256 for one in issued_dossiers(pictured, number)] == [first.sha256, again.sha256, later.sha256]
    assert sha256_of(pictured.folder / later.path) == later.sha256
    note(pictured, number, {"YT": "仓储"}, "王五")
    changed = make_dossiers(pictured, [number], "王五", Feedback(), made=MADE + timedelta(days=1)).issued[0]
    assert changed.sha256 != later.sha256 and changed.events == later.events + 1


def test_a_missing_photo_and_missing_imagery_are_said_and_stop_nothing(
    pictured: Workspace, patches: list[Patch], tmp_path: Path, pdf_pages: Pages
) -> None:
    number = patches[0].number
    with pictured.casebook.reading() as connection:
        lost = attachments.read(connection, number)[0]
    (pictured.folder / lost.path).unlink()
    (tmp_path / "2026-05.tif").unlink()
    made = make_dossiers(pictured, [number], "王五", Feedback(), made=MADE)
    whole = "\n".join(pdf_pages(pictured.folder / made.issued[0].path))
    assert "照片文件缺失或无法读取" in whole and "2026-05 (影像文件缺失)" in whole
    assert any("is missing or cannot be read" in one for one in made.warnings)
    assert any("no imagery of 2026-05" in one for one in made.warnings)


def test_a_patch_without_anything_has_a_dossier_too(
    workspace: Workspace, patches: list[Patch], tmp_path: Path, pdf_pages: Pages
) -> None:
    made = make_dossiers(workspace, [p.number for p in patches], "王五", Feedback(), folder=tmp_path / "out")
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == sorted(f"{p.number}.pdf" for p in patches)
    whole = "\n".join(pdf_pages(tmp_path / "out" / f"{patches[0].number}.pdf"))
    assert "工作区无影像" in whole and "尚无文书" in whole and "尚无拆除记录" in whole
    assert len(made.issued) == 3


def test_the_party_is_left_out_where_it_is_asked(
    pictured: Workspace, patches: list[Patch], tmp_path: Path, pdf_pages: Pages
) -> None:
    make_dossiers(pictured, [patches[0].number], "王五", Feedback(), folder=tmp_path, anonymous=True)
    assert "陈喆" not in "\n".join(pdf_pages(tmp_path / f"{patches[0].number}.pdf"))


def test_a_file_of_a_household_holds_all_its_patches(
    pictured: Workspace, patches: list[Patch], pdf_pages: Pages
) -> None:
    note(pictured, patches[1].number, {"DAH": "户0012"}, "王五")
    made = make_file_dossier(pictured, "户0012", "王五", made=MADE)
    whole = "\n".join(pdf_pages(pictured.folder / made.issued[0].path))
    assert patches[0].number in whole and patches[1].number in whole and patches[2].number not in whole
    assert "合计 2 处" in whole and made.issued[0].subject == "户0012"
    with pytest.raises(UnknownNameError, match="No patch has the file number"):
        make_file_dossier(pictured, "户9999", "王五")


def test_a_file_is_of_a_household_a_building_or_an_enterprise(
    pictured: Workspace, patches: list[Patch], tmp_path: Path, pdf_pages: Pages
) -> None:
    put_into_file(pictured, [one.number for one in patches[:2]], "企0007", "企", "王五")
    put_into_file(pictured, [patches[2].number], "企0008", "3", "王五")
    assert file_of(pictured, patches[1].number) == ("企0007", "3")
    made = make_file_dossiers(pictured, "企", "王五", Feedback(), folder=tmp_path, made=MADE)
    assert [one.subject for one in made.issued] == ["企0007", "企0008"]
    assert "一企一档" in "\n".join(pdf_pages(tmp_path / "DAH_企0007.pdf"))
    with pytest.raises(UnknownNameError, match="No patch is of a file"):
        make_file_dossiers(pictured, "楼", "王五", Feedback())
    with pytest.raises(UnknownNameError, match="no number"):
        put_into_file(pictured, [patches[0].number], " ", "1", "王五")


def test_part_nine_tells_what_newer_imagery_proposes_and_who_looked(
    pictured: Workspace, patches: list[Patch], pdf_pages: Pages, texture: Callable[..., np.ndarray[Any, Any]],
    write_raster: Callable[..., Path],
) -> None:  # fmt: skip
    transform = Affine(1, 0, EAST + 50, 0, -1, NORTH + 250)
    path = write_raster("2026-08.tif", texture(200, 200, 6), transform=transform)
    pictured.save_epoch(open_epoch([path], month="2026-08", sensor="satellite", taken=date(2026, 8, 12)))
    look_back(pictured, patches[0].number, "drone_3", "gone", "飞手", note="现场已平整")
    made = make_dossiers(pictured, [patches[0].number], "王五", Feedback(), made=MADE)
    nine = "\n".join(pdf_pages(pictured.folder / made.issued[0].path)).split("九、复核验收")[1]
    assert "2026-08" in nine and "影像提示" in nine and "飞手查看: 已拆除 现场已平整" in nine.replace("\n", "")


def test_what_cannot_be_done_is_one_sentence(
    workspace: Workspace, patches: list[Patch], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(UnknownNameError, match="no patch 'x'"):
        make_dossiers(workspace, [patches[0].number, "x"], "王五", Feedback())
    with pytest.raises(UnknownNameError, match="name of who decides"):
        make_dossiers(workspace, [patches[0].number], " ", Feedback())
    (tmp_path / "taken").write_text("")
    with pytest.raises(OutputError, match="choose another place"):
        make_dossiers(workspace, [patches[0].number], "王五", Feedback(), folder=tmp_path / "taken")
    monkeypatch.setattr(fonts, "folders", lambda: [tmp_path])
    monkeypatch.delenv(fonts.VARIABLE, raising=False)
    with pytest.raises(fonts.NoFontError, match="no font with Chinese characters"):
        make_dossiers(workspace, [patches[0].number], "王五", Feedback())
    assert issued_dossiers(workspace) == []


def test_stopping_keeps_what_is_finished(workspace: Workspace, patches: list[Patch]) -> None:
    class Stops(Feedback):
        told = 0

        def report(self, fraction: float, message: str = "") -> None:
            self.told += 1

        def cancelled(self) -> bool:
            return self.told >= 2

    with pytest.raises(CancelledError):
        make_dossiers(workspace, [p.number for p in patches], "王五", Stops())
    assert [one.subject for one in issued_dossiers(workspace)] == [patches[0].number, patches[1].number]


def test_a_run_that_is_taken_up_makes_only_what_is_not_true_any_more(
    workspace: Workspace, patches: list[Patch], tmp_path: Path
) -> None:
    numbers, began = [patch.number for patch in patches[:3]], datetime.now(CHINA_TIME) - timedelta(seconds=1)
    make_dossiers(workspace, numbers, "王五", Feedback(), folder=tmp_path, made=began, since=began)
    (tmp_path / f"{numbers[1]}.pdf").write_bytes(b"changed")
    note(workspace, numbers[2], {"DZ": "高殿9号"}, "王五")
    again = make_dossiers(workspace, numbers, "王五", Feedback(), folder=tmp_path, made=began, since=began)
    assert {one.subject for one in again.issued} == set(numbers)
    counted = [one.subject for one in issued_dossiers(workspace)]
    assert [counted.count(number) for number in numbers] == [1, 2, 2]
    later = began + timedelta(hours=1)
    make_dossiers(workspace, numbers[:1], "王五", Feedback(), folder=tmp_path, made=later, since=later)
    assert len(issued_dossiers(workspace, numbers[0])) == 2, "an older run's paper is not this run's"


def test_what_a_photo_says_of_itself(tmp_path: Path) -> None:
    facts = photo_facts(photo(tmp_path / "a.jpg", (0, 0, 0), 365.0))
    assert (facts.taken, facts.azimuth) == ("2026-07-01 10:11:12", 5.0)
    assert facts.lat == pytest.approx(24.4) and facts.distance_m(117.0, 24.4) == pytest.approx(0, abs=1)
    assert photo_facts(photo(tmp_path / "b.jpg", (0, 0, 0), None)) == PhotoFacts(taken="2026-07-01 10:11:12")
    (tmp_path / "c.jpg").write_bytes(b"none")
    assert photo_facts(tmp_path / "c.jpg") == photo_facts(tmp_path / "absent.jpg") == PhotoFacts(readable=False)
