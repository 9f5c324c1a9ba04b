"""What is known of a patch, as pairs of caption and text; knows which of it a second look must not see."""

from __future__ import annotations

from PyQt5.QtCore import QCoreApplication

from twowei.casebook import clock
from twowei.casebook.ledger import FACTS, number_of
from twowei.casebook.lifecycle import State
from twowei.casebook.patch import Patch
from twowei.casebook.sources import SOURCES
from twowei.desktop.language import chinese, label
from twowei.desktop.review.history_texts import judgement
from twowei.desktop.review.remaining import remaining
from twowei.desktop.terms import term
from twowei.services.queue import About

NONE = "—"
_AREAS = ("CBMJ", "ZGMJ", "YNMJ", "HXMJ")


def captions() -> dict[str, str]:
    """Return the names of the facts and their captions, in the order they are shown."""
    _translate = QCoreApplication.translate
    return {
        "area": _translate("Facts", "Area"),
        "score": _translate("Facts", "Score"),
        "place": _translate("Facts", "Place"),
        "change": _translate("Facts", "Change"),
        "verdict": _translate("Facts", "Verdict"),
        "who": _translate("Facts", "Judged by"),
        "deadline": _translate("Facts", "Deadline"),
        "permit": _translate("Facts", "Permits"),
        "priority": _translate("Facts", "Priority"),
        "memory": _translate("Facts", "Memory"),
        "months": _translate("Facts", "Other months"),
        "second": _translate("Facts", "Second look"),
        "responsible": _translate("Facts", "Responsible"),
        "model": _translate("Facts", "Model"),
        "note": _translate("Facts", "Note"),
    }


WIDE = frozenset(("deadline", "permit", "priority", "memory", "months", "note", "second"))
"""Facts that take a whole line."""


def texts(about: About, *, blind: bool = False) -> dict[str, str]:
    """Return the text of each fact; ``blind`` hides the first verdict, who gave it and what follows."""
    patch = about.patch
    hidden = QCoreApplication.translate("Facts", "Hidden until the second verdict is given")
    return {
        "area": f"{patch.area_m2:,.1f} ㎡ · {patch.area_mu:.3f} 亩",
        "score": f"{patch.score:.3f}" if patch.score else NONE,
        "place": " ".join(name for name in (patch.street_name, patch.community_name) if name) or NONE,
        "change": _change(patch),
        "verdict": hidden if blind else _verdict(patch),
        "who": hidden if blind else (f"{patch.judged_by} {patch.judged_at:%m-%d %H:%M}" if patch.judged_at else NONE),
        "deadline": hidden if blind else _deadline(about),
        "permit": _permit(patch),
        "priority": hidden if blind else _priority(about),
        "memory": _memory(about),
        "months": _months(about),
        "second": NONE if blind else _second(patch),
        "responsible": " · ".join(name for name in (patch.responsible, _source(patch)) if name) or NONE,
        "model": " · ".join(word for word in (patch.model, _form(patch)) if word) or NONE,
        "note": hidden if blind else patch.note or NONE,
    }


def _form(patch: Patch) -> str:
    """Return what kind of outline the patch has: its area is that outline's."""
    _translate = QCoreApplication.translate
    names = {
        "1": _translate("Facts", "right-angled outline"),
        "2": _translate("Facts", "straightened outline"),
        "3": _translate("Facts", "outline of the pixels"),
        "4": _translate("Facts", "outline drawn by hand"),
    }
    return names.get(str(patch.facts.get("outline", "")), "")


def _verdict(patch: Patch) -> str:
    if patch.verdict is None:
        return QCoreApplication.translate("Facts", "Undecided")
    return judgement(patch.verdict.code, patch.reason or "")


def _second(patch: Patch) -> str:
    facts = patch.facts
    if "second_verdict" not in facts:
        return NONE
    told = judgement(str(facts["second_verdict"]), str(facts.get("second_reason", "")))
    return f"{told} · {facts.get('second_by')} {facts.get('second_note', '')}".strip()


def _change(patch: Patch) -> str:
    _translate = QCoreApplication.translate
    names = {"new": _translate("Facts", "New"), "demolished": _translate("Facts", "Gone")}
    before, after = patch.before_month, patch.after_month
    same_year = before[:5] == after[:5]
    return f"{names[patch.change]} {before}→{after[5:] if same_year else after}"


def _deadline(about: About) -> str:
    told = [
        f"{remaining(one.due, clock.now())} · {one.due:%m-%d %H:%M} · {term(one.title)}"
        for one in about.deadlines
        if one.kind == "due" and one.met is None
    ]
    return "\n".join(told) or NONE


def _permit(patch: Patch) -> str:
    coverage = number_of(patch.facts, "PWFGL")
    if coverage is None and not any(name in patch.facts for name in _AREAS):
        return QCoreApplication.translate("Facts", "No layers laid over yet")
    told = [] if coverage is None else [QCoreApplication.translate("Facts", "{0} % approved").format(f"{coverage:g}")]
    for name in _AREAS:
        area = number_of(patch.facts, name)
        if area:
            told.append(f"{FACTS[name].zh.removesuffix('(㎡)') if chinese() else _english(name)} {area:,.0f} ㎡")
    return " · ".join(told) or NONE


def _english(name: str) -> str:
    _translate = QCoreApplication.translate
    return {
        "CBMJ": _translate("Facts", "beyond approval"),
        "ZGMJ": _translate("Facts", "on farmland"),
        "YNMJ": _translate("Facts", "on prime farmland"),
        "HXMJ": _translate("Facts", "inside red lines"),
    }[name]


def _priority(about: About) -> str:
    _translate = QCoreApplication.translate
    names = {
        "area": _translate("Facts", "size"),
        "stage": _translate("Facts", "stage of building"),
        "farmland": _translate("Facts", "farmland"),
        "deadline": _translate("Facts", "deadline"),
        "score": _translate("Facts", "score"),
        "relapse": _translate("Facts", "relapse"),
    }
    why = ", ".join(f"{names[name]} {value:.2f} ×{weight:g}" for name, value, weight in about.priority.parts)
    return f"{about.priority.level}  ({why})" if why else str(about.priority.level)


def _memory(about: About) -> str:
    _translate, patch = QCoreApplication.translate, about.patch
    told = []
    if about.seen:
        told.append(_translate("Facts", "seen again {0}").format(", ".join(about.seen)))
    if about.taken_for:
        told.append(_translate("Facts", "resembles the false alarm {0}").format(about.taken_for))
    if "once_false" in patch.facts:
        once = _translate("Facts", "no longer looks like the false alarm {0}, or that is long ago")
        told.append(once.format(patch.facts["once_false"]))
    if patch.relapses:
        told.append(_translate("Facts", "built up again {0} times").format(patch.relapses))
    if patch.parent:
        told.append(_translate("Facts", "comes from {0}").format(patch.parent))
    return " · ".join(told) or NONE


def _months(about: About) -> str:
    """Return since when a patch stands, and what all months together say."""
    _translate, told = QCoreApplication.translate, about.months
    if told is None:
        return NONE
    texts = [_translate("Facts", "first seen {0}").format(told.first_seen)]
    if told.there:
        texts.append(_translate("Facts", "still there {0}").format(", ".join(told.there)))
    if told.gone:
        texts.append(_translate("Facts", "no longer there {0}").format(", ".join(told.gone)))
    if told.unsure_before:
        texts.append(_translate("Facts", "not new against {0}").format(", ".join(told.unsure_before)))
    texts.append(_translate("Facts", "rank over all months {0} (not calibrated)").format(f"{told.score:.2f}"))
    return " · ".join(texts)


def _source(patch: Patch) -> str:
    found = next((source for source in SOURCES if source.code == patch.source), None)
    return found.zh if found and chinese() else patch.source


def state_text(about: About) -> str:
    """Return the state for the pill."""
    return label(State.of(about.patch.state.code))
