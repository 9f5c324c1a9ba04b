"""What can be done now, and what an empty place says about the next step."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from PyQt5.QtCore import QCoreApplication

MAP_COMMANDS = (
    *("next_mode", "swap", "turn_line", "outlines", "pixels", "fit_all", "zoom_in", "zoom_out"),
    *("measure_distance", "measure_area", "reread", "picture"),
)
"""Commands that need imagery."""


@dataclass(frozen=True)
class Situation:
    """How far the job is.

    Attributes:
        is_open: Whether a workspace is open.
        loading: Whether its imagery is still being looked up.
        months: How many months can be shown.
        patches: How many patches there are.
        busy: Whether something runs beside the window.
        ran: Whether a detection has ended since the workspace was opened.
        missing: How many months there are whose files are gone.
    """

    is_open: bool
    loading: bool
    months: int
    patches: int
    busy: bool
    ran: bool
    missing: int = 0


def allowed(now: Situation) -> dict[str, bool]:
    """Return which commands can be given; those not named always can."""
    at_rest, some_patches, some_imagery = not now.busy, now.patches > 0, now.months > 0
    return {
        **dict.fromkeys(("new_workspace", "open_workspace", "make_sample"), at_rest),
        **dict.fromkeys(("add_images", "add_folder", "epochs", "jobs"), now.is_open),
        **dict.fromkeys(("detect", "check_pair"), now.months > 1),
        **dict.fromkeys(("export", "reconcile"), some_patches),
        "import_patches": now.is_open and at_rest,
        "take_returns": some_patches and at_rest,
        **dict.fromkeys(("next", "previous", "commit", "back", "note", "find"), some_patches),
        **dict.fromkeys(("take_back", "redo", "reload", "archive", "fit_patch"), some_patches),
        **dict.fromkeys(("edit_outline", "merge_patches", "add_evidence", "add_evidence_folder"), some_patches),
        **dict.fromkeys(("board", "recheck", "figures", "planning"), now.is_open),
        **dict.fromkeys(("monthly_report", "dossiers"), some_patches),
        "draw_patch": now.is_open and now.months > 1,
        **dict.fromkeys(MAP_COMMANDS, some_imagery),
    }


def next_step(now: Situation) -> tuple[str, str, str]:
    """Return what the empty list says: a title, a sentence, and a button if there is something to press."""
    _translate = QCoreApplication.translate
    if now.loading:
        return _translate("Guidance", "Looking up the imagery…"), "", ""
    if now.busy:
        return (
            _translate("Guidance", "Working…"),
            _translate("Guidance", "The status bar below shows how far it is."),
            "",
        )
    if now.missing and now.months < 2:
        return (
            _translate("Guidance", "The imagery is not where it was"),
            _translate("Guidance", "Its folder was moved or renamed, or a drive is not connected. Point to it."),
            _translate("Guidance", "Where it is now…"),
        )
    if now.months == 0:
        return (
            _translate("Guidance", "No imagery yet"),
            _translate("Guidance", "Drop two months of imagery on the window."),
            "",
        )
    if now.months == 1:
        return (
            _translate("Guidance", "One month so far"),
            _translate("Guidance", "Drop the imagery of a second month on the window; then the two can be compared."),
            "",
        )
    if now.ran:
        return (
            _translate("Guidance", "No patches found"),
            _translate(
                "Guidance",
                "The detector found no change between these months. Try other months, or demolished buildings.",
            ),
            _translate("Guidance", "Detect again…"),
        )
    return (
        _translate("Guidance", "No patches yet"),
        _translate("Guidance", "Compare the two months to find suspected new buildings."),
        _translate("Guidance", "Detect changes…"),
    )


def about_missing(missing: Mapping[str, Sequence[Path]]) -> str:
    """Return what to say of imagery that is not where it was."""
    _translate = QCoreApplication.translate
    first = next(iter(missing.values()))[0]
    files = sum(len(paths) for paths in missing.values())
    told = _translate("Guidance", "The imagery of {0} is not where it was: {1} files, such as {2}.")
    why = _translate("Guidance", "Its folder was moved or renamed, or a drive is not connected. No patch is lost.")
    mend = _translate("Guidance", "Connect the drive and press Ctrl+F5, or say where the folder is now.")
    return f"{told.format(', '.join(missing), files, first)} {why} {mend}"
