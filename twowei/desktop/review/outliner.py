"""Drawing at the desk: the outline of the current patch, patches that the model missed, merging."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PyQt5.QtCore import QObject, pyqtSignal

from twowei.casebook.patch import Patch
from twowei.desktop.map.edit_bar import EditBar
from twowei.desktop.map.edit_tool import EditTool, Way
from twowei.desktop.map.map_view import MapView
from twowei.desktop.map.sketch import Sketch
from twowei.desktop.message_bar import GOOD, WARN
from twowei.desktop.review.desk import Desk
from twowei.desktop.review.queue import short_number
from twowei.geo.footprint import Outline
from twowei.services import cases, drawing
from twowei.services.queue import outlines_near


class Outliner(QObject):
    """Starts and ends edits; one for each open workspace.

    Args:
        pair: Says which months the map compares.
    """

    said = pyqtSignal(str, str)  # tone, text

    def __init__(self, desk: Desk, map_view: MapView, pair: Callable[[], tuple[str, str] | None]) -> None:
        super().__init__(desk)
        self._desk, self._map, self._pair = desk, map_view, pair
        self.bar = EditBar(map_view)
        self.bar.model_wanted.connect(self._begin_as_model)
        self._patch: Patch | None = None
        self._months: tuple[str, str] | None = None
        self._warned = False
        desk.session.current_changed.connect(self._current_changed)
        self.tool: EditTool | None = None

    def close(self) -> None:
        """Keep what is drawn and let go of the map."""
        self._keep_if_changed()
        self._end()
        self.bar.hide()
        self.bar.deleteLater()

    # ---- commands ------------------------------------------------------------------------------

    def edit(self) -> None:
        """Draw the outline of the current patch, or keep it where it is drawn already."""
        if self.tool is not None:
            self.tool.take()
            return
        patch = self._desk.session.current
        if patch is not None:
            self._begin(patch, patch.geometry, patch.model_geometry, Way.CORNERS)

    def draw(self) -> None:
        """Draw a patch that the model missed."""
        months = self._pair()
        if self.tool is not None or self._map.shown is None:
            return
        if months is None or months[0] >= months[1]:
            self.said.emit(WARN, self.tr("Choose an older and a newer month first; the patch lies between them."))
            return
        self._months = months
        self._begin(None, None, None, Way.ADD)

    def merge(self) -> None:
        """Make one patch of those selected in the list."""
        numbers, by = self._desk.chosen(), self._desk.session.analyst()
        if len(numbers) < 2:
            self.said.emit(WARN, self.tr("Select the patches to merge in the list first, with Ctrl and the mouse."))
        elif by is not None:
            self._store(lambda: [cases.merge(self._desk.session.workspace, numbers, by)], self.tr("Merged: {0}."))

    # ---- an edit from beginning to end ---------------------------------------------------------

    def _begin(self, patch: Patch | None, outline: Outline | None, model: Outline | None, way: Way) -> None:
        shown = self._map.shown
        if shown is None:
            return
        self._patch, self._warned = patch, False
        workspace = self._desk.session.workspace
        bounds = outline.bounds if outline is not None else None
        around = outlines_near(workspace, bounds, but=patch.number if patch else None)
        sketch = Sketch(outline, shown.pyramid.crs, model, around)
        self.tool = EditTool(sketch, shown.pyramid, way)
        self.tool.signals.taken.connect(self._take)
        self.tool.signals.left.connect(self._leave)
        self.tool.signals.refused.connect(self._refuse)
        self.tool.signals.changed.connect(self._map.repaint_all)
        self.tool.signals.ended.connect(self._ended)
        self._map.patches.set_hidden(patch.number if patch else None)
        self._map.set_tool(self.tool)
        self.bar.follow(self.tool)
        self._map.setFocus()

    def _begin_as_model(self) -> None:
        if self.tool is not None and self.tool.sketch.model is not None:
            self.tool.sketch.put((self.tool.sketch.model,))
            self.tool.signals.changed.emit()

    def _take(self) -> None:
        """Store what is drawn and put the tool away; what cannot be stored goes on being drawn."""
        tool = self.tool
        if tool is None:
            return
        if not tool.sketch.changed or self._write(tool.sketch.pieces):
            self._end()

    def _write(self, pieces: Sequence[Outline]) -> bool:
        session, patch, months = self._desk.session, self._patch, self._months
        workspace, by = session.workspace, session.analyst()
        if by is None:
            self.said.emit(WARN, self.tr("Nobody said who draws: the outline is not stored."))
            return False
        if patch is None and months is not None:
            return self._store(
                lambda: drawing.draw_all(workspace, pieces, months, by),
                self.tr("Entered by hand: {0}; Ctrl+Z takes it back."),
            )
        assert patch is not None
        if len(pieces) > 1:
            return self._store(
                lambda: drawing.cut_up(workspace, patch.number, pieces, by, seen=patch.revision),
                self.tr("Split into {0}."),
            )
        done = session.attempt(lambda: [drawing.redraw(workspace, patch.number, pieces[0], by, seen=patch.revision)])
        if done:
            text = self.tr("The outline of {0} is stored; Ctrl+Z takes it back.")
            self.said.emit(GOOD, text.format(short_number(patch.number)))
        return done

    def _store(self, step: Callable[[], list[Patch]], told: str) -> bool:
        """Do what makes new patches; read the list anew and go to the first of them."""
        made: list[Patch] = []

        def do() -> list[Patch]:
            made.extend(step())
            return []

        session = self._desk.session
        if not session.attempt(do):
            return False
        patch, self._patch = self._patch, None  # what follows is no change of mind about it
        session.reload()
        session.choose(made[0].number)
        self._patch = patch
        self.said.emit(GOOD, told.format(", ".join(short_number(one.number) for one in made)))
        return True

    def _leave(self) -> None:
        """Put the tool away; what is drawn is dropped at the second asking only."""
        if self.tool is not None and self.tool.sketch.changed and not self._warned:
            self._warned = True
            self.said.emit(WARN, self.tr("Esc again drops what you drew; Enter keeps it."))
        else:
            self._end()

    def _current_changed(self, patch: Patch | None) -> None:
        """Another patch is shown: what was drawn of the one before is kept, as Ctrl+Z can take it back."""
        if self.tool is not None and self._patch is not None and (patch is None or patch.number != self._patch.number):
            self._keep_if_changed()
            self._end()

    def _keep_if_changed(self) -> None:
        tool = self.tool
        if tool is not None and self._patch is not None and tool.sketch.changed and tool.sketch.valid:
            self._write(tool.sketch.pieces)

    def _ended(self) -> None:
        """The map put the tool away by itself, as when other imagery is shown."""
        if self.tool is not None:
            self._keep_if_changed()
            self._end()

    def _end(self) -> None:
        tool, self.tool = self.tool, None
        self._patch = None
        self._map.patches.set_hidden(None)
        self.bar.follow(None)
        if tool is not None and self._map.tool is tool:
            self._map.set_tool(None)

    def _refuse(self, why: str) -> None:
        self.said.emit(WARN, self._reasons()[why])

    def _reasons(self) -> dict[str, str]:
        return {
            "nothing": self.tr("Nothing is drawn yet: click around the building, then Enter."),
            "mended": self.tr("The outline crossed itself and was untangled; look at it, Enter keeps it."),
            "hopeless": self.tr("The outline encloses nothing; undo the last step."),
            "too short": self.tr("That takes more points; Esc drops the line."),
            "last corner": self.tr("A triangle cannot lose a corner."),
            Way.RESHAPE.value: self.tr("The line must cross the border twice."),
            Way.CUT.value: self.tr("The line does not cut through; begin and end it outside."),
            Way.HOLE.value: self.tr("Nothing would be left; draw the hole inside."),
            Way.ADD.value: self.tr("The points enclose nothing."),
        }
