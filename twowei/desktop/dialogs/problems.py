"""What is wrong with a raster, and its remedy, in the language of the window."""

from __future__ import annotations

from PyQt5.QtCore import QCoreApplication

from twowei.imagery.problems import Problem

_translate = QCoreApplication.translate


def sentence(problem: Problem) -> str:
    """Return problem and remedy as the window puts them; one it does not know stays as the service words it."""
    return _spoken().get(problem.code) or f"{problem.what[:1].upper()}{problem.what[1:]}: {problem.remedy}."


def _spoken() -> dict[str, str]:
    return {
        "no_crs": _translate("Problems", "No CRS: choose the right one below."),
        "no_place": _translate(
            "Problems",
            "Nothing says where it lies: have it georeferenced, or put its worldfile beside it.",
        ),
        "bad_place": _translate("Problems", "The coordinates lie outside the CRS: ask the supplier for the right one."),
        "too_few_bands": _translate(
            "Problems", "Red, green and blue are needed: ask the supplier for the colour product."
        ),
        "palette": _translate("Problems", "Palette colours: expand them with gdal_translate -expand rgb."),
        "unreadable": _translate("Problems", "Damaged or cut off: fetch the file again."),
        "empty": _translate("Problems", "No imagery in it: every pixel is missing or black."),
        "black_border": _translate(
            "Problems", "A black border counts as imagery: if it is none, choose “No imagery where 0” below."
        ),
        "white_border": _translate(
            "Problems", "A white border counts as imagery: if it is none, give its value at “No imagery where” below."
        ),
        "no_overviews": _translate(
            "Problems", "No overviews, so it shows slowly when zoomed out: twowei overviews builds them."
        ),
        "no_date": _translate("Problems", "The day is neither in the tags nor in the name: enter it below."),
    }
