"""What comes in from outside: suppliers' patches, the reconciliation with ours, and what was sent out and came back."""

from __future__ import annotations

from collections.abc import Callable, Collection
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PyQt5.QtCore import QObject, pyqtSignal
from PyQt5.QtWidgets import QWidget

from twowei.desktop.background import Job
from twowei.desktop.dialogs.import_dialog import ImportDialog, told
from twowei.desktop.dialogs.reconcile_dialog import ReconcileDialog
from twowei.desktop.dialogs.return_dialog import Key, ReturnDialog
from twowei.desktop.job_bar import JobBar
from twowei.desktop.job_names import IMPORTING, TAKING
from twowei.desktop.job_queue import Order
from twowei.desktop.message_bar import GOOD
from twowei.feedback import Feedback
from twowei.services.workspace import Workspace

if TYPE_CHECKING:  # the service brings pandas along, which a start can do without
    from twowei.services.collect import Collected
    from twowei.services.intake import Intake, Request


class Exchange(QObject):
    """Asks by dialogs and runs the work beside the window.

    Args:
        workspace: Gives the folder of the open workspace, or None.
        name: Asks who works here; None where nobody says.
    """

    said = pyqtSignal(str, str)  # tone, text
    patches_changed = pyqtSignal()
    chosen = pyqtSignal(str)

    def __init__(
        self, bar: JobBar, workspace: Callable[[], Path | None], name: Callable[[], str | None], window: QWidget
    ) -> None:
        super().__init__(window)
        self._bar, self._folder, self._name, self._window = bar, workspace, name, window
        self._dialog: ReconcileDialog | ReturnDialog | None = None
        self.makers: dict[str, Callable[[Path, dict[str, Any]], object]] = {
            "import": self._import_again,
            "return": lambda folder, wish: self._run_return(
                folder, Path(wish["path"]), {tuple(key) for key in wish["ticked"]}, str(wish["by"])
            ),
        }

    def handlers(self) -> dict[str, Callable[[], object]]:
        """Return what the commands do."""
        return {
            "import_patches": self.import_patches,
            "take_returns": self.take_returns,
            "reconcile": self.reconcile,
        }

    def reconcile(self) -> None:
        """Hold suppliers, model and patrols against one another, beside the window."""
        folder = self._folder()
        if folder is None:
            return
        self._show(ReconcileDialog(folder, self._window))

    def take_returns(self) -> None:
        """Show what a filled ledger or a squad's return says anew, beside the window, and take what is ticked."""
        folder, by = self._folder(), self._name()
        if folder is None or by is None:
            return
        dialog = ReturnDialog(folder, self._window)
        dialog.wanted.connect(lambda: self._take_returned(folder, dialog, by))
        self._show(dialog)

    def _take_returned(self, folder: Path, dialog: ReturnDialog, by: str) -> None:
        waits = self._bar.busy
        self._run_return(folder, dialog.path, dialog.ticked, by, None if waits else dialog)
        if waits:
            dialog.close()
        else:
            dialog.lock(True)

    def _run_return(
        self, folder: Path, path: Path, ticked: Collection[Key], by: str, dialog: ReturnDialog | None = None
    ) -> None:
        """Take what was ticked; the same again changes nothing, so that it can be gone on with."""

        def work(feedback: Feedback) -> Collected:
            from twowei.services.collect import collect

            feedback.report(0.1)
            with Workspace.open(folder) as opened:
                return collect(opened, path, by, taking=True, only=ticked)

        def asker() -> ReturnDialog | None:
            return dialog if self._dialog is dialog else None

        def succeeded(taken: Collected) -> None:
            self.patches_changed.emit()
            photos = sum(photo.key in ticked for photo in taken.photos)
            if (still := asker()) is not None:
                still.show_taken(taken, photos)
            else:
                text = self.tr("{0}: {1} photos, {2} cells of tables were taken.")
                self.said.emit(GOOD, text.format(path.name, photos, taken.cells))

        wish = {"path": str(path), "ticked": sorted(map(list, ticked)), "by": by}
        self._bar.run(Job(work, self), TAKING.of(path.name), succeeded, Order("return", wish), asker)

    def _show(self, dialog: ReconcileDialog | ReturnDialog) -> None:
        """Show a dialog beside the window, in place of the one there."""
        self.close()
        self._dialog = dialog
        dialog.chosen.connect(self.chosen)
        dialog.finished.connect(lambda _result: self._forget(dialog))
        dialog.show()

    def close(self) -> None:
        """Close what stands beside the window."""
        if self._dialog is not None:
            self._dialog.close()
            self._dialog = None

    def _forget(self, dialog: ReconcileDialog | ReturnDialog) -> None:
        if self._dialog is dialog:
            self._dialog = None

    def import_patches(self, file: Path | None = None) -> None:
        """Ask for a supplier's file and take it in."""
        folder, by = self._folder(), self._name()
        if folder is None or by is None:
            return
        from twowei.services.suppliers import known_suppliers

        with Workspace.open(folder) as opened:
            suppliers = known_suppliers(opened)
        dialog = ImportDialog(folder, suppliers, self._window)
        if file is not None:
            dialog.file.setText(str(file))
        dialog.wanted.connect(lambda: self._import(folder, dialog, by))
        dialog.exec_()

    def _import(self, folder: Path, dialog: ImportDialog, by: str) -> None:
        waits = self._bar.busy
        self._run_import(folder, dialog.request, by, None if waits else dialog)
        if waits:
            dialog.accept()
        else:
            dialog.lock(True)

    def _run_import(self, folder: Path, request: Request, by: str, dialog: ImportDialog | None = None) -> None:
        """Take a supplier's file in; the same file again changes nothing, so that it can be gone on with."""
        from twowei.services.intake import as_wish

        def work(feedback: Feedback) -> Intake:
            feedback.report(0.1)
            return _take(folder, request, by)

        def asker() -> ImportDialog | None:
            return dialog if dialog is not None and dialog.isVisible() else None

        def succeeded(taken: Intake) -> None:
            if (still := asker()) is not None:
                still.show_taken(taken)
            else:
                self.said.emit(GOOD, f"{request.path.name}: {told(taken)}")
            if taken.batch is not None:
                self.patches_changed.emit()

        order = Order("import", {**as_wish(request), "by": by})
        self._bar.run(Job(work, self), IMPORTING.of(request.path.name), succeeded, order, asker)

    def _import_again(self, folder: Path, wish: dict[str, Any]) -> None:
        from twowei.services.intake import from_wish

        self._run_import(folder, from_wish(wish), str(wish["by"]))


def _take(folder: Path, request: Request, by: str) -> Intake:
    from twowei.services.suppliers import take

    with Workspace.open(folder) as opened:
        return take(opened, request, by)
