"""The dossier of a patch (一户一档一图): ten parts, laid out from what is given. Source: domain reference, 2.10."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from PIL import Image, ImageOps
from shapely.geometry.base import BaseGeometry

from twowei.papers.pdf import GREY, Column, Paper
from twowei.reports import frames
from twowei.reports.frames import Frame

LOCATION_SCALE = 5000.0
PATCH_SCALES = (500.0, 1000.0, 2000.0, 5000.0, 10000.0)
CHIP_SCALES = (500.0, 1000.0, 2000.0, 5000.0)
MAP_MM, CHIP_MM, PHOTO_MM = 112.0, 57.0, 86.0
Pairs = Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Chip:
    """A month's picture of the patch; ``role`` is 前时相 or 后时相, or empty."""

    caption: str
    image: Image.Image | None
    role: str = ""


@dataclass(frozen=True)
class Photo:
    """A photo with what is known of it; ``image`` is None where its file is missing or cannot be read."""

    caption: str
    image: Image.Image | None
    azimuth: float | None = None


@dataclass(frozen=True)
class Dossier:
    """What a dossier tells of one patch.

    Attributes:
        number: The lifelong number.
        outline: In a metric CRS, drawn on maps and chips; ``model_outline`` as the model drew it.
        frame_of: The CRS of ``outline`` in words.
        location: Imagery around it, as wide as `location_side_m`; ``close`` as wide as `close_side_m`.
        chip_scale: Scale of the chips.
        change: The newest imagery with what the model scored as changed, or None.
        corners: Rows of the corner list: number, x north, y east, longitude, latitude.
        looks: Rows of what newer imagery shows and what people saw after the demolition.
        events: Rows of the log.
        seal: How many events there are and the hash of the last.
    """

    number: str
    cover: Pairs
    code: str
    outline: BaseGeometry
    model_outline: BaseGeometry
    frame_of: str
    location: Image.Image | None
    close: Image.Image | None
    close_scale: float
    chip_scale: float
    chips: Sequence[Chip]
    change: Image.Image | None
    corners: Sequence[Sequence[str]]
    photos: Sequence[Photo]
    permits: Pairs
    survey: Pairs
    papers: Sequence[Sequence[str]]
    files: Sequence[Sequence[str]]
    disposal: Pairs
    removals: Sequence[Sequence[str]]
    after_photos: Sequence[Photo]
    recheck: Pairs
    looks: Sequence[Sequence[str]]
    events: Sequence[Sequence[str]]
    seal: str
    remarks: Sequence[str] = field(default_factory=tuple)

    @property
    def middle(self) -> tuple[float, float]:
        """The middle of the outline's box."""
        left, bottom, right, top = self.outline.bounds
        return (left + right) / 2, (bottom + top) / 2


def write(paper: Paper, dossier: Dossier) -> None:
    """Lay a dossier out, from a new page on."""
    _cover(paper, dossier)
    _maps(paper, dossier)
    _chips(paper, dossier)
    _photos(paper, "四、现场与无人机照片", dossier.photos, "无照片")
    _form(paper, "五、产权与审批核查", dossier.permits)
    _form(paper, "六、现场勘验", dossier.survey)
    _papers(paper, dossier)
    _disposal(paper, dossier)
    _recheck(paper, dossier)
    _events(paper, dossier)


def _cover(paper: Paper, dossier: Dossier) -> None:
    paper.add_page()
    paper.ln(22)
    paper.heading("违法建设图斑档案", 26, align="C")
    paper.heading("(一户一档一图)", 14, align="C")
    paper.ln(10)
    paper.facts(dossier.cover, columns=1, size=12)
    paper.ln(8)
    top = paper.get_y()
    paper.code(dossier.code, paper.l_margin, top, 32)
    paper.caption("扫码读取统一编号与末条操作记录哈希", paper.l_margin, top + 33, 60)
    paper.set_xy(paper.l_margin + 48, top)
    for words in ("图斑由影像比对提示为疑似, 结论由人工核查作出。", f"操作记录: {dossier.seal}", *dossier.remarks):
        paper.set_x(paper.l_margin + 48)
        paper.indented(words, paper.l_margin + 48, 9, colour=GREY)


def _maps(paper: Paper, dossier: Dossier) -> None:
    paper.add_page()
    paper.heading("二、位置图与图斑图")
    left = paper.l_margin + (paper.epw - MAP_MM) / 2
    for image, scale, numbered in (
        (dossier.location, LOCATION_SCALE, False),
        (dossier.close, dossier.close_scale, True),
    ):
        paper.room(MAP_MM + 4)
        frame = Frame(left, paper.get_y(), MAP_MM, dossier.middle, scale)
        many = len(dossier.corners) > 40
        frames.draw(paper, frame, image, [dossier.outline], numbered=numbered and not many)
        paper.set_xy(paper.l_margin, frame.y + MAP_MM + 3)
    paper.heading(f"界址点坐标({dossier.frame_of})", 11, keep=40)
    columns = [Column("点号", 0.6, "C"), *(Column(name, 1.4, "R") for name in ("X(北) m", "Y(东) m", "经度", "纬度"))]
    paper.grid(columns, dossier.corners)


def _chips(paper: Paper, dossier: Dossier) -> None:
    paper.room(CHIP_MM + 24)
    paper.heading("三、各期影像")
    pictures = list(dossier.chips)
    if dossier.change is not None:
        pictures.append(Chip("变化叠加: 红色为模型判为变化的像元, 蓝线为模型轮廓", dossier.change, "变化"))
    if not pictures:
        paper.paragraph("工作区无影像。", colour=GREY)
    for start in range(0, len(pictures), 3):
        _chip_row(paper, dossier, pictures[start : start + 3])


def _chip_row(paper: Paper, dossier: Dossier, row: Sequence[Chip]) -> None:
    paper.room(CHIP_MM + 13)
    top, deepest = paper.get_y(), 0.0
    for position, chip in enumerate(row):
        frame = Frame(paper.l_margin + position * (CHIP_MM + 4), top, CHIP_MM, dossier.middle, dossier.chip_scale)
        if chip.image is None:
            paper.missing("无影像", frame.x, top, CHIP_MM, CHIP_MM)
        else:
            paper.picture(chip.image, frame.x, top, CHIP_MM, CHIP_MM)
            with frames.inside(paper, frame):
                changed = chip.role == "变化"
                frames.line(paper, frame, dossier.model_outline if changed else dossier.outline,
                            (30, 90, 220) if changed else frames.RED, 0.35)  # fmt: skip
        if chip.role:
            frames.tag(paper, chip.role, frame.x + 1, top + 1, 8)
        scale = f" 1:{dossier.chip_scale:,.0f}"
        deepest = max(deepest, paper.caption(chip.caption + scale, frame.x, top + CHIP_MM + 0.5, CHIP_MM))
    paper.set_xy(paper.l_margin, top + CHIP_MM + deepest + 3)


def _photos(paper: Paper, title: str, photos: Sequence[Photo], none: str) -> None:
    paper.heading(title, keep=PHOTO_MM + 30 if photos else 20)
    if not photos:
        paper.paragraph(none, colour=GREY)
    for start in range(0, len(photos), 2):
        paper.room(PHOTO_MM * 0.75 + 20)
        top, deepest = paper.get_y(), 0.0
        for position, photo in enumerate(photos[start : start + 2]):
            left = paper.l_margin + position * (PHOTO_MM + 6)
            deepest = max(deepest, _photo(paper, photo, left, top))
        paper.set_xy(paper.l_margin, top + PHOTO_MM * 0.75 + deepest + 3)


def _photo(paper: Paper, photo: Photo, left: float, top: float) -> float:
    height = PHOTO_MM * 0.75
    if photo.image is None:
        paper.missing("照片文件缺失或无法读取", left, top, PHOTO_MM, height)
    else:
        paper.picture(photo.image, left, top, PHOTO_MM, height)
    if photo.azimuth is not None:
        frames.bearing(paper, photo.azimuth, left + PHOTO_MM - 7, top + 7)
    return paper.caption(photo.caption, left, top + height + 0.5, PHOTO_MM, 7)


def _form(paper: Paper, title: str, pairs: Pairs) -> None:
    paper.heading(title, keep=30)
    paper.facts(pairs)


def _papers(paper: Paper, dossier: Dossier) -> None:
    paper.heading("七、法律文书与送达", keep=35)
    columns = [Column("文书", 1.4), Column("文号", 1.6), Column("日期", 1), Column("送达回证", 1.2), Column("期限", 1)]
    _table(paper, columns, dossier.papers, "尚无文书")
    if dossier.files:
        columns = [Column("附件", 2.4), Column("类别", 0.6), Column("SHA-256", 3)]
        paper.ln(2)
        paper.grid(columns, dossier.files, size=7)


def _disposal(paper: Paper, dossier: Dossier) -> None:
    _form(paper, "八、处置与拆除", dossier.disposal)
    paper.ln(2)
    names = ("日期", "方式", "拆除占地 ㎡", "拆除建筑 ㎡", "剩余 ㎡", "拆除单位")
    columns = [Column(name, 1, "R" if "㎡" in name else "L") for name in names]
    _table(paper, columns, dossier.removals, "尚无拆除记录")
    if dossier.after_photos:
        _photos(paper, "拆除前后照片", dossier.after_photos, "")


def _recheck(paper: Paper, dossier: Dossier) -> None:
    _form(paper, "九、复核验收", dossier.recheck)
    if dossier.looks:
        paper.ln(2)
        shares = (("时间", 0.9), ("所见(影像提示仅供判断, 结论由人作出)", 3), ("轮廓内影像", 1.3), ("可见", 0.6),
                  ("已消失", 0.6), ("新出现", 0.6))  # fmt: skip
        paper.grid([Column(name, share, "R" if share < 0.9 else "L") for name, share in shares], dossier.looks)
    else:
        paper.paragraph("拆除后尚无影像提示或回头看记录。", colour=GREY)


def _events(paper: Paper, dossier: Dossier) -> None:
    paper.heading("十、操作记录", keep=35)
    shares = (
        ("序号", 0.5),
        ("时间", 1.5),
        ("人员", 0.9),
        ("操作", 0.9),
        ("状态", 1.1),
        ("说明", 1.7),
        ("哈希(前 16 位)", 1.3),
    )
    paper.grid([Column(name, share) for name, share in shares], dossier.events, size=7.5)
    paper.ln(1)
    paper.paragraph(f"{dossier.seal}。每条记录以哈希封存前一条, 可用 twowei verify 核验。", 8, colour=GREY)


def _table(paper: Paper, columns: Sequence[Column], rows: Sequence[Sequence[str]], none: str) -> None:
    if rows:
        paper.grid(columns, rows)
    else:
        paper.paragraph(none, colour=GREY)


def location_side_m() -> float:
    """Return how much ground the location map shows."""
    return frames.side_m(MAP_MM, LOCATION_SCALE)


def scales_of(outline: BaseGeometry) -> tuple[float, float]:
    """Return the scales of the patch map and of the chips for an outline in metres."""
    left, bottom, right, top = outline.bounds
    extent = max(right - left, top - bottom)
    return (
        frames.fitting_scale(extent, MAP_MM, PATCH_SCALES),
        frames.fitting_scale(extent * 1.2, CHIP_MM, CHIP_SCALES),
    )


def photo_from(path: Path, px: int = 900) -> Image.Image | None:
    """Return a photo turned as it was taken and reduced for print, or None where it cannot be read."""
    try:
        with Image.open(path) as photo:
            photo.draft("RGB", (2 * px, 2 * px))
            upright = ImageOps.exif_transpose(photo).convert("RGB")
            upright.thumbnail((px, px))
            return upright
    except (OSError, ValueError, Image.DecompressionBombError):
        return None
