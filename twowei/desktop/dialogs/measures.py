"""The measures of the quality gate in the language of the window."""

from __future__ import annotations

from PyQt5.QtCore import QCoreApplication

_translate = QCoreApplication.translate


def name(code: str) -> str:
    """Return what a measure is called."""
    return {
        "overlap_pct": _translate("Measures", "Newer imagery covered by the older"),
        "nodata_pct": _translate("Measures", "Missing pixels within the overlap"),
        "resolution_ratio": _translate("Measures", "Resolution, coarser over finer"),
        "coarseness": _translate("Measures", "Resolution over that of the model"),
        "shift_px": _translate("Measures", "Shift as the dates came"),
        "residual_px": _translate("Measures", "Shift left after the correction"),
        "cloud_pct": _translate("Measures", "Cloud, of the worse date"),
        "haze_pct": _translate("Measures", "Haze, of the worse date"),
        "sharpness_ratio": _translate("Measures", "Sharpness, sharper over softer"),
        "months_apart": _translate("Measures", "Time between the dates"),
        "season_deg": _translate("Measures", "Seasons apart (180° is summer against winter)"),
        "shadow_deg": _translate("Measures", "Turn of the shadows"),
    }.get(code, code)


def effect(code: str) -> str:
    """Return what a measure that is not green does to false alarms."""
    return {
        "overlap_pct": _translate("Measures", "Outside the overlap new buildings stay unseen."),
        "nodata_pct": _translate("Measures", "Nothing is found where either date is missing."),
        "resolution_ratio": _translate("Measures", "A softer date looks changed at its edges; at 4 useless."),
        "coarseness": _translate("Measures", "Beyond 2 the model finds nothing reliable."),
        "shift_px": _translate("Measures", "None once corrected; so much hints at a wrong CRS."),
        "residual_px": _translate("Measures", "Up to 4 pixels none; 8 make five times as many."),
        "cloud_pct": _translate("Measures", "Cloud hides buildings and looks like new roofs."),
        "haze_pct": _translate("Measures", "Thick haze loses small roofs."),
        "sharpness_ratio": _translate("Measures", "Texture that only one date shows looks like change."),
        "months_apart": _translate("Measures", "More has changed that is no building."),
        "season_deg": _translate("Measures", "Bare trees and ploughed fields look like change."),
        "shadow_deg": _translate("Measures", "Thin false alarms beside tall buildings."),
    }.get(code, "")


def unit(text: str) -> str:
    """Return a unit."""
    return {"px": _translate("Measures", "pixels"), "months": _translate("Measures", "months")}.get(text, text)


def warnings() -> dict[str, str]:
    """Return what a run warns of, by the templates of its sentences, as the window says it."""
    from twowei.alignment.quality import RULES  # brings scikit-image along

    found = {}
    for rule in RULES.values():
        told, start = name(rule.code), f"{rule.says[:1].upper()}{rule.says[1:]}: "
        found[f"{start}{{0}} {rule.unit}: {rule.effect}."] = f"{told}：{{0}} {unit(rule.unit)}。{effect(rule.code)}"
        found[f"{start}not known: {rule.effect}."] = f"{told}：—。{effect(rule.code)}"
    return found
