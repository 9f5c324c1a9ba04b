from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import numpy as np
import pytest
import rasterio
from rasterio.crs import CRS
from rasterio.transform import from_origin
from scipy import ndimage

from twowei.casebook import history as chronicle
from twowei.casebook import looks, memory
from twowei.casebook.lifecycle import State, Verdict
from twowei.casebook.patch import Patch
from twowei.imagery.epoch import Epoch
from twowei.imagery.inspection import open_epoch
from twowei.services.cases import move
from twowei.services.keeping import verify
from twowei.services.review import AddedCandidates, find_patch, give_verdict, history, list_patches
from twowei.services.workspace import Workspace

Detect = Callable[..., AddedCandidates]
Make = Callable[..., object]
GK = CRS.from_epsg(4548)
EAST, NORTH = 500_000, 2_700_000


def month(text: str) -> Epoch:
    return Epoch(text, "satellite", date.fromisoformat(f"{text}-12"), ())


JUNE, JULY, AUGUST = month("2026-06"), month("2026-07"), month("2026-08")


def test_a_known_false_alarm_is_suppressed_and_a_sample_is_shown(
    workspace: Workspace, detect: Detect, candidate: Make
) -> None:
    first = detect(*(candidate(30 * i) for i in range(30))).added
    move(workspace, [patch.number for patch in first], State.FALSE, "张三", reason="W01")
    again = detect(*(candidate(30 * i) for i in range(30)), before=JUNE, after=JULY)
    assert (again.suppressed, again.shown, len(again.added), again.known) == (30, 2, 2, 28)
    for patch in again.added:
        assert patch.state is State.CANDIDATE
        number, reason = str(patch.facts["known_false"]).split()
        assert (reason, find_patch(workspace, number).area_m2) == ("W01", pytest.approx(patch.area_m2))
        assert patch.facts["months_seen"] == "2026-06"
    assert detect(*(candidate(30 * i) for i in range(30)), before=JUNE, after=JULY).added == []
    with workspace.casebook.reading() as connection:
        assert memory.months_seen(connection, first[0].number) == ["2026-07"]
    assert verify(workspace).findings == ()


@pytest.mark.parametrize(
    ("after", "change", "new"),
    [
        ("2027-06", {}, 0),
        ("2027-07", {}, 1),
        ("2026-07", {"side": 30}, 1),
        ("2026-07", {"score": 0.99}, 1),
        ("2026-07", {"score": 0.6}, 0),
    ],
)
def test_a_false_alarm_is_forgotten_in_time_or_when_it_looks_different(
    workspace: Workspace, detect: Detect, candidate: Make, after: str, change: dict[str, float], new: int
) -> None:
    numbers = [p.number for p in detect(candidate(100, score=0.7), candidate(300, score=0.7)).added]
    move(workspace, numbers, State.FALSE, "张三", reason="W01")
    found = (candidate(100, **{"score": 0.7, **change}), candidate(300, score=0.7))
    later = detect(*found, before=JUNE, after=month(after))
    assert later.suppressed == 2 - new - (after == "2027-07")
    marked = [patch.facts for patch in later.added]
    assert sum("once_false" in facts for facts in marked) == new + (after == "2027-07")
    assert all(("once_false" in facts) != ("known_false" in facts) for facts in marked)


def test_a_known_case_is_seen_again_and_may_have_grown(
    workspace: Workspace, detect: Detect, candidate: Make, patches: list[Patch]
) -> None:
    number = patches[0].number
    give_verdict(workspace, number, Verdict.ILLEGAL, "V01", "张三")
    seen = detect(candidate(102), candidate(700, side=30), before=JUNE, after=JULY)
    assert (seen.added, seen.sightings, seen.extensions) == ([], 2, 1)
    assert find_patch(workspace, patches[1].number).facts["KJMJ"] == pytest.approx(500, rel=0.01)
    assert history(workspace, number)[-1].action == "sighted"
    assert history(workspace, patches[1].number)[-1].action == "grown"
    events = len(history(workspace, number))
    assert detect(candidate(102), candidate(700, side=30), before=JUNE, after=JULY).added == []
    assert len(history(workspace, number)) == events


def closed(workspace: Workspace, number: str, state: str) -> None:
    with workspace.casebook.writing() as connection:
        connection.exec_driver_sql("UPDATE patches SET ZT = ?, HCJG = '1' WHERE TBBH = ?", (state, number))


def test_new_building_in_a_closed_patch_is_a_relapse(
    workspace: Workspace, detect: Detect, candidate: Make, patches: list[Patch]
) -> None:
    number = patches[0].number
    closed(workspace, number, "S85")
    (again,) = detect(candidate(105), before=JUNE, after=JULY).added
    assert (again.parent, again.relapses, again.state) == (number, 1, State.CANDIDATE)
    assert again.number != number and find_patch(workspace, number).state is State.CLOSED
    assert detect(candidate(105), before=JUNE, after=JULY).added == []
    closed(workspace, again.number, "S85")
    (third,) = detect(candidate(105), before=JULY, after=AUGUST).added
    assert (third.parent, third.relapses) == (again.number, 2)


def test_a_lawful_site_is_only_seen_again_until_it_grows(
    workspace: Workspace, detect: Detect, candidate: Make, patches: list[Patch]
) -> None:
    closed(workspace, patches[0].number, "S95")
    seen = detect(candidate(100), before=JUNE, after=JULY)
    assert (seen.added, seen.sightings) == ([], 1)
    assert detect(candidate(100, side=40), before=JULY, after=AUGUST).relapses == 1


def test_the_same_month_twice_gives_nothing_new(
    workspace: Workspace, detect: Detect, candidate: Make, patches: list[Patch]
) -> None:
    give_verdict(workspace, patches[0].number, Verdict.FALSE, "W01", "张三")
    closed(workspace, patches[1].number, "S85")
    assert detect(candidate(100), candidate(700), candidate(1500)).added == []
    found = [candidate(x) for x in (100, 700, 1500, 1800)]
    once = detect(*found, before=JUNE, after=JULY)
    assert len(once.added) == 3
    assert detect(*found, before=JUNE, after=JULY).added == []
    assert len(list_patches(workspace)) == 6
    with workspace.casebook.reading() as connection:
        assert chronicle.first_broken(connection) is None


@pytest.fixture
def taken(tmp_path: Path) -> Callable[..., Epoch]:
    """Make a month of real imagery: rough ground, with one thing at the candidate's place, in any tone."""

    def make(text: str, thing: tuple[int, int, int] | None, gain: float = 1.0) -> Epoch:
        noise = ndimage.gaussian_filter(np.random.default_rng(7).normal(0, 1, (3, 240, 240)), (0, 4, 4))
        pixels = np.clip(110 + 20 * noise / noise.std(), 1, 254)
        if thing:
            pixels[:, 100:140, 100:140] = np.array(thing)[:, None, None]
        path = tmp_path / f"{text}.tif"
        with rasterio.open(
            path, "w", driver="GTiff", width=240, height=240, count=3, dtype="uint8", crs=GK,
            transform=from_origin(EAST + 50, NORTH + 170, 0.5, 0.5),
        ) as dataset:  # fmt: skip
            dataset.write(np.clip(pixels * gain, 1, 254).astype(np.uint8))
        return open_epoch([path], month=text, sensor="satellite", taken=date.fromisoformat(f"{text}-12"))

    return make


@pytest.mark.parametrize(
    ("thing", "gain", "suppressed"),
    [((200, 190, 180), 0.75, 1), (None, 1.1, 1), ((30, 60, 200), 1.0, 0)],
    ids=["the same in another tone", "as before it came", "another thing"],
)
def test_a_false_alarm_is_told_by_its_picture(
    workspace: Workspace,
    detect: Detect,
    candidate: Make,
    taken: Callable[..., Epoch],
    thing: tuple[int, int, int] | None,
    gain: float,
    suppressed: int,
) -> None:
    may, june = taken("2026-05", None), taken("2026-06", (200, 190, 180))
    (alarm,) = detect(candidate(100, 100), before=may, after=june).added
    give_verdict(workspace, alarm.number, Verdict.FALSE, "W06", "张三")
    later = detect(candidate(101, 101), before=june, after=taken("2026-07", thing, gain))
    assert later.suppressed == suppressed
    assert verify(workspace).findings == ()


def test_looks_are_kept_with_arrivals_and_sightings(
    workspace: Workspace, detect: Detect, candidate: Make, taken: Callable[..., Epoch]
) -> None:
    may, june, july = (taken(text, (200, 190, 180)) for text in ("2026-05", "2026-06", "2026-07"))
    (alarm,) = detect(candidate(100, 100), before=may, after=june).added
    give_verdict(workspace, alarm.number, Verdict.FALSE, "W06", "张三")
    detect(candidate(100, 100), before=june, after=july)
    with workspace.casebook.reading() as connection:
        assert len(looks.read(connection, [alarm.number])[alarm.number]) == 3
