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
        patches.panel.delete_wanted.connect(self._delete)
        patches.filter_opened.connect(self._offer_delete)
        patches.show_views(self._read())

    def save(self, name: str, view: ListView) -> None:
        """Keep a view."""
        views = {**self._read(), name: view}
        self._settings.put(wishes.VIEWS, write_views(views))
        self._list.show_views(views)

    def _read(self) -> dict[str, ListView]:
        return read_views(self._settings.get(wishes.VIEWS))

    def _offer_delete(self) -> None:
        self._list.panel.delete_button.setVisible(self._list.view.currentText() in self._read())

    def _delete(self) -> None:
        """Forget the view that is chosen; the list stays as it is."""
        self._list.panel.hide()
        name = self._list.view.currentText()
        views = {one: view for one, view in self._read().items() if one != name}
        self._settings.put(wishes.VIEWS, write_views(views) if views else "")
        self._list.show_views(views)

    def _ask(self) -> None:
        self._list.panel.hide()
        title, question = self.tr("Save the view"), self.tr("Name of this filter and order:")
        name, taken = QInputDialog.getText(self._list, title, question)
        if taken and name.strip():
            self.save(name.strip(), self._list.now)
