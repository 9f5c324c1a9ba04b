"""The life cycle of a patch as data: states, verdicts, reasons, and the legal moves as one flat table.

Buttons, command line choices and the diagram in the documentation are read from here. The codes are those
the trade stores (`ZT`, `HCJG`); labels are what people read and may type. Of the reasons, W.. says that the
detector erred (nothing was built), L.. that something was built lawfully: keeping the two apart lets
precision be told for change and for illegality separately.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import Enum
from typing import TypeVar

from twowei.casebook.words import plain
from twowei.errors import MoveError, UnknownNameError


class State(Enum):
    """Where a patch stands: code, Chinese label, English label, meaning."""

    CANDIDATE = ("S00", "候选", "candidate", "proposed by the detector, nobody has looked at it yet")
    SUSPECTED = ("S10", "待核查", "suspected", "an analyst saw a real change and gave an indoor verdict")
    LAWFUL = ("S30", "认定合法", "found lawful", "a reviewer recognised it as lawful")
    UNLAWFUL = ("S40", "认定违法", "found unlawful", "a reviewer recognised it as unlawful")
    CLOSED = ("S85", "销号归档", "closed", "crossed off the list, its file complete")
    FALSE = ("S90", "伪变化", "false change", "nothing changed on the ground: an error of the detector")

    def __init__(self, code: str, zh: str, en: str, meaning: str) -> None:
        self.code = code
        self.zh = zh
        self.en = en
        self.meaning = meaning

    @classmethod
    def of(cls, code: str) -> State:
        """Return the state with this stored code."""
        return _STATES[code]


OPEN_STATES = (State.CANDIDATE, State.SUSPECTED, State.LAWFUL, State.UNLAWFUL)
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


_STATES = {state.code: state for state in State}
_VERDICTS = {verdict.code: verdict for verdict in Verdict}


class Act(Enum):
    """What kind of decision makes a move."""

    VERDICT = "verdict"
    RECOGNITION = "recognition"
    CLOSING = "closing"


@dataclass(frozen=True)
class Move:
    """One legal step.

    Attributes:
        source: The state before.
        target: The state after; the same as ``source`` where only the facts beside the state change.
        act: The kind of decision.
        who: Who may make it.
        evidence: What it demands.
    """

    source: State
    target: State
    act: Act
    who: str
    evidence: str


_REASON = "a verdict with a reason that belongs to it"
_FALSE_REASON = "a reason W.."

MOVES = (
    Move(State.CANDIDATE, State.SUSPECTED, Act.VERDICT, "analyst", _REASON),
    Move(State.CANDIDATE, State.FALSE, Act.VERDICT, "analyst", _FALSE_REASON),
    Move(State.SUSPECTED, State.SUSPECTED, Act.VERDICT, "analyst", _REASON),
    Move(State.SUSPECTED, State.FALSE, Act.VERDICT, "analyst", _FALSE_REASON),
    Move(State.FALSE, State.SUSPECTED, Act.VERDICT, "analyst", _REASON),
    Move(State.FALSE, State.FALSE, Act.VERDICT, "analyst", "another reason W.."),
    Move(State.SUSPECTED, State.LAWFUL, Act.RECOGNITION, "reviewer", "permit or coverage, a reason L.."),
    Move(State.SUSPECTED, State.UNLAWFUL, Act.RECOGNITION, "reviewer", "field photos or a written finding"),
    Move(State.LAWFUL, State.UNLAWFUL, Act.RECOGNITION, "reviewer", "field photos or a written finding"),
    Move(State.FALSE, State.CLOSED, Act.CLOSING, "manager", "the sample review of false changes"),
)
"""Every legal move between the states there are; taking back a verdict is no move but undoes one."""


def allowed_moves(state: State) -> tuple[Move, ...]:
    """Return the moves that leave ``state``, in the order of the table."""
    return tuple(move for move in MOVES if move.source is state)


def verdict_move(state: State, verdict: Verdict) -> Move:
    """Return the move that giving ``verdict`` in ``state`` makes.

    Raises:
        MoveError: The state takes no verdicts; the sentence names the moves it does allow.
    """
    for move in allowed_moves(state):
        if move.act is Act.VERDICT and move.target is verdict.target:
            return move
    raise MoveError(f"No verdict can be given in state {caption(state)}; {_ways_out(state)}.")


def _ways_out(state: State) -> str:
    moves = allowed_moves(state)
    if not moves:
        return "no move leads out of it"
    return "from here: " + ", ".join(f"{caption(m.target)} by a {m.who}" for m in moves)


def caption(thing: State | Verdict) -> str:
    """Return code and labels on one line, such as ``S10 待核查 (suspected)``."""
    return f"{thing.code} {thing.zh} ({thing.en})"


Named = TypeVar("Named", State, Verdict)


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


def _find(kind: Iterable[Named], text: str, what: str, show: Callable[[Named], str]) -> Named:
    things = list(kind)
    wanted = plain(text)
    for thing in things:
        if wanted in (plain(thing.code), plain(thing.zh), plain(thing.en)):
            return thing
    choices = ", ".join(show(thing) for thing in things)
    raise UnknownNameError(f"There is no {what} {text!r}; choose one of: {choices}.")


@dataclass(frozen=True)
class Reason:
    """A reason: the stored code, its labels, and the verdict it belongs to."""

    code: str
    zh: str
    en: str
    verdict: Verdict

    def __str__(self) -> str:
        return f"{self.code} {self.zh}"


_ILLEGAL = (
    ("V01", "未批先建", "built without approval"),
    ("V02", "少批多建", "built more than approved"),
    ("V03", "批东建西", "built elsewhere than approved"),
    ("V04", "屋顶加层/搭建", "storey or structure added on a roof"),
    ("V05", "占用耕地/永农", "on arable or permanent basic farmland"),
    ("V06", "占公共用地/绿地/河道", "on public ground, greenery or a river course"),
    ("V07", "临建超期", "temporary building past its term"),
    ("V08", "改变用途/一改多", "use changed or dwelling subdivided"),
    ("V09", "抢搭抢建(征迁)", "put up in haste before expropriation"),
    ("V99", "其他违法", "illegal, other"),
)
_LEGAL = (
    ("L01", "有规划许可/用地批准", "planning or land permit"),
    ("L02", "公共工程/道路/市政", "public works, road, utilities"),
    ("L03", "施工围挡内临时工棚(期限内)", "site huts within their term"),
    ("L05", "宅基地(一户一宅,获批)", "approved homestead"),
    ("L06", "农村道路≤8 m", "rural road up to 8 m wide"),
    ("L07", "拆除/场地平整", "demolition or levelling"),
    ("L08", "灾后/应急", "after a disaster, emergency"),
    ("L99", "其他合法", "legal, other"),
)
_FARM = (("L04", "设施农业/大棚(备案)", "registered farm building or greenhouse"),)
_FALSE = (
    ("W01", "阴影/光照", "shadow or light"),
    ("W02", "视角差/高楼倾斜", "view angle, leaning building"),
    ("W03", "配准偏移", "images not aligned"),
    ("W04", "季节/植被/农事", "season, plants, farming"),
    ("W05", "云雾/影像缺陷/拼接线", "cloud, image defect, seam"),
    ("W06", "车辆/船只/临时堆物", "vehicle, boat, heap"),
    ("W07", "屋面翻新/换瓦/颜色变化", "roof renewed or recoloured"),
    ("W08", "水位/潮汐/积雪", "water level, tide, snow"),
    ("W09", "太阳能板/遮阳网/防尘网", "solar panels, shade or dust net"),
    ("W10", "重复图斑(已有编号)", "duplicate of a numbered patch"),
    ("W11", "边缘碎片", "sliver at an edge"),
    ("W99", "其他伪变化", "false, other"),
)
_PENDING = (
    ("P01", "影像不清", "image unclear"),
    ("P02", "需外业", "needs a field visit"),
    ("P03", "待查批件", "permit to be looked up"),
    ("P99", "其他待定", "pending, other"),
)

REASONS = tuple(
    Reason(code, zh, en, verdict)
    for verdict, rows in (
        (Verdict.ILLEGAL, _ILLEGAL),
        (Verdict.LEGAL, _LEGAL),
        (Verdict.FARM, _FARM),
        (Verdict.FALSE, _FALSE),
        (Verdict.PENDING, _PENDING),
    )
    for code, zh, en in rows
)
"""Every reason, grouped by verdict."""


def reasons_for(verdict: Verdict) -> tuple[Reason, ...]:
    """Return the reasons that belong to ``verdict``."""
    return tuple(reason for reason in REASONS if reason.verdict is verdict)


def parse_reason(text: str, verdict: Verdict | None = None) -> Reason:
    """Read a reason as people type it, its code or a label; with ``verdict``, one that belongs to it.

    Raises:
        UnknownNameError: No reason is called so, or it belongs to another verdict.
    """
    wanted = plain(text)
    for reason in REASONS:
        if wanted in (plain(reason.code), plain(reason.zh), plain(reason.en)):
            return _belonging(reason, verdict)
    raise UnknownNameError(f"There is no reason {text!r}; choose one of: {_choices(verdict)}.")


def _belonging(reason: Reason, verdict: Verdict | None) -> Reason:
    if verdict is None or verdict is reason.verdict:
        return reason
    raise UnknownNameError(
        f"Reason {reason} belongs to {reason.verdict.zh}, not to {verdict.zh}; choose one of: {_choices(verdict)}."
    )


def _choices(verdict: Verdict | None) -> str:
    return ", ".join(map(str, REASONS if verdict is None else reasons_for(verdict)))
