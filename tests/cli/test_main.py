"""The end of a command."""

from __future__ import annotations

import gc
import sys

import pytest

from twowei.cli.main import main


def test_what_was_loaded_is_not_looked_through_at_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["twowei", "--version"])
    try:
        main()
        assert gc.get_freeze_count() > 0
    finally:
        gc.unfreeze()
