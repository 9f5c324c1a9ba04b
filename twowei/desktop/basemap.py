"""The basemap's switch and key; off until the user wants it, and nothing is asked of any server before."""

from __future__ import annotations

from PyQt5.QtCore import QObject, pyqtSignal
from PyQt5.QtWidgets import QAction, QInputDialog, QWidget

from twowei import settings as wishes
from twowei.desktop.map.backdrop import Backdrop
from twowei.desktop.map.map_view import MapView
from twowei.imagery.webmap import TIANDITU, web_map
from twowei.settings import Settings

FOLDER = "basemap"


class Basemap(QObject):
    """Shows 天地图, or a server of the user's own, below the imagery."""

    said = pyqtSignal(str)  # why it cannot be shown

    def __init__(self, map_view: MapView, settings: Settings, window: QWidget) -> None:
        super().__init__(window)
        self._settings, self._window = settings, window
        self.backdrop = Backdrop(map_view, self)
        self.backdrop.failed.connect(self._complain)
        self.switch = QAction(self.tr("Basemap (Tianditu)"), self)
        self.switch.setCheckable(True)
        self.key_action = QAction(self.tr("Key of the basemap…"), self)
        self.switch.toggled.connect(self.show)
        self.key_action.triggered.connect(self._change_key)

    def restore(self) -> None:
        """Show it if it was shown in the last run."""
        self.switch.setChecked(self._settings.get(wishes.BASEMAP) == "on")

    def show(self, shown: bool) -> None:
        """Show or hide it; the key is asked for where there is none."""
        if shown and self._needs_key() and not self.ask_key():
            self.switch.setChecked(False)
            return
        self._settings.put(wishes.BASEMAP, "on" if shown else "off")
        if not shown:
            self.backdrop.show_epoch(None)
            return
        folder = self._settings.path.parent / FOLDER
        try:
            self.backdrop.show_epoch(web_map(self._address(), self._settings.get(wishes.BASEMAP_KEY), folder))
        except OSError as error:
            self.said.emit(self.tr("The basemap cannot be kept in {0} ({1}).").format(folder, error.strerror))

    def ask_key(self) -> bool:
        """Ask for the key; say whether there is one now."""
        text = self.tr("Key (tk) from console.tianditu.gov.cn, kind “browser”; it is kept in the settings:")
        kept = self._settings.get(wishes.BASEMAP_KEY)
        key, chosen = QInputDialog.getText(self._window, self.tr("Basemap"), text, text=kept)
        if chosen:
            self._settings.put(wishes.BASEMAP_KEY, key.strip())
            if self.switch.isChecked():
                self.show(True)
        return bool(self._settings.get(wishes.BASEMAP_KEY))

    def _change_key(self) -> None:
        self.ask_key()

    def _address(self) -> str:
        return self._settings.get(wishes.BASEMAP_ADDRESS) or TIANDITU

    def _needs_key(self) -> bool:
        return "{key}" in self._address() and not self._settings.get(wishes.BASEMAP_KEY)

    def _complain(self, _reason: str) -> None:
        self.said.emit(self.tr("The basemap cannot be fetched (no network, or the key is not taken); all else works."))
