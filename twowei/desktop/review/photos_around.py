"""The photos of all patches on the map: small arrows, read once the view rests; a click goes to the patch."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PyQt5.QtCore import QObject, QPointF, QTimer
from PyQt5.QtGui import QCursor
from PyQt5.QtWidgets import QToolTip

from twowei.desktop.background import Job
from twowei.desktop.map.map_view import MapView
from twowei.desktop.map.photo_layer import PhotoLayer, Shot
from twowei.desktop.review import evidence_texts
from twowei.desktop.review.desk import Desk
from twowei.desktop.review.queue import short_number
from twowei.feedback import Feedback
from twowei.geo.crs import LONLAT, transformer
from twowei.services.evidence import Placed, photos_around
from twowei.services.photos import PhotoFacts
from twowei.services.workspace import Workspace

AROUND_Z = 11
RESTS_MS = 300
REACH_PX = 9.0


class PhotosAround(QObject):
    """One for each open workspace; the arrows of the current patch are drawn elsewhere, with their numbers.

    Args:
        shown: Whether the arrows are seen.
        open_photos: Shows the photos of the current patch beside its facts.
    """

    def __init__(self, desk: Desk, map_view: MapView, shown: bool, open_photos: Callable[[], object]) -> None:
        super().__init__(desk)
        self._desk, self._map, self._open_photos = desk, map_view, open_photos
        self.layer, self._placed = PhotoLayer(small=True), list[Placed]()
        self._drawn: list[Placed] = []
        self._known: dict[str, PhotoFacts] = {}
        self._reading: Job | None = None
        self._again = False
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(RESTS_MS)
        self._rest.timeout.connect(self._read)
        self.layer.setVisible(shown)
        map_view.add_item(self.layer, AROUND_Z)
        map_view.pickers.append(self._pick)
        map_view.state.changed.connect(self._rest.start)
        map_view.scene_shown.connect(self._rest_anew)
        map_view.cursor_moved.connect(self._tell)
        desk.session.current_changed.connect(self._draw)

    def close(self) -> None:
        """Let go of the map, which outlives this workspace."""
        self._rest.stop()
        self._stop()
        self._map.pickers.remove(self._pick)
        self._map.state.changed.disconnect(self._rest.start)
        self._map.scene_shown.disconnect(self._rest_anew)
        self._map.cursor_moved.disconnect(self._tell)
        self._map.canvas.removeItem(self.layer)

    def show(self, shown: bool) -> None:
        """Show or hide the arrows."""
        self.layer.setVisible(shown)
        self.refresh()

    def refresh(self) -> None:
        """Read the photos anew, as after some were attached."""
        self._rest.start()

    def _rest_anew(self, _scene: object) -> None:
        self._placed = []
        self._draw()
        self._rest.start()

    def _read(self) -> None:
        """Read the photos around the middle of the map beside the window."""
        scene = self._map.shown
        if scene is None or not self.layer.isVisible():
            return
        self._again = self._reading is not None
        if self._again:
            return  # waiting for it here would hold the window up
        box, folder, known = self._map.view_now().box.grown(0.2), self._desk.session.workspace.folder, self._known
        xs, ys = scene.pyramid.to_ground(box.left, box.bottom), scene.pyramid.to_ground(box.right, box.top)
        bounds = min(xs[0], ys[0]), min(xs[1], ys[1]), max(xs[0], ys[0]), max(xs[1], ys[1])

        def work(feedback: Feedback) -> list[Placed]:
            with Workspace.open(folder) as workspace:
                return photos_around(workspace, bounds, known, feedback)

        self._reading = Job(work, self)
        self._reading.succeeded.connect(self._take)
        self._reading.ended.connect(self._end)
        self._reading.start()

    def _end(self) -> None:
        self._stop()
        if self._again:
            self._read()

    def _stop(self) -> None:
        job, self._reading = self._reading, None
        if job is not None:
            job.close()
            job.deleteLater()

    def _take(self, placed: Sequence[Placed]) -> None:
        self._placed = list(placed)
        self._draw()

    def _draw(self, _patch: object = None) -> None:
        scene, current = self._map.shown, self._desk.session.current
        if scene is None:
            return
        change = transformer(LONLAT, scene.pyramid.crs)
        self._drawn = [one for one in self._placed if current is None or one.kept.number != current.number]
        shots = []
        for number, one in enumerate(self._drawn):
            x, y = change.transform(one.kept.facts.lon, one.kept.facts.lat)
            doubtful = bool(evidence_texts.doubts(one.kept, one.lon, one.lat))
            shots.append(Shot(number, *scene.pyramid.to_scene(x, y), one.kept.facts.azimuth, doubtful))
        self.layer.show_shots(shots, scene.pyramid.extent, scene.north_deg)

    def _pick(self, spot: QPointF, _reach: float) -> bool:
        """Go to the patch of the photo that was clicked."""
        shot = self.layer.at(spot.x(), spot.y(), REACH_PX / self._map.state.scale)
        if shot is None:
            return False
        self._desk.session.choose(self._drawn[shot.number].kept.number)
        self._open_photos()
        return True

    def _tell(self, x: float, y: float) -> None:
        """Say which photo the mouse is over."""
        scene = self._map.shown
        if scene is None or not self._drawn:
            return
        shot = self.layer.at(*scene.pyramid.to_scene(x, y), REACH_PX / self._map.state.scale)
        if shot is None:
            return
        one = self._drawn[shot.number]
        told = evidence_texts.doubts(one.kept, one.lon, one.lat)
        name = one.kept.path.name.split("_", 1)[-1]
        texts = dict.fromkeys((short_number(one.kept.number), evidence_texts.caption(one.kept), name, *told))
        QToolTip.showText(QCursor.pos(), "\n".join(texts), self._map)
