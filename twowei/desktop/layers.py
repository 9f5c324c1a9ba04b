"""What is laid over the imagery beside the patches, and the menu that shows and hides it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import shapely
from numpy import column_stack, float64
from numpy.typing import NDArray
from PyQt5.QtCore import QObject, Qt, pyqtSignal
from PyQt5.QtWidgets import QAction, QGraphicsItem, QMenu, QToolButton, QWidget
from shapely.geometry.base import BaseGeometry

from twowei import settings as wishes
from twowei.desktop.background import Job, Work
from twowei.desktop.icons import icon
from twowei.desktop.map.map_view import OVERLAY_Z, MapView
from twowei.desktop.map.name_layer import NameLayer
from twowei.desktop.map.pyramid import Pyramid
from twowei.desktop.map.scene import Scene
from twowei.desktop.map.shift_layer import ShiftArrow, ShiftLayer
from twowei.desktop.map.vector_layer import LOOKS, PLAIN, VectorLayer, swatch
from twowei.feedback import Feedback
from twowei.services.outlines import Outlines, outlines_of
from twowei.services.shift import ShiftVectors, shift_of
from twowei.services.workspace import Workspace
from twowei.settings import Settings

SHIFT = "shift"
_SEPARATOR = "|"


class Layers(QObject):
    """Reads zones, layers and the shift beside the window and draws them in the scene that is shown."""

    warned = pyqtSignal(str)

    def __init__(self, map_view: MapView, settings: Settings, parent: QWidget) -> None:
        super().__init__(parent)
        self._map, self._settings = map_view, settings
        self._jobs: list[Job] = []
        self._outlines: list[Outlines] = []
        self._shift: ShiftVectors | None = None
        self._items: dict[str, QGraphicsItem] = {}
        self._names: NameLayer | None = None
        self.menu = QMenu(parent)
        self.button = QToolButton(parent)
        self.button.setText(self.tr("Layers"))
        self.button.setIcon(icon("layers"))
        self.button.setToolTip(self.tr("What is drawn over the imagery"))
        self.button.setToolButtonStyle(Qt.ToolButtonTextBesideIcon)
        self.button.setPopupMode(QToolButton.InstantPopup)
        self.button.setFocusPolicy(Qt.NoFocus)
        self.button.setMenu(self.menu)
        self._fixed: Sequence[QAction] = ()
        map_view.scene_shown.connect(self._draw)

    def set_actions(self, actions: Sequence[QAction]) -> None:
        """Put commands at the head of the menu: what is always there to be shown."""
        self._fixed = actions
        self._fill_menu()

    def open(self, folder: Path) -> None:
        """Read zones and layers of a workspace."""
        self._outlines = []
        self._run(lambda feedback: _read_outlines(folder, feedback), self._take_outlines)

    def show_pair(self, folder: Path, before: str, after: str) -> None:
        """Read how two months lie on each other."""
        self._shift = None
        self._run(lambda _: _read_shift(folder, before, after), self._take_shift)

    def close(self) -> None:
        """Forget it; what is being read ends by itself, so that nobody waits for a slow disk."""
        for job in self._jobs:
            job.blockSignals(True)
            job.cancel()
        self._outlines, self._shift = [], None
        self._draw(self._map.shown)

    def shut(self) -> None:
        """Forget it and wait until nothing is being read."""
        self.close()
        for job in self._jobs:
            job.close()
        self._jobs.clear()

    def _run(self, work: Work, take: Callable[[Any], None]) -> None:
        job = Job(work, self)
        job.succeeded.connect(take)
        job.warned.connect(self.warned)
        job.failed.connect(self.warned)
        self._jobs = [each for each in self._jobs if each.running]
        self._jobs.append(job)
        job.start()

    def show_layer(self, name: str, shown: bool) -> None:
        """Show or hide a layer, and remember it."""
        if name in self._items:
            self._items[name].setVisible(shown)
        hidden = set(self._hidden()) - {name} | (set() if shown else {name})
        self._settings.put(wishes.HIDDEN_LAYERS, _SEPARATOR.join(sorted(hidden)))

    @property
    def names(self) -> list[str]:
        """Layers that are on the map, shown or not."""
        return list(self._items)

    def _take_outlines(self, found: list[Outlines]) -> None:
        self._outlines = found
        self._draw(self._map.shown)

    def _take_shift(self, found: ShiftVectors | None) -> None:
        self._shift = found
        self._draw(self._map.shown)

    def _draw(self, scene: Scene | None) -> None:
        for item in self._items.values():
            self._map.canvas.removeItem(item)
        self._items.clear()
        if self._names is not None:
            self._map.canvas.removeItem(self._names)
            self._names = None
        if scene is not None:
            for outlines in self._outlines:
                self._add(_name(outlines), _vector_layer(outlines, scene.pyramid))
            if self._shift is not None and len(self._shift.points):
                self._add(SHIFT, self._shift_layer(self._shift, scene))
            areas = [item for item in self._items.values() if isinstance(item, VectorLayer)]
            self._names = NameLayer(areas, scene.pyramid.extent.grown(1.0), self._map.occupied)
            self._map.add_item(self._names, OVERLAY_Z + 2)
        self._fill_menu()

    def _shift_layer(self, shift: ShiftVectors, scene: Scene) -> ShiftLayer:
        texts = self.tr("Shift between the months, {0}× (longest {1} m)"), self.tr("What the correction leaves")
        return ShiftLayer(_arrows(shift, scene.pyramid), scene.metres, scene.pyramid.extent.grown(1.0), texts)

    def _add(self, name: str, item: QGraphicsItem) -> None:
        item.setVisible(name not in self._hidden())
        self._items[name] = item
        self._map.add_item(item, OVERLAY_Z + (1 if name == SHIFT else 0))

    def _fill_menu(self) -> None:
        self.menu.clear()
        for action in self._fixed:
            self.menu.addAction(action)
        self.menu.addSeparator()
        for name in self._items:
            action = QAction(self._caption(name), self.menu)
            if name != SHIFT:
                action.setIcon(swatch(LOOKS.get(name.partition(":")[0], PLAIN)))
            action.setCheckable(True)
            action.setChecked(self._items[name].isVisible())
            action.toggled.connect(partial(self.show_layer, name))
            self.menu.addAction(action)

    def _caption(self, name: str) -> str:
        known = {
            "district": self.tr("Districts"),
            "street": self.tr("Streets"),
            "community": self.tr("Communities"),
            SHIFT: self.tr("Shift between the months"),
        }
        return known.get(name) or name.partition(":")[2]

    def _hidden(self) -> list[str]:
        return self._settings.get(wishes.HIDDEN_LAYERS).split(_SEPARATOR)


def _read_outlines(folder: Path, feedback: Feedback) -> list[Outlines]:
    with Workspace.open(folder) as workspace:
        return outlines_of(workspace, feedback) if workspace.months() else []


def _read_shift(folder: Path, before: str, after: str) -> ShiftVectors | None:
    with Workspace.open(folder) as workspace:
        return shift_of(workspace, before, after) if workspace.months() else None


def _name(outlines: Outlines) -> str:
    return f"{outlines.kind}:{outlines.name}" if outlines.name else outlines.kind


def _vector_layer(outlines: Outlines, pyramid: Pyramid) -> VectorLayer:
    def into_scene(points: NDArray[float64]) -> NDArray[float64]:
        return column_stack(pyramid.to_scene(points[:, 0], points[:, 1]))

    shapes: list[BaseGeometry] = [shapely.transform(shape, into_scene) for shape in outlines.shapes]
    return VectorLayer(shapes, outlines.labels, LOOKS.get(outlines.kind, PLAIN), pyramid.extent.grown(1.0))


def _arrows(shift: ShiftVectors, pyramid: Pyramid) -> list[ShiftArrow]:
    xs, ys = pyramid.to_scene(shift.points[:, 0], shift.points[:, 1])
    return [
        ShiftArrow(float(x), float(y), float(east), -float(north), bool(remains))
        for x, y, east, north, remains in zip(xs, ys, shift.dx_m, shift.dy_m, shift.remains, strict=True)
    ]
