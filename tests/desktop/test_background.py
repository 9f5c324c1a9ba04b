"""Work in a thread: it reports, fails in sentences, and can be stopped."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from twowei.desktop.background import Job
from twowei.errors import ImageryError
from twowei.feedback import Feedback


def outcome(qtbot: QtBot, job: Job) -> list[object]:
    heard: list[object] = []
    job.succeeded.connect(heard.append)
    job.failed.connect(heard.append)
    job.cancelled.connect(lambda: heard.append("cancelled"))
    with qtbot.waitSignal(job.ended):
        job.start()
    job.close()
    return heard


def test_result_and_reports(qtbot: QtBot) -> None:
    reports: list[tuple[float, str]] = []

    def work(feedback: Feedback) -> int:
        feedback.report(0.5, "half")
        return 42

    job = Job(work)
    job.progressed.connect(lambda fraction, message: reports.append((fraction, message)))
    assert outcome(qtbot, job) == [42]
    assert reports == [(0.5, "half")]


def test_a_known_error_is_its_sentence(qtbot: QtBot) -> None:
    def work(feedback: Feedback) -> None:
        raise ImageryError("It has no CRS.")

    assert outcome(qtbot, Job(work)) == ["It has no CRS."]


def test_a_bug_is_named_and_ends_nothing(qtbot: QtBot) -> None:
    assert outcome(qtbot, Job(lambda feedback: 1 / 0)) == ["ZeroDivisionError: division by zero"]


def test_cancel(qtbot: QtBot) -> None:
    def work(feedback: Feedback) -> None:
        while True:
            feedback.raise_if_cancelled()

    job = Job(work)
    job.cancel()
    assert outcome(qtbot, job) == ["cancelled"]
