"""The monthly report and dossiers, asked for in the menu."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PyQt5.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from twowei.desktop.board.paper_dialogs import DossierDialog, MonthlyDialog
from twowei.desktop.board.papers import periods_of
from twowei.desktop.main_window import MainWindow

OpenYear = Callable[[], MainWindow]
Act = Callable[[QDialog], None]
Answer = Callable[[type[QDialog], Act], None]


def test_periods_are_newest_first_with_their_years() -> None:
    periods = periods_of(["2025-11", "", "2025-12"])
    assert "2025-12" in periods and periods.index("2025-12") + 1 == periods.index("2025-11")
    assert periods[-1] == "2025"


def test_the_report_is_written(open_year: OpenYear, year: Path, qtbot: QtBot, answer: Answer, press_ok: Act) -> None:
    window = open_year()

    def fill(dialog: QDialog) -> None:
        assert isinstance(dialog, MonthlyDialog)
        dialog.period.setCurrentText("2025-06")
        dialog.office.setText("海沧区城管局")
        press_ok(dialog)

    answer(MonthlyDialog, fill)
    window.actions_by_name["monthly_report"].trigger()
    qtbot.waitUntil(lambda: not window.job_bar.busy, timeout=60_000)
    assert (year / "通报" / "通报_2025-06_第1期.pdf").read_bytes().startswith(b"%PDF")
    assert (year / "通报" / "通报_2025-06_第1期.docx").is_file()
    assert "第 1 期通报已生成" in window.messages.text


def test_dossiers_of_the_chosen_patches(
    open_year: OpenYear, tmp_path: Path, qtbot: QtBot, answer: Answer, press_ok: Act
) -> None:
    window = open_year()
    assert window.desk is not None
    number = window.desk.session.listed.numbers[0]
    window.desk.session.choose(number)

    def fill(dialog: QDialog) -> None:
        assert isinstance(dialog, DossierDialog)
        dialog.place.setText(str(tmp_path / "档 案"))
        press_ok(dialog)

    (tmp_path / "档 案").mkdir()
    answer(DossierDialog, fill)
    window.actions_by_name["dossiers"].trigger()
    qtbot.waitUntil(lambda: not window.job_bar.busy, timeout=60_000)
    assert (tmp_path / "档 案" / f"{number}.pdf").read_bytes().startswith(b"%PDF")
    assert "已生成档案 1 份" in window.messages.text


def test_one_dossier_of_an_enterprise(
    open_year: OpenYear, tmp_path: Path, qtbot: QtBot, answer: Answer, press_ok: Act
) -> None:
    window = open_year()
    assert window.desk is not None
    window.desk.session.choose(window.desk.session.listed.numbers[0])

    def fill(dialog: QDialog) -> None:
        assert isinstance(dialog, DossierDialog)
        dialog.kind.setCurrentIndex(dialog.kind.findData("3"))
        assert not dialog._ok.isEnabled(), "a file needs its number"
        dialog.number.setText("企0042")
        dialog.place.setText(str(tmp_path))
        press_ok(dialog)

    answer(DossierDialog, fill)
    window.actions_by_name["dossiers"].trigger()
    qtbot.waitUntil(lambda: not window.job_bar.busy, timeout=60_000)
    assert (tmp_path / "DAH_企0042.pdf").read_bytes().startswith(b"%PDF")


def test_nothing_is_written_where_the_question_is_refused(open_year: OpenYear, year: Path, answer: Answer) -> None:
    window = open_year()
    answer(MonthlyDialog, QDialog.reject)
    window.actions_by_name["monthly_report"].trigger()
    answer(DossierDialog, QDialog.reject)
    window.actions_by_name["dossiers"].trigger()
    assert not window.job_bar.busy and not (year / "通报").exists()
