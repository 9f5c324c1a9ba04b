"""The day of a month's imagery set right without the imagery."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from twowei.casebook import history
from twowei.errors import UnknownNameError
from twowei.services.epochs import amend_epoch, list_epochs
from twowei.services.ingest import ingest
from twowei.services.workspace import Workspace


@pytest.fixture
def ingested(workspace: Workspace, write_raster) -> Workspace:  # type: ignore[no-untyped-def]
    path = write_raster("a.tif", np.full((3, 20, 20), 90, np.uint8))
    ingest(workspace, [path], "2026-05")
    return workspace


def test_a_day_is_set_right_by_a_named_person_while_the_files_are_away(ingested: Workspace) -> None:
    (held,) = list_epochs(ingested)
    box, (path,) = ingested.boxes(), held.paths
    away = path.rename(path.with_suffix(".away"))
    amended = amend_epoch(ingested, "2026-05", "王芳", date(2026, 5, 9), "drone")
    assert list_epochs(ingested) == [amended] and ingested.boxes() == box
    away.rename(path)
    assert ingested.epoch("2026-05").date == date(2026, 5, 9) and ingested.epoch("2026-05").sensor == "drone"
    with ingested.casebook.reading() as connection:
        event = history.read(connection)[-1]
    assert event.by == "王芳" and event.before["date"] is None and event.after["date"] == "2026-05-09"


def test_what_changes_nothing_is_no_event(ingested: Workspace) -> None:
    with ingested.casebook.reading() as connection:
        events = history.head(connection).events
    amend_epoch(ingested, "2026-05", "王芳", sensor="satellite")
    with ingested.casebook.reading() as connection:
        assert history.head(connection).events == events


@pytest.mark.parametrize(
    ("month", "by", "sensor"), [("2026-07", "王芳", None), ("2026-05", " ", None), ("2026-05", "王芳", "kite")]
)
def test_nobody_no_month_and_no_sensor_are_refused(
    ingested: Workspace, month: str, by: str, sensor: str | None
) -> None:
    with pytest.raises(UnknownNameError):
        amend_epoch(ingested, month, by, date(2026, 5, 9), sensor)
