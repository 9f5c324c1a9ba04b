"""The ledger's facts of a patch beside its columns: names of the trade, Chinese names, how a value is read.

Lower-case names are ours, where the trade's schema has none. Source: schema of the ledger (tb_patch).
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from twowei.casebook.clock import CHINA_TIME
from twowei.errors import UnknownNameError

FactValue = str | float
Facts = Mapping[str, FactValue]


@dataclass(frozen=True)
class Fact:
    """A fact: name, Chinese name, kind of value, the codes it may take, whether it is personal."""

    name: str
    zh: str
    kind: Literal["text", "day", "time", "number", "choice", "secret"] = "text"
    codes: tuple[tuple[str, str], ...] = ()
    private: bool = False

    def __str__(self) -> str:
        return f"{self.name} {self.zh}"


def _codes(text: str) -> tuple[tuple[str, str], ...]:
    return tuple((word[0], word[1:]) for word in text.split())


_TEXT = """JCBH 监测编号;
DZ 详细地址; YT 现状用途; DSR 当事人; project 项目名称; land_code 地类代码; one_house 是否符合一户一宅;
CQZH 产权证号; GHXKZH 规划许可证号; LAH 立案号; ZLTZH 责令停止文号;
XQCCH 限拆决定文号; CGH 催告文号; GGH 公告文号; QZJDH 强制决定文号; FYAH 复议诉讼案号; CDH 裁定文号;
ZXDW 裁执分离执行单位; DJWH 冻结文号; JDWH 解除冻结文号; CCDW 拆除单位; JHPC 拆除计划批次; FHR 复核人; XHR 销号人;
XHYY 销号原因; YQYY 延期原因; GLTS 关联投诉号; WGBH 网格编号; FXBS 风险标识; DAH 档案号; assignee 外业人员;
field_package 外业包号; finding 认定函文号; stop_record 制止记录; approval_form 立案审批表;
stop_receipt 责令停止送达回证;
order_receipt 限拆决定送达回证; amend_order 限期改正文号; plan 拆除方案; decision 没收或处罚决定文号; payment 缴款凭证;
signature 复核签字; sample_review 抽检记录; ending 终止文书; regularised 补办批文; relapse_sign 回潮依据;
reported_by 拆除填报人;
second_by 二次判定人; second_reason 二次判定原因; second_note 二次判定备注;
extension_why 延期申请理由; extension_by 延期申请人; return_why 退回申请理由;
known_false 已知误报编号; once_false 原误报编号; months_seen 见到月份;
supplier 供图单位; supplier_type 原图斑类型; supplier_note 供图备注; drawn_from 轮廓来源; field_finding 现场情况;
field_checker 外业核查人"""
_DAYS = """JSSJ 建设时间; LARQ 立案日期; JARQ 结案日期; ZLTZRQ 责令停止送达日; XQCCRQ 限拆决定送达日; ZCQX 自拆期限;
CGRQ 催告送达日; GGRQ 公告日期; QZJDRQ 强制决定日期; FYRQ 复议诉讼受理日; FYSQRQ 申请法院日期; CDRQ 裁定日期;
DJRQ 冻结日期; JDRQ 解除冻结日期; CFRQ 查封起; CFJZRQ 查封止; JHRQ 计划拆除日期; CCRQ 实际拆除日期; FHRQ 复核日期;
XHRQ 销号日期; YQZ 延期至; amend_by 改正期限; stop_by 停止期限; plan_expiry 临建期满; extension_to 申请延期至"""
_TIMES = (
    "FXSJ 发现时间; QRSJ 判读确认时间; SBSJ 上报时间; XFSJ 下发时间; second_at 二次判定时间; field_time 外业核查时间;"
    " demolished_at 拆除时间"
)
_NUMBERS = """ZDMJ 占地面积(㎡); JZMJ 建筑面积(㎡); CS 层数; GD 高度(m); ZGMJ 占耕地面积(㎡);
YNMJ 占永久基本农田面积(㎡); HXMJ 占红线面积(㎡); PWFGL 批文覆盖率(%); CCMJ 已拆面积(㎡); SYMJ 剩余未拆面积(㎡);
CCZDMJ 拆除占地面积(㎡);
CCDS 拆除栋数; CCCS 拆除总层数; KJMJ 扩建面积(㎡); CBMJ 超批面积(㎡);
supplier_area 供图面积(㎡)"""
_CHOICES = {
    "XT 违建形态": "1平面 2立体屋顶",
    "JG 结构": "1砖混 2框架 3钢构 4彩钢 5简易 9其他",
    "DALX 档案类型": "1户 2楼 3企",
    "DSRLX 当事人类型": "1个人 2企业 3机关事业国企 4村集体 9不明",
    "ZL 增量存量": "1新增 2存量",
    "JSJD 建设阶段": "1动土 2基础 3主体 4封顶 5投用",
    "CZFS 处置方式": "1自拆 2助拆 3强拆 4没收 5改正补办 6移送 7暂缓",
    "FLX 适用线": "1规划线 2土地线 3其他",
    "FYJG 复议诉讼结果": "1维持 2撤销 3变更 4撤回",
    "SFDJ 房产冻结": "0否 1冻结 2已解除",
    "SFCF 是否查封": "0否 1是",
    "FHJG 复核结果": "1通过 2不通过",
    "FHFS 复核方式": "1现场 2次月影像 3无人机",
    "CRDK 车辆可达": "1可 2受限 3不可",
    "second_verdict 二次判定结论": "1违法 2合法 3伪变化 4设施农用地 5待定",
    "difficult 拆除难度较大": "0否 1是",
    "outline 轮廓形式": "1规整 2简化 3像素 4人工",
}


def _split(text: str) -> list[list[str]]:
    return [entry.split() for entry in text.replace("\n", " ").split(";")]


FACTS: dict[str, Fact] = {
    fact.name: fact
    for fact in (
        *(Fact(name, zh, private=name == "DSR") for name, zh in _split(_TEXT)),
        *(Fact(name, zh, "secret", private=True) for name, zh in _split("DSRDH 当事人电话; DSRZJ 当事人证件号")),
        *(Fact(name, zh, "day") for name, zh in _split(_DAYS)),
        *(Fact(name, zh, "time") for name, zh in _split(_TIMES)),
        *(Fact(name, zh, "number") for name, zh in _split(_NUMBERS)),
        *(Fact(key.split()[0], key.split()[1], "choice", _codes(codes)) for key, codes in _CHOICES.items()),
    )
}
"""Every fact by its name."""


def parse_fact(name: str, text: str) -> FactValue:
    """Read a fact's value as people type it: a day ``2026-07-16``, a time ``2026-07-16T09:00``, a number, a code.

    A time without an offset is China's.

    Raises:
        UnknownNameError: There is no such fact, or the value is not of its kind.
    """
    fact = FACTS.get(name)
    if fact is None:
        raise UnknownNameError(f"There is no fact {name!r}; those there are: twowei note --help.")
    if fact.kind == "secret":
        raise UnknownNameError(f"{fact} is kept encrypted only; give the office's key: twowei note --key FILE.")
    try:
        return _read(fact, text.strip())
    except ValueError:
        raise UnknownNameError(f"{text!r} is no value of {fact}; {_wanted(fact)}.") from None


def _read(fact: Fact, text: str) -> FactValue:
    if fact.kind == "day":
        return date.fromisoformat(text).isoformat()
    if fact.kind == "time":
        return parse_time(text).isoformat()
    if fact.kind == "number":
        return _number(text)
    if fact.kind == "choice":
        return _code(fact, text)
    if not text:
        raise ValueError(text)
    return text


def _code(fact: Fact, text: str) -> str:
    for code, label in fact.codes:
        if text in (code, label, code + label):
            return code
    raise ValueError(text)


def _number(text: str) -> float:
    number = float(text)
    if not math.isfinite(number) or number < 0:
        raise ValueError(text)
    return number


def _wanted(fact: Fact) -> str:
    if fact.kind == "choice":
        return "give one of " + " ".join(code + label for code, label in fact.codes)
    examples = {"day": "a day such as 2026-07-16", "time": "a time such as 2026-07-16T09:00"}
    return "give " + examples.get(fact.kind, "a number of 0 or more" if fact.kind == "number" else "some text")


def parse_time(text: str) -> datetime:
    """Read a time; without an offset it is China's, a day alone is its first moment.

    Raises:
        ValueError: It is no time.
    """
    when = datetime.fromisoformat(text)
    return when if when.tzinfo else when.replace(tzinfo=CHINA_TIME)


def number_of(facts: Facts, name: str) -> float | None:
    """Return a number, or None where it is not known."""
    value = facts.get(name)
    return float(value) if value is not None else None


def public(facts: Facts) -> dict[str, FactValue]:
    """Return the facts without those that are personal."""
    return {name: value for name, value in facts.items() if not (name in FACTS and FACTS[name].private)}
