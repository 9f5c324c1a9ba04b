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


def _parsed(text: str) -> dict[str, str]:
    """Return the entries; an indented line goes on with the one before."""
    whole = text.strip().replace("\n  ", "")
    return dict(line.split(": ", 1) for line in whole.splitlines())


DEFINITIONS = _parsed(_TEXT)
"""By the figure's name."""
