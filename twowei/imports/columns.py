"""Which column of a delivery is what: an alias table of the names in use, and what a supplier was told to use.

Source of the names: domain reference, 2.1.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence

from twowei.casebook.words import plain
from twowei.errors import UnknownNameError

ALIASES: dict[str, str] = {
    "JCBH": "监测编号 jctbbh 监测图斑编号 图斑编号 ygtbzj 图斑主键 线索编号 图斑号 patch_code 编号 编码 图斑编码"
    " tbbh tbh 统一编号 名称",
    "TBLX": "图斑类型 patch_type 变化类型 变化后类型 类型 lx",
    "JCMJ": "监测面积 图斑面积 patch_area 面积 mj tbmj 监测面积平方米",
    "XZQDM": "县级行政区代码 行政区代码 县代码 原行政区划代码",
    "XMC": "县名称 区县 县 xzqmc 行政区名称",
    "XZMC": "乡镇街道 街道 乡镇 街道乡镇名称 街道名称 所属街道",
    "QSX": "前时相 jcsdq 监测时段起 前期时相 前时相日期 前期影像时间",
    "HSX": "后时相 jcsdh 监测时段止 后期时相 后时相日期 后期影像时间",
    "X": "xzb 经度 lon longitude lng jd 中心点经度 图斑中心点经度 内点经度cgcs2000 内点经度 经度_cgcs2000 经度_gcj02"
    " 经度_wgs84 x坐标 东坐标 中心点x",
    "Y": "yzb 纬度 lat latitude wd 中心点纬度 图斑中心点纬度 内点纬度cgcs2000 内点纬度 纬度_cgcs2000 纬度_gcj02"
    " 纬度_wgs84 y坐标 北坐标 中心点y",
    "WKT": "tbfw 图斑范围 geometry geom the_geom 坐标串 范围坐标 边界坐标 坐标",
    "TZ": "图斑特征 特征",
    "DZ": "tdzl 土地坐落 坐落 详细地址 地址 位置 地点",
    "BZ": "备注 说明 remark note description",
    "ZXD": "置信度 模型置信度 confidence score prob",
    "XFSJ": "下发时间 下发日期",
}
"""The trade's name of each role, and other names it goes by."""

_IN_BRACKETS = re.compile(r"[(\[{【].*?[)\]}】]")
_UNITS = {"亩": "亩", "公顷": "公顷", "ha": "公顷", "平方米": "㎡", "m2": "㎡"}
"""Words of a unit in a column's name; ㎡ folds to m2."""


def folded(name: str) -> str:
    """Return a column's name for comparing: any case, any width, without brackets and blanks."""
    return _IN_BRACKETS.sub("", plain(name)).replace(" ", "").replace("*", "")


_RANKED = {
    folded(name): (role, rank) for role, names in ALIASES.items() for rank, name in enumerate((role, *names.split()))
}


def find(
    columns: Sequence[str], wanted: Mapping[str, str] | None = None, empty: Collection[str] = ()
) -> dict[str, str]:
    """Return for each role the column that has it; what is wanted comes first, as far as the column is there.

    Args:
        wanted: Column by role, from the user or from an earlier delivery of the same supplier. An empty name: none.
        empty: Columns without a value; one that has values goes before them, also where they were wanted.
    """
    by_folded = {folded(column): column for column in columns}
    found: dict[str, str] = {}
    for role, column in (wanted or {}).items():
        there = column if column in columns else by_folded.get(folded(column))
        if (there and there not in empty) or not column:
            found[role] = there or ""
    taken = set(found.values())
    known = [(_RANKED[folded(column)], column) for column in columns if folded(column) in _RANKED]
    for (role, _), column in sorted(known, key=lambda one: (one[1] in empty, one[0][1])):
        if role not in found and column not in taken:
            found[role] = column
    return {role: column for role, column in found.items() if column}


def unit_in(column: str) -> str | None:
    """Return the unit of area that a column's name states, or None."""
    words = plain(column)
    return next((unit for word, unit in _UNITS.items() if word in words), None)


def parse(words: Sequence[str], columns: Sequence[str]) -> dict[str, str]:
    """Read ``ROLE=COLUMN`` as users type it; ``ROLE=`` takes a role from every column.

    Raises:
        UnknownNameError: There is no such role or column.
    """
    found = {}
    for word in words:
        role, _, column = (part.strip() for part in word.partition("="))
        if role.upper() not in ALIASES:
            raise UnknownNameError(f"There is no role {role!r} of a column; there are {', '.join(ALIASES)}.")
        known = {folded(one): one for one in columns}
        if column and folded(column) not in known:
            raise UnknownNameError(f"There is no column {column!r}; the file has {', '.join(columns)}.")
        found[role.upper()] = known.get(folded(column), "")
    return found
