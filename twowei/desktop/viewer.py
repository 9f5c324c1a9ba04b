"""The map and what stands around it: months, modes, overlays and the place under the cursor."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path

from PyQt5.QtCore import QObject, pyqtSignal
from PyQt5.QtWidgets import QAction, QLabel, QMenu, QWidget

from twowei import settings as wishes
from twowei.desktop import guidance, menus
from twowei.desktop.basemap import Basemap
from twowei.desktop.error_texts import in_words
from twowei.desktop.gallery import Gallery
from twowei.desktop.layers import Layers
from twowei.desktop.map.compare import Mode
from twowei.desktop.map.map_view import MapView
from twowei.desktop.map.measure import Kind, Measure
from twowei.desktop.map.tone import Stretch
from twowei.desktop.map.tool import Tool
from twowei.desktop.message_bar import BAD, GOOD, WARN
from twowei.desktop.mode_bar import ModeBar
from twowei.desktop.notes import Notes
from twowei.desktop.pair_bar import PairBar
from twowei.geo.crs import place_texts
from twowei.settings import Settings


class Viewer(QObject):
    """Wires the map to its bars; what a workspace has to show comes from the gallery."""

    said = pyqtSignal(str, str)  # tone, text
    shown = pyqtSignal(object)  # Pyramid: the scene in which patches are drawn
    offered = pyqtSignal(str, str, str, object)  # tone, text, button, what it does
    overviews_wanted = pyqtSignal()
    place_wanted = pyqtSignal()  # where moved imagery lies now
    changed = pyqtSignal()  # which months there are

    def __init__(self, map_view: MapView, settings: Settings, parent: QWidget) -> None:
        super().__init__(parent)
        self.map, self._settings = map_view, settings
        self.gallery = Gallery(map_view, self)
        self.pair_bar, self.mode_bar, self.place = PairBar(), ModeBar(), QLabel()
        self.layers = Layers(map_view, settings, parent)
        self.layers.warned.connect(lambda text: self.said.emit(WARN, text))
        self.basemap = Basemap(map_view, settings, parent)
        self.basemap.said.connect(lambda text: self.said.emit(WARN, text))
        self.notes = Notes(map_view, self)
        self.notes.coarse.connect(self._offer_overviews)
        self.place.setContentsMargins(0, 0, 12, 0)
        self._actions: Mapping[str, QAction] = {}
        self._asked: tuple[str, str] | None = None
        self._folder: Path | None = None
        self.pair_bar.changed.connect(self.show_pair)
        self.mode_bar.chosen.connect(map_view.set_mode)
        map_view.mode_changed.connect(self._keep_mode)
        map_view.cursor_moved.connect(self._show_place)
        map_view.tiles_failed.connect(lambda month, why: self.said.emit(BAD, f"{month}: {in_words(why)}"))
        self.gallery.opened.connect(self._show_months)
        self.gallery.shown.connect(self._read_shift)
        self.gallery.shown.connect(self.shown)
        self.gallery.failed.connect(lambda why: self.said.emit(BAD, why))
        self.gallery.missed.connect(self._tell_missing)

    def handlers(self) -> dict[str, Callable[[], object]]:
        """Return what the map's commands do."""
        return {
            "next_mode": lambda: self.map.set_mode(self.map.comparison.mode.following()),
            "swap": self.map.swap,
            "turn_line": self._turn_line,
            "measure_distance": lambda: self._measure(Kind.DISTANCE),
            "measure_area": lambda: self._measure(Kind.AREA),
            "reread": self._reread,
            "outlines": self._toggle_outlines,
            "pixels": lambda: self.map.patches.show_pixels(self._actions["pixels"].isChecked()),
            "fit_all": self.map.fit_all,
            "zoom_in": lambda: self.map.zoom(1.5),
            "zoom_out": lambda: self.map.zoom(1 / 1.5),
        }

    def bars(self) -> dict[str, QWidget]:
        """Return what stands on the tool bar."""
        return {"pair": self.pair_bar, "mode": self.mode_bar, "layers": self.layers.button}

    def fill_menu(self, menu: QMenu) -> None:
        """Add how bright the months are shown."""
        names = {
            Stretch.PLAIN.value: self.tr("Brightness as delivered"),
            Stretch.EACH.value: self.tr("Each month stretched"),
            Stretch.MATCH.value: self.tr("Both months alike"),
        }
        menus.add_choice(menu, self._settings, wishes.STRETCH, names, self._choose_stretch)

    def restore(self, actions: Mapping[str, QAction]) -> None:
        """Show what was chosen in an earlier run."""
        self._actions = actions
        actions["outlines"].setChecked(True)
        self.layers.set_actions(
            [actions["outlines"], actions["pixels"], actions["photos"], self.basemap.switch, self.basemap.key_action]
        )
        self.basemap.restore()
        self.map.tool_changed.connect(self._show_tool)
        self.map.comparison.upright = self._settings.get(wishes.SWIPE_LINE) == "upright"
        self.map.set_stretch(Stretch(self._settings.get(wishes.STRETCH)))
        self.map.set_mode(Mode(self._settings.get(wishes.COMPARE_MODE)))

    def open(self, folder: Path) -> None:
        """Look up the imagery of a workspace."""
        self._folder = folder
        self.gallery.open(folder)
        self.layers.open(folder)

    def close(self) -> None:
        """Let go of the workspace's imagery."""
        self._asked = self._folder = None
        self.layers.close()
        self.gallery.clear()

    def shut(self) -> None:
        """Let go of everything and wait until all threads have ended."""
        self.close()
        self.layers.shut()
        self.basemap.backdrop.shut()
        self.map.shut()

    def caption(self, name: str) -> str:
        """Return what a picture of the map says at its foot: what, which months, where, printed when."""
        shown = self.map.shown
        assert shown is not None
        months = " → ".join(side.label for side in self.map.sides_seen)
        x, y = shown.pyramid.to_ground(*self.map.state.centre)
        place = "  ".join(place_texts(shown.pyramid.crs, x, y))
        return f"{name}    {months}    {place}    {date.today().isoformat()}"

    def enable(self) -> None:
        """Enable the bars where there is imagery."""
        for bar in (self.pair_bar, self.mode_bar, self.layers.button):
            bar.setEnabled(bool(self.gallery.months))

    def show_pair(self, before: str, after: str) -> None:
        """Compare two months, as soon as they are known."""
        self._asked = (before, after) if before != after else None
        self.pair_bar.choose(before, after)
        self.gallery.show_pair(before, after)

    def _show_months(self, months: Sequence[str]) -> None:
        self.pair_bar.show_months(months)
        asked = self._asked if self._asked and set(self._asked) <= set(months) else None
        if pair := asked or self.pair_bar.pair():
            self.show_pair(*pair)
        self.changed.emit()

    def _read_shift(self) -> None:
        pair = self.pair_bar.pair()
        if self._folder is not None and pair is not None and pair[0] != pair[1]:
            self.layers.show_pair(self._folder, *pair)

    def _show_place(self, x: float, y: float) -> None:
        pyramid = self.gallery.pyramid
        if pyramid is not None:
            self.place.setText("    ".join(place_texts(pyramid.crs, x, y)))

    def _turn_line(self) -> None:
        self.map.turn_line()
        self._settings.put(wishes.SWIPE_LINE, "upright" if self.map.comparison.upright else "level")

    def _offer_overviews(self, files: Sequence[Path]) -> None:
        names = ", ".join(path.name for path in files[:2]) + ("…" if len(files) > 2 else "")
        text = self.tr("{0} has no overviews; without them it is only sampled when seen from afar.").format(names)
        self.offered.emit(WARN, text, self.tr("Build overviews"), self.overviews_wanted.emit)

    def _tell_missing(self, missing: Mapping[str, Sequence[Path]]) -> None:
        self.offered.emit(BAD, guidance.about_missing(missing), self.tr("Where it is now…"), self.place_wanted.emit)

    def _reread(self) -> None:
        if self._folder is not None:
            self.said.emit(GOOD, self.tr("The imagery is read again."))
            self.open(self._folder)

    def _choose_stretch(self, setting: wishes.Setting, value: str) -> None:
        self._settings.put(setting, value)
        self.map.set_stretch(Stretch(value))

    def _measure(self, kind: Kind) -> None:
        """Begin to measure, or put the tool away."""
        tool, pyramid = self.map.tool, self.gallery.pyramid
        if (isinstance(tool, Measure) and tool.kind is kind) or pyramid is None:
            self.map.set_tool(None)
        else:
            self.map.set_tool(Measure(kind, pyramid, lambda: self.map.set_tool(None)))
            self.map.setFocus()

    def _show_tool(self, tool: Tool | None) -> None:
        for kind in Kind:
            action = self._actions[f"measure_{kind.value}"]
            action.setChecked(isinstance(tool, Measure) and tool.kind is kind)
        if isinstance(tool, Measure):
            self.said.emit(
                GOOD, self.tr("Click the points; double-click or Enter ends, Backspace takes one back, Esc leaves.")
            )

    def _toggle_outlines(self) -> None:
        self.map.patches.setVisible(self._actions["outlines"].isChecked())

    def _keep_mode(self, mode: Mode) -> None:
        self.mode_bar.show_mode(mode)
        self._settings.put(wishes.COMPARE_MODE, mode.value)
