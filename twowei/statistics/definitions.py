"""The definition of every figure in the words that reports print."""

from __future__ import annotations

_TEXT = """
issued: 期内下发(无下发时间的按入库时间), 不含合并拆分
illegal: 期内下发图斑中核查结论为违法的
lawful: 期内下发图斑中结论为合法或设施农用地的
false: 期内下发图斑中结论为伪变化的
checked: 期内下发图斑中已有核查结论的(违法, 合法, 设施农用地, 伪变化) ÷ 期内下发图斑
closure: 截至统计日已销号(S85), 伪变化(S90)或合法核销(S95) ÷ 期内下发图斑
closure_city: 来源为上级交办的期内下发图斑中已核销的 ÷ 来源为上级交办的期内下发图斑
closure_area: 已核销图斑监测面积 ÷ 期内下发图斑监测面积
closure_illegal: 期内下发且认定违法的图斑中已核销的 ÷ 期内下发且认定违法的图斑
timely: 期内到期的时限全部按时完成的图斑 ÷ 期内有时限到期的图斑
timely_report: 新增违法图斑中按政策时限(如 2 小时)上报的 ÷ 期内应上报的新增违法图斑
overdue: 期内有时限在走的图斑中超期未完成或逾期完成的 ÷ 期内有时限在走的图斑
overdue_now: 统计日仍未完成且已过期限的在办图斑
missed_new: 新增违法图斑中上报或快速处置时限在期内到期而逾期的(一票否决)
demolished: 期内下发且认定违法的图斑中已全部拆除的 ÷ 期内下发且认定违法的图斑
demolished_area: 期内下发且认定违法的图斑中已拆建筑面积 ÷ 其建筑面积(无建筑面积用占地面积, 再无用监测面积)
regularised: 期内下发且认定违法、未拆除而已补办, 没收或其他方式整改并复核或销号的
unrectified: 期内下发且认定违法, 截至统计日仍在办未整改的
removals: 实际拆除日期在期内且已全部拆除的图斑
removed_m2: 期内拆除记录的建筑面积合计, 含部分拆除
removed_footprint_m2: 期内拆除记录的占地面积合计
left_m2: 统计日拆除中图斑的剩余未拆面积合计
self_demolition: 期内拆除图斑中处置方式为自拆的 ÷ 期内拆除图斑
relapse: 期内回潮次数 ÷ 截至期末十二个月内拆除销号数
days_median: 期内拆除图斑自发现至拆除的天数的中位数
days_p90: 期内拆除图斑自发现至拆除的天数的第九十百分位
filed: 立案日期在期内
concluded: 结案日期在期内
conclusion: 期内结案 ÷ 期内立案(结往年案件时可超过 100%)
frozen: 冻结日期在期内
unfrozen: 解除冻结日期在期内
complaints: 期内投诉中认定违法的 ÷ 期内投诉(来源为投诉或有关联投诉号)
precision_change: 期内影像发现且已有结论的图斑中确有变化的(违法+合法) ÷ (违法+合法+伪变化)
precision_illegal: 期内影像发现且已有结论的图斑中违法的 ÷ (违法+合法+伪变化)
"""


_ENGLISH = """
issued: Patches handed down in the period (where no time is told, brought in); without those merged or split
illegal: Patches issued in the period that were judged illegal
lawful: Patches issued in the period that were judged lawful or registered farm buildings
false: Patches issued in the period that were judged a false change
checked: Of the patches issued, those with a verdict (illegal, lawful, farm building, false)
closure: Of the patches issued, those off the list on the last day: closed (S85), false (S90) or struck off (S95)
closure_city: The same of the patches that a higher office handed down
closure_area: Area of the patches closed, out of the area of those issued, as seen from above
closure_illegal: Of the patches issued and judged illegal, those off the list
timely: Of the patches with a deadline in the period, those that met all of them
timely_report: Of the new illegal patches to be reported in the period, those reported in the policy's time
overdue: Of the patches with a deadline running in the period, those that missed one, done since or not
overdue_now: Open patches that are past a deadline on the last day
missed_new: New illegal patches reported or disposed of late, the deadline in the period: they veto a street
demolished: Of the patches issued and judged illegal, those gone altogether
demolished_area: Floor area removed of them, out of theirs (where not known, the footprint, else as seen from above)
regularised: Issued, judged illegal, not demolished but mended otherwise (permit, confiscation), re-checked or closed
unrectified: Issued, judged illegal and still open on the last day
removals: Patches whose demolition ended in the period
removed_m2: Floor area of the demolitions recorded in the period, partial ones too
removed_footprint_m2: Footprint of the demolitions recorded in the period
left_m2: What is left of patches that are being demolished on the last day
self_demolition: Of the demolitions ended in the period, those by the owner
relapse: Sites built on again in the period, out of the demolished ones closed in the twelve months before its end
days_median: Median of the days from discovery to demolition
days_p90: 90th percentile of the days from discovery to demolition
filed: Legal cases filed in the period
concluded: Legal cases concluded in the period
conclusion: Cases concluded out of cases filed in the period; above 100 % where older ones are concluded
frozen: Titles frozen in the period
unfrozen: Titles released in the period
complaints: Of the complaints of the period (source or linked complaint), those judged illegal
precision_change: Of the patches that imagery found and people judged, those with a real change
precision_illegal: Of the patches that imagery found and people judged, the illegal ones
"""


def _parsed(text: str) -> dict[str, str]:
    """Return the entries; an indented line goes on with the one before."""
    whole = text.strip().replace("\n  ", "")
    return dict(line.split(": ", 1) for line in whole.splitlines())


DEFINITIONS, IN_ENGLISH = _parsed(_TEXT), _parsed(_ENGLISH)
"""By the figure's name."""
