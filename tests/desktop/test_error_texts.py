"""Every known error that the window can show has its Chinese sentence."""

from __future__ import annotations

import ast
import json
import string
from pathlib import Path

import pytest
from PyQt5.QtWidgets import QApplication

import twowei
from twowei.casebook import store
from twowei.desktop import error_texts, language
from twowei.errors import UnknownNameError, WorkspaceError

SOURCES = Path(twowei.__file__).parent
NOT_IN_THE_WINDOW = ("cli", "training", "desktop")
NO_WORDS = {"{0} {1}."}
"""Templates without words of their own: their sentences stand in the table whole."""


def template(node: ast.expr) -> str | None:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if not isinstance(node, ast.JoinedStr):
        return None
    parts, places = [], 0
    for value in node.values:
        if isinstance(value, ast.Constant):
            parts.append(str(value.value))
        else:
            parts.append(f"{{{places}}}")
            places += 1
    return "".join(parts)


def nodes() -> list[ast.AST]:
    paths = [path for path in SOURCES.rglob("*.py") if path.relative_to(SOURCES).parts[0] not in NOT_IN_THE_WINDOW]
    return [node for path in sorted(paths) for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))]


def errors(among: list[ast.AST]) -> set[str]:
    """Return the names of the classes of known errors."""
    bases = {
        node.name: {base.id for base in node.bases if isinstance(base, ast.Name)}
        for node in among
        if isinstance(node, ast.ClassDef)
    }
    known = {"TwoweiError"}
    while more := {name for name, its in bases.items() if its & known} - known:
        known |= more
    return known


def in_the_code() -> set[str]:
    found: set[str] = set()
    all_nodes = nodes()
    kinds = errors(all_nodes)
    for node in all_nodes:
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in kinds:
            words = template(node.args[0]) if node.args else None
            found |= {words} if words else set()
    remedies = {f"{{0}} {remedy}." for remedy in store._REMEDIES.values()}
    return (found - NO_WORDS) | remedies


@pytest.fixture
def table() -> dict[str, str]:
    read: dict[str, str] = json.loads(error_texts.TABLE.read_text(encoding="utf-8"))
    return read


def test_no_error_lacks_its_chinese_sentence(table: dict[str, str]) -> None:
    missing = in_the_code() - set(table)
    assert not missing, "write these into ui/i18n/errors_zh_CN.json"


def test_no_sentence_is_stale(table: dict[str, str]) -> None:
    stale = set(table) - in_the_code()
    assert not stale, "no longer in the code: take these out of ui/i18n/errors_zh_CN.json"


def test_places_are_those_of_the_template(table: dict[str, str]) -> None:
    def places(text: str) -> set[str]:
        return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}

    assert not [one for one, zh in table.items() if not places(zh) <= places(one)]
    assert not [one for one, zh in table.items() if "{0}" in one and not places(zh)], "say what it is about"


def test_sentences_are_told_in_the_language_of_the_window(qapp: QApplication) -> None:
    language.install("zh_CN")
    error = WorkspaceError("/数据/甲 does not exist; make a workspace first: twowei init WORKSPACE.")
    assert error_texts.in_words(error) == "/数据/甲 不存在;请先新建工作区。"
    assert error_texts.in_words(UnknownNameError("Something new.")) == "Something new."
    language.install("en")
    assert error_texts.in_words(error) == str(error)
    language.install("zh_CN")
