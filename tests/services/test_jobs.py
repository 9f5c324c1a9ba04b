"""The records of jobs: written whole, read where they can be, thinned."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from twowei.casebook.states import State, Verdict
from twowei.services import jobs
from twowei.services.handing import HandOver, as_wish, from_wish
from twowei.services.jobs import JobBook, JobState, new_record


def test_a_record_comes_back_as_it_was(tmp_path: Path) -> None:
    book = JobBook(tmp_path / "任务 一")
    record = new_record("检测", "detect", {"pair": ["2026-05", "2026-06"]}, "window-1")
    book.put(record)
    book.write(record.key, "甲")
    book.write(record.key, "乙")
    assert book.records() == [record]
    assert book.log(record.key) == "甲\n乙\n"
    book.forget(record.key)
    assert book.records() == [] and book.log(record.key) == ""


def test_what_no_window_runs_any_more_is_interrupted(tmp_path: Path) -> None:
    book = JobBook(tmp_path)
    for owner, state in (("here", JobState.RUNNING), ("gone", JobState.WAITING), ("gone", JobState.DONE)):
        book.put(replace(new_record("x", owner=owner), state=state))
    left = book.take_orphans(lambda owner: owner == "here")
    assert [one.owner for one in left] == ["gone"]
    assert sorted(one.state.value for one in book.records()) == ["done", "interrupted", "running"]


def test_old_jobs_go_with_their_logs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobs, "KEPT", 2)
    book = JobBook(tmp_path)
    for count in range(4):
        record = replace(new_record(str(count)), key=f"2026060{count}", state=JobState.DONE)
        book.put(record)
        book.write(record.key, "x")
    book.put(replace(new_record("left"), key="20260500", state=JobState.INTERRUPTED))
    book.thin()
    assert [one.title for one in book.records()] == ["3", "2", "left"]
    assert len(list(tmp_path.glob("*.log"))) == 2


def test_where_nothing_can_be_written_nothing_is_raised(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    book = JobBook(tmp_path / "file" / "jobs")
    book.put(new_record("x"))
    book.write("key", "line")
    assert book.records() == []


def test_a_request_survives_as_json(tmp_path: Path) -> None:
    wanted = HandOver(
        "cases", tmp_path / "台账.xlsx", (Verdict.FALSE,), [State.SUSPECTED], month="2026-06", pictures=True
    )
    back = from_wish({**as_wish(wanted), "by": "王芳"})
    assert back == replace(wanted, verdicts=[Verdict.FALSE])
    assert from_wish(as_wish(replace(wanted, states=None))).states is None
