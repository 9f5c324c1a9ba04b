"""The short questions of the window: a folder, files, a name."""

from __future__ import annotations

from pathlib import Path

from PyQt5.QtCore import QObject
from PyQt5.QtWidgets import QDialog, QFileDialog, QMessageBox, QWidget

from twowei.desktop.dialogs.new_workspace_dialog import NewWorkspaceDialog
from twowei.services.workspace import Workspace


class Questions(QObject):
    """Asks in front of a window; an empty answer is None."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window

    def workspace(self, near: Path) -> Path | None:
        """Ask for a workspace's folder."""
        return self._folder(self.tr("Open workspace"), near)

    def missing_workspace(self, folder: Path, near: Path) -> Path | bool | None:
        """Ask what becomes of a workspace that is not where it was: its folder now, False to forget it, None."""
        text = self.tr(
            "{0} is not there. Was it moved or renamed, or is its disk not connected? Nothing is deleted when it is"
            " taken off the list."
        )
        title = self.tr("Workspace not found")
        box = QMessageBox(
            QMessageBox.Question, title, text.format(_breakable(folder)), QMessageBox.NoButton, self._window
        )
        where = box.addButton(self.tr("Where it is now…"), QMessageBox.AcceptRole)
        forget = box.addButton(self.tr("Take off the list"), QMessageBox.DestructiveRole)
        box.addButton(self.tr("Cancel"), QMessageBox.RejectRole)
        box.exec_()
        if box.clickedButton() is where:
            return self._folder(self.tr("The folder of the workspace now"), near)
        return False if box.clickedButton() is forget else None

    def sample_folder(self, near: Path) -> Path | None:
        """Ask where the sample shall be made."""
        parent = self._folder(self.tr("Folder for the sample"), near)
        return parent / "twowei-demo" if parent else None

    def new_workspace(self, near: Path) -> NewWorkspaceDialog | None:
        """Ask for what a new workspace needs and make it; what was answered tells what comes next.

        Raises:
            TwoweiError: It cannot be made.
        """
        dialog = NewWorkspaceDialog(near, self._window)
        if dialog.exec_() != QDialog.Accepted:
            return None
        Workspace.create(dialog.folder, dialog.chosen_crs, dialog.chosen_zones).close()
        return dialog

    def images(self) -> list[Path]:
        """Ask for files of imagery."""
        kinds = self.tr("Imagery") + " (*.tif *.tiff *.vrt *.img *.jp2 *.png *.jpg)"
        chosen, _ = QFileDialog.getOpenFileNames(self._window, self.tr("Add imagery"), "", kinds)
        return [Path(path) for path in chosen]

    def picture(self, proposed: Path) -> Path | None:
        """Ask where a picture shall be saved."""
        title, kind = self.tr("Save the map as a picture"), self.tr("Picture") + " (*.png)"
        chosen, _ = QFileDialog.getSaveFileName(self._window, title, str(proposed), kind)
        return Path(chosen).with_suffix(".png") if chosen else None

    def image_folder(self, near: Path) -> Path | None:
        """Ask for a folder of imagery."""
        return self._folder(self.tr("Add a folder of imagery"), near)

    def moved_imagery(self, near: Path) -> Path | None:
        """Ask in which folder imagery lies that is not where it was."""
        return self._folder(self.tr("The folder in which the imagery lies now"), near)

    def may_stop(self) -> bool:
        """Ask whether what runs may be stopped."""
        question = self.tr(
            "Jobs still run. Stop them and close? What is finished is kept; they can go on when the workspace is opened"
            " next."
        )
        answer = QMessageBox.question(self._window, self.tr("Close twowei"), question)
        return answer == QMessageBox.Yes

    def _folder(self, title: str, near: Path) -> Path | None:
        chosen = QFileDialog.getExistingDirectory(self._window, title, str(near))
        return Path(chosen) if chosen else None


def _breakable(path: Path) -> str:
    """Return a path that a text may break behind its slashes and within long names."""
    return "\u200b".join(str(path))
