"""Starts the desktop: the application, its dress and language, the window."""

from __future__ import annotations

import logging
import os
import sys
import traceback
import warnings
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType

from PyQt5.QtCore import QCoreApplication, Qt
from PyQt5.QtGui import QFontDatabase
from PyQt5.QtWidgets import QApplication
from rasterio.errors import NotGeoreferencedWarning

from twowei import settings as wishes
from twowei.desktop import icons, language, themes
from twowei.desktop.child import BLOCK_CACHE, BLOCK_CACHE_MB
from twowei.desktop.dialogs.report_dialog import ReportDialog
from twowei.desktop.fitting import Fitting
from twowei.desktop.main_window import MainWindow
from twowei.desktop.message_bar import WARN
from twowei.services import diagnostics
from twowei.settings import Settings

SCALE_FACTOR = "QT_SCALE_FACTOR"
NO_FONT = "No font with Chinese characters was found; on Debian or Ubuntu: apt install fonts-noto-cjk"
log = logging.getLogger(__name__)


class Desktop:
    """The running desktop: one application, one window at a time."""

    def __init__(self, app: QApplication, settings: Settings) -> None:
        self._app, self.settings = app, settings
        self.window: MainWindow | None = None

    def open(self, workspace: Path | None = None) -> MainWindow:
        """Show the window, with a workspace if one is given."""
        icons.add_search_paths()
        language.install(self.settings.get(wishes.LANGUAGE))
        themes.apply(self._app, self.settings.get(wishes.THEME))
        self.window = MainWindow(self.settings, self._rebuild)
        self.window.show()
        if workspace is not None:
            self.window.open_workspace(workspace)
        if not QFontDatabase().families(QFontDatabase.SimplifiedChinese):
            self.window.messages.say(WARN, NO_FONT)
        return self.window

    def _rebuild(self) -> None:
        """Make the window anew in another language or dress, at the same patch."""
        old = self.window
        assert old is not None
        folder = old.workspace.folder if old.workspace else None
        current = old.desk.session.current if old.desk else None
        leaves_alone = self._app.quitOnLastWindowClosed()
        self._app.setQuitOnLastWindowClosed(False)
        old.close()
        window = self.open(folder)
        self._app.setQuitOnLastWindowClosed(leaves_alone)
        if current is not None and window.desk is not None:
            window.desk.session.choose(current.number)


def run(workspace: Path | None = None, argv: Sequence[str] | None = None) -> int:
    """Open the desktop and return its exit status when it is closed."""
    settings = Settings()
    if settings.get(wishes.SCALE) != wishes.SCALE.default:
        os.environ.setdefault(SCALE_FACTOR, f"{int(settings.get(wishes.SCALE)) / 100:g}")
    app = application(sys.argv if argv is None else argv)
    sys.excepthook = _Report()
    diagnostics.keep_log()
    desktop = Desktop(app, settings)
    desktop.open(workspace)
    return app.exec_()


def application(argv: Sequence[str]) -> QApplication:
    """Return the application, made now if there is none."""
    existing = QApplication.instance()
    if isinstance(existing, QApplication):
        return existing
    # rasterio mutes this warning of its own temporary rasters, but not reliably in several threads
    warnings.filterwarnings("ignore", category=NotGeoreferencedWarning)
    os.environ.setdefault(BLOCK_CACHE, BLOCK_CACHE_MB)
    QCoreApplication.setAttribute(Qt.AA_EnableHighDpiScaling)
    QCoreApplication.setAttribute(Qt.AA_UseHighDpiPixmaps)
    app = QApplication(list(argv) or ["twowei"])
    app.setApplicationName("twowei")
    app.installEventFilter(Fitting(app))
    return app


class _Report:
    """Shows a bug instead of ending: PyQt5 aborts the process on an exception that nobody takes."""

    def __init__(self) -> None:
        self._showing = False

    def __call__(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        log.error("unexpected error", exc_info=(kind, error, trace))
        if issubclass(kind, KeyboardInterrupt):
            QApplication.quit()
        elif not self._showing:  # a fault in painting comes again with every frame
            self._showing = True
            _translate = QCoreApplication.translate
            safe = _translate("Crash", "Something went wrong inside twowei. Verdicts given so far are stored.")
            ask = _translate("Crash", "If it happens again, send this report to whoever looks after the program.")
            words = f"{safe} {ask}"
            trouble = "".join(traceback.format_exception(kind, error, trace))
            title = _translate("Crash", "An unexpected error")
            ReportDialog(title, words, diagnostics.report(trouble), QApplication.activeWindow()).exec_()
            self._showing = False
