"""What figures are made of is kept between readings, and never an old thing is taken for a new one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from twowei.casebook import clock, rows
from twowei.casebook.patch import Patch
from twowei.feedback import Feedback
from twowei.services.cases import note
from twowei.services.drawn_year import draw_year
from twowei.services.figures import figures
from twowei.services.workspace import Workspace
from twowei.statistics import patch_columns
from twowei.statistics.cases import Wanted
from twowei.statistics.moves import Moves, Past, Removals, keep_past, kept_past, load_past


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    """Twelve months of 60 drawn lives."""
    folder = tmp_path_factory.mktemp("drawn") / "year"
    draw_year(folder, patches=60, feedback=Feedback())
    with Workspace.open(folder) as workspace:
        yield workspace


def same(one: object, other: object) -> bool:
    """Return whether two things made of columns are alike."""
    if isinstance(one, np.ndarray) and isinstance(other, np.ndarray):
        return np.array_equal(one, other, equal_nan=one.dtype.kind in "fM")
    if isinstance(one, dict) and isinstance(other, dict):
        return set(one) == set(other) and all(same(one[name], other[name]) for name in one)
    return one == other


def columns_of(read: patch_columns.Read) -> dict[str, object]:
    cases = read.cases
    kinds = {"texts": dict(cases.texts), "times": dict(cases.times), "amounts": dict(cases.amounts)}
    return {**kinds, "fid": cases.fid, "change": read.change}


def test_moves_that_were_read_are_kept_and_gone_on_from(year: Workspace, tmp_path: Path) -> None:
    kept_at = tmp_path / "moves.npz"
    with year.casebook.reading() as connection:
        cases = patch_columns.read(connection, Wanted()).cases
        whole = load_past(connection, cases)
        half, lines = len(whole.moves.case) // 2, len(whole.removals.case) // 2
        at = connection.exec_driver_sql(
            "SELECT event_id, hash FROM events WHERE from_state <> to_state AND TBBH IS NOT NULL"
            f" ORDER BY event_id LIMIT 1 OFFSET {half - 1}"
        ).one()  # fmt: skip
        m, r = whole.moves, whole.removals
        some = Moves(at[0], at[1], m.case[:half], m.state[:half], m.entered[:half], m.left[:half])
        line = connection.exec_driver_sql(
            f"SELECT removal_id FROM removals ORDER BY 1 LIMIT 1 OFFSET {lines - 1}"
        ).scalar_one()
        former = Past(some, Removals(line, r.case[:lines], r.day[:lines], r.floor_m2[:lines], r.footprint_m2[:lines]))
        keep_past(kept_at, former)
        other = replace(former, moves=replace(some, hash="of another history"))
        for known in (kept_past(kept_at), other, None):
            again = load_past(connection, cases, known)
            assert same(vars(again.moves), vars(m)) and same(vars(again.removals), vars(r))
    kept_at.write_bytes(b"PK damaged")
    assert kept_past(kept_at) is kept_past(tmp_path / "absent.npz") is None
    keep_past(tmp_path / "no folder" / "moves.npz", former)


def test_patches_that_were_read_are_kept_and_only_those_changed_are_read_anew(year: Workspace, tmp_path: Path) -> None:
    path, wanted = tmp_path / "patches.npz", Wanted()
    with year.casebook.reading() as connection:
        first = patch_columns.read(connection, wanted)
    patch_columns.keep(path, first)
    number = str(first.cases.number[7])
    note(year, number, {"ZDMJ": "1234.5", "CZFS": "1", "XFSJ": "2025-03-04T09:00"}, "张三")
    with year.casebook.writing() as connection:  # what another program changes is told by the casebook too
        connection.exec_driver_sql("UPDATE patches SET XZMC = '一个名称长得多的街道办事处' WHERE fid = 3")
    with year.casebook.reading() as connection:
        went_on = patch_columns.read(connection, wanted, patch_columns.kept(path, wanted))
        whole = patch_columns.read(connection, wanted)
        asked = wanted.also(["difficult"], ["LARQ"])
        assert patch_columns.kept(path, asked) is None
        assert patch_columns.read(connection, asked, first).fresh == len(first.cases)
        other = replace(first, change=replace(first.change, token=first.change.token ^ 1))
        assert patch_columns.read(connection, wanted, other).fresh == len(first.cases)
    assert same(columns_of(went_on), columns_of(whole)) and (went_on.fresh, whole.fresh) == (2, len(first.cases))
    assert went_on.cases.amount("ZDMJ")[7] == 1234.5 and went_on.cases.text("XZMC")[2] == "一个名称长得多的街道办事处"
    path.write_bytes(b"PK damaged")
    assert patch_columns.kept(path, wanted) is patch_columns.kept(tmp_path / "absent.npz", wanted) is None
    patch_columns.keep(tmp_path / "no folder" / "patches.npz", first)


def test_a_fact_that_was_not_read_cannot_be_asked_for(year: Workspace) -> None:
    with year.casebook.reading() as connection:
        cases = patch_columns.read(connection, Wanted()).cases
    for ask in (cases.text, cases.time, cases.amount):
        with pytest.raises(KeyError):
            ask("BZ")


def test_figures_of_a_program_opened_later_are_the_same(
    workspace: Workspace, patches: list[Patch], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("twowei.services.figures.KEPT_FROM", 0)
    period = f"{clock.now():%Y-%m}"
    assert figures(workspace, period).told[0].value.value == 3
    with workspace.casebook.writing() as connection:
        rows.change(connection, patches[0], facts={"XFSJ": "2020-01-05T09:00:00+08:00"})
    with Workspace.open(workspace.folder) as opened:
        assert (opened.work_folder / "patches.npz").exists()
        assert figures(opened, period).told[0].value.value == 2
    with workspace.casebook.writing() as connection:
        connection.exec_driver_sql(f"UPDATE patches SET ZT = 'S99' WHERE TBBH = '{patches[1].number}'")
    assert figures(workspace, period).told[0].value.value == 1  # no event tells of it, the casebook does
