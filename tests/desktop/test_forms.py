"""Forms, icons and the table of commands fit together."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET

import pytest
from PyQt5.QtGui import QKeySequence
from PyQt5.QtSvg import QSvgRenderer
from PyQt5.QtWidgets import QApplication

from twowei import resources
from twowei.desktop import commands, decision_keys, themes
from twowei.desktop.main_window import MainWindow

FORMS = sorted((resources.ui() / "forms").glob("*.ui"))
ICONS = sorted((resources.ui() / "icons").glob("*.svg"))


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.stem)
def test_one_form_one_class_one_name(form: object) -> None:
    root = ET.parse(str(form)).getroot()
    name = root.findtext("class")
    widget = root.find("widget")
    assert widget is not None
    assert widget.get("name") == name
    assert re.sub(r"(?<!^)([A-Z])", r"_\1", str(name)).lower() == getattr(form, "stem", "")


@pytest.mark.parametrize("drawing", ICONS, ids=lambda drawing: drawing.stem)
def test_every_icon_can_be_drawn(qapp: QApplication, drawing: object) -> None:
    assert QSvgRenderer(str(drawing)).isValid()


def test_every_command_with_an_icon_has_its_drawing() -> None:
    drawn = {drawing.stem for drawing in ICONS}
    assert {each.icon for each in commands.COMMANDS if each.icon} <= drawn


def test_no_key_has_two_meanings() -> None:
    keys = (
        [key for each in commands.COMMANDS for key in each.keys]
        + list(decision_keys.REASON_KEYS)
        + ["Esc", "B", "Space"]
    )
    sequences = [QKeySequence(key).toString() for key in keys]
    assert len(set(sequences)) == len(sequences)
    assert all(sequences)


def test_every_colour_of_the_style_sheet_is_in_both_themes() -> None:
    sheet = (resources.ui() / "styles" / "twowei.qss").read_text(encoding="utf-8")
    named = set(re.findall(r"@(\w+)", sheet))
    assert all(named <= set(colours) for colours in themes.THEMES.values())


@pytest.mark.parametrize("theme", themes.THEMES)
@pytest.mark.parametrize(
    ("ink", "ground"),
    [("text", "window"), ("text", "base"), ("muted", "window"), ("on_accent", "accent"), ("on_selection", "selection"),
     ("good", "good_back"), ("warn", "warn_back"), ("bad", "bad_back")],
)  # fmt: skip
def test_texts_stand_out(theme: str, ink: str, ground: str) -> None:
    colours = themes.THEMES[theme]
    assert _contrast(colours[ink], colours[ground]) >= 4.5, "WCAG 2.1, 1.4.3"


def test_the_window_answers_every_command() -> None:
    assert {each.name for each in commands.COMMANDS} >= set(commands.TOOL_BAR) - {"", "pair", "mode", "layers"}
    assert MainWindow.__doc__


def _contrast(one: str, other: str) -> float:
    lights = sorted((_luminance(one), _luminance(other)))
    return (lights[1] + 0.05) / (lights[0] + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
