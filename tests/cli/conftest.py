"""Running the command line in this process, as the shell would."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import shapely
from rasterio.crs import CRS

from twowei.cli.main import main
from twowei.imagery.epoch import Epoch
from twowei.patches.candidate import Candidate
from twowei.services.review import add_candidates
from twowei.services.workspace import Workspace


@dataclass(frozen=True)
class Outcome:
    """What a command did: exit code, standard output, standard error."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


@pytest.fixture
def twowei(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Callable[..., Outcome]:
    """Run ``twowei`` with arguments."""

    def run(*arguments: object) -> Outcome:
        monkeypatch.setattr("sys.argv", ["twowei", *map(str, arguments)])
        capsys.readouterr()
        code = 0
        try:
            main()
        except SystemExit as stop:
            code = stop.code if isinstance(stop.code, int) else 1
        text = capsys.readouterr()
        return Outcome(code, text.out, text.err)

    return run


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with three candidates, to copy."""
    path = tmp_path_factory.mktemp("template") / "w"
    crs = CRS.from_epsg(4548)
    boxes = [shapely.box(500_000 + 50 * i, 2_700_000, 500_030 + 50 * i, 2_700_020) for i in range(3)]
    with Workspace.create(path, crs, county_code="350206") as workspace:
        add_candidates(
            workspace,
            [Candidate(box, crs, change, 0.8) for box, change in zip(boxes, ("new", "demolished", "new"), strict=True)],
            before=Epoch("2026-05", "satellite", date(2026, 5, 12), ()),
            after=Epoch("2026-06", "satellite", None, ()),
            model="fast 1.0",
            threshold=0.5,
            academic_only=True,
            by="检测员",
        )
    return path


@pytest.fixture
def folder(tmp_path: Path, template: Path) -> Path:
    return Path(shutil.copytree(template, tmp_path / "湖里"))
