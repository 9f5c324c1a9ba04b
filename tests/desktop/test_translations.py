"""The Chinese texts are complete and of today."""

from __future__ import annotations

import shutil
import string
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from PyQt5.QtCore import QTranslator

from twowei import resources

TS = resources.ui() / "i18n" / "twowei_zh_CN.ts"
SOURCES = Path(str(resources.ui())).parent / "twowei" / "desktop"

Text = tuple[str, str]


def texts(path: Path) -> dict[Text, str]:
    """Return the translation of each (context, source) of a .ts file, empty where it is unfinished."""
    found: dict[Text, str] = {}
    for context in ET.parse(path).getroot().iter("context"):
        for message in context.iter("message"):
            translation = message.find("translation")
            done = translation is not None and translation.get("type") is None
            key = (context.findtext("name", ""), message.findtext("source", ""))
            found[key] = (translation.text or "") if done and translation is not None else ""
    return found


def test_nothing_is_unfinished() -> None:
    assert not [key for key, translation in texts(TS).items() if not translation]


@pytest.mark.skipif(not SOURCES.is_dir(), reason="needs the sources")
def test_the_texts_are_those_of_the_sources(tmp_path: Path) -> None:
    fresh = tmp_path / "fresh.ts"
    files = [*sorted(SOURCES.rglob("*.py")), *sorted((resources.ui() / "forms").glob("*.ui"))]
    command = [sys.executable, "-m", "PyQt5.pylupdate_main", *map(str, files), "-ts", str(fresh)]
    subprocess.run(command, check=True, capture_output=True, timeout=60)
    now, kept = set(texts(fresh)), set(texts(TS))
    assert now - kept == set(), "not in the .ts: run pylupdate5, then translate"
    assert kept - now == set(), "no longer in the sources: run pylupdate5 -noobsolete"


def test_the_compiled_file_says_the_same(tmp_path: Path) -> None:
    translator = QTranslator()
    assert translator.load(str(shutil.copy(TS.with_suffix(".qm"), tmp_path)))
    stale = {
        key
        for key, translation in texts(TS).items()
        if translator.translate(*(text.encode() for text in key)) != translation
    }
    assert not stale, "run lrelease (pyside6-lrelease) on the .ts"


def test_translations_keep_the_places_of_numbers() -> None:
    def places(text: str) -> set[str]:
        return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}

    assert not [key for key, translation in texts(TS).items() if places(key[1]) != places(translation)]
