"""The first sheets of a patch's dossier: what is known of it, for people and for programs."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from rasterio.crs import CRS
from shapely.geometry import mapping

from twowei.casebook.history import Event, Head
from twowei.casebook.patch import Patch


def write(folder: Path, patch: Patch, events: Sequence[Event], crs: CRS, head: Head, reason: str) -> None:
    """Write ``图斑.json`` and ``图斑.txt`` into a dossier folder, which is made where it is missing.

    Args:
        head: How far the casebook's history reached when this was written (``twowei verify --against``).
        reason: Code and label of the reason.
    """
    folder.mkdir(parents=True, exist_ok=True)
    record = {
        **patch.as_record(),
        "archived_at": patch.archived_at.isoformat() if patch.archived_at else None,
        "crs": crs.to_string(),
        "geometry": mapping(patch.geometry),
        "model_geometry": mapping(patch.model_geometry),
        "events": [_told(event) for event in events],
        "history": {"events": head.events, "head": head.hash},
    }
    text = json.dumps(record, ensure_ascii=False, indent=2)
    (folder / "图斑.json").write_text(text + "\n", encoding="utf-8")
    (folder / "图斑.txt").write_text(sheet(patch, reason), encoding="utf-8-sig")


def sheet(patch: Patch, reason: str) -> str:
    """Return the sheet that people read."""
    lines = (
        ("统一编号", patch.number),
        ("街道", f"{patch.street_code} {patch.street_name}".strip()),
        ("社区", patch.community_name),
        ("责任人", patch.responsible),
        ("图斑类型", {"new": "新增建(构)筑物", "demolished": "建筑消失"}[patch.change]),
        ("前时相", str(patch.before_date or patch.before_month)),
        ("后时相", str(patch.after_date or patch.after_month)),
        ("监测面积", f"{patch.area_m2:.2f} ㎡ ({patch.area_mu:.3f} 亩)"),
        ("内点经纬度", f"{patch.lon:.7f}, {patch.lat:.7f} (CGCS2000)"),
        ("模型置信度", f"{patch.score:.3f}"),
        ("状态", f"{patch.state.code} {patch.state.zh}"),
        ("核查结论", patch.verdict.zh if patch.verdict else ""),
        ("原因", reason),
        ("核查人", patch.judged_by),
        ("核查时间", patch.judged_at.isoformat(" ") if patch.judged_at else ""),
        ("归档时间", patch.archived_at.isoformat(" ") if patch.archived_at else ""),
        ("备注", patch.note),
        ("模型", patch.model + ("(仅限学术用途 / academic use only)" if patch.academic_only else "")),
    )
    return "".join(f"{name}: {value}\n" for name, value in lines)


def _told(event: Event) -> dict[str, str | int | None]:
    return {
        "id": event.id,
        "at": event.at.isoformat(),
        "by": event.by,
        "action": event.action,
        "from_state": event.from_state,
        "to_state": event.to_state,
        "note": event.note,
        "hash": event.hash,
    }
