"""Filter, order and steps of the queue."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timezone

import pytest
import shapely

from twowei.casebook.lifecycle import State, Verdict
from twowei.casebook.patch import Patch
from twowei.desktop.review.queue import Filter, arranged, short_number, step, upcoming

NOW = datetime(2026, 6, 20, tzinfo=timezone.utc)


def patch(running: int, **changes: object) -> Patch:
    outline = shapely.box(0, 0, 10, 10)
    made = Patch(
        number=f"350206002202606W{running:04d}", state=State.CANDIDATE, change="new", geometry=outline,
        model_geometry=outline, area_m2=100.0 * running, lon=118.1, lat=24.5, score=1 - running / 10,
        before_month="2026-05", after_month="2026-06", before_date=None, after_date=None, source="01",
        county_code="350206", street_code="350206002", street_name="殿前街道", community_code="",
        community_name="高殿社区", responsible="", verdict=None, reason=None, note="", judged_by="",
        judged_at=None, archived_at=None, dossier=None,
        model="fast 1", threshold=0.5, academic_only=True, batch="b", created_at=NOW, revision=1,
    )  # fmt: skip
    return replace(made, **changes)  # type: ignore[arg-type]


JUDGED = patch(
    2, state=State.FALSE, verdict=Verdict.FALSE, reason="W06", note="堆物", judged_by="王芳", street_name="禾山街道"
)
PATCHES = [patch(3), patch(1), JUDGED]


@pytest.mark.parametrize(
    ("wanted", "runnings"),
    [
        (Filter(), "123"),
        (Filter(undecided=True), "13"),
        (Filter(state=State.FALSE), "2"),
        (Filter(verdict=Verdict.FALSE), "2"),
        (Filter(verdict=Verdict.ILLEGAL), ""),
        (Filter(text="禾山"), "2"),
        (Filter(text="车辆 堆物"), "2"),
        (Filter(text="車輛"), "2"),
        (Filter(text="w0003"), "3"),
        (Filter(text="殿前 王芳"), ""),
    ],
)
def test_filter(wanted: Filter, runnings: str) -> None:
    assert "".join(each.number[-1] for each in arranged(PATCHES, wanted, 0, False)) == runnings


@pytest.mark.parametrize(("column", "order"), [(0, "123"), (1, "132"), (3, "123"), (5, "321"), (6, "132")])
def test_order_and_its_reverse(column: int, order: str) -> None:
    assert "".join(each.number[-1] for each in arranged(PATCHES, Filter(), column, False)) == order
    if column in (0, 3, 5):
        assert "".join(each.number[-1] for each in arranged(PATCHES, Filter(), column, True)) == order[::-1]


def test_step_stops_at_the_ends_and_enters_from_outside() -> None:
    order = ["a", "b", "c"]
    assert step(order, "a", 1) == "b"
    assert step(order, "c", 1) is None
    assert step(order, "a", -1) is None
    assert step(order, None, 1) == "a"
    assert step(order, "filtered out", -1) == "c"
    assert step([], None, 1) is None


def test_upcoming_begins_after_the_current_and_comes_round() -> None:
    order = ["a", "b", "c", "d"]
    assert upcoming(order, "b", lambda number: number != "c") == ["d", "a"]
    assert upcoming(order, None, lambda _: True) == order
    assert upcoming(order, "b", lambda number: number == "b") == []


def test_short_number() -> None:
    assert short_number("350206002202607W0123") == "002-W0123"
    assert short_number("W7") == "W7"
