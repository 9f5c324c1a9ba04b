"""Takes the pictures of the user guide from the real window: python docs/make_pictures.py [FOLDER [zh|en]].

The workspace is the sample's two months with the patches that are known to be there, so nothing is detected and the
pictures are the same every time. Chinese and English; the review at 1366 × 768 and at 2560 × 1440, light and dark.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import geopandas
import shapely
from PIL import Image, ImageColor
from PyQt5.QtCore import QPoint, Qt, QTimer
from PyQt5.QtTest import QTest
from PyQt5.QtWidgets import QApplication, QDialog, QWidget

from twowei import resources
from twowei import settings as wishes
from twowei.casebook.lifecycle import Verdict
from twowei.casebook.planning import Campaign, Squad
from twowei.desktop import themes
from twowei.desktop.app import Desktop, application
from twowei.desktop.board.board_window import BoardWindow
from twowei.desktop.board.side_window import SideWindow
from twowei.desktop.dialogs.jobs_dialog import JobsDialog
from twowei.desktop.dialogs.new_workspace_dialog import NewWorkspaceDialog
from twowei.desktop.main_window import MainWindow
from twowei.desktop.planning.planning_window import PlanningWindow
from twowei.feedback import Feedback
from twowei.geo.crs import parse_crs
from twowei.patches.candidate import Candidate
from twowei.services.drawn_life import MANAGER
from twowei.services.drawn_year import CORNER, draw_year
from twowei.services.evidence import attach, look
from twowei.services.handing import HandOver
from twowei.services.ingest import ingest
from twowei.services.planning import assign, save_campaign, save_squad
from twowei.services.review import add_candidates, give_verdict, list_patches
from twowei.services.workspace import Workspace
from twowei.settings import Settings

SMALL, LARGE = (1366, 768), (2560, 1440)
COLOURS, FEW_COLOURS = 128, 28
SIGNALS = ("#F0E442", "#F0602B", "#19B98B", "#56B4E9", "#E08FC0", "#F2B84B", "#FFFFFF", "#4A78B5")
"""Colours that mean something, few pixels though they are: a large picture keeps them."""
WHO = "王芳"
YEAR_PATCHES = 300


def make_workspace(folder: Path) -> None:
    """Make a workspace of the sample with its known changes, a few judged."""
    sample = resources.sample_tiles()
    frame = geopandas.read_file(sample / "expected" / "patches.geojson")
    crs = parse_crs("EPSG:4490")
    with Workspace.create(folder, None, sample / "zones.gpkg") as workspace:
        months = [
            ingest(workspace, sorted((sample / month).glob("*.tif")), month, date=day)
            for month, day in (("2026-05", date(2026, 5, 12)), ("2026-06", date(2026, 6, 14)))
        ]
        found = [
            Candidate(row.geometry, crs, "new", 0.97 - 0.02 * place)
            for place, row in enumerate(frame[frame.change == "new"].itertuples())
        ]
        add_candidates(
            workspace, found, before=months[0], after=months[1], model="fast 1", threshold=0.5,
            academic_only=True, by="twowei",
        )  # fmt: skip
        patches = list_patches(workspace)
        give_verdict(workspace, patches[0].number, Verdict.ILLEGAL, "V01", WHO, "新建钢结构厂房")
        give_verdict(workspace, patches[1].number, Verdict.FALSE, "W01", WHO)
        _attach_photos(workspace, folder.parent / "照片", patches[2].number)


def _attach_photos(workspace: Workspace, folder: Path, number: str) -> None:
    """Attach two photos made from the imagery, with place and direction in their EXIF."""
    folder.mkdir(exist_ok=True)
    patch = next(one for one in list_patches(workspace) if one.number == number)
    tile = next((resources.sample_tiles() / "2026-06").glob("*.tif"))
    for count, (dx, dy, azimuth) in enumerate(((-0.0003, -0.0002, 60.0), (0.0022, 0.001, 200.0)), 1):
        with Image.open(tile) as picture:
            photo = picture.convert("RGB").crop((100 * count, 100, 100 * count + 400, 400)).resize((800, 600))
        exif = photo.getexif()
        gps = exif.get_ifd(0x8825)
        gps[1], gps[2] = "N", _dms(patch.lat + dy)
        gps[3], gps[4], gps[17] = "E", _dms(patch.lon + dx), azimuth
        exif.get_ifd(0x8769)[36867] = f"2026:06:2{count} 09:3{count}:00"
        photo.save(folder / f"现场{count}.jpg", exif=exif)
    attach(workspace, [(piece, number) for piece in look(workspace, [folder], Feedback())], WHO)


def _dms(degrees: float) -> tuple[float, float, float]:
    minutes = degrees % 1 * 60
    return float(int(degrees)), float(int(minutes)), minutes % 1 * 60


def _in_many_colours(picture: Image.Image) -> Image.Image:
    return picture.quantize(COLOURS, kmeans=1, dither=Image.Dither.NONE)


def _signals() -> list[str]:
    return [*SIGNALS, *(worn[name] for worn in (themes.LIGHT, themes.DARK) for name in ("accent", "selection"))]


def _in_few_colours(picture: Image.Image) -> Image.Image:
    own = picture.quantize(FEW_COLOURS, dither=Image.Dither.NONE).getpalette() or []
    palette = Image.new("P", (1, 1))
    palette.putpalette(own[: 3 * FEW_COLOURS] + [part for one in _signals() for part in ImageColor.getrgb(one)])
    return picture.quantize(palette=palette, dither=Image.Dither.NONE)


class Camera:
    """Opens the window in a language and theme and saves what it shows."""

    def __init__(self, app: QApplication, settings: Settings, out: Path, language: str) -> None:
        self._app, self._out, self._language = app, out, language
        settings.put(wishes.LANGUAGE, {"zh": "zh_CN", "en": "en"}[language])
        self.settings = settings
        self.desktop = Desktop(app, settings)

    def open(self, workspace: Path | None, size: tuple[int, int] = SMALL, theme: str = "light") -> MainWindow:
        """Open the window and wait until its map has settled."""
        self.settings.put(wishes.THEME, theme)
        window = self.desktop.open(workspace)
        window.resize(*size)
        QApplication.setActiveWindow(window)
        if workspace is not None:
            self.until(lambda: window.map.store is not None and window.map.store.settled)
            window.map.setFocus()
            self.rest(0.6)
            self.until(lambda: window.map.store is not None and window.map.store.settled)
        self.rest(0.3)
        return window

    def until(self, done: Callable[[], bool], seconds: float = 30) -> None:
        """Let the window work until something holds."""
        end = time.monotonic() + seconds
        while not done() and time.monotonic() < end:
            self.rest(0.05)

    def rest(self, seconds: float) -> None:
        """Let the window work."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            self._app.processEvents()
            time.sleep(0.01)

    def press(self, key: int, modifier: int = Qt.NoModifier) -> None:
        """Press a key where the keyboard is."""
        QTest.keyClick(QApplication.focusWidget() or self.desktop.window, key, modifier)
        self.rest(0.5)

    def shoot(self, name: str, widget: QWidget) -> None:
        """Save what a widget shows, in few colours."""
        path = self._out / f"{name}.{self._language}.png"
        widget.grab().save(str(path))
        with Image.open(path) as picture:
            few = _in_few_colours if widget.width() > SMALL[0] else _in_many_colours
            few(picture.convert("RGB")).save(path, optimize=True)
        print(path.name, path.stat().st_size // 1024, "kB")

    def shoot_dialog(
        self, name: str, begin: Callable[[], object], fill: Callable[[Camera, QDialog], None] | None = None
    ) -> None:
        """Save a dialog that something opens, filled in if need be, and close it."""

        def take() -> None:
            dialog = QApplication.activeModalWidget()
            if not isinstance(dialog, QDialog):
                QTimer.singleShot(50, take)
                return
            if fill is not None:
                fill(self, dialog)
            self.rest(0.8)
            self.shoot(name, dialog)
            dialog.reject()

        QTimer.singleShot(100, take)
        begin()

    def close(self) -> None:
        """Close the window."""
        if self.desktop.window is not None:
            self.desktop.window.close()
            self.desktop.window = None
        self.rest(0.2)


def drag(window: MainWindow, start: tuple[float, float], end: tuple[float, float]) -> None:
    """Drag on the map between two places of the ground."""
    pyramid = window.gallery.pyramid
    assert pyramid is not None
    spots = [window.map.pane.mapFromScene(*pyramid.to_scene(*spot)) for spot in (start, end)]
    face = window.map.pane.face()
    QTest.mouseMove(face, spots[0])
    QTest.mousePress(face, Qt.LeftButton, Qt.NoModifier, QPoint(spots[0]))
    QTest.mouseRelease(face, Qt.LeftButton, Qt.NoModifier, QPoint(spots[1]))


def take_all(app: QApplication, settings: Settings, workspace: Path, out: Path, language: str) -> None:
    """Take every picture in one language."""
    camera = Camera(app, settings, out, language)
    window = camera.open(None)
    window.start_page.show_recent([Path("D:/两违/河源镇 2026-06"), Path("D:/两违/河源镇 2026-05")])
    camera.shoot("start", window)
    camera.shoot_dialog("new", lambda: window.questions.new_workspace(workspace.parent), _fill_new)
    camera.close()
    window = camera.open(workspace)
    camera.shoot("review", window)
    camera.shoot_dialog("detect", window.actions_by_name["detect"].trigger)
    camera.shoot_dialog("keys", window.actions_by_name["key_sheet"].trigger)
    camera.shoot_dialog("export", window.actions_by_name["export"].trigger)
    _jobs(camera, window)
    QApplication.setActiveWindow(window)
    window.map.setFocus()
    _edit(camera, window)
    _photos(camera, window)
    camera.close()
    for name, size, theme in (("dark", SMALL, "dark"), ("large", LARGE, "light"), ("large_dark", LARGE, "dark")):
        camera.shoot(name, camera.open(workspace, size, theme))
        camera.close()


def _fill_new(camera: Camera, dialog: QDialog) -> None:
    assert isinstance(dialog, NewWorkspaceDialog)
    dialog.name.setText("河源镇 2026-07")
    dialog.parent_folder.setText(str(Path.home()))
    for _ in range(2):
        dialog.next_button.click()
    dialog.look_into([resources.sample_tiles() / month for month in ("2026-05", "2026-06")])
    camera.until(lambda: dialog.months.topLevelItemCount() == 2)
    for row in range(2):  # where this program is installed is nobody's business
        item = dialog.months.topLevelItem(row)
        assert item is not None
        item.setText(3, f"D:/影像/{item.text(0)}")


def _jobs(camera: Camera, window: MainWindow) -> None:
    """Show a list of jobs: an export that is done, one that found nothing to hand over."""
    assert window.workspace is not None
    place, folder = window.workspace.folder, window.workspace.folder / "exports"
    window.tasks.run_export(place, HandOver("demolition", folder / "2026-06-30"), WHO)
    window.tasks.run_export(place, HandOver("geojson", folder / "河源镇.geojson", (Verdict.FARM,)), WHO)
    camera.until(lambda: not window.job_bar.busy)
    window.actions_by_name["jobs"].trigger()
    dialog = window.findChild(JobsDialog)
    assert dialog is not None
    camera.rest(0.5)
    camera.shoot("jobs", dialog)
    dialog.close()
    window.messages.hide()


def _edit(camera: Camera, window: MainWindow) -> None:
    assert window.desk is not None
    patch = window.desk.session.current
    assert patch is not None
    camera.press(Qt.Key_E)
    x, y = max(patch.geometry.exterior.coords, key=lambda spot: spot[0] + spot[1])[:2]
    drag(window, (x, y), (x + 4, y + 3))
    camera.rest(0.4)
    camera.shoot("edit", window)
    camera.press(Qt.Key_Escape)
    camera.press(Qt.Key_Escape)
    window.messages.hide()


def _photos(camera: Camera, window: MainWindow) -> None:
    assert window.desk is not None
    assert window.reviewing.evidence is not None
    numbers = [patch.number for patch in list_patches(window.desk.session.workspace)]
    window.desk.session.choose(numbers[2])
    tab = window.reviewing.evidence.tab
    window.detail_panel.tabs.setCurrentWidget(tab)
    camera.until(lambda: tab.strip.count() == 2)
    camera.rest(0.5)
    camera.shoot("photos", window)


def plan_year(folder: Path) -> None:
    """Draw a year, and plan in it: a campaign on its ground, a squad, cases assigned to it."""
    draw_year(folder, patches=YEAR_PATCHES, feedback=Feedback())
    with Workspace.open(folder) as workspace:
        left, bottom = CORNER[0] + 900, CORNER[1] - 3600
        ground = shapely.box(left, bottom, left + 2300, bottom + 2300)
        save_squad(workspace, Squad("拆违一队", "王队等 6 人", "挖掘机 1, 货车 2"), MANAGER)
        save_campaign(
            workspace,
            Campaign("河源专班", "第一阶段", "王队, 许宁", "2025-10-01", "2026-12-31", 6000.0, ground),
            MANAGER,
        )
        assign(workspace, MANAGER, area=ground, campaign="河源专班", squad="拆违一队")


def take_windows(camera: Camera, year: Path) -> None:
    """Take the windows of demolition: board, a case, planning."""
    window = camera.open(year)
    board = _side(camera, window, "board")
    camera.shoot("board", board)
    assert isinstance(board, BoardWindow)
    part = board.parts["拆除中"]
    number = part.column.cards[0].patch.number
    camera.shoot_dialog("case", lambda: board.case_wanted.emit(number, "demolition"))
    planning = _side(camera, window, "planning")
    assert isinstance(planning, PlanningWindow)
    planning.campaigns.table.selectRow(0)
    planning.tabs.setCurrentWidget(planning.days)
    planning.days.squad.setCurrentIndex(1)
    planning.days.make()
    camera.until(lambda: planning.days.stops.rowCount() > 0 and not planning.busy)
    camera.rest(0.5)
    camera.shoot("planning", planning)
    camera.close()


def _side(camera: Camera, window: MainWindow, kind: str) -> SideWindow:
    window.actions_by_name[kind].trigger()
    side = window.boards.open[kind]
    side.resize(*SMALL)
    camera.until(lambda: not side.busy)
    camera.rest(0.4)
    return side


def main() -> None:
    """Take all pictures."""
    out = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent / "pictures"
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as temporary:
        os.environ["TWOWEI_SETTINGS"] = str(Path(temporary) / "twowei.ini")
        settings = Settings()
        settings.put(wishes.ANALYST, WHO)
        workspace = Path(temporary) / "河源镇 2026-06"
        make_workspace(workspace)
        year = Path(temporary) / "海沧 2025"
        plan_year(year)
        app = application(["twowei"])
        app.setQuitOnLastWindowClosed(False)
        for language in sys.argv[2:] or ("zh", "en"):
            take_all(app, settings, workspace, out, language)
            take_windows(Camera(app, settings, out, language), year)


if __name__ == "__main__":
    main()
