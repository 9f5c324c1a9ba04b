from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twowei.casebook.lifecycle import (
    MOVES,
    REASONS,
    Act,
    State,
    Verdict,
    allowed_moves,
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
        parse_state("S41")
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
        verdict_move(State.CLOSED, Verdict.ILLEGAL)


def test_the_table_of_moves_is_sound() -> None:
    assert len({(m.source, m.target) for m in MOVES}) == len(MOVES)
    reached = {State.CANDIDATE} | {m.target for m in MOVES}
    assert reached == set(State)
    assert all(m.source is not m.target or m.act is Act.VERDICT for m in MOVES)
    assert all(State.CANDIDATE is not m.target for m in MOVES)
    assert allowed_moves(State.CLOSED) == ()
