"""Photos and papers dropped on the real window."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image
from PyQt5.QtCore import QMimeData, QPoint, Qt, QUrl
from PyQt5.QtGui import QDropEvent
from PyQt5.QtTest import QTest
from PyQt5.QtWidgets import QApplication, QDialog, QFileDialog, QToolTip
from pytestqt.qtbot import QtBot

from tests.desktop.conftest import current
from twowei import settings as wishes
from twowei.desktop.dialogs.evidence_dialog import EvidenceDialog
from twowei.desktop.dialogs.ingest_dialog import IngestDialog
from twowei.desktop.dialogs.photo_viewer import PhotoViewer
from twowei.desktop.main_window import MainWindow
from twowei.desktop.review.evidence import Evidence
from twowei.feedback import Feedback
from twowei.services.evidence import Piece, attach, photos_around
from twowei.services.photos import PhotoFacts
from twowei.services.workspace import Workspace

Act = Callable[[QDialog], None]
Answer = Callable[[type[QDialog], Act], None]
METRE = 1 / 111_000


def evidence(window: MainWindow) -> Evidence:
    assert window.reviewing.evidence is not None
    return window.reviewing.evidence


def dms(degrees: float) -> tuple[float, float, float]:
    minutes = degrees % 1 * 60
    return float(int(degrees)), float(int(minutes)), minutes % 1 * 60


def shoot(path: Path, lon: float, lat: float, shade: int) -> Path:
    picture = Image.new("RGB", (400, 300), (shade, 120, 90))
    exif = picture.getexif()
    gps = exif.get_ifd(0x8825)
    gps[1], gps[2], gps[3], gps[4], gps[17] = "N", dms(lat), "E", dms(lon), 0.0
    exif.get_ifd(0x8769)[36867] = "2026:07:01 09:30:00"
    path.parent.mkdir(parents=True, exist_ok=True)
    picture.save(path, exif=exif)
    return path


def drop(window: MainWindow, *paths: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    window.dropEvent(QDropEvent(QPoint(200, 200), Qt.CopyAction, data, Qt.LeftButton, Qt.NoModifier))


def test_a_dropped_folder_of_photos_becomes_a_strip_and_arrows(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, answer: Answer, press_ok: Act
) -> None:
    patch = current(window)
    folder = tmp_path / "现场 照片"
    shoot(folder / "一.jpg", patch.lon, patch.lat - 15 * METRE, 90)
    shoot(folder / "远.jpg", patch.lon, patch.lat + 2000 * METRE, 200)
    (folder / "告知书.pdf").write_bytes(b"%PDF-1.4")
    seen: list[list[str]] = []

    def look_and_attach(dialog: QDialog) -> None:
        assert isinstance(dialog, EvidenceDialog)
        rows = range(dialog.table.rowCount())
        seen.append([dialog.table.item(row, 3).text() for row in rows])
        assert [box.currentData() is not None for box in dialog.boxes] == [True, False, True]
        dialog.boxes[1].setCurrentIndex(dialog.boxes[1].findData(patch.number))
        press_ok(dialog)

    answer(EvidenceDialog, look_and_attach)
    drop(window, folder)
    tab = evidence(window).tab
    qtbot.waitUntil(lambda: tab.strip.count() == 3)
    assert "100 m" in seen[0][1]
    assert "2" in tab.strip.item(1).toolTip()
    assert "相距" in tab.strip.item(1).toolTip()
    assert [(shot.number, shot.doubtful) for shot in evidence(window).layer.shots] == [(1, False), (2, True)]
    assert "(3)" in window.detail_panel.tabs.tabText(window.detail_panel.tabs.indexOf(tab))
    QApplication.setActiveWindow(window)
    window.map.setFocus()
    QTest.keyClick(window.map, Qt.Key_Down)
    qtbot.waitUntil(lambda: tab.strip.count() == 0)
    QTest.keyClick(window.map, Qt.Key_Up)
    qtbot.waitUntil(lambda: tab.strip.count() == 3)


def test_a_folder_is_chosen_by_key(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, answer: Answer, press_ok: Act, monkeypatch: pytest.MonkeyPatch
) -> None:
    patch = current(window)
    shoot(tmp_path / "现场" / "甲" / "一.jpg", patch.lon, patch.lat, 90)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path / "现场"))
    answer(EvidenceDialog, press_ok)
    QApplication.setActiveWindow(window)
    window.map.setFocus()
    QTest.keyClick(window.map, Qt.Key_P, Qt.ControlModifier | Qt.ShiftModifier)
    qtbot.waitUntil(lambda: evidence(window).tab.strip.count() == 1)


def test_a_photo_opens_large_and_the_arrows_go_on(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, answer: Answer, press_ok: Act
) -> None:
    patch = current(window)
    photos = [shoot(tmp_path / f"{n}.jpg", patch.lon, patch.lat, 40 * n) for n in (1, 2)]
    answer(EvidenceDialog, press_ok)
    drop(window, *photos)
    tab = evidence(window).tab
    qtbot.waitUntil(lambda: tab.strip.count() == 2)
    titles: list[str] = []

    def look(dialog: QDialog) -> None:
        titles.append(dialog.windowTitle())
        QTest.keyClick(dialog, Qt.Key_Right)
        titles.append(dialog.windowTitle())

    answer(PhotoViewer, look)
    spot = tab.strip.visualItemRect(tab.strip.item(0)).center()
    qtbot.mouseClick(tab.strip.viewport(), Qt.LeftButton, Qt.NoModifier, spot)
    assert [title.split()[0] for title in titles] == ["1/2", "2/2"]


def test_rasters_are_still_imagery(
    window: MainWindow, imagery: tuple[Path, Path], answer: Answer, qtbot: QtBot
) -> None:
    asked: list[bool] = []
    answer(IngestDialog, lambda _dialog: asked.append(True))
    drop(window, imagery[0])
    assert asked == [True]


def test_a_folder_with_nothing_to_attach_says_so(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "空").mkdir()
    evidence(window).offer([tmp_path / "空"])
    qtbot.waitUntil(lambda: "照片" in window.messages.text)


def test_photos_of_all_patches_are_on_the_map_and_lead_to_their_patch(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    assert window.desk is not None
    first, second = (window.desk.session.find(number) for number in window.patch_list.model.order[:2])
    assert first is not None
    assert second is not None
    with Workspace.open(window.desk.session.workspace.folder) as workspace:
        for patch, shade in ((first, 10), (second, 20)):
            photo = shoot(tmp_path / f"{shade}.jpg", patch.lon, patch.lat - 8 * METRE, shade)
            attach(workspace, [(Piece(photo, "photo"), patch.number)], "王芳")
    around = evidence(window).around
    window.map.fit_all()
    around.refresh()
    qtbot.waitUntil(lambda: len(around.layer.shots) == 1)
    shot = around.layer.shots[0]
    assert shot.azimuth == 0
    spot = window.map.pane.mapFromScene(shot.x, shot.y)
    QTest.mouseMove(window.map.pane.face(), spot)
    qtbot.waitUntil(lambda: "20.jpg" in QToolTip.text())
    QTest.mouseClick(window.map.pane.face(), Qt.LeftButton, Qt.NoModifier, spot)
    assert current(window).number == second.number
    assert window.detail_panel.tabs.currentWidget() is evidence(window).tab
    qtbot.waitUntil(lambda: [one.x for one in around.layer.shots] not in ([], [shot.x]))
    QTest.keyClick(window.map, Qt.Key_P, Qt.ControlModifier | Qt.AltModifier)
    assert not around.layer.isVisible()
    assert around.layer.at(around.layer.shots[0].x, around.layer.shots[0].y, 50) is None
    assert window.settings.get(wishes.PHOTOS) == "off"


def test_of_very_many_photos_those_around_the_middle_are_read(window: MainWindow, tmp_path: Path) -> None:
    assert window.desk is not None
    patches = [window.desk.session.find(number) for number in window.patch_list.model.order[:3]]
    with Workspace.open(window.desk.session.workspace.folder) as workspace:
        for shade, patch in enumerate(patches):
            assert patch is not None
            photo = shoot(tmp_path / f"{shade}.jpg", patch.lon, patch.lat, shade)
            attach(workspace, [(Piece(photo, "photo"), patch.number)], "王芳")
        middle = patches[1]
        assert middle is not None
        x, y = middle.geometry.centroid.coords[0]
        box, known = (x - 200, y - 200, x + 200, y + 200), dict[str, PhotoFacts]()
        assert len(photos_around(workspace, box, known, Feedback())) == 3
        assert len(known) == 3
        nearest = photos_around(workspace, box, known, Feedback(), most=1)
        assert [one.kept.number for one in nearest] == [middle.number]
