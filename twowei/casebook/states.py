"""Where a patch can stand, what an analyst can decide, who can act: codes the trade stores, labels people read.

Source: domain reference, 3.3. Labels may be typed in either script or in English.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from enum import Enum
from typing import TypeVar

from twowei.casebook.words import plain
from twowei.errors import UnknownNameError


class Stage(Enum):
    """A step of the simple view; the full view shows the states themselves."""

    CANDIDATE = ("候选", "candidate")
    CHECK = ("核查", "check")
    FINDING = ("认定", "finding")
    DEMOLITION = ("拆除", "demolition")
    RECHECK = ("复核", "re-check")
    CLOSING = ("销号", "closing")

    def __init__(self, zh: str, en: str) -> None:
        self.zh = zh
        self.en = en


class State(Enum):
    """Where a patch stands: code, Chinese label, English label, stage of the simple view, meaning."""

    CANDIDATE = ("S00", "候选", "candidate", Stage.CANDIDATE, "proposed by the detector, nobody has looked yet")
    SUSPECTED = ("S10", "待核查", "suspected", Stage.CHECK, "an analyst saw a real change and gave an indoor verdict")
    IN_FIELD = ("S20", "外业核查中", "in the field", Stage.CHECK, "somebody is sent to look")
    LAWFUL = ("S30", "认定合法", "found lawful", Stage.FINDING, "a second person recognised it as lawful")
    UNLAWFUL = ("S40", "认定违法", "found unlawful", Stage.FINDING, "a reviewer recognised it as unlawful")
    QUICK = (
        "S41",
        "快速处置",
        "quick disposal",
        Stage.DEMOLITION,
        "stopped while new, gone within days",
    )
    FILED = ("S50", "立案", "case filed", Stage.DEMOLITION, "a legal case is opened")
    STOP_SERVED = ("S51", "责令停止已送达", "stop order served", Stage.DEMOLITION, "building must stop")
    ORDER_SERVED = (
        "S52",
        "限拆已送达",
        "demolition order served",
        Stage.DEMOLITION,
        "to be gone by a day",
    )
    CONTESTED = (
        "S53",
        "复议诉讼中",
        "contested",
        Stage.DEMOLITION,
        "review or suit; clocks stand still",
    )
    FORCED = (
        "S54",
        "强拆决定",
        "forced demolition decided",
        Stage.DEMOLITION,
        "urged and decided (planning law)",
    )
    COURT = ("S55", "移送法院", "sent to court", Stage.DEMOLITION, "to be enforced by court (land law)")
    AMENDING = (
        "S60",
        "限期改正",
        "to be amended",
        Stage.DEMOLITION,
        "put right or papers completed by a day",
    )
    DEMOLISHING = ("S70", "拆除中", "being demolished", Stage.DEMOLITION, "under way, or demolished in part")
    DEMOLISHED = ("S71", "已拆除待复核", "demolished", Stage.DEMOLITION, "reported as gone, not yet checked")
    KEPT = ("S75", "没收或罚款保留", "confiscated or fined", Stage.DEMOLITION, "stays standing by decision")
    RECHECKED = ("S80", "复核通过", "re-check passed", Stage.RECHECK, "another person confirmed it")
    CLOSED = ("S85", "销号归档", "closed", Stage.CLOSING, "crossed off the list, its file complete")
    REBUILT = ("S86", "回潮", "rebuilt", Stage.DEMOLITION, "built again after it was closed; treated as new")
    FALSE = ("S90", "伪变化", "false change", Stage.CLOSING, "nothing changed on the ground: an error of the detector")
    STRUCK_OFF = ("S95", "合法核销", "struck off as lawful", Stage.CLOSING, "lawful, off the list")
    ENDED = ("S96", "终止", "ended", Stage.CLOSING, "no case, or the case was ended or withdrawn")
    REPLACED = (
        "S99",
        "合并拆分",
        "merged or split",
        Stage.CLOSING,
        "a tombstone: other numbers stand in its place, or its drawing was taken back",
    )

    def __init__(self, code: str, zh: str, en: str, stage: Stage, meaning: str) -> None:
        self.code = code
        self.zh = zh
        self.en = en
        self.stage = stage
        self.meaning = meaning

    @classmethod
    def of(cls, code: str) -> State:
        """Return the state with this stored code."""
        return _STATES[code]


SETTLED_STATES = (State.CLOSED, State.STRUCK_OFF)
"""Off the list: a new building there is 回潮."""

LEGAL_STATES = (
    State.FILED, State.STOP_SERVED, State.ORDER_SERVED, State.CONTESTED, State.FORCED, State.COURT, State.AMENDING,
    State.KEPT, State.ENDED,
)  # fmt: skip
"""Steps of the legal procedure (法律程序), which the simple view leaves out."""

OPEN_STATES = tuple(s for s in State if s not in (*SETTLED_STATES, State.FALSE, State.REPLACED))
"""States in which a patch still stands for the site: a new candidate there is the same case."""


class Verdict(Enum):
    """What an analyst decided indoors (`HCJG`): code, labels, and the state it moves a patch to."""

    ILLEGAL = ("1", "违法", "illegal", State.SUSPECTED)
    LEGAL = ("2", "合法", "legal", State.SUSPECTED)
    FALSE = ("3", "伪变化", "false", State.FALSE)
    FARM = ("4", "设施农用地", "farm", State.SUSPECTED)
    PENDING = ("5", "待定", "pending", State.SUSPECTED)

    def __init__(self, code: str, zh: str, en: str, target: State) -> None:
        self.code = code
        self.zh = zh
        self.en = en
        self.target = target

    @classmethod
    def of(cls, code: str) -> Verdict:
        """Return the verdict with this stored code."""
        return _VERDICTS[code]


class Role(Enum):
    """What a person may do: stored code, labels."""

    ANALYST = ("analyst", "内业", "analyst")
    REVIEWER = ("reviewer", "审核", "reviewer")
    SQUAD = ("squad", "外业拆违", "squad")
    LEGAL = ("legal", "法制", "legal")
    MANAGER = ("manager", "负责人", "manager")

    def __init__(self, code: str, zh: str, en: str) -> None:
        self.code = code
        self.zh = zh
        self.en = en


_STATES = {state.code: state for state in State}
_VERDICTS = {verdict.code: verdict for verdict in Verdict}


def caption(thing: State | Verdict) -> str:
    """Return code and labels on one line, such as ``S10 待核查 (suspected)``."""
    return f"{thing.code} {thing.zh} ({thing.en})"


Named = TypeVar("Named", State, Verdict, Role)


def parse_verdict(text: str) -> Verdict:
    """Read a verdict as people type it: ``违法``, ``違法``, ``illegal`` or ``1``.

    Raises:
        UnknownNameError: No verdict is called so; the sentence lists those there are.
    """
    return _find(Verdict, text, "verdict", lambda verdict: f"{verdict.zh} {verdict.en}")


def parse_state(text: str) -> State:
    """Read a state as people type it: ``S10``, ``待核查`` or ``suspected``.

    Raises:
        UnknownNameError: No state is called so; the sentence lists those there are.
    """
    return _find(State, text, "state", lambda state: f"{state.code} {state.zh}")


def parse_role(text: str) -> Role:
    """Read a role as people type it: ``reviewer`` or ``审核``.

    Raises:
        UnknownNameError: No role is called so; the sentence lists those there are.
    """
    return _find(Role, text, "role", lambda role: f"{role.en} {role.zh}")


def _find(kind: Iterable[Named], text: str, what: str, show: Callable[[Named], str]) -> Named:
    things = list(kind)
    wanted = plain(text)
    for thing in things:
        if wanted in (plain(thing.code), plain(thing.zh), plain(thing.en)):
            return thing
    choices = ", ".join(show(thing) for thing in things)
    raise UnknownNameError(f"There is no {what} {text!r}; choose one of: {choices}.")
