"""What is to be said of a file that came back, in the language of the window."""

from __future__ import annotations

import re

from PyQt5.QtCore import QCoreApplication

from twowei.desktop.error_texts import in_words
from twowei.services import fill

_translate = QCoreApplication.translate


def remark(why: str) -> str:
    """Return a service's remark as the window puts it; one it does not know is an error's sentence."""
    for pattern, text in _spoken():
        found = re.fullmatch(pattern, why)
        if found:
            return text.format(*found.groups())
    return in_words(why)


def _spoken() -> list[tuple[str, str]]:
    return [
        (re.escape(fill.LATER), _translate("Returns", "Changed here since the table was made.")),
        (re.escape(fill.STRANGER), _translate("Returns", "This number was not in the table as it was handed out.")),
        (re.escape(fill.ONLY_SHOWN), _translate("Returns", "This column is only shown; the change is not taken.")),
        (
            re.escape(fill.MOVES),
            _translate("Returns", "A state is not taken from a file: move the patch with its proofs."),
        ),
        (re.escape(fill.BROKEN), _translate("Returns", "The cell holds an error of the spreadsheet.")),
        ("there is no such patch", _translate("Returns", "There is no such patch.")),
        (r"row (\d+) is of this patch too", _translate("Returns", "Row {0} is of this patch too.")),
        (r"a verdict needs its reason: .*", _translate("Returns", "A verdict needs its reason.")),
        ("attached already", _translate("Returns", "Attached already.")),
        ("without a position", _translate("Returns", "Without a position.")),
        (
            "neither position nor number",
            _translate("Returns", "Neither position nor number: name the file after its patch."),
        ),
        (r"the same photo is evidence of (\S+)", _translate("Returns", "The same photo is evidence of {0}.")),
        (r"no patch within (\d+) m", _translate("Returns", "No patch within {0} m.")),
        (
            r"named (\S+) but taken ([\d,]+) m away from it(?:, at (\S+))?",
            _translate("Returns", "Named after {0}, but taken {1} m away."),
        ),
        (
            r"(\S+) or (\S+): both are as near",
            _translate("Returns", "{0} or {1}, both as near: put it in a folder named after its patch."),
        ),
        (r"taken before the imagery of (\S+)", _translate("Returns", "Taken before the imagery of {0}.")),
        (r"it cannot be opened as a picture.*", _translate("Returns", "Cannot be opened as a picture; copy it again.")),
        (
            r"(.+): convert it to JPEG; (\S+) is not read\.",
            _translate("Returns", "{0}: convert it to JPEG; {1} is not read."),
        ),
    ]
