"""What is odd about a delivery, in the language of the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PyQt5.QtCore import QCoreApplication

if TYPE_CHECKING:  # it brings pandas along, which a start can do without
    from twowei.imports.delivery import Finding

_translate = QCoreApplication.translate


def sentence(finding: Finding) -> str:
    """Return a finding as the window puts it; one it does not know stays as the service words it."""
    text = _spoken().get(finding.code)
    return text.format(*finding.values) if text else finding.text


def _spoken() -> dict[str, str]:
    return {
        "restored": _translate("Findings", "The .shx is missing; the shapes were found without it."),
        "heights": _translate("Findings", "Heights or measures were left out."),
        "bad_prj": _translate("Findings", "The .prj cannot be understood ({0}…) and counts as missing."),
        "gdal": _translate("Findings", "GDAL says: {0}"),
        "other_encoding": _translate("Findings", "Written in {0}, unlike the rest ({1})."),
        "bad_bytes": _translate("Findings", "Holds bytes that are no {0}."),
        "bad_number": _translate("Findings", "{0} holds no number but {1}."),
        "bad_line": _translate("Findings", "Line {0} is not written in {1}, unlike the rest."),
        "swapped": _translate("Findings", "x and y had changed places and were put back."),
        "far": _translate("Findings", "In {0} it lies {1:,.0f} km from this workspace: is that the right CRS?"),
        "gcj_places": _translate(
            "Findings", "{0} of {1} meet known patches only without the GCJ-02 shift, so it was taken off."
        ),
        "gcj_habit": _translate("Findings", "Earlier deliveries were in GCJ-02, so the shift was taken off."),
        "gcj_program": _translate(
            "Findings", "Ovital writes GCJ-02, so the shift was taken off; if it is unshifted, choose EPSG:4490."
        ),
        "gcj_name": _translate(
            "Findings", "The name says GCJ-02, so the shift was taken off; if that is wrong, choose EPSG:4490."
        ),
        "no_shape": _translate("Findings", "No shape."),
        "no_numbers": _translate("Findings", "The coordinates are no numbers."),
        "no_area": _translate("Findings", "No area ({0})."),
        "nothing_inside": _translate("Findings", "Encloses no area."),
        "mended": _translate("Findings", "The outline crossed itself and was mended."),
        "point": _translate("Findings", "A point; a circle of {0:,.0f} ㎡ stands for it."),
        "no_date": _translate("Findings", "{0}: {1} is no date."),
        "no_unit": _translate(
            "Findings", "The stated areas are {0:.4g} of the true ㎡, which is no unit of area; they were not used."
        ),
        "other_unit": _translate(
            "Findings", "The column of areas says {0}, but its numbers are {1} ({2:.4g} of the true ㎡)."
        ),
        "area_differs": _translate("Findings", "States {0:,.1f} ㎡, but the outline has {1:,.1f} ㎡."),
        "no_number_column": _translate("Findings", "No column holds the supplier's numbers (JCBH)."),
        "no_number": _translate("Findings", "No number."),
        "same_number": _translate("Findings", "Has the number {0} of row {1} too."),
        "same_row": _translate("Findings", "Row {0} over again."),
    }
