"""The invented life of a patch, drawn from a seed: every track of the life cycle, with its proofs and its delays."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from random import Random

from sqlalchemy import Connection

from twowei.casebook import clock, history, moves, rows, verdicts
from twowei.casebook.history import Draft
from twowei.casebook.ledger import Facts
from twowei.casebook.lifecycle import State, parse_reason
from twowei.casebook.moves import Step
from twowei.casebook.patch import Patch

Act = Callable[[Connection, Patch], Patch]
Life = Iterator[tuple[datetime, Act]]

ANALYSTS, REVIEWERS, SQUADS, LEGAL = (
    ("林晓", "陈思"),
    ("吴敏", "郑凯"),
    ("拆违一队", "拆违二队", "拆违三队"),
    ("法制科 许宁",),
)
MANAGER = "局长 周正"
_FALSE = ("W01", "W02", "W04", "W06", "W07", "W09")
_ILLEGAL = ("V01", "V02", "V04", "V05", "V06", "V07")
_USES = ("仓储", "居住", "餐饮", "加工", "出租", "堆场")


@dataclass
class Fate:
    """What is drawn of a patch before its life is told."""

    rng: Random
    at: datetime
    patch: Patch
    floor_m2: float
    is_new: bool

    def later(self, low_hours: float, high_hours: float) -> datetime:
        """Go on to a moment of a working day, so many hours later."""
        self.at += timedelta(hours=self.rng.uniform(low_hours, high_hours))
        while self.at.weekday() > 4:
            self.at += timedelta(days=1)
        if not 8 <= self.at.hour < 18:
            self.at = datetime.combine(self.at.date(), time(9, self.rng.randrange(60)), self.at.tzinfo)
            self.at += timedelta(days=1)
        self.at = self.at.replace(microsecond=0)
        return self.at

    def day(self, days: int = 0) -> str:
        """Return the day, or one so many days later."""
        return f"{self.at + timedelta(days=days):%Y-%m-%d}"

    def likely(self, share: float) -> bool:
        """Return True so often."""
        return self.rng.random() < share


def fate_of(patch: Patch, at: datetime, rng: Random) -> Fate:
    """Draw what a patch is."""
    storeys = rng.choice((1, 1, 1, 2, 2, 3))
    return Fate(rng, at, patch, round(patch.area_m2 * 0.9 * storeys, 2), rng.random() < 0.6)


def _step(target: str, by: str, facts: Facts | None = None, reason: str = "", photos: int = 0, note: str = "") -> Act:
    grounds = parse_reason(reason) if reason else None

    def act(connection: Connection, patch: Patch) -> Patch:
        step = Step(State.of(target), by, grounds, facts or {}, (), photos, note)
        return moves.make(connection, patch, step)

    return act


def _verdict(reason: str, by: str, note: str = "") -> Act:
    grounds = parse_reason(reason)
    return lambda connection, patch: verdicts.give(connection, patch, grounds.verdict, grounds, by=by, note=note)


def _note(facts: Facts, by: str) -> Act:
    return lambda connection, patch: moves.note(connection, patch, facts, by)


def archived(connection: Connection, patch: Patch) -> Patch:
    """Fix number and dossier folder; no sheet is written for a drawn patch."""
    at = clock.now()
    kept = rows.change(connection, patch, archived_at=at, dossier=f"档案/{patch.number}")
    code = patch.state.code
    draft = Draft("archived", MANAGER, patch.number, code, code, {}, {"DAWJ": kept.dossier})
    history.append(connection, [draft], at)
    return kept


def life(fate: Fate) -> Life:
    """Tell a life from its arrival on: what happens when."""
    rng, analyst = fate.rng, fate.rng.choice(ANALYSTS)
    drawn = rng.random()
    if drawn < 0.04:
        return
    yield fate.later(2, 90), _verdict(_reason(rng, drawn), analyst)
    if drawn < 0.38:
        if fate.likely(0.1):
            yield fate.later(24, 200), _step("S85", MANAGER, {"XHYY": "误报抽检", "sample_review": "抽检无误"})
    elif drawn < 0.46:
        if fate.likely(0.7):
            yield fate.later(48, 400), _verdict("W02", analyst, "补充影像后复判")
    elif drawn < 0.58:
        yield from _lawful(fate)
    else:
        yield from _unlawful(fate)


def _reason(rng: Random, drawn: float) -> str:
    if drawn < 0.38:
        return rng.choice(_FALSE)
    if drawn < 0.46:
        return rng.choice(("P01", "P02", "P03"))
    return rng.choice(("L01", "L02", "L04", "L05")) if drawn < 0.58 else rng.choice(_ILLEGAL)


def _lawful(fate: Fate) -> Life:
    permit: Facts = {"GHXKZH": f"建字第{fate.rng.randrange(10**6):06d}号", "PWFGL": 100.0}
    yield fate.later(4, 60), _step("S30", fate.rng.choice(REVIEWERS), permit, fate.patch.reason or "L01")
    if fate.likely(0.9):
        yield fate.later(20, 200), _step("S95", REVIEWERS[0], reason="L01")


def _unlawful(fate: Fate) -> Life:
    rng = fate.rng
    hours = rng.uniform(0.2, 1.9) if fate.likely(0.93) else rng.uniform(2.2, 30)
    fate.at += timedelta(hours=hours)
    fate.at = fate.at.replace(microsecond=0)
    yield fate.at, _note({"SBSJ": fate.at.isoformat()}, ANALYSTS[0])
    field = {"assignee": rng.choice(SQUADS), "WGBH": f"{fate.patch.street_code}-{rng.randrange(1, 20):02d}"}
    yield fate.later(2, 30), _step("S20", REVIEWERS[0], {**field, "field_package": f"WY{fate.at:%m%d}"})
    if fate.likely(0.05):
        yield fate.later(10, 60), _step("S90", ANALYSTS[1], reason="W02")
        return
    yield fate.later(3, 40), _step("S40", REVIEWERS[1], _survey(fate), photos=2)
    if fate.is_new and fate.likely(0.85):
        yield fate.later(1, 30), _step("S41", rng.choice(SQUADS), {"stop_record": f"制止〔{fate.at:%Y}〕号"}, photos=1)
        if fate.likely(0.9):
            yield from _demolition(fate, 3, 60 if fate.likely(0.8) else 400)
            return
    yield from _filed(fate)


def _survey(fate: Fate) -> Facts:
    """Return what the field found."""
    rng, patch = fate.rng, fate.patch
    return {
        "ZL": "1" if fate.is_new else "2", "XT": rng.choice("1112"), "DSR": f"当事人{rng.randrange(1000):03d}",
        "DSRLX": rng.choice("11112349"), "JG": rng.choice("12345"), "YT": rng.choice(_USES),
        "ZDMJ": round(patch.area_m2 * 0.9, 2), "JZMJ": fate.floor_m2, "CS": float(rng.randrange(1, 4)),
        "DZ": f"{patch.community_name or patch.street_name}{rng.randrange(1, 400)}号",
        **({"GLTS": f"TS{fate.at:%Y%m}{rng.randrange(1000):03d}"} if fate.likely(0.08) else {}),
        **({"FXBS": rng.choice("XZN")} if fate.likely(0.08) else {}),
        **({"difficult": "1"} if fate.likely(0.05) else {}),
    }  # fmt: skip


def _filed(fate: Fate) -> Life:
    rng, legal = fate.rng, LEGAL[0]
    track = rng.choice("1112")
    case = {"approval_form": "立案审批表", "LAH": f"立〔{fate.at:%Y}〕{rng.randrange(10**4):04d}号", "FLX": track}
    yield fate.later(20, 100), _step("S50", legal, {**case, "LARQ": fate.day()})
    drawn = rng.random()
    if drawn < 0.06:
        yield fate.later(100, 500), _step("S96", legal, {"ending": "不予立案决定", "JARQ": fate.day()})
    elif drawn < 0.14:
        yield from _amended(fate)
    elif drawn < 0.2:
        paid = {"decision": f"罚〔{fate.at:%Y}〕{rng.randrange(1000):03d}号", "payment": "缴款凭证"}
        yield fate.later(300, 900), _step("S75", legal, {**paid, "JARQ": fate.day()})
        yield from _closing(fate, "罚款保留, 结案")
    else:
        yield from _ordered(fate, track)


def _amended(fate: Fate) -> Life:
    order = {"amend_order": f"改〔{fate.at:%Y}〕{fate.rng.randrange(1000):03d}号", "amend_by": fate.day(30)}
    yield fate.later(48, 200), _step("S60", LEGAL[0], order)
    if fate.likely(0.7):
        permit = {"regularised": "补办许可", "JARQ": fate.day(20)}
        yield fate.later(200, 900), _step("S95", REVIEWERS[0], permit, "L01")


def _ordered(fate: Fate, track: str) -> Life:
    rng, legal = fate.rng, LEGAL[0]
    if fate.likely(0.5):
        stop = {"ZLTZH": f"停〔{fate.at:%Y}〕{rng.randrange(1000):03d}号", "stop_receipt": "送达回证"}
        yield fate.later(4, 60), _step("S51", legal, {**stop, "ZLTZRQ": fate.day()})
    else:
        stop = {"ZLTZH": "同案", "stop_receipt": "送达回证"}
        yield fate.later(4, 60), _step("S51", legal, {**stop, "ZLTZRQ": fate.day()})
    order = {"XQCCH": f"拆〔{fate.at:%Y}〕{rng.randrange(10**4):04d}号", "order_receipt": "送达回证"}
    yield fate.later(100, 400), _step("S52", legal, {**order, "XQCCRQ": fate.day(), "ZCQX": fate.day(15)})
    if fate.likely(0.25):
        yield fate.later(24, 240), _note({"SFDJ": "1", "DJWH": "协助冻结函", "DJRQ": fate.day()}, legal)
    drawn = rng.random()
    if drawn < 0.12:
        yield fate.later(200, 900), _step("S53", legal, {"FYAH": f"行诉{rng.randrange(1000)}", "FYRQ": fate.day()})
        if fate.likely(0.5):
            order2 = {**order, "XQCCRQ": fate.day(30), "ZCQX": fate.day(45)}
            yield fate.later(700, 1500), _step("S52", legal, order2)
    elif drawn < 0.3:
        yield from _enforced(fate, track)
    elif drawn < 0.85:
        yield from _demolition(fate, 48, 300 if fate.likely(0.75) else 1500)


def _enforced(fate: Fate, track: str) -> Life:
    legal = LEGAL[0]
    if track == "1":
        papers = {"CGH": "催告书", "CGRQ": fate.day(1), "GGH": "拆除公告", "QZJDH": "强拆决定", "QZJDRQ": fate.day(12)}
        yield fate.later(400, 900), _step("S54", legal, papers)
    else:
        yield (
            fate.later(400, 900),
            _step("S55", legal, {"FYSQRQ": fate.day(), "CDH": f"行审{fate.rng.randrange(1000)}"}),
        )
    if fate.likely(0.6):
        yield from _demolition(fate, 300, 1200)


def _demolition(fate: Fate, low_hours: float, high_hours: float) -> Life:
    rng, squad, way = fate.rng, fate.rng.choice(SQUADS), fate.rng.choice("11123")
    start: Facts = {"plan": "拆除方案", "JHRQ": fate.day(5), "CZFS": way, "CCMJ": 0.0, "SYMJ": fate.floor_m2}
    yield fate.later(low_hours, high_hours), _step("S70", squad, {**start, "CCDW": squad, "JHRQ": fate.day(5)})
    if fate.likely(0.12):
        half = round(fate.floor_m2 * rng.uniform(0.3, 0.7), 2)
        part: Facts = {"CCMJ": half, "SYMJ": round(fate.floor_m2 - half, 2), "JHRQ": fate.day(15)}
        yield fate.later(20, 100), _step("S70", squad, part, note="部分拆除")
    if fate.likely(0.06):
        return
    yield fate.later(5, 110), _gone(fate, squad)
    if fate.likely(0.5) and "DJRQ" in fate.patch.facts:
        yield fate.later(10, 90), _note({"SFDJ": "2", "JDWH": "解除冻结函", "JDRQ": fate.day()}, LEGAL[0])
    yield from _closing(fate, "拆除到位")


def _gone(fate: Fate, squad: str) -> Act:
    told: Facts = {
        "CCZDMJ": round(fate.patch.area_m2 * 0.9, 2), "CCMJ": fate.floor_m2, "CCRQ": fate.day(), "SYMJ": 0.0,
        "CCDS": 1.0,
    }  # fmt: skip
    return _step("S71", squad, told, photos=1)


def _closing(fate: Fate, why: str) -> Life:
    if fate.likely(0.06):
        return
    seen = {"FHFS": fate.rng.choice("123"), "FHJG": "1", "signature": "已签字"}
    yield fate.later(20, 150), _step("S80", MANAGER, seen)
    if fate.likely(0.05):
        return
    yield fate.later(1, 5), archived
    yield fate.later(5, 70), _step("S85", MANAGER, {"XHYY": why, "JARQ": fate.day()})
    if why == "拆除到位" and fate.likely(0.04):
        yield fate.later(70, 900), _step("S86", fate.rng.choice(SQUADS), {"relapse_sign": "无人机发现复建"}, "V01")
        yield fate.later(1, 20), _step("S41", SQUADS[0], {"stop_record": "再次制止"}, photos=1)
        if fate.likely(0.7):
            yield from _demolition(fate, 3, 80)
