from __future__ import annotations

from pathlib import Path

import pytest

from twowei.casebook import people
from twowei.casebook.lifecycle import Role, State, Verdict
from twowei.casebook.patch import Patch
from twowei.errors import MoveError, TwoweiError, UnknownNameError
from twowei.services.cases import move, note, split
from twowei.services.policies import set_policy
from twowei.services.review import archive, give_verdict, history, take_back
from twowei.services.team import list_people, name_person, note_contact, read_contact
from twowei.services.workspace import Workspace


@pytest.fixture
def team(workspace: Workspace) -> Workspace:
    name_person(workspace, "赵六", [Role.MANAGER], "赵六")
    name_person(workspace, "张三", [Role.ANALYST], "赵六")
    name_person(workspace, "李四", [Role.REVIEWER, Role.ANALYST], "赵六")
    return workspace


def test_roles_are_checked_from_the_first_name_on(team: Workspace, patches: list[Patch]) -> None:
    number = patches[0].number
    with pytest.raises(MoveError, match="not named in this workspace"):
        give_verdict(team, number, Verdict.LEGAL, "L01", "路人")
    give_verdict(team, number, Verdict.LEGAL, "L01", "张三")
    with pytest.raises(MoveError, match=r"张三 \(analyst\) may not do this: S10 → S30.*审核 \(reviewer\) \(李四\)"):
        move(team, [number], State.LAWFUL, "张三", facts={"PWFGL": "99"})
    move(team, [number], State.LAWFUL, "李四", facts={"PWFGL": "99"})
    for refused in (
        lambda: name_person(team, "王五", [Role.SQUAD], "张三"),
        lambda: set_policy(team, "simple", "张三"),
        lambda: split(team, number, [patches[0].geometry, patches[0].geometry], "赵六"),
    ):
        with pytest.raises(TwoweiError, match=r"may not|overlap"):
            refused()
    name_person(team, "张三", [Role.ANALYST], "赵六", active=False)
    with pytest.raises(MoveError, match="not named"):
        give_verdict(team, patches[1].number, Verdict.LEGAL, "L01", "张三")
    assert {event.account for event in history(team, number)} != {""}


def test_taking_back_is_for_who_did_it_or_may_do_it(team: Workspace, patches: list[Patch]) -> None:
    number = patches[0].number
    name_person(team, "周七", [Role.SQUAD], "赵六")
    give_verdict(team, number, Verdict.ILLEGAL, "V01", "张三")
    for nobody in ("周七", "路人"):
        with pytest.raises(MoveError, match=r"taking back|not named"):
            take_back(team, number, nobody)
    assert take_back(team, number, "李四").verdict is None
    give_verdict(team, number, Verdict.ILLEGAL, "V01", "张三")
    move(team, [number], State.UNLAWFUL, "李四", facts={"ZL": "1", "DSR": "不明", "finding": "函"})
    with pytest.raises(MoveError, match=r"taking back what 李四 did is for a 审核"):
        take_back(team, number, "张三")
    assert take_back(team, number, "赵六").state is State.SUSPECTED


def test_facts_and_archive_are_for_those_named(team: Workspace, patches: list[Patch]) -> None:
    give_verdict(team, patches[0].number, Verdict.ILLEGAL, "V01", "张三")
    for refused in (
        lambda: note(team, patches[0].number, {"DSR": "不明"}, "路人"),
        lambda: archive(team, [patches[0].number], "路人"),
    ):
        with pytest.raises(MoveError, match="路人 is not named"):
            refused()
    note(team, patches[0].number, {"DSR": "不明"}, "张三")


def test_an_office_without_manager_is_not_locked_out(workspace: Workspace) -> None:
    name_person(workspace, "张三", [Role.ANALYST], "张三")
    name_person(workspace, "赵六", [Role.MANAGER], "张三")
    with pytest.raises(MoveError, match="naming people is for a"):
        name_person(workspace, "王五", [Role.SQUAD], "张三")
    name_person(workspace, "赵六", [Role.MANAGER], "赵六", active=False)
    name_person(workspace, "王五", [Role.MANAGER], "张三")


def test_the_two_person_rule_holds_for_whoever_has_both_roles(team: Workspace, patches: list[Patch]) -> None:
    give_verdict(team, patches[0].number, Verdict.LEGAL, "L01", "李四")
    with pytest.raises(MoveError, match="two-person rule"):
        move(team, [patches[0].number], State.LAWFUL, "李四", facts={"PWFGL": "99"})


def test_contacts_are_encrypted_with_the_offices_key(team: Workspace, patches: list[Patch], tmp_path: Path) -> None:
    number, key, other = patches[0].number, tmp_path / "office.key", tmp_path / "other.key"
    people.new_key(key)
    people.new_key(other)
    name_person(team, "王五", [Role.SQUAD], "赵六", phone="13800000000", key=key)
    phone = list_people(team)[-1].phone
    assert phone is not None and people.decrypt(phone, key) == "13800000000"
    patch = note_contact(team, number, "DSRZJ", "350206199001011234", "张三", key)
    assert read_contact(team, number, "DSRZJ", key) == "350206199001011234"
    assert patch.as_record()["facts"] == {}
    assert b"350206199001011234" not in team.casebook.path.read_bytes()
    for wrong in (
        lambda: read_contact(team, number, "DSRZJ", other),
        lambda: read_contact(team, number, "DSRZJ", tmp_path / "none.key"),
        lambda: name_person(team, "孙七", [Role.SQUAD], "赵六", phone="1"),
        lambda: note(team, number, {"DSRDH": "1"}, "张三"),
        lambda: people.new_key(key),
        lambda: name_person(team, "孙七", [], "赵六"),
    ):
        with pytest.raises(UnknownNameError):
            wrong()
