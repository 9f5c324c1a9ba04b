"""Every known error that the window can show has its Chinese sentence."""

from __future__ import annotations

import ast
import json
import re
import string
from dataclasses import replace
from pathlib import Path

import pytest
from PyQt5.QtWidgets import QApplication

import twowei
from twowei.alignment.quality import RED, RULES, Quality
from twowei.casebook import store
from twowei.desktop import error_texts, language
from twowei.detection import journal
from twowei.errors import UnknownNameError, WorkspaceError
from twowei.feedback import Feedback
from twowei.services.gate import warn_of

SOURCES = Path(twowei.__file__).parent
NOT_IN_THE_WINDOW = ("cli", "training", "desktop")
NO_WORDS = {"{0} {1}."}
OF_OTHERS = ("casebook/outside.py", "services/workspace.py")
OF_THE_GATE = {"{0}{1}: {2}."}
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


def warnings() -> set[str]:
    """Return what is warned of and reported: what is given to a feedback, what functions that tell doubts return."""
    trees = [ast.parse((SOURCES / "services" / name).read_text(encoding="utf-8")) for name in ("doubts.py", "shift.py")]
    telling = [f for tree in trees for f in tree.body if isinstance(f, ast.FunctionDef) and _tells(f)]
    returned = [node.value for f in telling for node in ast.walk(f) if isinstance(node, ast.Return) and node.value]
    calls = [node for node in nodes() if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)]
    said = [call.args[0] for call in calls if call.func.attr in ("warn", "tell") and call.args]  # type: ignore[attr-defined]
    reported = [call.args[1] for call in calls if call.func.attr == "report" and len(call.args) > 1]  # type: ignore[attr-defined]
    return {words for node in (*said, *returned, *reported) if (words := template(node)) and words.strip("{0}: .")}


def _tells(function: ast.FunctionDef) -> bool:
    return isinstance(function.returns, ast.Name) and function.returns.id == "str"


def in_the_code() -> set[str]:
    found = warnings() - OF_THE_GATE
    all_nodes = nodes()
    kinds = errors(all_nodes)
    for node in all_nodes:
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in kinds:
            words = template(node.args[0]) if node.args else None
            found |= {words} if words else set()
    remedies = {f"{{0}} {remedy}." for remedy in store._REMEDIES.values()}
    reasons = {*journal.REASONS.values(), journal.OTHER_PROGRAMS}
    return (found - NO_WORDS) | remedies | reasons | of_other_programs()


def of_other_programs() -> set[str]:
    """Return what is told of patches that another program changed; which outline and columns is a part of its own."""
    trees = [ast.parse((SOURCES / path).read_text(encoding="utf-8")) for path in OF_OTHERS]
    every = [node for tree in trees for node in ast.walk(tree)]
    telling = [node for node in every if isinstance(node, ast.FunctionDef) and node.name in ("sentence", "notice")]
    said = [node.value for told in telling for node in ast.walk(told) if isinstance(node, ast.Return) and node.value]
    return {words for node in said if (words := template(node))} | {"its outline", "its outline and {0}"}


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


def test_warnings_of_a_run_are_told_in_chinese(qapp: QApplication) -> None:
    language.install("zh_CN")
    said: list[str] = []

    class Listening(Feedback):
        def warn(self, message: str) -> None:
            said.append(error_texts.in_words(message))

    for rule in RULES.values():
        check = rule.check(0.0 if rule.higher_is_better else 1e9)
        warn_of(Quality((replace(check, grade=RED, effect=rule.effect),)), Listening())
    assert len(said) == len(RULES) - 1  # the shift is told where it is corrected
    assert all(not re.search("[A-Za-z]{3}", text) for text in said), said


def test_a_sentence_within_a_sentence_is_told_too(qapp: QApplication) -> None:
    language.install("zh_CN")
    complaint = "After the correction the two dates still lie 9.3 pixels apart, and above 8 false alarms are several"
    complaint += " times as many"
    for end in (".", "; compared all the same.", "; see twowei check, or compare all the same with --force."):
        assert not re.search("[A-Za-z]{3}", error_texts.in_words(complaint + end))


def test_sentences_are_told_in_the_language_of_the_window(qapp: QApplication) -> None:
    language.install("zh_CN")
    error = WorkspaceError("/数据/甲 does not exist; make a workspace first: twowei init WORKSPACE.")
    assert error_texts.in_words(error) == "/数据/甲 不存在；请先新建工作区。"
    refused = (
        "甲 cannot go to S80 复核通过 (re-check passed) by 王芳, who reported it; a second person must decide"
        " (two-person rule)."
    )
    assert error_texts.in_words(refused) == "甲 不能由 王芳 流转到 S80 复核通过；须由第二人决定（两人规则）。"
    assert error_texts.in_words(UnknownNameError("Something new.")) == "Something new."
    language.install("en")
    assert error_texts.in_words(error) == str(error)
    language.install("zh_CN")
