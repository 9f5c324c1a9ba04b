"""Second-level reasons of a verdict (V.., L.., W.., P..) and reading them as people type them.

W.. says that the detector erred (nothing was built), L.. that something was built lawfully: keeping the two
apart lets precision be told for change and for illegality separately. Source: domain reference, 3.2.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from twowei.casebook.states import Verdict
from twowei.casebook.words import plain
from twowei.errors import UnknownNameError


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


def reasons_for(verdict: Verdict, among: Sequence[Reason] = REASONS) -> tuple[Reason, ...]:
    """Return the reasons that belong to ``verdict``."""
    return tuple(reason for reason in among if reason.verdict is verdict)


def parse_reason(text: str, verdict: Verdict | None = None, among: Sequence[Reason] = REASONS) -> Reason:
    """Read a reason as people type it, its code or a label; with ``verdict``, one that belongs to it.

    Args:
        among: The reasons a workspace uses.

    Raises:
        UnknownNameError: No reason is called so, or it belongs to another verdict.
    """
    wanted = plain(text)
    for reason in among:
        if wanted in (plain(reason.code), plain(reason.zh), plain(reason.en)):
            return _belonging(reason, verdict, among)
    raise UnknownNameError(f"There is no reason {text!r}; choose one of: {_choices(verdict, among)}.")


def _belonging(reason: Reason, verdict: Verdict | None, among: Sequence[Reason]) -> Reason:
    if verdict is None or verdict is reason.verdict:
        return reason
    raise UnknownNameError(
        f"Reason {reason} belongs to {reason.verdict.zh}, not to {verdict.zh};"
        f" choose one of: {_choices(verdict, among)}."
    )


def _choices(verdict: Verdict | None, among: Sequence[Reason]) -> str:
    return ", ".join(map(str, among if verdict is None else reasons_for(verdict, among)))
