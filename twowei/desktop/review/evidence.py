"""Photos and papers at the desk: taken in by dropping or choosing, shown as a strip and as arrows on the map."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PyQt5.QtCore import QObject, QTimer, QUrl, pyqtSignal
from PyQt5.QtGui import QDesktopServices, QImage
from PyQt5.QtWidgets import QDialog, QFileDialog

from twowei.casebook.patch import Patch
from twowei.desktop.background import Job
from twowei.desktop.dialogs.evidence_dialog import EvidenceDialog
from twowei.desktop.dialogs.photo_viewer import PhotoViewer
from twowei.desktop.map.map_view import MapView
from twowei.desktop.map.photo_layer import PhotoLayer, Shot
from twowei.desktop.message_bar import BAD, GOOD
from twowei.desktop.review import evidence_texts
from twowei.desktop.review.desk import Desk
from twowei.desktop.review.detail_panel import DetailPanel
from twowei.desktop.review.evidence_tab import SIDE_PX, EvidenceTab, Shown
from twowei.desktop.review.photos_around import PhotosAround
from twowei.feedback import Feedback
from twowei.geo.crs import LONLAT, transformer
from twowei.services.evidence import Piece, any_kept, attach, kept, look, thumbnail
from twowei.services.workspace import Workspace

PHOTO_Z = 12
STAYS_MS = 150


class Evidence(QObject):
    """One for each open workspace; ``shows_all``: whether photos of all patches are on the map."""

    said = pyqtSignal(str, str)  # tone, text

    def __init__(self, desk: Desk, panel: DetailPanel, map_view: MapView, shows_all: bool = True) -> None:
        super().__init__(desk)
        self._desk, self._panel, self._map = desk, panel, map_view
        self.tab, self.layer = EvidenceTab(), PhotoLayer()
        self.around = PhotosAround(desk, map_view, shows_all, lambda: panel.tabs.setCurrentWidget(self.tab))
        self._shown: list[Shown] = []
        self._reading: Job | None = None
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(STAYS_MS)
        self._wait.timeout.connect(self._begin)
        panel.tabs.addTab(self.tab, self.tr("Photos"))
        map_view.add_item(self.layer, PHOTO_Z)
        self.tab.add_wanted.connect(self.choose)
        self.tab.opened.connect(self._open)
        desk.session.current_changed.connect(self._read)
        map_view.scene_shown.connect(self._draw)

    def close(self) -> None:
        """Let go of panel and map, which outlive this workspace."""
        self._wait.stop()
        self._stop()
        self.around.close()
        self._map.scene_shown.disconnect(self._draw)
        self._map.canvas.removeItem(self.layer)
        self._panel.tabs.removeTab(self._panel.tabs.indexOf(self.tab))
        self.tab.deleteLater()

    # ---- taking in -----------------------------------------------------------------------------

    def choose(self) -> None:
        """Ask for files and take them in."""
        window = self._panel.window()
        chosen, _ = QFileDialog.getOpenFileNames(window, self.tr("Photos and papers"))
        if chosen:
            self.offer([Path(path) for path in chosen])

    def choose_folder(self) -> None:
        """Ask for a folder and take in what lies in it."""
        chosen = QFileDialog.getExistingDirectory(self._panel.window(), self.tr("Folder of photos and papers"))
        if chosen:
            self.offer([Path(chosen)])

    def offer(self, paths: Sequence[Path]) -> None:
        """Look through files and folders beside the window, then ask what belongs where."""
        self._stop()
        folder = self._desk.session.workspace.folder

        def work(feedback: Feedback) -> list[Piece]:
            with Workspace.open(folder) as workspace:
                return look(workspace, paths, feedback)

        self._reading = Job(work, self)
        self._reading.succeeded.connect(self._ask)
        self._reading.failed.connect(lambda why: self.said.emit(BAD, why))
        self._reading.start()

    def _ask(self, pieces: Sequence[Piece]) -> None:
        session = self._desk.session
        current = session.current.number if session.current else None
        dialog = EvidenceDialog(pieces, current, self._panel.window())
        if dialog.exec_() != QDialog.Accepted:
            return
        by, wanted = session.analyst(), dialog.wanted()
        if by is None:
            return
        counts: list[int] = []

        def do() -> list[Patch]:
            counts.append(attach(session.workspace, wanted, by))
            return []

        if session.attempt(do):
            self.said.emit(
                GOOD, self.tr("Attached: {0}; there already: {1}.").format(counts[0], len(wanted) - counts[0])
            )
            self._panel.tabs.setCurrentWidget(self.tab)
            self._read(session.current)
            self.around.refresh()

    # ---- showing -------------------------------------------------------------------------------

    def _read(self, patch: Patch | None) -> None:
        """Read photos and papers of a patch beside the window, once the analyst stays with it."""
        self._stop()
        self._wait.stop()
        if self._shown:
            self._show([])
        if patch is not None and any_kept(self._desk.session.workspace, patch.number):
            self._wait.start()

    def _begin(self) -> None:
        patch = self._desk.session.current
        if patch is None:
            return
        folder, number, lon, lat = self._desk.session.workspace.folder, patch.number, patch.lon, patch.lat

        def work(feedback: Feedback) -> list[Shown]:
            with Workspace.open(folder) as workspace:
                held = kept(workspace, number)
            shown = []
            for one in held:
                feedback.raise_if_cancelled()
                data = thumbnail(one.path, SIDE_PX * 2) if one.kind == "photo" else None
                picture = QImage.fromData(data).scaledToWidth(SIDE_PX) if data else None
                doubts = tuple(evidence_texts.doubts(one, lon, lat))
                shown.append(Shown(one, picture, evidence_texts.caption(one), doubts))
            return shown

        self._reading = Job(work, self)
        self._reading.succeeded.connect(self._show)
        self._reading.failed.connect(lambda why: self.said.emit(BAD, why))
        self._reading.start()

    def _stop(self) -> None:
        if self._reading is not None:
            self._reading.close()
            self._reading.deleteLater()
            self._reading = None

    def _show(self, shown: Sequence[Shown]) -> None:
        self._shown = list(shown)
        self.tab.show_evidence(self._shown)
        title = self.tr("Photos")
        place = self._panel.tabs.indexOf(self.tab)
        self._panel.tabs.setTabText(place, f"{title} ({len(shown)})" if shown else title)
        self._draw()

    def _draw(self, _scene: object = None) -> None:
        scene = self._map.shown
        if scene is None:
            return
        change = transformer(LONLAT, scene.pyramid.crs)
        shots = []
        for number, one in enumerate(self._shown, 1):
            facts = one.kept.facts
            if facts.lon is not None and facts.lat is not None:
                x, y = change.transform(facts.lon, facts.lat)
                across, down = scene.pyramid.to_scene(x, y)
                shots.append(Shot(number, across, down, facts.azimuth, bool(one.doubts)))
        self.layer.show_shots(shots, scene.pyramid.extent, scene.north_deg)

    def _open(self, row: int) -> None:
        one = self._shown[row].kept
        if one.kind == "photo":
            photos = [each for each in self._shown if each.kept.kind == "photo"]
            PhotoViewer(photos, photos.index(self._shown[row]), self._panel.window()).exec_()
        else:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(one.path)))
