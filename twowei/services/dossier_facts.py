"""What a dossier tells of a patch, gathered from casebook, imagery, photos and change maps."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import rasterio
from affine import Affine
from PIL import Image
from rasterio.crs import CRS
from rasterio.enums import Resampling
from rasterio.errors import RasterioError
from rasterio.warp import reproject
from sqlalchemy import Connection, select

from twowei.casebook import attachments, history, reason_lists, rows
from twowei.casebook.attachments import PHOTO, Attachment
from twowei.casebook.demolition import Finding
from twowei.casebook.drawings import DRAWING_BACK, DRAWN_AGAIN
from twowei.casebook.history import Event, Head
from twowei.casebook.ledger import FACTS
from twowei.casebook.patch import Patch
from twowei.casebook.rechecks import LOOKED
from twowei.casebook.redrawing import DRAWN, PUT_BACK, REDRAWN
from twowei.casebook.regrouping import REGROUPED_AGAIN, REGROUPED_BACK
from twowei.casebook.schema import removals
from twowei.casebook.second import LOOK_BACK, LOOKED_AGAIN
from twowei.casebook.sources import SOURCES
from twowei.casebook.states import State
from twowei.errors import ImageryError, UnknownNameError
from twowei.geo.crs import LONLAT, ground_resolution_m, metric_crs, transformer
from twowei.geo.footprint import Outline, to_crs
from twowei.imagery.epoch import Epoch
from twowei.reports import dossier, frames
from twowei.reports.dossier import Chip, Dossier, Pairs, Photo
from twowei.services.demolition import Proposal
from twowei.services.photos import PhotoFacts, photo_facts
from twowei.services.pictures import Pictures
from twowei.services.workspace import Workspace

CHIP_PX, MAP_PX = 360, 760
FAR_M = 100.0
"""A photo taken farther from the patch is marked."""

_PAPERS = (
    ("责令停止通知书", "ZLTZH", "ZLTZRQ", "stop_receipt", "stop_by"),
    ("责令限期改正", "amend_order", "", "", "amend_by"),
    ("责令限期拆除决定书", "XQCCH", "XQCCRQ", "order_receipt", "ZCQX"),
    ("催告书", "CGH", "CGRQ", "", ""),
    ("拆除公告", "GGH", "GGRQ", "", ""),
    ("强制拆除决定", "QZJDH", "QZJDRQ", "", ""),
    ("没收或处罚决定", "decision", "", "payment", ""),
    ("复议或诉讼", "FYAH", "FYRQ", "", ""),
    ("申请法院执行", "CDH", "FYSQRQ", "", ""),
    ("立案审批", "LAH", "LARQ", "approval_form", ""),
    ("房产冻结", "DJWH", "DJRQ", "", ""),
    ("解除冻结", "JDWH", "JDRQ", "", ""),
)
_PERMITS = ("CQZH", "GHXKZH", "PWFGL", "CBMJ", "regularised", "ZGMJ", "YNMJ", "HXMJ")
_SURVEY = ("JG", "CS", "GD", "ZDMJ", "JZMJ", "YT", "JSSJ", "JSJD", "XT", "ZL", "DSRLX", "GLTS")
_DISPOSAL = ("CZFS", "plan", "JHRQ", "JHPC", "CCDW", "CCRQ", "CCZDMJ", "CCMJ", "SYMJ", "CCDS", "CCCS", "YQZ", "YQYY")
_RECHECK = ("FHR", "FHRQ", "FHFS", "FHJG", "signature", "XHR", "XHRQ", "XHYY")


@dataclass(frozen=True)
class Gathered:
    """A dossier ready to be laid out, with the patch, its events, and what could not be shown."""

    patch: Patch
    events: list[Event]
    dossier: Dossier
    warnings: list[str]


FILE_KINDS = {"1": "一户一档", "2": "一楼一档", "3": "一企一档"}
"""What a file is called that holds the patches of a household, a building or an enterprise (`DALX`)."""


def file_kind(patch: Patch) -> str:
    """Return what the patch's file is called, or nothing where nobody said."""
    return FILE_KINDS.get(str(patch.facts.get("DALX", "")), "")


def head_of(events: Sequence[Event]) -> Head:
    """Return how far a patch's own history reaches."""
    return Head(len(events), events[-1].hash if events else history.FIRST_HASH)


def seal_of(events: Sequence[Event]) -> str:
    """Return that in words."""
    head = head_of(events)
    return f"本图斑操作记录 {head.events} 条, 末条哈希 {head.hash}"


def gather(
    workspace: Workspace, number: str, pictures: Pictures, seen: Sequence[Proposal], *, anonymous: bool
) -> Gathered:
    """Return all that a dossier tells of a patch.

    Args:
        seen: What newer imagery shows of it.

    Raises:
        UnknownNameError: There is no patch of this number.
    """
    with workspace.casebook.reading() as connection:
        patch = rows.find(connection, number)
        events = history.read(connection, number)
        files = attachments.read(connection, number)
        reason = reason_lists.label(connection, patch.reason)
        removed = _removals(connection, number)
    crs = metric_crs(patch.lon, patch.lat)
    outline = to_crs(patch.geometry, workspace.crs, crs)
    close_scale, chip_scale = dossier.scales_of(outline)
    months = workspace.months()
    newest = months[-1] if months else ""
    photos, after, warnings = _photos(workspace.folder, patch, files, events)
    chips = [_chip(workspace, patch, outline, crs, month, pictures, chip_scale) for month in months]
    warnings += [f"{number}: no imagery of {m} shows it" for m, c in zip(months, chips, strict=True) if c.image is None]
    told = Dossier(
        number=number,
        cover=_cover(patch, reason, anonymous),
        code=f"{number}\n{head_of(events).hash}",
        outline=outline,
        model_outline=to_crs(patch.model_geometry, workspace.crs, crs),
        frame_of=f"CGCS2000, EPSG:{crs.to_epsg()}",
        location=_square(pictures, outline, crs, newest, dossier.location_side_m(), MAP_PX),
        close=_square(pictures, outline, crs, newest, frames.side_m(dossier.MAP_MM, close_scale), MAP_PX),
        close_scale=close_scale,
        chip_scale=chip_scale,
        chips=chips,
        change=_change(workspace, patch, outline, crs, pictures, frames.side_m(dossier.CHIP_MM, chip_scale)),
        corners=_corners(outline, crs),
        photos=photos,
        permits=_form(patch, _PERMITS),
        survey=[("详细地址", str(patch.facts.get("DZ", ""))), *_form(patch, _SURVEY)],
        papers=_papers(patch),
        files=[[Path(f.path).name, "照片" if f.kind == PHOTO else "文书", f.sha256] for f in files],
        disposal=_form(patch, _DISPOSAL),
        removals=removed,
        after_photos=after,
        recheck=_form(patch, _RECHECK),
        looks=[_look(one) for one in seen] + [_looked(one) for one in events if one.action == LOOKED],
        events=[_event(one) for one in events],
        seal=seal_of(events),
        remarks=("模型权重仅限学术用途。",) * patch.academic_only,
    )
    return Gathered(patch, events, told, warnings)


def _cover(patch: Patch, reason: str, anonymous: bool) -> Pairs:
    facts = patch.facts
    return [
        ("统一编号", patch.number),
        ("档案号", " ".join(filter(None, (str(facts.get("DAH", "")), file_kind(patch))))),
        ("地址", str(facts.get("DZ", "")) or f"{patch.street_name}{patch.community_name}"),
        ("街道 / 社区", f"{patch.street_name} / {patch.community_name}"),
        ("网格责任人", patch.responsible),
        ("当事人", "(未列)" if anonymous else str(facts.get("DSR", ""))),
        ("监测面积", f"{patch.area_m2:,.2f} ㎡({patch.area_mu:,.3f} 亩, 椭球面积)"),
        ("线索来源", next((source.zh for source in SOURCES if source.code == patch.source), patch.source)),
        ("前时相 / 后时相", f"{patch.before_date or patch.before_month} / {patch.after_date or patch.after_month}"),
        ("核查结论", f"{patch.verdict.zh if patch.verdict else '未核查'} {reason}".strip()),
        ("当前状态", f"{patch.state.code} {patch.state.zh}"),
        ("回潮次数", str(patch.relapses)),
    ]


def _form(patch: Patch, names: Sequence[str]) -> Pairs:
    return [(FACTS[name].zh, _shown(patch, name)) for name in names]


def _shown(patch: Patch, name: str) -> str:
    """Return a fact as people read it: the label of a code, a number with its thousands."""
    value, fact = patch.facts.get(name), FACTS[name]
    if value is None:
        return ""
    if fact.kind == "choice":
        return dict(fact.codes).get(str(value), str(value))
    if fact.kind == "number":
        number = float(value)
        return f"{number:,.0f}" if number == int(number) and name in ("CS", "CCDS", "CCCS") else f"{number:,.2f}"
    return str(value)


def _papers(patch: Patch) -> list[list[str]]:
    facts = patch.facts
    return [
        [title, *(str(facts.get(name, "")) for name in names)]
        for title, *names in _PAPERS
        if any(name in facts for name in names)
    ]


def _removals(connection: Connection, number: str) -> list[list[str]]:
    c = removals.c
    ways = dict(FACTS["CZFS"].codes)
    query = select(c.day, c.CZFS, c.CCZDMJ, c.CCMJ, c.SYMJ, c.CCDW).where(c["TBBH"] == number).order_by(c.removal_id)
    return [
        [
            day,
            ways.get(way, ""),
            f"{footprint:,.2f}",
            f"{floor:,.2f}",
            "" if left is None else f"{left:,.2f}",
            who or "",
        ]
        for day, way, footprint, floor, left, who in connection.execute(query)
    ]


def _look(proposal: Proposal) -> list[str]:
    look = proposal.look
    shares = [f"{share:.0%}" for share in (look.visible, look.gone, look.new)] if look.by_model else ["—"] * 3
    doubt = "(影像与模型不一致, 请到现场)" if proposal.contradicted else ""
    return [look.after, f"影像提示: {proposal.finding.zh}{doubt}", look.likeness.zh, *shares]


def _looked(event: Event) -> list[str]:
    """Return the row of a look that somebody took."""
    found = {one.code: one.zh for one in Finding}.get(str(event.after.get("finding", "")), "")
    return [f"{event.at:%Y-%m-%d}", f"{event.by}查看: {found} {event.note}".strip(), "", "", "", ""]


def _event(event: Event) -> list[str]:
    states = f"{event.from_state or ''} → {event.to_state}" if event.to_state != event.from_state else event.to_state
    words = {
        "found": "发现", "judged": "核查", "moved": "流转", "noted": "记录", "taken back": "撤回", "archived": "归档",
        "split": "拆分", "merged": "合并", "born": "承接", "sighted": "再现", "grown": "扩建", LOOKED: "回头看",
        REGROUPED_BACK: "撤回拆分合并", REGROUPED_AGAIN: "重做拆分合并", LOOKED_AGAIN: "二次判定",
        LOOK_BACK: "撤回二次判定", DRAWN: "人工补画", DRAWING_BACK: "撤回补画", DRAWN_AGAIN: "重做补画",
        REDRAWN: "修改轮廓", PUT_BACK: "撤回轮廓修改",
    }  # fmt: skip
    facts = "、".join(FACTS[name].zh for name in event.after.get("facts", {}) if name in FACTS)
    note = event.note + (f" [{facts}]" if facts else "")
    when = f"{event.at:%Y-%m-%d %H:%M:%S}"
    return [str(event.id), when, event.by, words.get(event.action, event.action), states or "", note, event.hash[:16]]


def _corners(outline: Outline, crs: CRS) -> list[list[str]]:
    change = transformer(crs, LONLAT)
    found = []
    for name, x, y in frames.corners(outline):
        lon, lat = change.transform(x, y)
        found.append([name, f"{y:.3f}", f"{x:.3f}", f"{lon:.7f}", f"{lat:.7f}"])
    return found


def _square(pictures: Pictures, outline: Outline, crs: CRS, month: str, side_m: float, px: int) -> Image.Image | None:
    return pictures.around(outline, crs, month, px, outlined=False, side_m=side_m) if month else None


def _chip(
    workspace: Workspace, patch: Patch, outline: Outline, crs: CRS, month: str, pictures: Pictures, scale: float
) -> Chip:
    image = _square(pictures, outline, crs, month, frames.side_m(dossier.CHIP_MM, scale), CHIP_PX)
    role = {patch.before_month: "前时相", patch.after_month: "后时相"}.get(month, "")
    return Chip(_epoch_caption(workspace, month), image, role)


def _epoch_caption(workspace: Workspace, month: str) -> str:
    try:
        epoch: Epoch = workspace.epoch(month)
    except (ImageryError, UnknownNameError):
        return f"{month} (影像文件缺失)"
    sensor = {"satellite": "卫星", "drone": "无人机"}.get(epoch.sensor, epoch.sensor)
    return f"{epoch.date or month} {sensor} {ground_resolution_m(epoch.tiles[0].grid):.2g} m"


def _change(
    workspace: Workspace, patch: Patch, outline: Outline, crs: CRS, pictures: Pictures, side_m: float
) -> Image.Image | None:
    """Return the after picture with the pixels that the model scored as changed, or None without a change map."""
    image = _square(pictures, outline, crs, patch.after_month, side_m, CHIP_PX)
    paths = [
        workspace.change_map_path(patch.before_month, patch.after_month, sought) for sought in (patch.change, "both")
    ]
    path = next((one for one in paths if one.is_file()), None)
    if image is None or path is None:
        return None
    left, bottom, right, top = outline.bounds
    x, y, pixel = (left + right) / 2, (bottom + top) / 2, side_m / CHIP_PX
    scores = np.full((CHIP_PX, CHIP_PX), 255, np.uint8)
    onto = Affine(pixel, 0, x - side_m / 2, 0, -pixel, y + side_m / 2)
    try:
        with rasterio.open(path) as dataset:
            names = list(dataset.descriptions)
            band = names.index(patch.change) + 1 if patch.change in names else 1
            reproject(rasterio.band(dataset, band), scores, dst_transform=onto, dst_crs=crs, src_nodata=255,
                      dst_nodata=255, resampling=Resampling.nearest)  # fmt: skip
    except (OSError, RasterioError):
        return None
    changed = (scores != 255) & (scores >= patch.threshold * 254)
    pixels = np.asarray(image).copy()
    pixels[changed] = (0.5 * pixels[changed] + 0.5 * np.array([230, 30, 30])).astype(np.uint8)
    return Image.fromarray(pixels)


def _photos(
    folder: Path, patch: Patch, files: Sequence[Attachment], events: Sequence[Event]
) -> tuple[list[Photo], list[Photo], list[str]]:
    """Return the photos, those of before and after a demolition from the same bearing, and what is missing."""
    shots = [(one, photo_facts(folder / one.path)) for one in files if one.kind == PHOTO]
    gone = {number for e in events if e.to_state == State.DEMOLISHED.code for number in e.after.get("attachments", [])}
    shown = {one.id: _photo(folder, patch, one, facts) for one, facts in shots}
    pairs: list[Photo] = []
    before = [(one, facts) for one, facts in shots if one.id not in gone]
    for one, facts in shots:
        if one.id in gone:
            earlier = _same_bearing(facts, before)
            pairs += [shown[earlier.id]] * (earlier is not None) if earlier else []
            pairs.append(shown[one.id])
    warnings = [
        f"{patch.number}: the photo {one.path} is missing or cannot be read"
        for one, _ in shots
        if shown[one.id].image is None
    ]
    return [shown[one.id] for one, _ in before], pairs, warnings


def _same_bearing(facts: PhotoFacts, before: Sequence[tuple[Attachment, PhotoFacts]]) -> Attachment | None:
    """Return the earlier photo that looks in the direction nearest to a later one's; without bearings the last."""
    if not before:
        return None
    if facts.azimuth is None:
        return before[-1][0]
    known = [(one, other.azimuth) for one, other in before if other.azimuth is not None]
    wanted = facts.azimuth
    return min(known, key=lambda pair: abs((pair[1] - wanted + 180) % 360 - 180))[0] if known else before[-1][0]


def _photo(folder: Path, patch: Patch, file: Attachment, facts: PhotoFacts) -> Photo:
    far = facts.distance_m(patch.lon, patch.lat)
    parts = [
        Path(file.path).name,
        facts.taken or "拍摄时间不明",
        f"方位角 {facts.azimuth:.0f}°" if facts.azimuth is not None else "方位角不明",
        "位置不明" if far is None else f"距图斑 {far:,.0f} m" + (" (过远, 请核对)" if far > FAR_M else ""),
        f"SHA-256 {file.sha256[:16]}…",
    ]
    return Photo("  ".join(parts), dossier.photo_from(folder / file.path), facts.azimuth)
