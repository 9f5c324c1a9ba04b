"""Another list of very many patches, found beside the window: the newest wish wins, and the window never waits."""

from __future__ import annotations

from PyQt5.QtCore import QObject

from twowei.desktop.background import Job
from twowei.desktop.review.beside import Beside
from twowei.desktop.review.session import Session
from twowei.desktop.review.views import ListView
from twowei.services.queue import Listing, Queue, ask_beside

MANY = 20_000
"""From so many patches on, lists are found and priorities computed beside the window."""


class Lister(QObject):
    """Arranges a session's list; while a list is being found the one before stays."""

    def __init__(self, session: Session, beside: Beside) -> None:
        super().__init__(beside)
        self._session, self._beside = session, beside
        self._wish: ListView | None = None
        self._asked: ListView | None = None
        self._job: Job | None = None

    def show(self, view: ListView) -> None:
        """Have a list shown; `Session.arranged` follows, at once where there are few patches."""
        if self._session.progress[1] <= MANY:
            self._session.arrange(wanted=view.wanted, order=view.order, descending=view.descending)
            return
        self._wish = view
        if self._job is None:
            self._begin()

    @property
    def busy(self) -> bool:
        """Whether a list is being found."""
        return self._job is not None

    def refresh(self) -> None:
        """Find the list that is wished for, or shown, anew."""
        session = self._session
        self.show(self._wish or self._asked or ListView(session.wanted, session.order, session.descending))

    def close(self) -> None:
        """Stop and wait."""
        self._wish = None
        self._end()

    def _begin(self) -> None:
        view, self._wish = self._wish, None
        if view is None:
            return
        self._asked, session = view, self._session
        folder, known, events = session.workspace.folder, session.queue.urgencies, session.queue.events()
        order, reviewer, start = session.question(view.wanted, view.order)

        def find(queue: Queue) -> Listing:
            return queue.listing(view.wanted, order, descending=view.descending, reviewer=reviewer, start=start)

        job = Job(lambda _feedback: ask_beside(folder, known, find), self)
        job.succeeded.connect(lambda found: self._take(view, found, events))
        job.failed.connect(self._give_up)
        self._job = job
        job.start()

    def _take(self, view: ListView, found: Listing, events: int) -> None:
        self._end()
        session = self._session
        if self._wish is None and session.queue.events() == events:
            session.adopt(found, wanted=view.wanted, order=view.order, descending=view.descending)
            return
        self._wish = self._wish or view  # somebody decided meanwhile: what was found may be out of date
        self._begin()

    def _give_up(self, why: str) -> None:
        self._end()
        self._beside.failed.emit(why)
        self._begin()

    def _end(self) -> None:
        job, self._job, self._asked = self._job, None, None
        if job is not None:
            job.close()
            job.deleteLater()
