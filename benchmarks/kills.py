"""Verdicts under a hundred kills: ``python benchmarks/kills.py [100]``; CI does five.

A program gives verdicts as fast as it can and is killed; every verdict that it was told of must be there, the chain
must hold and the file be whole.
"""

from __future__ import annotations

import random
import subprocess
import sys
import tempfile
from pathlib import Path

import shapely
from rasterio.crs import CRS

from twowei.casebook import history as chronicle
from twowei.imagery.epoch import Epoch
from twowei.patches.candidate import Candidate
from twowei.services.review import add_candidates, find_patch, history
from twowei.services.workspace import Workspace

JUDGE = """
import sys
from pathlib import Path
from twowei.casebook.lifecycle import Verdict
from twowei.services.review import give_verdict
from twowei.services.workspace import Workspace
workspace = Workspace.open(Path(sys.argv[1]))
while True:
    print(give_verdict(workspace, sys.argv[2], Verdict.ILLEGAL, "V01", "b").revision, flush=True)
"""


def make(folder: Path) -> str:
    """Make a workspace with one patch; return its number."""
    crs = CRS.from_epsg(4548)
    with Workspace.create(folder, crs) as workspace:
        candidate = Candidate(shapely.box(500_000, 2_700_000, 500_020, 2_700_020), crs, "new", 0.9)
        months = (Epoch("2026-05", "satellite", None, ()), Epoch("2026-06", "satellite", None, ()))
        added = add_candidates(
            workspace, [candidate], before=months[0], after=months[1], model="m", threshold=0.5, academic_only=False,
            by="b",
        )  # fmt: skip
        return added.added[0].number


def kill_once(folder: Path, number: str, lines: int) -> int:
    """Let a program give verdicts, kill it, check the casebook; return how many verdicts were told."""
    command = [sys.executable, "-c", JUDGE, str(folder), number]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        told = [int(process.stdout.readline()) for _ in range(lines)]
        process.kill()
        told += [int(line) for line in process.stdout.read().split("\n")[:-1]]
    workspace = Workspace.open(folder)
    try:
        patch = find_patch(workspace, number)
        assert told[-1] <= patch.revision <= told[-1] + 1, (told[-1], patch.revision)
        assert len(history(workspace, number)) == patch.revision
        with workspace.casebook.reading() as connection:
            assert chronicle.first_broken(connection) is None
            assert connection.exec_driver_sql("PRAGMA integrity_check").scalar_one() == "ok"
    finally:
        workspace.casebook.close()
    return len(told)


def main() -> None:
    """Kill so many times."""
    times = int(sys.argv[1]) if len(sys.argv) > 1 else 100
    chance = random.Random(1)
    with tempfile.TemporaryDirectory() as parent:
        folder = Path(parent) / "w"
        number = make(folder)
        told = sum(kill_once(folder, number, chance.randint(1, 60)) for _ in range(times))
    print(f"{times} kills, {told} verdicts told, none lost, every chain and file whole")


if __name__ == "__main__":
    main()
