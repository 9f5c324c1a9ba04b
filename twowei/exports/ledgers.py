"""Ledgers as workbooks: a sheet to fill in, what it counts to, and a hidden one by which it finds its way back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from openpyxl import Workbook
from openpyxl.drawing.image import Image as SheetImage
from openpyxl.drawing.spreadsheet_drawing import AnchorMarker, TwoCellAnchor
from openpyxl.formatting.rule import Rule
from openpyxl.styles import Font
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from twowei.casebook.history import Head
from twowei.casebook.ledger import FACTS
from twowei.casebook.patch import Patch
from twowei.exports import ledger_columns as columns
from twowei.exports.cells import put
from twowei.exports.ledger_columns import LedgerColumn, Remedy, remedy_of
from twowei.exports.sheets import BORDER, CENTRE, FIRST_ROW, FONT, WRONG_FILL, filled, headed, laid_out, totalled
from twowei.exports.table import clean
from twowei.exports.values import Setting, Subject
from twowei.geo.footprint import MU_PER_M2, mu

WAY_BACK = "_twowei"
"""Name of the hidden sheet: what workbook this is, which fact each column is, number and revision of each row."""

FORMAT = 1
_PICTURE_WIDTH, _PICTURE_HEIGHT_PT = 22.0, 119.25
_MARGIN_EMU = 20_000
"""Drawings are measured in EMU, 9525 a pixel; a cell of the width and height above is 159 pixels square."""


@dataclass(frozen=True)
class Ledger:
    """A kind of ledger: name on the command line, Chinese name, columns; whether it counts how sites were put right."""

    name: str
    zh: str
    columns: tuple[LedgerColumn, ...]
    counts_remedies: bool = False


LEDGERS = (
    Ledger("cases", "违法建设台账", columns.CASES),
    Ledger("checks", "核查登记", columns.CHECKS),
    Ledger("removals", "月拆除表", columns.REMOVALS),
    Ledger("satellite", "卫片清单", columns.SATELLITE, counts_remedies=True),
)

Pictures = Mapping[str, Sequence[tuple[str, bytes | None]]]
"""Heading and JPEG by number of the patch; the same headings for every patch."""


def write(
    path: Path,
    ledger: Ledger,
    patches: Sequence[Patch],
    setting: Setting,
    head: Head,
    title: str,
    note: str,
    pictures: Pictures | None = None,
) -> None:
    """Write a ledger; a filled cell of a column that is a fact can be taken back."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = ledger.zh
    subjects = [Subject(patch, setting) for patch in patches]
    extra = [heading for heading, _ in next(iter(pictures.values()))] if pictures else []
    headed(sheet, title, note, [*(column.heading for column in ledger.columns), *extra])
    _fill(sheet, ledger.columns, subjects)
    _total(sheet, ledger.columns, len(subjects), len(extra))
    widths = {i: column.width for i, column in enumerate(ledger.columns) if column.width}
    widths |= {len(ledger.columns) + i: _PICTURE_WIDTH for i in range(len(extra))}
    laid_out(sheet, len(ledger.columns) + len(extra), 2, widths)
    if subjects:
        last = get_column_letter(len(ledger.columns))
        sheet.auto_filter.ref = f"A{FIRST_ROW - 1}:{last}{FIRST_ROW + len(subjects) - 1}"
        _offer_choices(sheet, ledger.columns, len(subjects))
    if pictures:
        _draw(sheet, len(ledger.columns), patches, pictures)
    if ledger.counts_remedies:
        _count_remedies(book.create_sheet("整改统计"), subjects, title)
    _lay_way_back(book.create_sheet(WAY_BACK), ledger, patches, setting, head)
    book.save(path)
    book.close()


def _fill(sheet: Worksheet, columns: Sequence[LedgerColumn], subjects: Sequence[Subject]) -> None:
    formats = {i: column.form for i, column in enumerate(columns) if column.form}
    rows = [[serial, *(_cell(column, subject) for column in columns[1:])] for serial, subject in enumerate(subjects, 1)]
    filled(sheet, rows, formats)


def _cell(column: LedgerColumn, subject: Subject) -> object:
    value = column.read(subject)
    return clean(value) if isinstance(value, str) else value


def _total(sheet: Worksheet, columns: Sequence[LedgerColumn], count: int, extra: int) -> None:
    """Write the total row; it follows a filter (SUBTOTAL)."""
    last = FIRST_ROW + count - 1
    values: list[object] = ["合计", f"=SUBTOTAL(103,B{FIRST_ROW}:B{last})" if count else 0]
    for position, column in enumerate(columns[2:], 3):
        letter = get_column_letter(position)
        values.append(f"=SUBTOTAL(109,{letter}{FIRST_ROW}:{letter}{last})" if column.summed and count else None)
    formats = {1: '0" 宗"', **{i: column.form for i, column in enumerate(columns) if column.summed}}
    totalled(sheet, last + 1, values + [None] * extra, formats)


def _offer_choices(sheet: Worksheet, columns: Sequence[LedgerColumn], count: int) -> None:
    """Let cells of a choice be filled from its list."""
    for position, column in enumerate(columns, 1):
        codes = FACTS[column.fact].codes if column.fact else ()
        if codes:
            offer = DataValidation("list", formula1='"' + ",".join(label for _, label in codes) + '"', allow_blank=True)
            offer.add(f"{get_column_letter(position)}{FIRST_ROW}:{get_column_letter(position)}{FIRST_ROW + count - 1}")
            sheet.add_data_validation(offer)


def _draw(sheet: Worksheet, first: int, patches: Sequence[Patch], pictures: Pictures) -> None:
    for row, patch in enumerate(patches, FIRST_ROW):
        sheet.row_dimensions[row].height = _PICTURE_HEIGHT_PT
        for position, (_, picture) in enumerate(pictures[patch.number]):
            sheet.cell(row, first + position + 1).border = BORDER
            if picture is not None:
                sheet.add_image(_in_cell(picture, row - 1, first + position))


def _in_cell(picture: bytes, row: int, column: int) -> SheetImage:
    """Return a picture that moves and grows with its cell; both count from 0."""
    image = SheetImage(BytesIO(picture))
    image.anchor = TwoCellAnchor(
        editAs="twoCell",
        _from=AnchorMarker(column, _MARGIN_EMU, row, _MARGIN_EMU),
        to=AnchorMarker(column + 1, 0, row + 1, 0),
    )
    return image


_MEASURES = ("个数", "面积(亩)", "耕地(亩)")
_GROUPS = ("总任务", "已整改", "拆除", "补办", "未整改")


def _count_remedies(sheet: Worksheet, subjects: Sequence[Subject], title: str) -> None:
    """Count how sites were put right by street, with columns that must be 0: red where they are not."""
    checks = [f"校核: {what} {measure}" for what in ("总-已-未", "已-拆-补") for measure in _MEASURES]
    headings = ["街道", *(f"{group} {measure}" for group in _GROUPS for measure in _MEASURES), *checks]
    headed(
        sheet,
        f"{title} 整改统计",
        "校核列应为 0: 总任务 = 已整改 + 未整改; 已整改 = 拆除 + 补办(拆补组合计入拆除)",
        headings,
    )
    streets = sorted({subject.patch.street_name for subject in subjects})
    formats = {i: "0" if heading.endswith("个数") else "0.000" for i, heading in enumerate(headings) if i}
    rows = [_counted(street, [s for s in subjects if s.patch.street_name == street]) for street in streets]
    after = filled(sheet, rows, formats)
    letters = [get_column_letter(position) for position in range(2, 2 + len(_GROUPS) * len(_MEASURES))]
    sums = [f"=SUM({letter}{FIRST_ROW}:{letter}{after - 1})" if rows else 0 for letter in letters]
    totalled(sheet, after, ["合计", *sums], formats)
    for row in range(FIRST_ROW, after + 1):
        _check(sheet, row, len(headings) - len(checks))
    last = get_column_letter(len(headings))
    first = get_column_letter(len(headings) - len(checks) + 1)
    red = DifferentialStyle(fill=WRONG_FILL)
    wrong = Rule("cellIs", operator="notBetween", formula=["-0.0005", "0.0005"], dxf=red)
    sheet.conditional_formatting.add(f"{first}{FIRST_ROW}:{last}{after}", wrong)
    laid_out(sheet, len(headings), 1, dict.fromkeys(range(1, len(headings)), 9.5))


def _counted(street: str, subjects: Sequence[Subject]) -> list[object]:
    removed = (Remedy.REMOVED, Remedy.BOTH)
    groups = {
        "总任务": subjects,
        "已整改": [s for s in subjects if remedy_of(s) is not Remedy.NONE],
        "拆除": [s for s in subjects if remedy_of(s) in removed],
        "补办": [s for s in subjects if remedy_of(s) is Remedy.APPROVED],
        "未整改": [s for s in subjects if remedy_of(s) is Remedy.NONE],
    }
    row: list[object] = [street or "(无街道)"]
    for group in _GROUPS:
        members = groups[group]
        area = sum(mu(s.patch.area_m2) for s in members)
        farmland = sum(float(s.patch.facts.get("ZGMJ", 0) or 0) * MU_PER_M2 for s in members)
        row += [len(members), round(area, 3), round(farmland, 3)]
    return row


def _check(sheet: Worksheet, row: int, counted: int) -> None:
    """Write the formulas that must give 0."""
    step = len(_MEASURES)
    letter = [get_column_letter(2 + i) for i in range(len(_GROUPS) * step)]
    for measure in range(step):
        total, done, removed, approved, waiting = (f"{letter[group * step + measure]}{row}" for group in range(5))
        for offset, formula in ((0, f"={total}-{done}-{waiting}"), (step, f"={done}-{removed}-{approved}")):
            cell = sheet.cell(row, counted + 1 + measure + offset)
            cell.value, cell.border, cell.alignment = f"=ROUND({formula[1:]},3)", BORDER, CENTRE
            cell.font = Font(name=FONT, size=10)
            cell.number_format = "0" if measure == 0 else "0.000"


def _lay_way_back(sheet: Worksheet, ledger: Ledger, patches: Sequence[Patch], setting: Setting, head: Head) -> None:
    """Write by what the filled workbook is known: casebook, facts of the columns, and each row as it was handed out."""
    sheet.append(["twowei", "ledger", FORMAT])
    sheet.append(["kind", ledger.name])
    sheet.append(["casebook", setting.casebook])
    sheet.append(["made_at", setting.now.isoformat()])
    sheet.append(["history", head.events, head.hash])
    sheet.append(["first_row", FIRST_ROW])
    sheet.append(["headings", *(column.heading for column in ledger.columns)])
    sheet.append(["facts", *(column.fact for column in ledger.columns)])
    for row, patch in enumerate(patches, sheet.max_row + 1):
        subject = Subject(patch, setting)
        handed = [None, *(_cell(column, subject) for column in ledger.columns[1:])]
        for position, value in enumerate(["patch", patch.number, patch.revision, *handed], 1):
            put(sheet.cell(row, position), value)
    sheet.sheet_state = "hidden"
