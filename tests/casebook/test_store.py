from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pyogrio
import pytest
import shapely
from rasterio.crs import CRS
from sqlalchemy import inspect, text
from sqlalchemy.exc import IntegrityError

from twowei.casebook import clock, history, migrations, rows, schema
from twowei.casebook.arrivals import Circumstances, as_patches
from twowei.casebook.history import Draft
from twowei.casebook.sources import SOURCES
from twowei.casebook.store import Casebook
from twowei.errors import WorkspaceError
from twowei.patches.candidate import Candidate

GK = CRS.from_epsg(4548)
LOCAL = CRS.from_wkt(
    'PROJCS["Xiamen 92",GEOGCS["CGCS2000",DATUM["China_2000",SPHEROID["CGCS2000",6378137,298.257222101]],'
    'PRIMEM["Greenwich",0],UNIT["degree",0.0174532925199433]],PROJECTION["Transverse_Mercator"],'
    'PARAMETER["latitude_of_origin",0],PARAMETER["central_meridian",118.5],PARAMETER["scale_factor",1],'
    'PARAMETER["false_easting",100000],PARAMETER["false_northing",-2600000],UNIT["metre",1]]'
)


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new casebook in EPSG:4548; tests copy it."""
    path = tmp_path_factory.mktemp("casebook") / "casebook.gpkg"
    Casebook.create(path, GK).close()
    return path


@pytest.fixture
def path(fresh: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(fresh, tmp_path))


def change(path: Path, statement: str) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(statement)


def test_a_new_casebook_opens_with_all_its_layers_and_its_crs(path: Path) -> None:
    with Casebook.open(path) as casebook:
        assert casebook.crs == GK
        assert casebook.county_code == "000000"
    layers = dict(pyogrio.list_layers(path))
    assert {name for name, kind in layers.items() if kind == "MultiPolygon"} == {
        *schema.FIRST_LAYERS,
        *schema.PATCH_LAYERS,
    }
    assert {"events", "runs", "epoch_tiles"} <= layers.keys()
    assert pyogrio.read_info(path, layer="patches")["crs"] == "EPSG:4548"
    assert not path.with_name("casebook.gpkg-wal").exists()


def test_queries_and_file_agree_on_the_columns(path: Path) -> None:
    with Casebook.open(path) as casebook, casebook.reading() as connection:
        for table in schema.metadata.tables.values():
            there = {column["name"] for column in inspect(connection).get_columns(table.name)}
            assert there == set(table.columns.keys()), table.name


def test_each_write_is_on_the_disk_before_it_is_told_so(path: Path) -> None:
    with Casebook.open(path) as casebook, casebook.reading() as connection:
        pragmas = {name: connection.exec_driver_sql(f"PRAGMA {name}").scalar_one() for name in PRAGMAS}
    assert pragmas == PRAGMAS


PRAGMAS = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}


def test_imagery_decides_the_crs_once(tmp_path: Path) -> None:
    with Casebook.create(tmp_path / "casebook.gpkg") as casebook:
        assert casebook.crs is None
        assert casebook.ensure_crs(LOCAL) == LOCAL
        assert casebook.ensure_crs(GK) == LOCAL
    with Casebook.open(tmp_path / "casebook.gpkg") as casebook:
        assert casebook.crs == LOCAL
    held = pyogrio.read_info(tmp_path / "casebook.gpkg", layer="patches")["crs"]
    assert CRS.from_user_input(held).to_dict() == LOCAL.to_dict()


def test_a_newer_casebook_is_refused(path: Path) -> None:
    change(path, "UPDATE meta SET value = '99' WHERE name = 'version'")
    with pytest.raises(WorkspaceError, match=r"newer twowei .* 99.*update twowei"):
        Casebook.open(path)


def test_an_older_casebook_is_brought_up_to_date_by_the_steps_it_lacks(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[int] = []
    steps = (*migrations.STEPS, lambda _: done.append(2), lambda _: done.append(3))
    monkeypatch.setattr(migrations, "STEPS", steps)
    monkeypatch.setattr(migrations, "VERSION", len(steps))
    Casebook.open(path).close()
    Casebook.open(path).close()
    assert done == [2, 3]


def test_a_failing_step_leaves_the_casebook_as_it_was(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def half(connection: object) -> None:
        connection.execute(text("CREATE TABLE half (id INTEGER)"))  # type: ignore[attr-defined]
        raise RuntimeError("power cut")

    monkeypatch.setattr(migrations, "STEPS", (*migrations.STEPS, half))
    monkeypatch.setattr(migrations, "VERSION", len(migrations.STEPS))
    with pytest.raises(RuntimeError, match="power cut"):
        Casebook.open(path)
    monkeypatch.undo()
    with Casebook.open(path) as casebook, casebook.reading() as connection:
        assert not inspect(connection).has_table("half")


def test_what_is_no_casebook_is_refused(tmp_path: Path, path: Path) -> None:
    with pytest.raises(WorkspaceError, match="does not exist"):
        Casebook.open(tmp_path / "none.gpkg")
    text_file = tmp_path / "text.gpkg"
    text_file.write_text("x" * 4096)
    with pytest.raises(WorkspaceError, match="is no casebook"):
        Casebook.open(text_file)
    change(path, "DELETE FROM meta WHERE name = 'application'")
    with pytest.raises(WorkspaceError, match="is no casebook"):
        Casebook.open(path)
    change(path, "DROP TABLE meta")
    with pytest.raises(WorkspaceError, match="is no casebook"):
        Casebook.open(path)


def test_a_casebook_cut_off_is_one_sentence(path: Path) -> None:
    with path.open("r+b") as file:
        file.truncate(20_000)
    with pytest.raises(WorkspaceError, match=r"is damaged|is no casebook"):
        Casebook.open(path)


def test_a_casebook_held_by_another_program_is_one_sentence(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("twowei.casebook.geopackage.WAIT_FOR_OTHERS_S", 0.05)
    with Casebook.open(path) as casebook, closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(WorkspaceError, match="in use by another program"), casebook.writing():
            pass
        other.execute("ROLLBACK")
        with casebook.writing():
            pass


def test_history_is_only_ever_added_to(path: Path) -> None:
    with Casebook.open(path) as casebook:
        with casebook.writing() as connection:
            history.append(connection, [Draft("created", "张三"), Draft("exported", "李四", after={"n": 1})])
        for statement in ("UPDATE events SET actor = 'x'", "DELETE FROM events", "DELETE FROM patches"):
            if "patches" in statement:
                with casebook.writing() as connection:
                    connection.execute(text("INSERT INTO patches (TBBH) VALUES ('1')"))
            with pytest.raises(IntegrityError, match="never"), casebook.writing() as connection:
                connection.execute(text(statement))
        with casebook.reading() as connection:
            events = history.read(connection)
            assert [(e.by, e.action) for e in events] == [("张三", "created"), ("李四", "exported")]
            assert events[1].prev_hash == events[0].hash
            assert events[0].at.isoformat().endswith("+08:00")
            assert history.first_broken(connection) is None


@pytest.mark.parametrize(
    "forgery", ["UPDATE events SET note = 'x' WHERE event_id = 2", "DELETE FROM events WHERE event_id = 2"]
)
def test_a_forged_history_is_found_out(path: Path, forgery: str) -> None:
    with Casebook.open(path) as casebook, casebook.writing() as connection:
        history.append(connection, [Draft("created", name) for name in "甲乙丙丁"])
    for guard in ("events_stay", "events_last"):
        change(path, f"DROP TRIGGER {guard}")
    change(path, forgery)
    with Casebook.open(path) as casebook, casebook.reading() as connection:
        assert history.first_broken(connection) == (2 if "UPDATE" in forgery else 3)


def test_a_number_is_for_life_and_the_models_outline_stays(path: Path) -> None:
    with Casebook.open(path) as casebook:
        with casebook.writing() as connection:
            connection.execute(text("INSERT INTO patches (TBBH) VALUES ('1')"))
            connection.execute(text("INSERT INTO model_outlines (TBBH) VALUES ('1')"))
        for statement in (
            "UPDATE patches SET TBBH = '2'",
            "UPDATE model_outlines SET geom = NULL",
            "INSERT INTO patches (TBBH) VALUES ('1')",
            "INSERT INTO model_outlines (TBBH) VALUES ('7')",
        ):
            with pytest.raises(IntegrityError), casebook.writing() as connection:
                connection.execute(text(statement))


def test_a_patch_that_somebody_else_changed_is_not_written_over(path: Path) -> None:
    candidate = Candidate(shapely.box(500_000, 2_700_000, 500_020, 2_700_020), GK, "new", 0.9)
    shared = Circumstances(
        before_month="2026-05",
        after_month="2026-06",
        before_date=None,
        after_date=None,
        source=SOURCES[0],
        model="fast 1.0",
        threshold=0.5,
        academic_only=False,
        batch="202606-01",
        at=clock.now(),
    )
    with Casebook.open(path) as casebook:
        with casebook.writing() as connection:
            (seen,) = as_patches(connection, [candidate], shared)
            rows.add(connection, [seen])
        with casebook.writing() as connection:
            rows.change(connection, seen, note="first")
        with pytest.raises(rows.ConflictError, match="changed in the meantime"), casebook.writing() as connection:
            rows.change(connection, seen, note="second")
        with casebook.reading() as connection:
            assert rows.find(connection, seen.number) == replace(seen, note="first", revision=2)


def test_a_casebook_of_version_1_is_migrated_with_a_backup_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "casebook.gpkg"
    with monkeypatch.context() as old:
        old.setattr(migrations, "STEPS", migrations.STEPS[:1])
        old.setattr(migrations, "VERSION", 1)
        old.setattr(migrations, "_tell_readers", lambda _: None)
        with Casebook.create(path, GK) as casebook, casebook.writing() as connection:
            history.append(connection, [Draft("created", "张三")])
            connection.execute(text("INSERT INTO patches (TBBH, ZT, HCJG) VALUES ('1', 'S10', '1')"))
    with Casebook.open(path) as casebook, casebook.reading() as connection:
        for table in schema.metadata.tables.values():
            there = {column["name"] for column in inspect(connection).get_columns(table.name)}
            assert there == set(table.columns.keys()), table.name
        assert history.first_broken(connection) is None
        assert connection.execute(text("SELECT ZT, facts, HCCS FROM patches")).one() == ("S10", "{}", 0)
    (before,) = (tmp_path / "备份").glob("before-version-*.gpkg")
    with closing(sqlite3.connect(before)) as connection:
        assert connection.execute("SELECT value FROM meta WHERE name = 'version'").fetchone() == ("1",)


def test_a_clock_that_runs_behind_is_refused(path: Path) -> None:
    with Casebook.open(path) as casebook:
        with casebook.writing() as connection:
            history.append(connection, [Draft("created", "张三")], clock.now() + timedelta(hours=1))
        with pytest.raises(WorkspaceError, match="set the clock right"), casebook.writing() as connection:
            history.append(connection, [Draft("created", "李四")])
