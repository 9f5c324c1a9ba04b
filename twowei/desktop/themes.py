"""Light and dark: a palette and a style sheet, both filled from one table of colours."""

from __future__ import annotations

import re

from PyQt5.QtGui import QColor, QFont, QPalette
from PyQt5.QtWidgets import QApplication

from twowei import resources
from twowei.desktop.map.symbols import glyph_icon

LIGHT = {
    "window": "#EEF1F4",
    "base": "#FFFFFF",
    "alternate": "#F6F8FA",
    "text": "#1B232A",
    "muted": "#56626D",
    "border": "#CCD4DB",
    "button": "#FFFFFF",
    "hover": "#E3EAF0",
    "accent": "#14607F",
    "accent_hover": "#0F4D66",
    "on_accent": "#FFFFFF",
    "selection": "#CDE5EF",
    "on_selection": "#0E2A36",
    "canvas": "#C6CDD4",
    "good": "#146B4B",
    "warn": "#9A5B00",
    "bad": "#B3261E",
    "good_back": "#DDF2EA",
    "warn_back": "#FFF0D6",
    "bad_back": "#FBE3E1",
    "chevron": "light",
}
DARK = {
    "window": "#23292F",
    "base": "#1A1F24",
    "alternate": "#1F252B",
    "text": "#E3E8EC",
    "muted": "#9EABB6",
    "border": "#3C464F",
    "button": "#2D353C",
    "hover": "#38424B",
    "accent": "#47AECF",
    "accent_hover": "#66C1DE",
    "on_accent": "#0B1A21",
    "selection": "#22566A",
    "on_selection": "#F2F8FB",
    "canvas": "#14181C",
    "good": "#57C99D",
    "warn": "#F0B45A",
    "bad": "#FF8A80",
    "good_back": "#173A2D",
    "warn_back": "#41310F",
    "bad_back": "#4A1F1C",
    "chevron": "dark",
}
THEMES = {"light": LIGHT, "dark": DARK}
FAMILIES = [
    "Microsoft YaHei UI",
    "PingFang SC",
    "Noto Sans CJK SC",
    "Source Han Sans SC",
    "WenQuanYi Micro Hei",
    "Noto Sans SC",
]
FONT_POINTS = 9.75


def apply(app: QApplication, name: str) -> None:
    """Dress the application."""
    colours = THEMES[name]
    app.setStyle("Fusion")
    app.setPalette(_palette(colours))
    font = QFont()
    font.setFamilies(FAMILIES)
    font.setPointSizeF(FONT_POINTS)
    app.setFont(font)
    app.setProperty("twowei_theme", name)
    sheet = (resources.ui() / "styles" / "twowei.qss").read_text(encoding="utf-8")
    app.setStyleSheet(re.sub(r"@(\w+)", lambda found: colours[found[1]], sheet))
    glyph_icon.cache_clear()


def colour(name: str) -> QColor:
    """Return a colour of the theme that is worn."""
    app = QApplication.instance()
    worn = app.property("twowei_theme") if app is not None else None
    return QColor(THEMES.get(worn or "light", LIGHT)[name])


def _palette(colours: dict[str, str]) -> QPalette:
    palette = QPalette()
    roles = {
        QPalette.Window: "window",
        QPalette.WindowText: "text",
        QPalette.Base: "base",
        QPalette.AlternateBase: "alternate",
        QPalette.Text: "text",
        QPalette.Button: "button",
        QPalette.ButtonText: "text",
        QPalette.BrightText: "bad",
        QPalette.ToolTipBase: "base",
        QPalette.ToolTipText: "text",
        QPalette.Highlight: "selection",
        QPalette.HighlightedText: "on_selection",
        QPalette.Link: "accent",
        QPalette.LinkVisited: "accent",
        QPalette.PlaceholderText: "muted",
        QPalette.Mid: "border",
        QPalette.Midlight: "hover",
        QPalette.Light: "border",
    }
    for role, name in roles.items():
        palette.setColor(role, QColor(colours[name]))
    faded = QColor(colours["muted"])
    faded.setAlpha(140)
    for role in (QPalette.Text, QPalette.WindowText, QPalette.ButtonText):
        palette.setColor(QPalette.Disabled, role, faded)
    return palette
