"""The sheet that explains an export: its columns, its rules, its model; Excel opens it as it is."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from pathlib import Path

from twowei.casebook.history import Head
from twowei.casebook.patch import Patch
from twowei.casebook.verification import COUNT, HASH
from twowei.exports.fields import FIELDS

SHEET = "字段说明.csv"
_HEAD = ("字段名", "中文别名", "类型", "宽度(字节)", "小数位", "说明")
_KINDS = {"C": "文本", "N": "数值", "D": "日期"}


def write(path: Path, facts: Sequence[tuple[str, str]]) -> None:
    """Write the columns and then the facts about this export, as UTF-8 with a byte order mark."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        sheet = csv.writer(file)
        sheet.writerow(_HEAD)
        for f in FIELDS:
            sheet.writerow((f.name, f.alias, f"{f.kind} {_KINDS[f.kind]}", f.width, f.decimals, f.about))
        sheet.writerow(())
        sheet.writerow(("项目", "内容"))
        sheet.writerows(facts)


def facts_of(
    patches: Sequence[Patch],
    left_out: Mapping[str, int],
    crs_name: str,
    encoding: str,
    notice: str,
    head: Head | None = None,
) -> list[tuple[str, str]]:
    """Return what a reader of this export must know, label and text; ``head`` is how far the history reached."""
    monthly = [p.number for p in patches if p.before_date is None or p.after_date is None]
    which = "全部" if patches and len(monthly) == len(patches) else "; ".join(monthly) or "无"
    return [
        ("图斑数", str(len(patches))),
        ("总面积", f"{sum(p.area_m2 for p in patches):.2f} ㎡, {sum(p.area_mu for p in patches):.3f} 亩"),
        ("未导出", "; ".join(f"{label} {count}" for label, count in left_out.items()) or "无"),
        ("坐标系", crs_name),
        ("属性编码", encoding.upper()),
        ("面积", "JCMJ 为 CGCS2000 椭球面积; 1 亩 = 2000/3 ㎡"),
        ("时相日期不明", "只知月份, QSX/HSX 填该月首日的图斑: " + which),
        ("模型与许可", notice),
        *([(COUNT, str(head.events)), (HASH, head.hash)] if head else []),
    ]


def model_notice(patches: Sequence[Patch]) -> str:
    """Return which models found the patches and whether their training data allow academic use only."""
    models = sorted({(patch.model, patch.academic_only) for patch in patches})
    return " ".join(
        f"Found by model {name}"
        + (": academic use only, as its training data demand (仅限学术用途)." if academic else ".")
        for name, academic in models
    )
