"""The main window: makes the parts and connects them; what they do is their own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PyQt5.QtCore import QEvent, Qt
from PyQt5.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QIcon
from PyQt5.QtWidgets import QLabel, QMainWindow, QSplitter, QStackedWidget, QToolBar, QVBoxLayout

from twowei import settings as wishes
from twowei.desktop import forms, memory, menus
from twowei.desktop.board.windows import Windows
from twowei.desktop.complaints import complaint
from twowei.desktop.dialogs.about_dialog import AboutDialog
from twowei.desktop.dialogs.guide_dialog import GuideDialog
from twowei.desktop.dialogs.key_sheet import KeySheet
from twowei.desktop.dialogs.report_dialog import ReportDialog
from twowei.desktop.dialogs.settings_dialog import SettingsDialog
from twowei.desktop.drops import local_paths, only_evidence
from twowei.desktop.empty_page import EmptyPage
from twowei.desktop.error_texts import in_words
from twowei.desktop.exchange import Exchange
from twowei.desktop.guidance import Situation, allowed, next_step
from twowei.desktop.job_bar import JobBar
from twowei.desktop.keymap import Keymap
from twowei.desktop.map.map_view import MapView
from twowei.desktop.message_bar import BAD, WARN, MessageBar
from twowei.desktop.orders import Orders
from twowei.desktop.questions import Questions
from twowei.desktop.queue_window import QueueWindow
from twowei.desktop.review.desk import Desk
from twowei.desktop.review.detail_panel import DetailPanel
from twowei.desktop.review.patch_list import PatchList
from twowei.desktop.review.verdict_bar import VerdictBar
from twowei.desktop.reviewing import Reviewing
from twowei.desktop.start_page import StartPage
from twowei.desktop.tasks import Tasks
from twowei.desktop.viewer import Viewer
from twowei.desktop.who_works import WhoWorks
from twowei.errors import TwoweiError
from twowei.services import diagnostics
from twowei.services.workspace import CASEBOOK, Workspace
from twowei.settings import Settings


class MainWindow(QMainWindow):
    """One window; at most one workspace is open in it.

    Args:
        rebuild: Makes a new window in its place, after language or theme changed.
    """

    pages: QStackedWidget
    start_page: StartPage
    splitter: QSplitter
    side: QSplitter
    map_pages: QStackedWidget
    empty_page: EmptyPage
    map: MapView
    verdict_bar: VerdictBar
    patch_list: PatchList
    detail_panel: DetailPanel
    tool_bar: QToolBar
    left_layout: QVBoxLayout

    def __init__(self, settings: Settings, rebuild: Callable[[], None]) -> None:
        super().__init__()
        self.settings, self._rebuild = settings, rebuild
        self.keymap = Keymap(settings)
        self.workspace: Workspace | None = None
        self._ran = False
        forms.load(self, "main_window")
        self.setAttribute(Qt.WA_DeleteOnClose)
        self.messages = MessageBar(self.pages, self.map_pages)
        self.setWindowIcon(QIcon("icons:twowei.svg"))
        self.job_bar, self.hint = JobBar(), QLabel()
        self.hint.setIndent(8)
        self.viewer = Viewer(self.map, settings, self)
        self.gallery, self.pair_bar = self.viewer.gallery, self.viewer.pair_bar
        self.questions = Questions(self)
        self.who = WhoWorks(settings, self)
        self.orders = Orders(self)
        self.tasks = Tasks(self.job_bar, self, settings)
        self.exchange = Exchange(self.job_bar, self._place, self.who.name, self)
        self.reviewing = Reviewing(
            self, self.patch_list, self.verdict_bar, self.detail_panel, self.viewer, self.who, settings, self.keymap
        )
        self.left_layout.insertWidget(1, self.reviewing.strip)
        self.boards = Windows(self)
        self.actions_by_name = menus.make_actions(self, self._handlers(), self.keymap)
        self._make_bars()
        self._connect()
        self.reviewing.make_keys()
        self.queue_window = QueueWindow(self, self.splitter, self.side, settings)
        self.queue_window.share_keys(self.keymap, self.verdict_bar, self.reviewing.held)
        self.queue_window.closed.connect(lambda: self.actions_by_name["two_windows"].setChecked(False))
        self._restore()
        self._show_start()

    # ---- workspaces ----------------------------------------------------------------------------

    def open_workspace(self, folder: Path) -> bool:
        """Open a workspace in place of the one that is open; say whether it could be."""
        if self.job_bar.busy:
            self.messages.say(WARN, self.tr("Jobs of this workspace still run; cancel them, or wait for their end."))
            return False
        try:
            workspace = Workspace.open(folder)
        except TwoweiError as error:
            self.messages.say(BAD, complaint(error))
            return False
        self.close_workspace()
        self.workspace = workspace
        self.settings.remember_workspace(folder.absolute())
        self._ran = False
        self.setWindowTitle(f"{folder.name} — {self.tr('twowei')}")
        self.pages.setCurrentWidget(self.splitter)
        self.reviewing.open(workspace)
        self._split_windows()
        self.viewer.open(folder)
        self._refresh()
        if workspace.notice:
            self.messages.say(WARN, in_words(workspace.notice))
        self.who.start(workspace)
        self.orders.follow_jobs(workspace)
        self.map.setFocus()
        return True

    def close_workspace(self) -> None:
        """Let go of the workspace, its files and its threads."""
        self.exchange.close()
        self.tasks.close()
        self.orders.leave_jobs()
        self.boards.close()
        self.viewer.close()
        self.reviewing.close()
        self.who.stop()
        if self.workspace is not None:
            self.workspace.close()
            self.workspace = None

    @property
    def desk(self) -> Desk | None:
        """The desk of the workspace that is open."""
        return self.reviewing.desk

    # ---- making the parts ----------------------------------------------------------------------

    def _handlers(self) -> dict[str, Callable[[], object]]:
        return {
            "new_workspace": self._new_workspace,
            "open_workspace": self._choose_workspace,
            "make_sample": self._make_sample,
            "add_images": self._choose_images,
            "add_folder": self._choose_folder,
            "check_pair": self.orders.check_pair,
            "detect": self.orders.detect,
            "epochs": self.orders.show_epochs,
            "export": self.orders.export,
            **self.exchange.handlers(),
            **self.boards.handlers(),
            "picture": self.orders.save_picture,
            "jobs": self.orders.show_jobs,
            "settings": self._choose_settings,
            "quit": self.close,
            **self.viewer.handlers(),
            **self.reviewing.handlers(),
            "reload": self._reload,
            "two_windows": self._split_windows,
            "photos": lambda: self.reviewing.show_photos(self.actions_by_name["photos"].isChecked()),
            "guide": lambda: GuideDialog(self).show(),
            "key_sheet": lambda: KeySheet(self.keymap, self).exec_(),
            "change_analyst": self.who.ask,
            "diagnostics": self._show_report,
            "about": lambda: AboutDialog(self.settings.path, self).exec_(),
        }

    def _make_bars(self) -> None:
        made = menus.fill_menus(self, self.actions_by_name)
        recent = menus.RecentMenu(self.settings, self)
        recent.chosen.connect(self._open)
        made["file"].insertMenu(self.actions_by_name["make_sample"], recent)
        self.viewer.fill_menu(made["view"])
        themes = {"light": self.tr("Light"), "dark": self.tr("Dark")}
        menus.add_choice(made["view"], self.settings, wishes.THEME, themes, self._restyle)
        languages = {"zh_CN": "中文", "en": "English"}
        menus.add_choice(made["view"], self.settings, wishes.LANGUAGE, languages, self._restyle)
        bars = self.viewer.bars()
        menus.fill_tool_bar(self.tool_bar, self.actions_by_name, bars)
        status = self.statusBar()
        assert status is not None
        status.addWidget(self.hint, 1)
        self.hint.setMinimumWidth(1)  # gives way to a job at work: the window would grow off a small screen
        status.addPermanentWidget(self.viewer.place)
        status.addPermanentWidget(self.who.button)
        status.addPermanentWidget(self.job_bar)

    def _connect(self) -> None:
        self.start_page.open_button.clicked.connect(self._choose_workspace)
        self.start_page.new_button.clicked.connect(self._new_workspace)
        self.start_page.sample_button.clicked.connect(self._make_sample)
        self.start_page.recent_chosen.connect(self._open)
        self.start_page.missing_chosen.connect(self.orders.find_workspace)
        self.empty_page.clicked.connect(lambda: self._mend_or(self._choose_images))
        self.patch_list.empty_clicked.connect(lambda: self._mend_or(self.orders.detect))
        for part in (self.viewer, self.reviewing, self.tasks, self.exchange):
            part.said.connect(self.messages.say)
        self.job_bar.told.connect(self.messages.say)
        self.viewer.offered.connect(self.messages.say)
        self.viewer.overviews_wanted.connect(self.orders.build_overviews)
        self.viewer.place_wanted.connect(self.orders.find_imagery)
        self.viewer.changed.connect(self._refresh)
        self.tasks.offered.connect(self.messages.say)
        self.job_bar.list_wanted.connect(self.orders.show_jobs)
        self.tasks.imagery_changed.connect(self._reread)
        self.tasks.patches_changed.connect(self._take_patches)
        self.tasks.sample_made.connect(self._open)
        self.tasks.makers |= self.exchange.makers | self.boards.papers.makers
        self.exchange.patches_changed.connect(self._take_imported)
        self.exchange.chosen.connect(lambda number: self.reviewing.at_desk(lambda desk: desk.session.choose(number)))
        self.verdict_bar.hinted.connect(self.hint.setText)
        self.job_bar.started.connect(self._refresh)
        self.job_bar.finished.connect(self._refresh)

    def _restore(self) -> None:
        memory.divide(self, self.splitter, self.side)
        memory.restore_place(self.settings, self, self.splitter)
        self.viewer.restore(self.actions_by_name)
        self.actions_by_name["photos"].setChecked(self.settings.get(wishes.PHOTOS) == "on")
        self.actions_by_name["two_windows"].setChecked(self.settings.get(wishes.TWO_WINDOWS) == "on")
        for problem in self.settings.problems:
            self.messages.say(WARN, problem)

    # ---- following what happens ----------------------------------------------------------------

    def _show_start(self) -> None:
        self.start_page.show_recent(self.settings.opened_last())
        self.pages.setCurrentWidget(self.start_page)
        self._refresh()

    def _reread(self) -> None:
        if self.workspace is not None:
            self.viewer.open(self.workspace.folder)

    def _take_patches(self, before: str, after: str) -> None:
        if self.workspace is not None:
            self.reviewing.reread()
            self.viewer.show_pair(before, after)
        self._ran = True
        self._refresh()

    def _take_imported(self) -> None:
        self.reviewing.reread()
        self._refresh()

    def _refresh(self) -> None:
        """Enable what can be done now, and let empty places say what comes next."""
        patches = self.desk.session.progress[1] if self.desk else 0
        months = len(self.gallery.months)
        now = Situation(
            is_open=self.workspace is not None,
            loading=self.gallery.loading,
            months=months,
            patches=patches,
            busy=self.job_bar.busy,
            ran=self._ran,
            missing=len(self.gallery.missing),
        )
        for name, enabled in allowed(now).items():
            self.actions_by_name[name].setEnabled(enabled)
        self.viewer.enable()
        self.map_pages.setCurrentWidget(self.map if months or self.gallery.loading else self.empty_page)
        self.empty_page.show_missing(self.gallery.missing)
        self.verdict_bar.setVisible(patches > 0)
        self.detail_panel.setVisible(patches > 0)
        self.patch_list.show_empty(*next_step(now))

    # ---- what the user asks for ----------------------------------------------------------------

    def _place(self) -> Path | None:
        return self.workspace.folder if self.workspace else None

    def _near(self) -> Path:
        return self.workspace.folder.parent if self.workspace else Path.home()

    def _open(self, folder: Path) -> None:
        self.open_workspace(folder)

    def _choose_workspace(self) -> None:
        folder = self.questions.workspace(self._near())
        if folder:
            self.open_workspace(folder)

    def _new_workspace(self) -> None:
        try:
            asked = self.questions.new_workspace(self._near())
        except TwoweiError as error:
            self.messages.say(BAD, complaint(error))
            return
        if asked and self.open_workspace(asked.folder):
            self.tasks.begin(asked.folder, {month: one.paths for month, one in asked.found.items()}, asked.pair)

    def _make_sample(self) -> None:
        folder = self.questions.sample_folder(Path.home())
        if folder:
            self.tasks.make_sample(folder)

    def _mend_or(self, go_on: Callable[[], None]) -> None:
        """Ask first where imagery lies that is missing."""
        (self.orders.find_imagery if self.gallery.missing and len(self.gallery.months) < 2 else go_on)()

    def _choose_images(self) -> None:
        paths = self.questions.images()
        if paths:
            self._add_images(paths)

    def _choose_folder(self) -> None:
        folder = self.questions.image_folder(self._near())
        if folder:
            self._add_images([folder])

    def _add_images(self, paths: Sequence[Path]) -> None:
        if len(paths) == 1 and (paths[0] / CASEBOOK).is_file():
            self.open_workspace(paths[0])
        elif self.workspace is None:
            self.messages.say(WARN, self.tr("Open or make a workspace first; then drop the imagery again."))
        else:
            self.tasks.add_images(self.workspace.folder, self.gallery.months, paths)

    def _restyle(self, setting: wishes.Setting, value: str) -> None:
        if self.settings.get(setting) == value:
            return
        self.settings.put(setting, value)
        if self.job_bar.busy:
            self.messages.say(WARN, self.tr("Something is running; the change shows at the next start."))
        else:
            self._rebuild()

    def _reload(self) -> None:
        """Read imagery and patches again."""
        self.actions_by_name["reread"].trigger()
        self.reviewing.at_desk(Desk.reload)

    def _show_report(self) -> None:
        words = self.tr("Versions, settings and the end of the log; no imagery and no patches.")
        ReportDialog(self.tr("Report for support"), words, diagnostics.report(), self).exec_()

    def _split_windows(self) -> None:
        """Show the list beside the map or in its own window, as the command is ticked, and remember it."""
        apart = self.actions_by_name["two_windows"].isChecked()
        self.settings.put(wishes.TWO_WINDOWS, "on" if apart else "off")
        if apart and self.workspace is not None:
            self.queue_window.take()
            self.patch_list.table.setFocus()  # a letter is a command there, and no choice in a box
        else:
            self.queue_window.give_back()

    def _choose_settings(self) -> None:
        if SettingsDialog(self.settings, self.keymap, self).exec_() != SettingsDialog.Accepted:
            return
        if self.job_bar.busy:
            self.messages.say(WARN, self.tr("Something is running; the change shows at the next start."))
        else:
            self._rebuild()

    # ---- Qt's events ---------------------------------------------------------------------------

    def dragEnterEvent(self, event: QDragEnterEvent | None) -> None:
        assert event is not None
        if local_paths(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent | None) -> None:
        assert event is not None
        paths = local_paths(event)
        event.acceptProposedAction()
        if paths and self.workspace is not None and only_evidence(paths):
            self.reviewing.offer(paths)
        elif paths:
            self._add_images(paths)

    def changeEvent(self, event: QEvent | None) -> None:
        super().changeEvent(event)
        if event is not None and event.type() == QEvent.ActivationChange and not self.isActiveWindow():
            self.reviewing.held.release_all()

    def closeEvent(self, event: QCloseEvent | None) -> None:
        assert event is not None
        if self.job_bar.busy and not self.questions.may_stop():
            event.ignore()
            return
        self.queue_window.give_back()
        memory.keep_place(self.settings, self, self.splitter)
        self.job_bar.close_task()
        self.close_workspace()
        self.viewer.shut()
        event.accept()
