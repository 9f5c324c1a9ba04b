"""Overviews for a workspace's months: only where they are missing."""

from __future__ import annotations

import pytest

from twowei.feedback import Feedback
from twowei.imagery import problems
from twowei.services import overviews
from twowei.services.ingest import ingest
from twowei.services.overviews import build_for_files, build_for_workspace
from twowei.services.workspace import Workspace


def test_a_month_gets_its_overviews(
    workspace: Workspace, write_raster, texture, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (overviews, problems):
        monkeypatch.setattr(module, "OVERVIEWS_FROM_PX", 600)
    large, small = write_raster("large.tif", texture(1100, 1100)), write_raster("small.tif", texture(300, 300))
    ingest(workspace, [large, small], "2026-05")
    built = build_for_workspace(workspace, ["2026-05"], Feedback())
    assert [(b.path.name, b.made is not None) for b in built] == [("large.tif", True), ("small.tif", False)]
    assert [b.made for b in build_for_workspace(workspace, [], Feedback())] == [None, None]
    cogs = build_for_files([small], Feedback(), cog_folder=workspace.folder / "cog")
    assert cogs[0].made and cogs[0].made.is_file()
