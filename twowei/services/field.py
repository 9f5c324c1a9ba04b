"""Field packages: a folder for each squad with everything it needs to find and check its patches."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageFont
from rasterio.crs import CRS
from shapely.geometry import MultiPoint, Point, box

from twowei.casebook import history, rows
from twowei.casebook.history import Draft, Head
from twowei.casebook.patch import Patch
from twowei.casebook.states import State, Verdict
from twowei.errors import UnknownNameError
from twowei.exports import field_sheet, ledgers, points
from twowei.exports import folder as export_folder
from twowei.exports.field_sheet import Views
from twowei.exports.ledger_columns import FIELD
from twowei.exports.ledgers import Ledger
from twowei.exports.selection import Selection
from twowei.exports.values import Setting
from twowei.feedback import Feedback
from twowei.geo.crs import LONLAT, metric_crs
from twowei.geo.footprint import to_crs
from twowei.services.export import nothing, outside, setting_of
from twowei.services.pictures import Pictures
from twowei.services.review import list_patches
from twowei.services.workspace import Workspace

IN_THE_FIELD = (State.SUSPECTED, State.IN_FIELD)
"""States in which somebody goes to look; others by their name."""

NOBODY = "未分派"
PREFIX = "field package"
SHEET = Ledger("field", "外业回填表", FIELD)
_PX, _OVERVIEW_PX, _AROUND_M, _LEAST_OVERVIEW_M = 480, 1100, 400.0, 500.0
_UNSAFE = re.compile(r'[\\/:*?"<>|\s\x00-\x1f]+')

GROUPS: dict[str, Callable[[Patch], str]] = {
    "assignee": lambda p: str(p.facts.get("assignee") or p.street_name),
    "street": lambda p: p.street_name,
    "grid": lambda p: str(p.facts.get("WGBH") or p.community_name or p.street_name),
    "responsible": lambda p: p.responsible or p.street_name,
}
"""By what patches are given to squads."""


@dataclass(frozen=True)
class Squad:
    """A squad's part of a package: its name, its folder, its patches."""

    name: str
    folder: Path
    patches: tuple[Patch, ...]


@dataclass(frozen=True)
class FieldPackage:
    """A package that was written: its number, where it lies, a folder for each squad, who got nothing by why."""

    number: str
    folder: Path
    squads: tuple[Squad, ...]
    left_out: dict[str, int]


def write_packages(
    workspace: Workspace,
    out: Path,
    *,
    group: str = "assignee",
    verdicts: Sequence[Verdict] = (),
    states: Sequence[State] = IN_THE_FIELD,
    months: Sequence[str] = (),
    streets: Sequence[str] = (),
    numbers: Sequence[str] = (),
    by: str = "",
    feedback: Feedback | None = None,
) -> FieldPackage:
    """Write a folder for each squad: KML and CSV in both frames, a PDF with map and QR codes, a sheet to fill in.

    Raises:
        OutputError: Nobody has anything to look at, or the folder cannot be written.
        NoFontError: The machine has no Chinese font for the PDF.
        UnknownNameError: There is no such street, number or way to group.
    """
    if group not in GROUPS:
        raise UnknownNameError(f"Squads cannot be made by {group!r}; choose: {', '.join(GROUPS)}.")
    folder, who = outside(workspace, out.absolute()), by.strip() or history.account()
    export_folder.check_ours(folder)
    selection = Selection(
        tuple(verdicts), not verdicts, tuple(states), (), tuple(months), tuple(streets), False, tuple(numbers)
    )
    patches, left_out = selection.sort_out(list_patches(workspace))
    if not patches:
        raise nothing(selection, left_out)
    setting, head = setting_of(workspace, workspace.crs)
    number = _next_number(workspace, setting)
    squads = _squads(patches, folder, GROUPS[group])
    record = {
        "package": number,
        "made_at": setting.now.isoformat(),
        "by": who,
        "filter": selection.as_record(),
        "rows": len(patches),
        "squads": {squad.name: [patch.number for patch in squad.patches] for squad in squads},
        "history": {"events": head.events, "head": head.hash},
    }
    with export_folder.making(folder) as draft, Pictures(workspace) as pictures:
        work = _Work(workspace.crs, setting, head, number, pictures, feedback or Feedback(), len(patches))
        for squad in squads:
            work.write(draft / squad.folder.name, squad)
        export_folder.write_manifest(draft, record)
        with workspace.casebook.writing() as connection:
            history.append(connection, [Draft(PREFIX, who, after={**record, "folder": str(folder)})])
            export_folder.put_in_place(draft, folder)
    return FieldPackage(number, folder, tuple(squads), left_out)


def _next_number(workspace: Workspace, setting: Setting) -> str:
    day = f"{setting.now:%Y%m%d}"
    with workspace.casebook.writing() as connection:
        return f"WY{day}-{rows.next_running(connection, f'WY{day}', 1):02d}"


def _squads(patches: Sequence[Patch], folder: Path, group: Callable[[Patch], str]) -> list[Squad]:
    members: dict[str, list[Patch]] = {}
    for patch in patches:
        members.setdefault(group(patch) or NOBODY, []).append(patch)
    return [
        Squad(name, folder / f"{position:02d}_{_UNSAFE.sub('_', name)[:40]}", tuple(members[name]))
        for position, name in enumerate(sorted(members), 1)
    ]


class _Work:
    """Writes the folders of a package one after the other."""

    def __init__(
        self, crs: CRS, setting: Setting, head: Head, number: str, pictures: Pictures, feedback: Feedback, whole: int
    ) -> None:  # fmt: skip
        self._crs, self._setting, self._head, self._number = crs, setting, head, number
        self._pictures, self._feedback, self._whole, self._done = pictures, feedback, whole, 0

    def write(self, folder: Path, squad: Squad) -> None:
        folder.mkdir()
        title = f"外业核查 {self._number}"
        points.write(folder, f"{self._number}_图斑", squad.patches, self._crs, f"{title} {squad.name}")
        views = {patch.number: self._views(patch) for patch in squad.patches}
        foot = f"{self._number}  记录 {self._head.events} 条, 末端哈希 {self._head.hash[:12]}"
        overview = self._overview(squad.patches)
        paper = field_sheet.write(title, squad.name, squad.patches, views, overview, self._setting.now, foot)
        paper.save(folder / f"{self._number}_外业核查单.pdf")
        note = "请只填写白色单元格, 不要改动隐藏的工作表; 填好后用 twowei 导回"
        ledgers.write(
            folder / f"{self._number}_回填表.xlsx", SHEET, squad.patches, self._setting, self._head,
            f"{title} {squad.name} 回填表", note,
        )  # fmt: skip

    def _views(self, patch: Patch) -> Views:
        self._feedback.raise_if_cancelled()
        here = metric_crs(patch.lon, patch.lat)
        outline = to_crs(patch.geometry, self._crs, here)
        views = Views(
            self._pictures.of(patch, patch.before_month, _PX),
            self._pictures.of(patch, patch.after_month, _PX),
            self._pictures.around(outline, here, patch.after_month, _PX, side_m=_AROUND_M),
        )
        self._done += 1
        self._feedback.report(self._done / self._whole)
        return views

    def _overview(self, patches: Sequence[Patch]) -> Image.Image | None:
        """Return a map of all patches of a squad with their serial numbers, on the newest imagery of them."""
        here = metric_crs(patches[0].lon, patches[0].lat)
        spots = [to_crs(Point(patch.lon, patch.lat), LONLAT, here) for patch in patches]
        left, bottom, right, top = MultiPoint(spots).buffer(1.0).bounds
        side = max(_LEAST_OVERVIEW_M, 1.15 * max(right - left, top - bottom))
        month = max(patch.after_month for patch in patches)
        image = self._pictures.around(
            box(left, bottom, right, top), here, month, _OVERVIEW_PX, outlined=False, side_m=side
        )
        if image is None:
            return None
        corner = ((left + right - side) / 2, (bottom + top + side) / 2)
        at = [((spot.x - corner[0]) / side, (corner[1] - spot.y) / side) for spot in spots]
        return _numbered(image, np.array(at) * _OVERVIEW_PX)


def _numbered(image: Image.Image, places: np.ndarray) -> Image.Image:
    """Draw a numbered disc at each place, and cut the picture to a strip that leaves room for a table."""
    pen, font = ImageDraw.Draw(image), ImageFont.load_default(22)
    for number, (x, y) in enumerate(places, 1):
        pen.ellipse((x - 16, y - 16, x + 16, y + 16), fill=(215, 25, 28), outline="white", width=2)
        pen.text((x, y), str(number), fill="white", font=font, anchor="mm")
    low, high = places[:, 1].min() - 60, places[:, 1].max() + 60
    least = image.width * 0.45
    middle, half = (low + high) / 2, max(high - low, least) / 2
    return image.crop((0, max(0, int(middle - half)), image.width, min(image.height, int(middle + half))))
