"""Programs that write one casebook at a time, and one that is killed in the middle."""

from __future__ import annotations

import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from twowei.casebook import history as chronicle
from twowei.casebook.lifecycle import Verdict
from twowei.casebook.patch import Patch
from twowei.services.review import find_patch, give_verdict, history
from twowei.services.workspace import Workspace

JUDGE = """
import sys
from pathlib import Path
from twowei.casebook.lifecycle import Verdict
from twowei.services.review import give_verdict
from twowei.services.workspace import Workspace
folder, number, by, times = sys.argv[1:]
with Workspace.open(Path(folder)) as workspace:
    for turn in range(int(times)):
        patch = give_verdict(workspace, number, Verdict.ILLEGAL, "V01", by, str(turn))
        print(patch.revision, flush=True)
"""


def start(workspace: Workspace, number: str, by: str, times: int) -> subprocess.Popen[str]:
    paths = os.pathsep.join(path for path in sys.path if path)
    return subprocess.Popen(
        [sys.executable, "-c", JUDGE, str(workspace.folder), number, by, str(times)],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": paths, "PYTHONUTF8": "1"},
    )


def told(facts: dict[str, object]) -> dict[str, object]:
    """The facts without those of the ledger, of which an event keeps only what changed."""
    return {name: value for name, value in facts.items() if name != "facts"}


def test_two_writers_lose_nothing(workspace: Workspace, patches: list[Patch]) -> None:
    number, turns = patches[0].number, 25
    with start(workspace, number, "甲", turns) as one, start(workspace, number, "乙", turns) as two:
        for _ in range(turns):
            give_verdict(workspace, number, Verdict.LEGAL, "L01", "丙")
        revisions = [int(line) for process in (one, two) for line in process.communicate()[0].split()]
    assert (one.returncode, two.returncode) == (0, 0)
    assert len(set(revisions)) == 2 * turns
    assert find_patch(workspace, number).revision == 1 + 3 * turns
    judged = [event for event in history(workspace, number) if event.action == "judged"]
    assert Counter(event.by for event in judged) == {"甲": turns, "乙": turns, "丙": turns}
    assert [told(event.before) for event in judged[1:]] == [told(event.after) for event in judged[:-1]]
    with workspace.casebook.reading() as connection:
        assert chronicle.first_broken(connection) is None


@pytest.mark.parametrize("told_before", [1, 7, 20, 33, 50])
def test_what_was_told_survives_a_kill(workspace: Workspace, patches: list[Patch], told_before: int) -> None:
    number, folder = patches[0].number, workspace.folder
    workspace.close()
    with start(workspace, number, "甲", 10_000) as process:
        assert process.stdout is not None
        told = [int(process.stdout.readline()) for _ in range(told_before)]
        process.kill()
        told += [int(line) for line in process.stdout.read().split("\n")[:-1]]
    check_whole(folder, number, told[-1])


def check_whole(folder: Path, number: str, told: int) -> None:
    """A verdict may be on the disk that was not told yet; none that was told may be missing."""
    with Workspace.open(folder) as workspace:
        patch = find_patch(workspace, number)
        assert told <= patch.revision <= told + 1
        assert len(history(workspace, number)) == patch.revision
        with workspace.casebook.reading() as connection:
            assert chronicle.first_broken(connection) is None
            assert connection.exec_driver_sql("PRAGMA integrity_check").scalar_one() == "ok"
