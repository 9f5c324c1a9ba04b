from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from twowei.casebook import clock
from twowei.casebook.lifecycle import State, Verdict
from twowei.casebook.patch import Patch
from twowei.casebook.policy import preset_text
from twowei.errors import PolicyError
from twowei.services.cases import move, note
from twowei.services.policies import deadlines_of, due, policy_in_force, set_policy
from twowei.services.review import give_verdict, history
from twowei.services.workspace import Workspace


def test_what_is_due_is_listed_late_first(
    workspace: Workspace, patches: list[Patch], monkeypatch: pytest.MonkeyPatch
) -> None:
    number, now = patches[0].number, clock.now()
    give_verdict(workspace, number, Verdict.ILLEGAL, "V01", "张三")
    assert [one.patch.number for one in due(workspace, timedelta(hours=3))] == [number]
    monkeypatch.setattr(clock, "now", lambda: now + timedelta(hours=2, minutes=3))
    first = due(workspace)[0].as_record()
    assert (first["TBBH"], first["clock"], first["why"]) == (number, "report", "2 小时")
    assert first["late_minutes"] in (1, 2, 3)
    note(workspace, number, {"SBSJ": (now + timedelta(hours=1)).isoformat()}, "张三")
    assert all(one.patch.number != number for one in due(workspace))
    assert deadlines_of(workspace, number)[0].late == timedelta()


def test_a_policy_changes_deadlines_and_no_history(workspace: Workspace, patches: list[Patch], tmp_path: Path) -> None:
    number = patches[0].number
    give_verdict(workspace, number, Verdict.ILLEGAL, "V01", "张三")
    before = history(workspace, number)
    assert policy_in_force(workspace)[0].name == "nanjing"
    own = tmp_path / "本市.toml"
    text = preset_text("nanjing").replace('term = "2h"', 'term = "4h"').replace('"nanjing"', '"本市"')
    own.write_text(text, encoding="utf-8-sig")
    assert set_policy(workspace, str(own), "赵六").name == "本市"
    assert policy_in_force(workspace)[1] == text
    report = deadlines_of(workspace, number)[0].deadline
    assert (report.why, report.policy, report.due - report.start) == ("4 小时", "本市 1", timedelta(hours=4))
    assert history(workspace, number) == before
    own.write_text(text.replace('term = "4h"', "term = 4"), "utf-8")
    for wrong in (str(own), "atlantis"):
        with pytest.raises(PolicyError):
            set_policy(workspace, wrong, "赵六")
    assert policy_in_force(workspace)[1] == text


def test_small_teams_may_do_without_photos_and_the_event_says_so(workspace: Workspace, patches: list[Patch]) -> None:
    number = patches[0].number
    give_verdict(workspace, number, Verdict.ILLEGAL, "V01", "张三")
    set_policy(workspace, "simple", "赵六")
    (moved,) = move(workspace, [number], State.UNLAWFUL, "李四", facts={"ZL": "1", "DSR": "不明"})
    assert moved.state is State.UNLAWFUL
    assert history(workspace, number)[-1].after["waived"] == ["S40.photos"]
