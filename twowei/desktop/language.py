"""The language of the window: English in the source, Chinese by default."""

from __future__ import annotations

from PyQt5.QtCore import QCoreApplication, QLibraryInfo, QTranslator

from twowei import resources
from twowei.casebook.lifecycle import Reason, Role, State, Verdict

CHINESE, ENGLISH = "zh_CN", "en"
_PROPERTY = "twowei_language"


def install(language: str) -> None:
    """Let the application speak a language from now on; widgets that exist keep theirs."""
    app = QCoreApplication.instance()
    assert app is not None
    for old in app.findChildren(QTranslator):
        app.removeTranslator(old)
        old.setParent(None)
    app.setProperty(_PROPERTY, language)
    if language == ENGLISH:
        return
    own = str(resources.ui() / "i18n")
    qt = QLibraryInfo.location(QLibraryInfo.TranslationsPath)
    for name, folder in ((f"qtbase_{language}", qt), (f"twowei_{language}", own)):
        translator = QTranslator(app)
        if translator.load(name, folder):
            app.installTranslator(translator)


def chinese() -> bool:
    """Return whether the window speaks Chinese."""
    app = QCoreApplication.instance()
    return app is not None and app.property(_PROPERTY) == CHINESE


def label(thing: State | Verdict | Reason | Role) -> str:
    """Return the name of a state, verdict, reason or role in the window's language."""
    return thing.zh if chinese() else thing.en[:1].upper() + thing.en[1:]
