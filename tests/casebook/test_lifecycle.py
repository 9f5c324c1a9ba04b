from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twowei.casebook import diagram
from twowei.casebook.ledger import FACTS, parse_fact
from twowei.casebook.lifecycle import (
    ENTRIES,
    LEGAL_STATES,
    MOVES,
    REASONS,
    SETTLED_STATES,
    Act,
    Stage,
    State,
    Verdict,
    View,
    find_move,
    moves_of,
    parse_reason,
    parse_state,
    parse_verdict,
    reasons_for,
    verdict_move,
)
from twowei.errors import MoveError, UnknownNameError

JUDGEABLE = {State.CANDIDATE, State.SUSPECTED, State.FALSE}


@pytest.mark.parametrize(
    ("typed", "verdict"),
    [
        ("违法", Verdict.ILLEGAL),
        ("違法", Verdict.ILLEGAL),
        ("Illegal", Verdict.ILLEGAL),
        ("１", Verdict.ILLEGAL),
        (" legal ", Verdict.LEGAL),
        ("偽變化", Verdict.FALSE),
        ("僞變化", Verdict.FALSE),
        ("3", Verdict.FALSE),
        ("設施農用地", Verdict.FARM),
        ("pending", Verdict.PENDING),
    ],
)
def test_a_verdict_is_read_in_either_script_and_in_english(typed: str, verdict: Verdict) -> None:
    assert parse_verdict(typed) is verdict


@pytest.mark.parametrize(
    ("typed", "state"),
    [
        ("s10", State.SUSPECTED),
        ("待核查", State.SUSPECTED),
        ("銷號歸檔", State.CLOSED),
        ("False Change", State.FALSE),
        ("found_unlawful", State.UNLAWFUL),
    ],
)
def test_a_state_is_read_by_code_or_label(typed: str, state: State) -> None:
    assert parse_state(typed) is state


def test_unknown_words_name_the_choices() -> None:
    with pytest.raises(UnknownNameError, match="合法 legal"):
        parse_verdict("maybe")
    with pytest.raises(UnknownNameError, match="S40 认定违法"):
        parse_state("S42")
    with pytest.raises(UnknownNameError, match="V01 未批先建"):
        parse_reason("V77")


@given(st.sampled_from(REASONS), st.sampled_from(Verdict))
def test_a_reason_serves_its_own_verdict_only(reason: object, verdict: Verdict) -> None:
    code = reason.code  # type: ignore[attr-defined]
    if parse_reason(code).verdict is verdict:
        assert parse_reason(code.lower(), verdict).code == code
    else:
        with pytest.raises(UnknownNameError, match="belongs to"):
            parse_reason(code, verdict)


def test_reason_codes_say_their_verdict() -> None:
    heads = {Verdict.ILLEGAL: "V", Verdict.LEGAL: "L", Verdict.FARM: "L", Verdict.FALSE: "W", Verdict.PENDING: "P"}
    assert all({r.code[0] for r in reasons_for(verdict)} == {head} for verdict, head in heads.items())
    assert [r.code for r in reasons_for(Verdict.FARM)] == ["L04"]
    assert len({r.code for r in REASONS}) == len(REASONS)


@given(st.sampled_from(State), st.sampled_from(Verdict))
def test_verdicts_are_given_before_a_reviewer_decides_and_never_after(state: State, verdict: Verdict) -> None:
    if state in JUDGEABLE:
        move = verdict_move(state, verdict)
        assert move.target is (State.FALSE if verdict is Verdict.FALSE else State.SUSPECTED)
    else:
        with pytest.raises(MoveError, match=state.code):
            verdict_move(state, verdict)


def test_a_refused_verdict_names_the_moves_there_are() -> None:
    with pytest.raises(MoveError, match=r"S40 认定违法 .* by a reviewer"):
        verdict_move(State.LAWFUL, Verdict.ILLEGAL)
    with pytest.raises(MoveError, match="no move leads out"):
        verdict_move(State.REPLACED, Verdict.ILLEGAL)


LEADS_TO = {
    "S00": "S10 S90 S99",
    "S10": "S10 S20 S30 S40 S90 S99",
    "S20": "S10 S30 S40 S90 S99",
    "S30": "S40 S95 S99",
    "S40": "S41 S50 S99",
    "S41": "S50 S70 S99",
    "S50": "S51 S60 S75 S96 S99",
    "S51": "S52 S70 S75 S99",
    "S52": "S53 S54 S55 S70 S99",
    "S53": "S52 S54 S55 S96 S99",
    "S54": "S70 S99",
    "S55": "S70 S96 S99",
    "S60": "S52 S95 S99",
    "S70": "S50 S70 S71 S99",
    "S71": "S70 S80 S99",
    "S75": "S80 S99",
    "S80": "S70 S85 S99",
    "S85": "S86",
    "S86": "S41 S50 S99",
    "S90": "S10 S85 S90",
    "S95": "S86",
    "S96": "S50 S85 S99",
    "S99": "",
}


@pytest.mark.parametrize("source", State)
@pytest.mark.parametrize("target", State)
def test_every_state_and_move_by_table(source: State, target: State) -> None:
    if target.code in LEADS_TO[source.code].split():
        assert find_move(source, target).entry is ENTRIES[target]
    else:
        with pytest.raises(MoveError, match=source.code):
            find_move(source, target)


def test_the_table_of_moves_is_sound() -> None:
    assert len({(m.source, m.target) for m in MOVES}) == len(MOVES)
    reached = {State.CANDIDATE} | {m.target for m in MOVES}
    assert reached == set(State)
    assert all(m.source is not m.target or m.act is Act.VERDICT or m.target is State.DEMOLISHING for m in MOVES)
    assert all(State.CANDIDATE is not m.target for m in MOVES)
    assert all(name in FACTS for m in MOVES for demand in m.demands for name in demand.facts)
    assert all(len({d.key for d in m.demands}) == len(m.demands) for m in MOVES)


@pytest.mark.parametrize("view", View)
def test_from_everywhere_a_case_can_be_brought_to_an_end(view: View) -> None:
    moves = moves_of(view)
    ending = set(SETTLED_STATES)
    while more := {m.source for m in moves if m.target in ending} - ending:
        ending |= more
    assert ending == set(State) - {State.REPLACED} - (set() if view is View.FULL else set(LEGAL_STATES))


def test_the_simple_view_walks_its_stages() -> None:
    shown = {state for move in moves_of(View.SIMPLE) for state in (move.source, move.target)}
    assert [stage.zh for stage in Stage] == ["候选", "核查", "认定", "拆除", "复核", "销号"]
    assert {state.stage for state in shown} == set(Stage)
    assert not shown & set(LEGAL_STATES)


def test_the_diagram_in_the_docs_is_drawn_from_the_table() -> None:
    page = Path(__file__).parents[2] / "docs" / "lifecycle.md"
    assert page.read_text("utf-8") == diagram.page(), "python -m twowei.casebook.diagram > docs/lifecycle.md"


@pytest.mark.parametrize(
    ("name", "typed", "value"),
    [
        ("SBSJ", "2026-07-16T11:01", "2026-07-16T11:01:00+08:00"),
        ("XQCCRQ", "2028-02-29", "2028-02-29"),
        ("SYMJ", "12.5", 12.5),
        ("FLX", "土地线", "2"),
        ("LAH", " 立字1号 ", "立字1号"),
    ],
)
def test_a_fact_is_read_by_its_kind(name: str, typed: str, value: object) -> None:
    assert parse_fact(name, typed) == value


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("SBSJ", "noon"),
        ("XQCCRQ", "2027-02-29"),
        ("SYMJ", "-1"),
        ("SYMJ", "nan"),
        ("FLX", "9"),
        ("LAH", " "),
        ("X", "1"),
    ],
)
def test_a_fact_of_the_wrong_kind_is_refused(name: str, typed: str) -> None:
    with pytest.raises(UnknownNameError, match=name):
        parse_fact(name, typed)
