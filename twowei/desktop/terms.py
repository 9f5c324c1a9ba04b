"""Terms that the casebook keeps in Chinese, in the language of the window: titles of clocks, lines of a checklist.

An office's own titles, which no table knows, stay as the office wrote them.
"""

from __future__ import annotations

from twowei.desktop.language import chinese

_ENGLISH = {
    "内业判读": "Triage", "2 小时上报": "Report within 2 h", "当日上报": "Report the same day",
    "外业核查": "Field check", "选定处置路线": "Choose the track", "拆除到位": "Demolish",
    "当日查处": "Deal with it the same day",
    "作出决定": "Decide", "自拆期限": "Owner demolishes by", "限期改正": "Amend by", "行政复议期": "Time for review",
    "最早可强拆日(规划线)": "Earliest forced demolition (planning law)", "催告期": "Urging",
    "可申请法院(土地线)": "Court opens (land law)", "申请法院窗口(土地线)": "Apply to court (land law)",
    "计划拆除": "Planned demolition", "复核": "Re-check", "销号": "Close the case",
    "无人机复查 +3 日": "Drone check +3 days", "无人机复查 +10 日": "Drone check +10 days",
    "无人机复查 +30 日": "Drone check +30 days", "回头看 +1 月": "Look back +1 month",
    "回头看 +3 月": "Look back +3 months", "回头看 +12 月": "Look back +12 months",
    "复核通过 (S80)": "Re-check passed (S80)", "复核人与填报人不同": "Checked by another person than who reported it",
    "拆除后照片": "Photo after the demolition", "剩余未拆面积为 0": "Nothing still stands",
    "编号与档案已固定 (归档)": "Number and dossier fixed (archived)", "档案 PDF 已出": "Dossier printed as PDF",
}  # fmt: skip


def term(text: str) -> str:
    """Return a term in the language of the window."""
    return text if chinese() else _ENGLISH.get(text, text)
