"""What a job is called: kept as a template and what stands in its places, so that a list of jobs is in one language.

Jobs outlive the window that ordered them; the window that lists them later may speak another language.
"""

from __future__ import annotations

from typing import NamedTuple

from PyQt5.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from twowei.services.jobs import JobRecord


class JobName(NamedTuple):
    """An English template and the texts for its places."""

    template: str
    parts: tuple[str, ...] = ()

    def of(self, *parts: str) -> JobName:
        """Return it with its places filled."""
        return JobName(self.template, parts)

    @property
    def text(self) -> str:
        """The name in the window's language."""
        return QCoreApplication.translate("JobName", self.template).format(*self.parts)


ADDING = JobName(QT_TRANSLATE_NOOP("JobName", "Adding {0}"))
DETECTING = JobName(QT_TRANSLATE_NOOP("JobName", "Detecting {0} → {1}"))
PICTURE = JobName(QT_TRANSLATE_NOOP("JobName", "Saving the picture"))
OVERVIEWS = JobName(QT_TRANSLATE_NOOP("JobName", "Building overviews"))
LOOKING = JobName(QT_TRANSLATE_NOOP("JobName", "Looking for the imagery"))
SAMPLE = JobName(QT_TRANSLATE_NOOP("JobName", "Making the sample"))
EXPORTING = JobName(QT_TRANSLATE_NOOP("JobName", "Exporting {0}"))
IMPORTING = JobName(QT_TRANSLATE_NOOP("JobName", "Importing {0}"))
TAKING = JobName(QT_TRANSLATE_NOOP("JobName", "Taking in {0}"))
REPORT = JobName(QT_TRANSLATE_NOOP("JobName", "Writing the report of {0}"))
DOSSIERS = JobName(QT_TRANSLATE_NOOP("JobName", "Writing {0} dossiers"))
FILE_DOSSIER = JobName(QT_TRANSLATE_NOOP("JobName", "Writing the dossier of {0}"))

_KNOWN = {
    name.template
    for name in (
        ADDING, DETECTING, PICTURE, OVERVIEWS, LOOKING, SAMPLE, EXPORTING, IMPORTING, TAKING, REPORT, DOSSIERS,
        FILE_DOSSIER,
    )
}  # fmt: skip


def title_of(record: JobRecord) -> str:
    """Return what a job is called in the window's language; as it was ordered where another version named it."""
    name = JobName(record.template, tuple(record.parts))
    if name.template not in _KNOWN or len(name.parts) != name.template.count("{"):
        return record.title
    return name.text
