"""Later moves in the real window: who works is chosen, steps come from the table, proofs are asked for."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PyQt5.QtWidgets import QAction, QDialog

from twowei import settings as wishes
from twowei.casebook.lifecycle import MOVES, Act, Role, State, Verdict, allowed_moves
from twowei.casebook.patch import Patch
from twowei.casebook.reasons import REASONS
from twowei.desktop.dialogs.move_dialog import Given, MoveDialog
from twowei.desktop.dialogs.person_dialog import PersonDialog
from twowei.desktop.main_window import MainWindow
from twowei.services.review import find_patch, give_verdict, history, list_patches
from twowei.services.team import name_person
from twowei.services.workspace import Workspace
from twowei.settings import Settings

OpenWindow = Callable[[Path | None], MainWindow]
Answer = Callable[[type[QDialog], Callable[[QDialog], None]], None]


@pytest.fixture
def judged(folder: Path) -> Path:
    """A workspace whose first patch is 待核查 (违法), judged by 王芳; 李雷 reviews."""
    with Workspace.open(folder) as workspace:
        name_person(workspace, "赵六", [Role.MANAGER], "赵六")
        name_person(workspace, "王芳", [Role.ANALYST], "赵六")
        name_person(workspace, "李雷", [Role.REVIEWER], "赵六")
        give_verdict(workspace, list_patches(workspace)[0].number, Verdict.ILLEGAL, "V01", "王芳")
    return folder


def be(name: str) -> Callable[[QDialog], None]:
    """Choose somebody in the dialog of people."""

    def choose(dialog: QDialog) -> None:
        assert isinstance(dialog, PersonDialog)
        names = [dialog.person.itemData(row) for row in range(dialog.person.count())]
        dialog.person.setCurrentIndex(names.index(name))
        dialog.accept()

    return choose


def steps(window: MainWindow) -> dict[str, QAction]:
    """Return the entries of the button's menu by the state they lead to."""
    window.reviewing.moves.fill()
    shown = window.reviewing.moves.menu.actions()
    return {move.target.code: action for move, action in zip(window.reviewing.moves.moves(), shown, strict=False)}


def choose_first(window: MainWindow) -> Patch:
    assert window.desk is not None
    first = next(n for n in window.patch_list.model.order if (p := window.desk.session.find(n)) and p.verdict)
    window.desk.session.choose(first)
    assert window.desk.session.current is not None
    return window.desk.session.current


def test_who_works_is_chosen_at_start_shown_and_switched(
    open_window: OpenWindow, judged: Path, settings: Settings, answer: Answer
) -> None:
    answer(PersonDialog, be("李雷"))
    window = open_window(judged)
    assert window.who.button.text() == "李雷  (审核)"
    assert settings.get(wishes.ANALYST) == "李雷"
    answer(PersonDialog, be("王芳"))
    window.who.button.click()
    assert window.who.button.text() == "王芳  (内业)"


def test_nobody_chosen_is_refused_in_words(qtbot: object, judged: Path) -> None:
    with Workspace.open(judged) as workspace:
        from twowei.services.team import list_people

        dialog = PersonDialog(list_people(workspace), "孙七")
    dialog.accept()
    assert dialog.result() == 0
    assert dialog.notice.text()


def test_the_menu_is_the_table_and_greys_what_others_do(
    open_window: OpenWindow, judged: Path, answer: Answer, settings: Settings
) -> None:
    answer(PersonDialog, be("李雷"))
    window = open_window(judged)
    choose_first(window)
    wanted = {m.target.code for m in allowed_moves(State.SUSPECTED) if m.act is Act.STEP}
    found = steps(window)
    assert set(found) == wanted
    assert all(action.isEnabled() for action in found.values())
    answer(PersonDialog, be("王芳"))
    window.who.button.click()
    assert not any(action.isEnabled() for action in steps(window).values())
    settings.put(wishes.LIFE_VIEW, "simple")
    assert set(steps(window)) == wanted, "none of these is a legal step"


def test_a_move_asks_for_its_proofs_until_they_are_given(
    open_window: OpenWindow, judged: Path, answer: Answer, tmp_path: Path
) -> None:
    answer(PersonDialog, be("李雷"))
    window = open_window(judged)
    patch = choose_first(window)
    photos = [tmp_path / "前.jpg", tmp_path / "后.jpg"]
    for path in photos:
        path.write_bytes(path.name.encode())

    def fill(dialog: QDialog) -> None:
        assert isinstance(dialog, MoveDialog)
        dialog.accept()
        assert dialog.isVisible()
        assert "photos" in dialog.notice.text()
        assert dialog.reason is not None
        assert dialog.reason.code() == "V01"
        dialog.facts["ZL"].put("1")
        dialog.facts["DSR"].put("不明")
        assert dialog.photos is not None
        dialog.photos.add(photos)
        dialog.accept()

    answer(MoveDialog, fill)
    steps(window)["S40"].trigger()
    with Workspace.open(judged) as other:
        moved = find_patch(other, patch.number)
        assert moved.state is State.UNLAWFUL
        assert moved.facts["ZL"] == "1"
        assert history(other, patch.number)[-1].by == "李雷"
    assert set(steps(window)) == {"S41", "S50"}


def test_a_second_person_must_decide_says_the_dialog(open_window: OpenWindow, judged: Path, answer: Answer) -> None:
    with Workspace.open(judged) as workspace:
        name_person(workspace, "王芳", [Role.ANALYST, Role.REVIEWER], "赵六")
        number = list_patches(workspace)[0].number
        give_verdict(workspace, number, Verdict.LEGAL, "L01", "王芳")
    answer(PersonDialog, be("王芳"))
    window = open_window(judged)
    choose_first(window)
    refused: list[str] = []

    def fill(dialog: QDialog) -> None:
        assert isinstance(dialog, MoveDialog)
        dialog.facts["GHXKZH"].put("建字第1号")
        dialog.accept()
        refused.append(dialog.notice.text())

    answer(MoveDialog, fill)
    steps(window)["S30"].trigger()
    assert "两人规则" in refused[0]


@pytest.mark.parametrize("move", [m for m in MOVES if m.act is Act.STEP], ids=lambda m: m.source.code + m.target.code)
def test_every_step_of_the_table_has_its_fields(qapp: object, patch: Patch, move: object) -> None:
    from twowei.casebook.lifecycle import Move

    assert isinstance(move, Move)
    given: list[Given] = []
    dialog = MoveDialog(patch, move, REASONS, given.append)
    assert set(dialog.facts) == {name for demand in move.demands for name in demand.facts}
    assert (dialog.photos is not None) == any(demand.photos for demand in move.demands)
    assert (dialog.reason is not None) == any(demand.reasons for demand in move.demands)
    dialog.happened.setText("gestern")
    dialog.accept()
    assert not given
    assert "gestern" in dialog.notice.text()
    dialog.happened.setText("")
    dialog.accept()
    assert len(given) == 1
    dialog.deleteLater()


@pytest.fixture(scope="module")
def patch(judged_nothing: Path) -> Patch:
    with Workspace.open(judged_nothing) as workspace:
        return list_patches(workspace)[0]
