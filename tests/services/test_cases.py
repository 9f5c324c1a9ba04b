from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
import shapely
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from twowei.casebook import clock
from twowei.casebook import history as chronicle
from twowei.casebook.ledger import FACTS
from twowei.casebook.lifecycle import LASTING, MOVES, Act, Move, State, Verdict, allowed_moves
from twowei.casebook.patch import Patch
from twowei.errors import MoveError, UnknownNameError, VectorError
from twowei.services.cases import merge, move, note, split
from twowei.services.review import archive, find_patch, give_verdict, history, list_patches, take_back
from twowei.services.workspace import Workspace

VALUES = {"number": "0", "choice": "1", "text": "甲"}


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    path = tmp_path / "照片.jpg"
    path.write_bytes(b"not really a picture")
    return path


def proofs(step: Move) -> dict[str, str]:
    """Every fact a move demands; its days are today's, for a case that came back was found anew today."""
    today = clock.now().date().isoformat()
    values = {**VALUES, "day": today, "time": f"{today}T00:00"}
    names = [(demand.facts[0], demand.value) for demand in step.demands if demand.facts]
    return {name: value or values[FACTS[name].kind] for name, value in names}


def reason_of(step: Move) -> str | None:
    heads = [demand.reasons for demand in step.demands if demand.reasons]
    return {"V": "V01", "L": "L01", "W": "W02", "VLP": "V04"}[heads[0]] if heads else None


def go(workspace: Workspace, number: str, code: str, by: str = "李四", **more: object) -> Patch:
    """Make a move with everything it demands."""
    patch = find_patch(workspace, number)
    step = next(m for m in allowed_moves(patch.state) if m.target.code == code)
    photos = [more.pop("photo")] * max(d.photos for d in step.demands) if "photo" in more and step.demands else []
    facts = {**proofs(step), **more.pop("facts", {})}  # type: ignore[dict-item]
    needed = any(demand.photos and not demand.facts for demand in step.demands)
    (moved,) = move(
        workspace, [number], step.target, by, reason=reason_of(step), facts=facts,
        photos=photos if needed else (), note="备注", **more,  # type: ignore[arg-type]
    )  # fmt: skip
    return moved


def test_a_case_from_candidate_to_the_archive(workspace: Workspace, patches: list[Patch], photo: Path) -> None:
    number = patches[0].number
    give_verdict(workspace, number, Verdict.ILLEGAL, "V01", "张三")
    go(workspace, number, "S40")
    go(workspace, number, "S41", photo=photo)
    go(workspace, number, "S70", facts={"SYMJ": "620"})
    with pytest.raises(MoveError, match=r"620.00 ㎡ still stand"):
        go(workspace, number, "S71", photo=photo, facts={"SYMJ": "620"})
    reported = go(workspace, number, "S71", "队长", photo=photo)
    assert reported.facts["reported_by"] == "队长"
    for person, words in (("队长", "reported it"), ("张三", "judged it")):
        with pytest.raises(MoveError, match=words):
            go(workspace, number, "S80", person)
    go(workspace, number, "S80", "王五")
    with pytest.raises(MoveError, match="twowei archive"):
        go(workspace, number, "S85", "赵六")
    archive(workspace, [number], "王五")
    closed = go(workspace, number, "S85", "赵六")
    assert (closed.state, closed.facts["XHR"], closed.facts["FHR"]) == (State.CLOSED, "赵六", "王五")
    again = go(workspace, number, "S86", "队长")
    assert (again.number, again.relapses) == (number, 1)
    assert [e.to_state for e in history(workspace, number)] == [
        "S00", "S10", "S40", "S41", "S70", "S71", "S80", "S80", "S85", "S86",
    ]  # fmt: skip
    sheet = (workspace.folder / "档案" / number / "图斑.json").read_text("utf-8")
    assert '"head"' in sheet and "赵六" in sheet


def test_a_missing_proof_is_named(workspace: Workspace, patches: list[Patch], photo: Path) -> None:
    number = patches[0].number
    give_verdict(workspace, number, Verdict.LEGAL, "L01", "张三")
    with pytest.raises(MoveError, match=r"missing: permit number .* \[GHXKZH"):
        move(workspace, [number], State.LAWFUL, "李四")
    with pytest.raises(MoveError, match="two-person rule"):
        move(workspace, [number], State.LAWFUL, " 张三", facts={"PWFGL": "98"})
    with pytest.raises(MoveError, match=r"a reason V.*two field photos.*ZL 增量存量.*DSR 当事人"):
        move(workspace, [number], State.UNLAWFUL, "李四", photos=[photo])
    with pytest.raises(MoveError, match=r"does not lead to S85.*from here: .*S40 认定违法"):
        move(workspace, [number], State.CLOSED, "李四")
    with pytest.raises(UnknownNameError, match=r"none.jpg does not exist"):
        move(workspace, [number], State.UNLAWFUL, "李四", photos=[Path("none.jpg")])
    assert find_patch(workspace, number).state is State.SUSPECTED
    facts = {"ZL": "新增", "DSR": "不明"}
    (moved,) = move(workspace, [number], State.UNLAWFUL, "李四", reason="V01", facts=facts, photos=[photo, photo])
    assert (moved.state, moved.verdict, moved.reason, moved.judged_by) == (
        State.UNLAWFUL, Verdict.ILLEGAL, "V01", "张三",
    )  # fmt: skip


def test_a_time_that_cannot_be(workspace: Workspace, patches: list[Patch]) -> None:
    number, now = patches[0].number, clock.now()
    give_verdict(workspace, number, Verdict.LEGAL, "L01", "张三")
    for at, why, words in (
        (now + timedelta(hours=1), "", "has not come yet"),
        (now - timedelta(days=1), "forgotten", "does not run backwards"),
    ):
        with pytest.raises(MoveError, match=words):
            move(workspace, [number], State.LAWFUL, "李四", facts={"PWFGL": "98"}, at=at, why=why)


def test_backdating_asks_why(workspace: Workspace, patches: list[Patch], monkeypatch: pytest.MonkeyPatch) -> None:
    number, now = patches[0].number, clock.now()
    give_verdict(workspace, number, Verdict.LEGAL, "L01", "张三")
    monkeypatch.setattr(clock, "now", lambda: now + timedelta(days=3))
    yesterday, proof = now + timedelta(days=2), {"PWFGL": "98"}
    with pytest.raises(MoveError, match="--why"):
        move(workspace, [number], State.LAWFUL, "李四", facts=proof, at=yesterday)
    (moved,) = move(workspace, [number], State.LAWFUL, "李四", facts=proof, at=yesterday, why="停电")
    assert moved.entered_at == yesterday
    assert history(workspace, number)[-1].after["why_late"] == "停电"


def test_many_at_once_only_with_one_reason_to_false_or_struck_off(workspace: Workspace, patches: list[Patch]) -> None:
    numbers = [patch.number for patch in patches]
    with pytest.raises(MoveError, match=r"S90 伪变化.* and S95"):
        move(workspace, numbers, State.SUSPECTED, "张三", reason="V01")
    with pytest.raises(MoveError, match="with one reason"):
        move(workspace, numbers, State.FALSE, "张三")
    with pytest.raises(MoveError, match="does not lead to S90"):
        move(workspace, numbers, State.FALSE, "张三", reason="V01")
    moved = move(workspace, numbers, State.FALSE, "张三", reason="W01")
    assert {(p.state, p.verdict, p.judged_by) for p in moved} == {(State.FALSE, Verdict.FALSE, "张三")}
    with pytest.raises(MoveError, match="does not lead to"):
        move(workspace, numbers, State.STRUCK_OFF, "李四", reason="L01")


def test_a_move_is_taken_back_with_what_it_changed(workspace: Workspace, patches: list[Patch]) -> None:
    number = patches[0].number
    before = give_verdict(workspace, number, Verdict.LEGAL, "L01", "张三")
    note(workspace, number, {"DSR": "李四"}, "张三")
    go(workspace, number, "S30")
    note(workspace, number, {"DSR": "王五"}, "张三")
    back = take_back(workspace, number, "李四")
    assert (back.state, back.entered_at, back.facts["DSR"]) == (State.SUSPECTED, before.entered_at, "王五")
    assert "GHXKZH" not in back.facts
    assert history(workspace, number)[-1].action == "taken back"


def halves(patch: Patch) -> list[shapely.Polygon]:
    west, south, east, north = patch.geometry.bounds
    return [shapely.box(west, south, west + 10, north), shapely.box(west + 10, south, east, north)]


def test_split_and_merge_keep_their_ancestry(workspace: Workspace, patches: list[Patch]) -> None:
    number = patches[0].number
    give_verdict(workspace, number, Verdict.ILLEGAL, "V01", "张三")
    parts = split(workspace, number, halves(patches[0]), "张三")
    assert [(p.number, p.parent, p.state, p.reason) for p in parts] == [
        (f"{number}-0{n}", number, State.SUSPECTED, "V01") for n in (1, 2)
    ]
    assert sum(p.area_m2 for p in parts) == pytest.approx(patches[0].area_m2, rel=1e-6)
    assert find_patch(workspace, number).state is State.REPLACED
    whole = merge(workspace, [p.number for p in parts], "张三")
    assert (whole.number, whole.parent) == (f"{number}-01-01", f"{number}-01;{number}-02")
    assert whole.geometry.equals(patches[0].geometry)
    with pytest.raises(MoveError, match="no move leads out"):
        split(workspace, number, halves(patches[0]), "张三")
    with pytest.raises(MoveError, match="bring them level"):
        merge(workspace, [whole.number, patches[1].number], "张三")
    with pytest.raises(MoveError, match="twowei split"):
        move(workspace, [whole.number], State.REPLACED, "张三")
    assert [e.action for e in history(workspace, parts[0].number)] == ["born", "merged"]


def test_parts_must_make_up_the_whole(workspace: Workspace, patches: list[Patch]) -> None:
    west, east = halves(patches[0])
    for parts, words in (([west], "two parts"), ([west, west.buffer(1)], "cover"), ([west, east.buffer(5)], "overlap")):
        with pytest.raises(VectorError, match=words):
            split(workspace, patches[0].number, parts, "张三")
    assert len(list_patches(workspace)) == 3


@pytest.mark.parametrize(
    "step", [m for m in MOVES if m.act is Act.STEP], ids=lambda m: f"{m.source.code}-{m.target.code}"
)
def test_no_move_skips_a_proof(step: Move) -> None:
    assert step.demands, f"{step.target} asks for nothing"


class Life(RuleBasedStateMachine):
    """Any course of allowed moves, proofs given or not."""

    def __init__(self, workspace: Workspace, photo: Path, born: Callable[[], Patch]) -> None:
        super().__init__()
        self.workspace, self.photo, self.born = workspace, photo, born

    @initialize()
    def start(self) -> None:
        self.patch, self.events = self.born(), 1
        self.entered: set[State] = set()

    @rule(choice=st.integers(0, 9), given=st.booleans(), by=st.sampled_from(["张三", "李四", "王五"]))
    def step(self, choice: int, given: bool, by: str) -> None:
        ways = [m for m in allowed_moves(self.patch.state) if m.act is not Act.REPLACING]
        chosen = ways[choice % len(ways)]
        if any(demand.archived for demand in chosen.demands) and not self.patch.archived_at and given:
            (self.patch,) = archive(self.workspace, [self.patch.number], "王五")
            self.events += 1
        photos = [self.photo, self.photo] if given and any(d.photos for d in chosen.demands) else []
        try:
            (moved,) = move(
                self.workspace, [self.patch.number], chosen.target, by,
                reason=reason_of(chosen) if given else None, facts=proofs(chosen) if given else {},
                photos=photos, note="n" if given else "",
            )  # fmt: skip
        except MoveError as error:
            assert not given or "two-person" in str(error) or "FLX" in str(error) or "has no verdict" in str(error)
            assert find_patch(self.workspace, self.patch.number) == self.patch
            return
        assert moved.state is chosen.target
        if not given and chosen.target in self.entered and chosen.source is not chosen.target:
            assert all(set(demand.facts) <= LASTING for demand in chosen.demands)
        self.entered.add(chosen.target)
        for demand in chosen.demands:
            assert not demand.facts or demand.photos or any(name in moved.facts for name in demand.facts)
            assert not demand.reasons or str(moved.reason)[0] in demand.reasons
        self.patch = moved
        self.events += 1

    @invariant()
    def nothing_is_lost(self) -> None:
        events = history(self.workspace, self.patch.number)
        assert len(events) == self.events
        assert [e.from_state for e in events[1:]] == [e.to_state for e in events[:-1]]
        assert self.patch.state is State.REPLACED or allowed_moves(self.patch.state)


def test_any_course_of_moves_holds_together(
    workspace: Workspace, photo: Path, detect: Callable[..., object], candidate: Callable[..., object]
) -> None:
    def born() -> Patch:
        count = len(list_patches(workspace))
        return detect(candidate(10 + 30 * (count % 50), y=10 + 30 * (count // 50))).added[0]  # type: ignore[attr-defined, no-any-return]

    run_state_machine_as_test(  # type: ignore[no-untyped-call]
        lambda: Life(workspace, photo, born),
        settings=settings(
            max_examples=6, stateful_step_count=14, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )
    with workspace.casebook.reading() as connection:
        assert chronicle.first_broken(connection) is None


def test_the_suppliers_number_is_kept_as_given(workspace: Workspace, patches: list[Patch]) -> None:
    number = patches[0].number
    assert note(workspace, number, {"JCBH": "130403SJBG26210183_3"}, "张三").supplier_number == "130403SJBG26210183_3"
    assert find_patch(workspace, number).as_record()["JCBH"] == "130403SJBG26210183_3"
    with workspace.casebook.reading() as connection:
        held = connection.exec_driver_sql("SELECT JCBH FROM patches WHERE TBBH = ?", (number,)).scalar_one()
    assert held == "130403SJBG26210183_3"


def test_a_second_round_asks_for_its_proofs_again(workspace: Workspace, patches: list[Patch], photo: Path) -> None:
    number = patches[0].number
    give_verdict(workspace, number, Verdict.ILLEGAL, "V01", "张三")
    for code in ("S40", "S41", "S70", "S71"):
        go(workspace, number, code, photo=photo)
    go(workspace, number, "S80", "王五")
    go(workspace, number, "S70", facts={"SYMJ": "100"})
    with pytest.raises(MoveError, match="CCMJ 已拆面积"):
        move(workspace, [number], State.DEMOLISHING, "李四")
    move(workspace, [number], State.DEMOLISHING, "李四", facts={"CCMJ": "100", "SYMJ": "0"})
    with pytest.raises(MoveError, match="CCRQ 实际拆除日期"):
        move(workspace, [number], State.DEMOLISHED, "李四", photos=[photo])
    go(workspace, number, "S71", photo=photo)
    with pytest.raises(MoveError, match="signature 复核签字"):
        move(workspace, [number], State.RECHECKED, "王五")


def test_photos_prove_one_move_only(workspace: Workspace, patches: list[Patch], photo: Path) -> None:
    number = patches[0].number
    give_verdict(workspace, number, Verdict.ILLEGAL, "V01", "张三")
    facts = {"ZL": "1", "DSR": "不明"}
    move(workspace, [number], State.UNLAWFUL, "李四", facts=facts, photos=[photo, photo])
    with pytest.raises(MoveError, match=r"a photo of the start of work \(--photo FILE\)"):
        move(workspace, [number], State.QUICK, "李四", facts={"stop_record": "1"})


def test_a_number_may_be_given_by_its_ending(workspace: Workspace, patches: list[Patch]) -> None:
    first, second, third = (patch.number for patch in patches)
    assert third.endswith("003202606W0001")
    assert give_verdict(workspace, "003202606w0001", Verdict.ILLEGAL, "V01", "张三").number == third
    assert [event.action for event in history(workspace, "3202606W0001")] == ["found", "judged"]
    assert note(workspace, "W0002", {"DSR": "不明"}, "张三").number == second
    assert take_back(workspace, "3202606W0001", "张三").verdict is None
    moved = move(workspace, ["W0002", second], State.FALSE, "张三", reason="W01")
    assert [patch.number for patch in moved] == [second], "one patch named twice is one"
    with pytest.raises(UnknownNameError, match=f"Several patches end in 'W0001' .{first}, {third}.; give more"):
        find_patch(workspace, "W0001")
    for unknown in ("001", "%0002", "W0009", ""):
        with pytest.raises(UnknownNameError, match="There is no patch"):
            find_patch(workspace, unknown)
    parts = [
        shapely.box(*patches[0].geometry.bounds[:2], patches[0].geometry.centroid.x, patches[0].geometry.bounds[3])
    ]
    parts.append(patches[0].geometry.difference(parts[0]))  # type: ignore[arg-type]
    assert split(workspace, "2202606W0001", parts, "张三")[1].number == f"{first}-02"


def test_the_dossier_follows_moves_and_facts(workspace: Workspace, patches: list[Patch]) -> None:
    number = patches[0].number
    give_verdict(workspace, number, Verdict.ILLEGAL, "V01", "张三")
    archive(workspace, [number], "张三")
    sheet = workspace.dossier_folder(number) / "图斑.json"
    go(workspace, number, "S40", facts={"finding": "函"})
    assert '"S40"' in sheet.read_text(encoding="utf-8")
    note(workspace, number, {"XHYY": "原因甲"}, "张三")
    assert "原因甲" in sheet.read_text(encoding="utf-8")
