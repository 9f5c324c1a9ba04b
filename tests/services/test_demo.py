"""The sample's workspace: gone on with where it was stopped, never made of a user's own."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from twowei.errors import WorkspaceError
from twowei.feedback import Feedback
from twowei.services import demo
from twowei.services.find import Wish
from twowei.services.workspace import CASEBOOK, Workspace


class KilledError(Exception):
    """Stands for the end of the process before the first imagery is there."""


def test_one_stopped_before_its_first_imagery_is_gone_on_with(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def killed(_workspace: Workspace, _paths: Any, month: str) -> None:
        asked.append(month)
        raise KilledError

    monkeypatch.setattr(demo, "ingest", killed)
    for _ in range(2):
        with pytest.raises(KilledError):
            demo.demo(tmp_path / "示例", Wish(), Feedback())
    assert asked == [demo.sample_months()[0]] * 2 and (tmp_path / "示例" / CASEBOOK).is_file()


def test_an_empty_workspace_of_the_users_own_is_refused(tmp_path: Path) -> None:
    Workspace.create(tmp_path / "自己的").close()
    with pytest.raises(WorkspaceError, match="of yours"):
        demo.demo(tmp_path / "自己的", Wish(), Feedback())
