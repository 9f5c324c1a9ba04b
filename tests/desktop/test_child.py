"""The child process: what it says, how it ends."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from twowei.desktop.child import Child, command_line

SaysScript = Callable[[str], None]


class Witness:
    """Notes everything that a child announces."""

    def __init__(self, child: Child) -> None:
        self.heard: list[tuple[str, Any]] = []
        self.over = 0
        for name in ("succeeded", "failed", "warned"):
            getattr(child, name).connect(lambda what, kind=name: self.heard.append((kind, what)))
        child.cancelled.connect(lambda: self.heard.append(("cancelled", None)))
        child.progressed.connect(lambda fraction, message: self.heard.append(("progressed", (fraction, message))))
        child.ended.connect(self._end)

    def _end(self) -> None:
        self.over += 1


def run(qtbot: QtBot, *arguments: str) -> list[tuple[str, Any]]:
    child = Child(arguments)
    witness = Witness(child)
    child.start()
    qtbot.waitUntil(lambda: witness.over > 0, timeout=15_000)
    assert witness.over == 1
    return witness.heard


def test_our_own_commands_are_run_with_this_python() -> None:
    assert command_line(["detect", "海沧 两违"])[1:] == ["-m", "twowei", "detect", "海沧 两违"]


def test_progress_warning_and_result(qtbot: QtBot, child_says: SaysScript) -> None:
    child_says(
        "say = lambda **facts: print(json.dumps(facts, ensure_ascii=False), file=sys.stderr, flush=True)\n"
        "say(fraction=0.25, message='读取')\nsay(warning='云多')\nprint('a library grumbles', file=sys.stderr)\n"
        "say(fraction=1.0, message='')\nprint(json.dumps({'patches': 3, 'where': sys.argv[1]}))"
    )
    assert run(qtbot, "海沧 两违") == [
        ("progressed", (0.25, "读取")),
        ("warned", "云多"),
        ("progressed", (1.0, "")),
        ("succeeded", {"patches": 3, "where": "海沧 两违"}),
    ]


def test_a_failure_is_told_in_the_childs_own_sentence(qtbot: QtBot, child_says: SaysScript) -> None:
    child_says("print(json.dumps({'error': 'The two months do not overlap.'}), file=sys.stderr)\nsys.exit(4)")
    assert run(qtbot) == [("failed", "The two months do not overlap.")]


def test_a_crash_is_told_by_its_last_words(qtbot: QtBot, child_says: SaysScript) -> None:
    child_says("raise RuntimeError('out of memory')")
    ((kind, text),) = run(qtbot)
    assert kind == "failed"
    assert "out of memory" in text


def test_success_without_a_result_is_no_success(qtbot: QtBot, child_says: SaysScript) -> None:
    child_says("print('not json')")
    assert [kind for kind, _ in run(qtbot)] == ["failed"]


def test_a_program_that_cannot_start(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("twowei.desktop.child.command_line", lambda _: ["/no/such/program"])
    assert [kind for kind, _ in run(qtbot)] == ["failed"]


def test_cancel_ends_the_child(qtbot: QtBot, child_says: SaysScript) -> None:
    child_says("print(json.dumps({'fraction': 0.1}), file=sys.stderr, flush=True)\ntime.sleep(60)")
    child = Child([])
    witness = Witness(child)
    child.start()
    qtbot.waitUntil(lambda: bool(witness.heard), timeout=15_000)
    child.cancel()
    qtbot.waitUntil(lambda: witness.over == 1, timeout=15_000)
    assert witness.heard[-1] == ("cancelled", None)


def test_one_that_does_not_listen_is_ended_all_the_same(
    qtbot: QtBot, child_says: SaysScript, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("twowei.desktop.child.PATIENCE_MS", 200)
    child_says(
        "import signal\nsignal.signal(signal.SIGTERM, signal.SIG_IGN)\n"
        "print(json.dumps({'fraction': 0.1}), file=sys.stderr, flush=True)\ntime.sleep(60)"
    )
    child = Child([])
    witness = Witness(child)
    child.start()
    qtbot.waitUntil(lambda: bool(witness.heard), timeout=15_000)
    child.cancel()
    qtbot.waitUntil(lambda: witness.over == 1, timeout=15_000)
    assert witness.heard[-1] == ("cancelled", None)


def test_closing_announces_nothing(qtbot: QtBot, child_says: SaysScript) -> None:
    child_says("print(json.dumps({'fraction': 0.1}), file=sys.stderr, flush=True)\ntime.sleep(60)")
    child = Child([])
    witness = Witness(child)
    child.start()
    qtbot.waitUntil(lambda: bool(witness.heard), timeout=15_000)
    child.close()
    assert witness.over == 0
