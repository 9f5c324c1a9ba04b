"""A part of the window of a case: fields, and a wish that the window carries out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PyQt5.QtCore import QCoreApplication, pyqtSignal
from PyQt5.QtWidgets import QWidget

from twowei.casebook.ledger import parse_fact
from twowei.casebook.patch import Patch
from twowei.desktop.dialogs.proof_fields import FactField
from twowei.desktop.language import chinese
from twowei.services.case_file import CaseFile
from twowei.services.workspace import Workspace

_translate = QCoreApplication.translate


@dataclass(frozen=True)
class Outcome:
    """What came of a step: the patch, what to say, what somebody should look at."""

    patch: Patch
    told: str
    doubts: Sequence[str] = ()


Step = Callable[[Workspace, str, str], Outcome]
"""Does something with a workspace, a patch's number and who does it."""


class Part(QWidget):
    """A tab of the window."""

    wanted = pyqtSignal(object)  # Step

    def show_file(self, file: CaseFile) -> None:
        """Show a case."""
        raise NotImplementedError


def day_of(field: FactField) -> str:
    """Return the day typed into a field, checked; empty where nothing was.

    Raises:
        UnknownNameError: It is no day.
    """
    text = field.text()
    return str(parse_fact(field.fact.name, text)) if text else ""


def paper_name(kind: str) -> str:
    """Return what a kind of paper is called in the language of the window."""
    return _PAPERS[kind][0 if chinese() else 1]


_PAPERS = {
    "stop": ("责令停止通知书", "Order to stop"),
    "order": ("限期拆除决定书", "Order to demolish"),
    "amend": ("限期改正通知书", "Order to amend"),
    "urging": ("催告书", "Urging"),
    "announcement": ("拆除公告", "Announcement"),
    "decision": ("强制执行决定书", "Decision to enforce"),
    "freeze": ("房产冻结函", "Title frozen"),
    "release": ("解除冻结函", "Title released"),
}
