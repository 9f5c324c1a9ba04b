"""Papers written beside the window: the monthly report, dossiers of the chosen patches."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PyQt5.QtCore import QObject, QUrl, pyqtSignal
from PyQt5.QtGui import QDesktopServices
from PyQt5.QtWidgets import QDialog, QWidget

from twowei.casebook import clock
from twowei.desktop.background import Job
from twowei.desktop.board.paper_dialogs import DossierDialog, MonthlyDialog
from twowei.desktop.job_bar import JobBar
from twowei.desktop.job_names import DOSSIERS, FILE_DOSSIER, REPORT
from twowei.desktop.job_queue import Order
from twowei.desktop.message_bar import GOOD, WARN
from twowei.feedback import Feedback
from twowei.services.workspace import Workspace

if TYPE_CHECKING:  # the services bring their libraries for paper along, which a start can do without
    from twowei.services.bulletins import Report
    from twowei.services.dossiers import Made

WARNINGS_TOLD = 3


class Papers(QObject):
    """Asks by a dialog and writes, one task at a time."""

    offered = pyqtSignal(str, str, str, object)  # tone, text, button, what it does

    def __init__(self, bar: JobBar, window: QWidget) -> None:
        super().__init__(window)
        self._bar, self._window = bar, window
        self._office = ""
        self.makers: dict[str, Callable[[Path, dict[str, Any]], object]] = {
            "report": self._run_report,
            "dossiers": self._run_dossiers,
        }

    def report(self, folder: Path, months: Sequence[str], by: str, period: str = "") -> None:
        """Ask for which month, and write the report of it."""
        periods = periods_of(months)
        dialog = MonthlyDialog(periods, self._office, self._window)
        if period in periods:
            dialog.period.setCurrentText(period)
        if dialog.exec_() != QDialog.Accepted:
            return
        wanted, issue, office = dialog.period.currentText(), dialog.issue.value(), dialog.office.text().strip()
        self._office = office

        self._run_report(folder, {"period": wanted, "issue": issue or None, "office": office, "by": by})

    def _run_report(self, folder: Path, wish: dict[str, Any]) -> None:
        def work(feedback: Feedback) -> Report:
            from twowei.services.bulletins import make_report

            with Workspace.open(folder) as opened:
                return make_report(
                    opened, wish["period"], wish["by"], feedback, issue=wish["issue"], office=wish["office"]
                )

        name, order = REPORT.of(wish["period"]), Order("report", wish)
        self._bar.run(Job(work, self), name, lambda made: self._reported(folder, made), order)

    def dossiers(self, folder: Path, numbers: Sequence[str], by: str, file: tuple[str, str] = ("", "")) -> None:
        """Ask where to, and write the dossiers of patches, or of the file they are put into."""
        if not numbers:
            return
        dialog = DossierDialog(len(numbers), file, self._window)
        if dialog.exec_() != QDialog.Accepted:
            return
        wish = {
            "numbers": list(numbers),
            "by": by,
            "folder": str(dialog.folder) if dialog.folder else None,
            "anonymous": dialog.anonymous.isChecked(),
            "file": list(dialog.file) if dialog.file else None,
            "made": clock.now().isoformat(),
        }
        self._run_dossiers(folder, wish)

    def _run_dossiers(self, folder: Path, wish: dict[str, Any]) -> None:
        """Write what is wished for; what an interrupted run of the same wish has finished is not written again."""
        numbers, by, one_file = wish["numbers"], str(wish["by"]), wish["file"]
        place, anonymous = Path(wish["folder"]) if wish["folder"] else None, bool(wish["anonymous"])
        made = datetime.fromisoformat(wish["made"])

        def work(feedback: Feedback) -> Made:
            from twowei.services.dossiers import make_dossiers, make_file_dossier, put_into_file

            with Workspace.open(folder) as opened:
                if one_file:
                    put_into_file(opened, numbers, one_file[0], one_file[1], by)
                    return make_file_dossier(opened, one_file[0], by, feedback, folder=place, anonymous=anonymous)
                return make_dossiers(
                    opened, numbers, by, feedback, folder=place, anonymous=anonymous, made=made, since=made
                )

        name = FILE_DOSSIER.of(one_file[0]) if one_file else DOSSIERS.of(str(len(numbers)))
        self._bar.run(Job(work, self), name, lambda made: self._made(folder, made), Order("dossiers", wish))

    def _reported(self, folder: Path, made: Report) -> None:
        text = self.tr("Report no. {0} is written, {1} overdue, {2} by which a street loses its month: {3}")
        files = ", ".join(str(folder / one.path) for one in made.issued)
        self._offer(GOOD, text.format(made.issue, made.overdue, made.vetoed, files), folder / made.issued[0].path)

    def _made(self, folder: Path, made: Made) -> None:
        last = folder / made.issued[-1].path
        text = self.tr("Dossiers written: {0}; the last: {1}").format(len(made.issued), last)
        told = made.warnings[:WARNINGS_TOLD]
        more = [f"… ({len(made.warnings)})"] if len(made.warnings) > WARNINGS_TOLD else []
        self._offer(WARN if told else GOOD, "\n".join([text, *told, *more]), last)

    def _offer(self, tone: str, text: str, path: Path) -> None:
        """Tell of a paper, and offer to open it in the program that the machine has for it."""
        url = QUrl.fromLocalFile(str(path))
        self.offered.emit(tone, text, self.tr("Open"), lambda: QDesktopServices.openUrl(url))


def periods_of(months: Sequence[str]) -> list[str]:
    """Return the months that a report can be of, the newest first, then their years; the present month always."""
    present = f"{clock.now():%Y-%m}"
    known = sorted({*(month for month in months if month), present}, reverse=True)
    return [*known, *sorted({month[:4] for month in known}, reverse=True)]
