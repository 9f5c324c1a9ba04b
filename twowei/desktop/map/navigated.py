"""Going about the map: fitting, panning, zooming. All of it moves the view state, which the panes follow."""

from __future__ import annotations

from PyQt5.QtCore import QPointF
from PyQt5.QtWidgets import QWidget

from twowei.desktop.map.framing import MARGIN, View, fitting
from twowei.desktop.map.pane import Pane
from twowei.desktop.map.patch_layer import PatchLayer
from twowei.desktop.map.pyramid import Box
from twowei.desktop.map.scene import Scene
from twowei.desktop.map.view_state import ViewState


class Navigated(QWidget):
    """A widget with a scene and a view state to go about in.

    Attributes:
        state: Where the map stands.
        pane: The first pane.
        patches: The outlines.
        shown: The scene, if any.
    """

    state: ViewState
    pane: Pane
    patches: PatchLayer
    shown: Scene | None
    _fitted: tuple[Box, float] | None = None
    """What was fitted and with which margin, as long as nobody went elsewhere."""

    def view_now(self) -> View:
        """Return what is on the screen, in the first pane where there are two."""
        return self.pane.view_now()

    def go_to(self, view: View) -> None:
        """Move the view."""
        self._fitted = None
        self.state.put(view.box.centre, view.scale)

    def fit(self, box: Box, margin: float = MARGIN) -> None:
        """Show a box of the scene with a margin around it."""
        self.go_to(self._fitting(box, margin))
        self._fitted = box, margin

    def refit(self) -> None:
        """Show what was fitted as the panes are now; nothing where somebody went elsewhere since."""
        if self._fitted is not None:
            self.fit(*self._fitted)

    def fit_all(self) -> None:
        """Show all imagery."""
        if self.shown is not None:
            self.fit(self.shown.pyramid.extent, margin=0.02)

    def fit_patch(self, number: str) -> None:
        """Show a patch with its surroundings."""
        box = self.patches.box_of(number)
        if box is not None:
            self.fit(box)

    def pan(self, across: float, down: float) -> None:
        """Move by a share of the view."""
        size = self.pane.face().size()
        self.move_by(across * size.width(), down * size.height())

    def move_by(self, across: float, down: float) -> None:
        """Move by screen pixels."""
        self._fitted = None
        self.state.move(across, down)

    def zoom(self, factor: float) -> None:
        """Zoom about the middle."""
        self.zoom_at(factor, QPointF(*self.state.centre))

    def zoom_at(self, factor: float, spot: QPointF) -> None:
        """Zoom about a scene point."""
        if self.shown is not None:
            self._fitted = None
            self.state.farthest = self._fitting(self.shown.pyramid.extent, 0.5).scale
            self.state.zoom(factor, (spot.x(), spot.y()))

    def _fitting(self, box: Box, margin: float) -> View:
        size = self.pane.face().size()
        return fitting(box, max(size.width(), 1), max(size.height(), 1), margin)
