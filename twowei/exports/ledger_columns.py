"""The ledgers that offices keep: their columns, what stands there, and which fact a filled cell is.

Source of headings and order: domain reference, 2.9 and 6.2.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum

from twowei.casebook.clock import CHINA_TIME
from twowei.casebook.ledger import FACTS
from twowei.casebook.states import State, Verdict
from twowei.exports.values import Subject
from twowei.geo.footprint import MU_PER_M2

Cell = str | float | int | date | None

AREA, MU, DAY, TIME = "#,##0.00", "#,##0.000", "yyyy-mm-dd", "yyyy-mm-dd hh:mm"
SERIAL = "序号"


@dataclass(frozen=True)
class LedgerColumn:
    """A column of a ledger.

    Attributes:
        heading: As offices write it.
        read: What stands there for a patch.
        fact: Name of the ledger's fact that a filled cell is, or empty where it is only to be read.
        form: Number format.
        summed: Whether the total row adds it up.
        width: In characters; 0: as its texts want.
    """

    heading: str
    read: Callable[[Subject], Cell]
    fact: str = ""
    form: str = ""
    summed: bool = False
    width: float = 0


def _value(name: str) -> Callable[[Subject], Cell]:
    return lambda subject: subject[name]


def _fact(heading: str, name: str, width: float = 0) -> LedgerColumn:
    """Return a column of one fact: choices by their labels, days and times as such."""
    fact = FACTS[name]
    labels = dict(fact.codes)

    def read(subject: Subject) -> Cell:
        value = subject.fact(fact)
        if value is None:
            return None
        if fact.kind == "time":
            return datetime.strptime(str(value), "%Y%m%d%H%M%S")
        return labels.get(str(value), str(value)) if labels else value

    form = {"day": DAY, "time": TIME, "number": AREA if fact.zh.endswith("(㎡)") else "0"}.get(fact.kind, "")
    return LedgerColumn(heading, read, name, form, summed=form == AREA, width=width)


def _told(heading: str, name: str, form: str = "", *, summed: bool = False, width: float = 0) -> LedgerColumn:
    return LedgerColumn(heading, _value(name), form=form, summed=summed, width=width)


_NUMBER = _told("统一编号", "TBBH", width=23)
_DOCUMENTS = (("责令停止", "ZLTZH", "ZLTZRQ"), ("限拆", "XQCCH", "XQCCRQ"), ("催告", "CGH", "CGRQ"),
              ("公告", "GGH", "GGRQ"), ("强拆决定", "QZJDH", "QZJDRQ"), ("裁定", "CDH", "CDRQ"))  # fmt: skip


def _papers(subject: Subject) -> Cell:
    """Return the papers with their days of service, one a line."""
    facts = subject.patch.facts
    told = [
        f"{label} {facts[number]} {facts.get(day, '未送达')}" for label, number, day in _DOCUMENTS if number in facts
    ]
    return "; ".join(told)


def _rechecked(subject: Subject) -> Cell:
    return " ".join(str(subject.patch.facts[name]) for name in ("FHR", "FHRQ") if name in subject.patch.facts)


def _stamp(when: datetime | None) -> Cell:
    return when.astimezone(CHINA_TIME).replace(tzinfo=None) if when else None


def _found_at(subject: Subject) -> Cell:
    told = subject.patch.facts.get("FXSJ")
    return _stamp(datetime.fromisoformat(str(told)) if told else subject.patch.created_at)


def _violation(subject: Subject) -> Cell:
    return subject.setting.reasons.get(subject.patch.reason or "") if subject.patch.reason else None


def _mu_of(name: str) -> Callable[[Subject], Cell]:
    def read(subject: Subject) -> Cell:
        value = subject[name]
        return round(float(value) * MU_PER_M2, 3) if isinstance(value, int | float) else None

    return read


CASES = (
    LedgerColumn(SERIAL, lambda _: None, width=6),
    _NUMBER,
    _told("街道", "XZMC"),
    _told("社区", "SQMC"),
    _fact("详细地址", "DZ", 18),
    _fact("当事人", "DSR"),
    _fact("结构", "JG"),
    _fact("层数", "CS"),
    _fact("占地面积(㎡)", "ZDMJ"),
    _fact("建筑面积(㎡)", "JZMJ"),
    _fact("建设时间", "JSSJ"),
    LedgerColumn("违法类型", _violation),
    _fact("增量/存量", "ZL"),
    LedgerColumn("发现时间", _found_at, form=TIME, width=17),
    _told("发现方式", "source_name"),
    _told("核查结论", "verdict_name"),
    _fact("立案号", "LAH"),
    LedgerColumn("文书及送达", _papers, width=20),
    _fact("处置方式", "CZFS"),
    _fact("计划拆除时间", "JHRQ", 12),
    _fact("实际拆除时间", "CCRQ", 12),
    _fact("拆除面积(㎡)", "CCMJ"),
    LedgerColumn("复核人/日期", _rechecked),
    _fact("销号日期", "XHRQ", 12),
    _told("责任人", "ZRR"),
    _told("备注", "BZ", width=14),
)  # fmt: skip

_FINDING = {Verdict.ILLEGAL: "违法", Verdict.LEGAL: "合法", Verdict.FALSE: "伪变化", Verdict.FARM: "涉施农用地"}


def _finding(subject: Subject) -> Cell:
    return _FINDING.get(subject.patch.verdict, "") if subject.patch.verdict else ""


def _kind_of_ground(subject: Subject) -> Cell:
    verdict = subject.patch.verdict
    return {Verdict.ILLEGAL: "违法", Verdict.LEGAL: "合法", Verdict.FARM: "合法"}.get(verdict, "") if verdict else ""


CHECKS = (
    LedgerColumn(SERIAL, lambda _: None, width=6),
    LedgerColumn("图斑号*", _value("TBBH"), width=24),
    _told("原行政区划代码*", "XZQDM"),
    _told("地块面积*(亩)", "JCMJM", MU, summed=True),
    LedgerColumn("地块类型*", _kind_of_ground),
    _fact("项目名称", "project", 16),
    _fact("土地坐落*", "DZ", 24),
    LedgerColumn("核查情况*", _finding),
    LedgerColumn("原因*", _violation),
    _fact("用地单位(个人)*", "DSR"),
    _fact("用地时间*", "JSSJ", 12),
    _fact("实际用途*", "YT"),
    _fact("地类代码*", "land_code"),
    _fact("是否符合一户一宅", "one_house"),
    LedgerColumn("原地类: 耕地(亩)", _mu_of("ZGMJ"), form=MU, summed=True),
    LedgerColumn("原地类: 永久基本农田(亩)", _mu_of("YNMJ"), form=MU, summed=True),
    _told("核查人", "HCR"),
    _told("核查日期", "HCRQ", DAY, width=12),
    _told("备注", "BZ", width=24),
)

REMOVALS = (
    LedgerColumn(SERIAL, lambda _: None, width=6),
    _NUMBER,
    _fact("违建详细地址", "DZ", 24),
    _fact("现状描述", "YT"),
    LedgerColumn("违建类型", _violation),
    _fact("拆除占地面积(㎡)", "CCZDMJ"),
    _fact("拆除面积(㎡)", "CCMJ"),
    LedgerColumn("拆除栋数", lambda s: s["CCDS"], "CCDS", "0", summed=True),
    LedgerColumn("拆除总层数", lambda s: s["CCCS"], "CCCS", "0", summed=True),
    _fact("拆除时间", "CCRQ", 12),
    _fact("业主姓名", "DSR"),
    LedgerColumn("业主电话", lambda _: None, "DSRDH"),
    _told("备注", "BZ", width=24),
)


FIELD = (
    LedgerColumn(SERIAL, lambda _: None, width=6),
    _NUMBER,
    _told("街道", "XZMC"),
    _told("社区", "SQMC"),
    _told("监测面积(㎡)", "JCMJ", AREA, summed=True),
    _told("内业结论", "verdict_name"),
    _fact("详细地址", "DZ", 20),
    _fact("当事人", "DSR"),
    _fact("现状用途", "YT"),
    _fact("结构", "JG"),
    _fact("层数", "CS"),
    _fact("违建形态", "XT"),
    _fact("增量/存量", "ZL"),
    _fact("建设阶段", "JSJD"),
    _fact("占地面积(㎡)", "ZDMJ"),
    _fact("建筑面积(㎡)", "JZMJ"),
    _fact("车辆可达", "CRDK"),
    _fact("现场情况", "field_finding", 24),
    _fact("核查人", "field_checker", 10),
    _fact("核查时间", "field_time", 17),
)


class Remedy(Enum):
    """How a site was put right (整改方式)."""

    REMOVED = "拆除复耕"
    APPROVED = "补办手续"
    BOTH = "拆补组合"
    OTHER = "其他"
    NONE = "未整改"


PUT_RIGHT = (State.RECHECKED, State.CLOSED, State.STRUCK_OFF)
"""Where a site counts as put right: checked by a second person and nothing left standing."""


def remedy_of(subject: Subject) -> Remedy:
    """Return how a site was put right; what still stands in part is not (domain reference, 3.3)."""
    facts, state = subject.patch.facts, subject.patch.state
    if state not in PUT_RIGHT or float(facts.get("SYMJ", 0) or 0) > 0:
        return Remedy.NONE
    approved = bool(facts.get("regularised")) or state is State.STRUCK_OFF or facts.get("CZFS") == "5"
    removed = float(facts.get("CCMJ", 0) or 0) > 0 or "CCRQ" in facts
    if approved and removed:
        return Remedy.BOTH
    return Remedy.APPROVED if approved else Remedy.REMOVED if removed else Remedy.OTHER


SATELLITE = (
    LedgerColumn(SERIAL, lambda _: None, width=6),
    _told("县名称", "county_name"),
    _told("监测批次", "PCH"),
    _told("线索编号", "JCBH|TBBH", width=24),
    _fact("项目名称", "project", 16),
    _fact("项目主体", "DSR"),
    _fact("土地用途", "YT"),
    _told("违法面积(亩)", "JCMJM", MU, summed=True),
    LedgerColumn("耕地面积(亩)", _mu_of("ZGMJ"), form=MU, summed=True),
    LedgerColumn("基本农田面积(亩)", _mu_of("YNMJ"), form=MU, summed=True),
    LedgerColumn("是否整改", lambda s: "否" if remedy_of(s) is Remedy.NONE else "是"),
    LedgerColumn("整改方式", lambda s: remedy_of(s).value),
    LedgerColumn("重大典型问题", lambda s: "是" if "Z" in str(s["FXBS"] or "") else None),
    _told("备注", "BZ", width=24),
)
