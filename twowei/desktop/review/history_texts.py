"""Events of a patch as the window tells them."""

from __future__ import annotations

from collections.abc import Iterable

from PyQt5.QtCore import QCoreApplication

from twowei.casebook.drawings import DRAWING_BACK, DRAWN_AGAIN
from twowei.casebook.history import Event
from twowei.casebook.ledger import FACTS
from twowei.casebook.lifecycle import REASONS, Reason, State, Verdict
from twowei.casebook.outside import PUT_BACK, TAKEN_IN
from twowei.casebook.redrawing import DRAWN, REDRAWN
from twowei.casebook.redrawing import PUT_BACK as OUTLINE_BACK
from twowei.casebook.regrouping import BORN, MERGED, REGROUPED_AGAIN, REGROUPED_BACK, SPLIT
from twowei.casebook.second import LOOK_BACK, LOOKED_AGAIN
from twowei.casebook.verdicts import JUDGED, TAKEN_BACK
from twowei.desktop.language import chinese, label

_REASON_OF = {reason.code: reason for reason in REASONS}
HIDDEN_WHILE_BLIND = (JUDGED, TAKEN_BACK, LOOKED_AGAIN, LOOK_BACK)


_BACK = (TAKEN_BACK, LOOK_BACK, OUTLINE_BACK, REGROUPED_BACK, DRAWING_BACK)
"""Actions whose note only names the event that they take back."""


def story(event: Event, *, blind: bool = False) -> str:
    """Return what an event tells, in the window's language; ``blind`` hides what was decided."""
    told = _actions().get(event.action, event.action)
    if blind and event.action in HIDDEN_WHILE_BLIND:
        return told
    words = [told]
    if event.action == JUDGED:
        words.append(judgement(str(event.after.get("HCJG") or ""), str(event.after.get("WYY") or "")))
    elif event.action == LOOKED_AGAIN:
        facts = event.after.get("facts", {})
        words.append(judgement(str(facts.get("second_verdict") or ""), str(facts.get("second_reason") or "")))
    elif event.action in (REDRAWN, OUTLINE_BACK):
        words.append(f"{event.before['JCMJ']:,.1f} → {event.after['JCMJ']:,.1f} ㎡")
    elif event.to_state and event.to_state != event.from_state:
        words.append("→ " + label(State.of(event.to_state)))
    elif event.action in ("measured", "noted"):
        words.append(_facts(event))
    if event.note and event.action not in _BACK:
        words.append(f"({event.note})")
    return " ".join(word for word in words if word)


def know(reasons: Iterable[Reason]) -> None:
    """Learn the reasons of a workspace, also those put aside, so that its codes are told in words."""
    _REASON_OF.update({reason.code: reason for reason in (*REASONS, *reasons)})


def reason_text(code: str) -> str:
    """Return a reason's code and label; the code alone where nobody knows it."""
    found = _REASON_OF.get(code)
    return f"{found.code} {label(found)}" if found else code


def judgement(verdict: str, reason: str) -> str:
    """Return a verdict and its reason by their codes."""
    words = [label(one) for one in Verdict if one.code == verdict]
    if reason:
        words.append(reason_text(reason))
    return " ".join(words)


def _facts(event: Event) -> str:
    """Return the facts of the ledger that an event wrote; in English by their codes."""
    facts = event.after.get("facts", {})
    told = [f"{FACTS[name].zh if chinese() else name} {value}" for name, value in facts.items() if name in FACTS]
    return ", ".join(told)


def _actions() -> dict[str, str]:
    _translate = QCoreApplication.translate
    return {
        "found": _translate("History", "found by the detector"),
        "detected": _translate("History", "found by the detector"),
        "created": _translate("History", "entered"),
        JUDGED: _translate("History", "verdict"),
        TAKEN_BACK: _translate("History", "verdict taken back"),
        LOOKED_AGAIN: _translate("History", "second look"),
        LOOK_BACK: _translate("History", "second look taken back"),
        "moved": _translate("History", "moved on"),
        "noted": _translate("History", "facts noted"),
        "measured": _translate("History", "laid over permits and red lines"),
        "sighted": _translate("History", "seen again"),
        "placed": _translate("History", "placed by new zones"),
        "grown": _translate("History", "grown since"),
        SPLIT: _translate("History", "split"),
        MERGED: _translate("History", "merged"),
        BORN: _translate("History", "made by splitting or merging"),
        REGROUPED_BACK: _translate("History", "split or merge taken back"),
        REGROUPED_AGAIN: _translate("History", "split or merge done again"),
        "attached": _translate("History", "photo or paper attached"),
        "visited": _translate("History", "visited (track)"),
        DRAWN: _translate("History", "drawn by hand"),
        DRAWING_BACK: _translate("History", "drawing taken back"),
        DRAWN_AGAIN: _translate("History", "drawn again"),
        REDRAWN: _translate("History", "outline drawn anew"),
        OUTLINE_BACK: _translate("History", "outline taken back"),
        "archived": _translate("History", "archived"),
        TAKEN_IN: _translate("History", "outline drawn in another program taken in"),
        PUT_BACK: _translate("History", "change made in another program put back"),
        "exported": _translate("History", "exported"),
    }
