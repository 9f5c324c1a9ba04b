"""Ledgers out: 违法建设台账, 核查登记, 月拆除表, 卫片清单."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from twowei.casebook import attachments, history
from twowei.casebook.history import Draft
from twowei.casebook.patch import Patch
from twowei.casebook.states import State, Verdict
from twowei.casebook.words import plain
from twowei.errors import OutputError, UnknownNameError
from twowei.exports import ledgers
from twowei.exports.drafting import drafting
from twowei.exports.ledgers import LEDGERS, Ledger
from twowei.exports.selection import Selection
from twowei.feedback import Feedback
from twowei.services.export import nothing, outside, setting_of
from twowei.services.pictures import Pictures, jpeg, small_photo
from twowei.services.review import list_patches
from twowei.services.workspace import Workspace

PICTURE_PX = 320


@dataclass(frozen=True)
class WantedLedger:
    """What somebody wants listed.

    Attributes:
        ledger: Which one.
        verdicts: None: those the ledger is of; empty: every verdict.
        states: Empty: every state but merged and split.
        months: After months; of the removals the months of demolition. Empty: all.
        streets: Codes or names.
        personal: Names of parties go out too.
        pictures: Before and after in cells.
        unjudged: Also what nobody judged yet, to be filled in.
    """

    ledger: Ledger
    verdicts: Sequence[Verdict] | None = None
    states: Sequence[State] = ()
    months: Sequence[str] = ()
    streets: Sequence[str] = ()
    personal: bool = False
    pictures: bool = False
    unjudged: bool = False


@dataclass(frozen=True)
class WrittenLedger:
    """A ledger that was written: where, how many rows, how many patches are not in it, by what keeps them."""

    path: Path
    title: str
    count: int
    left_out: dict[str, int]


_VERDICTS: dict[str, tuple[Verdict, ...]] = {
    "cases": (Verdict.ILLEGAL,),
    "checks": (),
    "removals": (Verdict.ILLEGAL,),
    "satellite": (Verdict.ILLEGAL,),
}


def parse_ledger(text: str) -> Ledger:
    """Read a kind of ledger by its name, English or Chinese.

    Raises:
        UnknownNameError: There is none called so.
    """
    for one in LEDGERS:
        if plain(text) in (plain(one.name), plain(one.zh)):
            return one
    raise UnknownNameError(
        f"There is no ledger {text!r}; choose: {', '.join(f'{one.name} {one.zh}' for one in LEDGERS)}."
    )


def write_ledger(
    workspace: Workspace, out: Path, wanted: WantedLedger, *, by: str = "", feedback: Feedback | None = None
) -> WrittenLedger:
    """Write a ledger as a workbook, and note it in the casebook.

    Raises:
        OutputError: Nothing is to be listed, or the file cannot be written.
        UnknownNameError: There is no such street.
    """
    path, ledger, who = _target(workspace, out.absolute()), wanted.ledger, by.strip() or history.account()
    patches, left_out, selection = _chosen(workspace, wanted)
    setting, head = setting_of(workspace, workspace.crs, personal=wanted.personal)
    title = " ".join(filter(None, [setting.county_name + ledger.zh, _period(wanted.months)]))
    note = f"制表: {who}  {setting.now:%Y-%m-%d %H:%M}  筛选: {selection}"
    pictures = _pictures(workspace, patches, feedback or Feedback()) if wanted.pictures else None

    facts: dict[str, Any] = {"ledger": ledger.name, "filter": selection.as_record(), "rows": len(patches)}
    facts |= {
        "history": {"events": head.events, "head": head.hash},
        "file": str(path),
        "personal": wanted.personal,
        "patches": [p.number for p in patches],
    }
    with drafting(path) as draft:
        ledgers.write(draft, ledger, patches, setting, head, title, note, pictures)
        with workspace.casebook.writing() as connection:
            history.append(connection, [Draft("ledger written", who, after=facts)])
            draft.replace(path)
    return WrittenLedger(path, title, len(patches), left_out)


def _target(workspace: Workspace, path: Path) -> Path:
    outside(workspace, path)
    if path.suffix.lower() != ".xlsx":
        raise OutputError(f"{path.name} does not end in .xlsx; a ledger is a workbook.")
    return path


def _chosen(workspace: Workspace, wanted: WantedLedger) -> tuple[list[Patch], dict[str, int], Selection]:
    removals = wanted.ledger.name == "removals"
    verdicts = _VERDICTS[wanted.ledger.name] if wanted.verdicts is None else tuple(wanted.verdicts)
    selection = Selection(
        verdicts=verdicts,
        unjudged=wanted.unjudged,
        states=tuple(wanted.states) or None,
        without_states=() if wanted.states else (State.REPLACED,),
        months=() if removals else tuple(wanted.months),
        streets=tuple(wanted.streets),
    )
    patches, left_out = selection.sort_out(list_patches(workspace))
    if removals:
        patches, left_out = _removed(patches, left_out, wanted.months)
        selection = replace(selection, months=tuple(wanted.months))
    if not patches:
        raise nothing(selection, left_out)
    return patches, left_out, selection


NOT_REMOVED = "未拆除或不在该月拆除"


def _removed(
    patches: Sequence[Patch], left_out: dict[str, int], months: Sequence[str]
) -> tuple[list[Patch], dict[str, int]]:
    """Keep what has a day of demolition, in one of the months where some are given; by that day."""
    kept = [p for p in patches if "CCRQ" in p.facts and (not months or str(p.facts["CCRQ"])[:7] in months)]
    lost = len(patches) - len(kept)
    kept.sort(key=lambda patch: (str(patch.facts["CCRQ"]), patch.number))
    return kept, {**left_out, **({NOT_REMOVED: lost} if lost else {})}


def _period(months: Sequence[str]) -> str:
    ordered = sorted(months)
    if not ordered:
        return ""
    return ordered[0] if len(ordered) == 1 else f"{ordered[0]} 至 {ordered[-1]}"


def _pictures(workspace: Workspace, patches: Sequence[Patch], feedback: Feedback) -> ledgers.Pictures:
    """Return before, after, and the last photo there is, for every patch."""
    made: dict[str, list[tuple[str, bytes | None]]] = {}
    with workspace.casebook.reading() as connection:
        photos = {a.number: workspace.folder / a.path for a in attachments.read(connection) if a.kind == "photo"}
    with Pictures(workspace) as pictures:
        for done, patch in enumerate(patches, 1):
            made[patch.number] = [
                ("前时相影像", jpeg(pictures.of(patch, patch.before_month, PICTURE_PX))),
                ("后时相影像", jpeg(pictures.of(patch, patch.after_month, PICTURE_PX))),
                ("现场照片", jpeg(small_photo(photos.get(patch.number), PICTURE_PX))),
            ]
            feedback.report(done / len(patches))
            feedback.raise_if_cancelled()
    return made
