"""The Chinese texts are complete and of today."""

from __future__ import annotations

import json
import re
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

CHINESE = "\u3001-\u3011\u3400-\u9fff\uff01-\uff60“”"
HALF_WIDTH = re.compile(rf"[{CHINESE}] ?[,:;()?!]|[,:;()?!] ?[{CHINESE}]")

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


def sentences() -> list[str]:
    """Return every Chinese text of the window: its words, and the errors it tells."""
    told = json.loads((resources.ui() / "i18n" / "errors_zh_CN.json").read_text("utf-8"))
    return [*texts(TS).values(), *told.values()]


def test_chinese_punctuation_is_full_width() -> None:
    accelerators = re.compile(r"\(&.\)")
    assert not [text for text in sentences() if HALF_WIDTH.search(accelerators.sub("", text))]


@pytest.mark.parametrize(
    "text", ["已保存,共 3 个", "已保存: {0}", "面积(亩)", "共 {0} 个;再按一次", "{0}(超期)", "坐标系是否正确?"]
)
def test_half_width_punctuation_is_seen(text: str) -> None:
    assert HALF_WIDTH.search(text)


@pytest.mark.parametrize("text", ["如 4,3,2", "请写成 EPSG:4548 这样的形式。", "面积 {0:,.1f} 米", "Save (PDF)"])
def test_what_is_no_chinese_punctuation_stays(text: str) -> None:
    assert not HALF_WIDTH.search(text)
