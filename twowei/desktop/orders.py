"""What is ordered about a workspace as a whole: detection, overviews, a picture, the export."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from twowei import settings as wishes
from twowei.desktop.dialogs.export_dialog import ExportDialog, Places, proposed_folder
from twowei.desktop.map.sheet import lay_out
from twowei.services.handing import streets

if TYPE_CHECKING:
    from twowei.desktop.main_window import MainWindow


class Orders:
    """Asks by dialogs in front of a window and gives the work to its tasks."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window

    def detect(self) -> None:
        """Ask what to compare and run the detector."""
        if self._window.workspace is not None:
            self._window.tasks.detect(
                self._window.workspace.folder, self._window.gallery.months, self._window.pair_bar.pair()
            )

    def save_picture(self) -> None:
        """Save the map as a picture at print size."""
        view, now = self._window.map, datetime.now()
        if self._window.workspace is None or view.shown is None:
            return
        folder = self._window.workspace.folder
        path = self._window.questions.picture(folder.parent / f"{folder.name}_{now:%Y%m%d_%H%M}.png")
        if path:
            epochs = [self._window.gallery.epoch(side.month) for side in view.sides_seen]
            self._window.tasks.save_picture(lay_out(view, self._window.viewer.caption(folder.name)), epochs, path)

    def build_overviews(self) -> None:
        """Build what is missing for large imagery."""
        if self._window.workspace is not None:
            self._window.tasks.build_overviews(self._window.workspace.folder)

    def check_pair(self) -> None:
        """Show how fit the months compared are."""
        if self._window.workspace is not None:
            self._window.tasks.check(
                self._window.workspace.folder, self._window.gallery.months, self._window.pair_bar.pair()
            )

    def export(self) -> None:
        """Ask what goes out, and hand it out."""
        window = self._window
        by = window.who.name()
        if window.workspace is None or window.desk is None or by is None:
            return
        folder, encoding = (
            proposed_folder(window.workspace.folder),
            window.settings.get(wishes.EXPORT_ENCODING),
        )
        places = Places(window.workspace.months(), streets(window.workspace), window.workspace.crs.to_string())
        dialog = ExportDialog(window.desk.session.queue.verdict_counts(), places, folder, encoding, window)
        place, name = window.workspace.folder, by
        dialog.wanted.connect(lambda: window.tasks.export(place, dialog, name))
        dialog.looked.connect(lambda: window.tasks.export(place, dialog, name, looking=True))
        dialog.exec_()
        window.settings.put(wishes.EXPORT_ENCODING, dialog.chosen_encoding)
