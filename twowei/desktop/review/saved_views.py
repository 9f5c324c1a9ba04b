"""The views that somebody saved, in the settings and in the list."""

from __future__ import annotations

from PyQt5.QtCore import QObject
from PyQt5.QtWidgets import QInputDialog

from twowei import settings as wishes
from twowei.desktop.review.patch_list import PatchList
from twowei.desktop.review.views import ListView, read_views, write_views
from twowei.settings import Settings


class SavedViews(QObject):
    """Keeps views under names; one saved under a name there is takes its place."""

    def __init__(self, patches: PatchList, settings: Settings) -> None:
        super().__init__(patches)
        self._list, self._settings = patches, settings
        patches.save_wanted.connect(self._ask)
        patches.show_views(self._read())

    def save(self, name: str, view: ListView) -> None:
        """Keep a view."""
        views = {**self._read(), name: view}
        self._settings.put(wishes.VIEWS, write_views(views))
        self._list.show_views(views)

    def _read(self) -> dict[str, ListView]:
        return read_views(self._settings.get(wishes.VIEWS))

    def _ask(self) -> None:
        self._list.panel.hide()
        title, question = self.tr("Save the view"), self.tr("Name of this filter and order:")
        name, taken = QInputDialog.getText(self._list, title, question)
        if taken and name.strip():
            self.save(name.strip(), self._list.now)
