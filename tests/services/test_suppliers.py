"""A supplier's delivery in the casebook: new patches, known cases, nothing twice, nothing by halves."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import geopandas
import pytest
import shapely

from twowei.casebook import deliveries
from twowei.casebook.lifecycle import State, Verdict
from twowei.casebook.memory import Kind
from twowei.casebook.patch import Patch
from twowei.errors import UnknownNameError
from twowei.imports.delivery import RowsError
from twowei.imports.placing import UnknownCrsError
from twowei.services.cases import move
from twowei.services.intake import Request
from twowei.services.keeping import verify
from twowei.services.review import find_patch, give_verdict, history, list_patches
from twowei.services.suppliers import known_suppliers, look, take
from twowei.services.workspace import Workspace

EAST, NORTH = 500_000, 2_700_000
Write = Callable[..., Request]


@pytest.fixture
def delivery(tmp_path: Path) -> Write:
    """Write squares ``x`` metres east of the zones' corner as a supplier's file of June."""

    def write(
        *places: float, name: str = "六月.gpkg", side: float = 20, crs: int | None = 4548, **more: list[object]
    ) -> Request:
        boxes = [shapely.box(EAST + x, NORTH + 100, EAST + x + side, NORTH + 100 + side) for x in places]
        cells = {"JCBH": [f"HT{x:g}" for x in places], "QSX": ["20260512"] * len(places), **more}
        cells.setdefault("HSX", ["20260614"] * len(places))
        path = tmp_path / name
        geopandas.GeoDataFrame(cells, geometry=more.pop("geometry", boxes), crs=4548).to_file(path)  # type: ignore[arg-type]
        return Request(path, "航天")

    return write


def test_new_patches_keep_the_supplier_s_number_and_get_ours(workspace: Workspace, delivery: Write) -> None:
    taken = take(workspace, delivery(100, 1500, BZ=["彩钢棚", None]), "王芳")
    first, second = list_patches(workspace)
    assert (first.number, second.number) == ("350206002202606D0001", "350206003202606D0001")
    assert (first.supplier_number, first.source, first.state) == ("HT100", "06", State.CANDIDATE)
    assert (first.community_name, first.before_month, str(first.after_date)) == ("高殿社区", "2026-05", "2026-06-14")
    assert first.facts["supplier"] == "航天" and first.facts["supplier_note"] == "彩钢棚"
    assert [(e.action, e.by) for e in history(workspace, first.number)] == [("found", "王芳")]
    assert taken.kinds[Kind.NEW] == 2 and taken.batch == "202606-01"
    assert verify(workspace).findings == ()


def test_the_same_file_twice_changes_nothing(workspace: Workspace, delivery: Write) -> None:
    request = delivery(100, 700)
    take(workspace, request, "王芳")
    before = verify(workspace)
    again = take(workspace, request, "王芳")
    assert (again.repeated, again.outcomes, again.batch) == (2, (), None)
    assert verify(workspace) == before
    other_form = delivery(100, 700, name="六月.geojson")
    assert take(workspace, other_form, "王芳").repeated == 2
    more = take(workspace, delivery(100, 700, 1500, name="更正.gpkg"), "王芳")
    assert (more.repeated, more.kinds[Kind.NEW], more.batch) == (2, 1, "202606-02")
    assert len(list_patches(workspace)) == 3


def test_a_preview_says_what_would_be_and_changes_nothing(
    workspace: Workspace, delivery: Write, patches: list[Patch]
) -> None:
    request = delivery(105, 1100)
    before = verify(workspace)
    seen = look(workspace, request)
    assert [(o.kind, o.number) for o in seen.outcomes] == [(Kind.KNOWN, patches[0].number), (Kind.NEW, None)]
    assert verify(workspace) == before and known_suppliers(workspace) == []
    taken = take(workspace, request, "王芳")
    assert [o.kind for o in taken.outcomes] == [o.kind for o in seen.outcomes]


def test_a_row_on_a_patch_of_ours_is_that_patch_s(workspace: Workspace, delivery: Write, patches: list[Patch]) -> None:
    take(workspace, delivery(105), "王芳")
    assert len(list_patches(workspace)) == 3
    patch = find_patch(workspace, patches[0].number)
    assert patch.supplier_number == "HT105" and patch.source == "01"
    event = history(workspace, patch.number)[-1]
    assert (event.action, event.by, event.after["supplier"]) == ("delivered", "王芳", "航天")
    take(workspace, replace(delivery(103, name="b.gpkg"), supplier="卫星"), "王芳")
    assert find_patch(workspace, patch.number).supplier_number == "HT105", "the first number stays"
    with workspace.casebook.reading() as connection:
        kept = deliveries.read(connection, "2026-06")
    assert [(row.supplier, row.number, row.patch) for row in kept] == [
        ("航天", "HT105", patch.number),
        ("卫星", "HT103", patch.number),
    ]
    assert verify(workspace).findings == ()


def test_memory_works_for_suppliers_too(workspace: Workspace, delivery: Write, patches: list[Patch]) -> None:
    give_verdict(workspace, patches[1].number, Verdict.ILLEGAL, "V01", "张三")
    move(workspace, [patches[0].number], State.FALSE, "张三", reason="W01")
    july = delivery(100, 700, 1500, 1800, HSX=["20260714"] * 4, QSX=["202606"] * 4)
    taken = take(workspace, july, "王芳")
    kinds = [(o.kind, o.number) for o in taken.outcomes]
    assert [kind for kind, _ in kinds] == [Kind.SUPPRESSED, Kind.SIGHTING, Kind.SIGHTING, Kind.NEW]
    assert kinds[1][1] == patches[1].number
    shown = [patch for patch in taken.added if "known_false" in patch.facts]
    assert len(shown) == 1 and kinds[0][1] == shown[0].number, "a sample of the suppressed is shown"
    again = take(workspace, replace(july, supplier="卫星"), "王芳")
    assert again.added == ()


def test_a_model_s_later_find_meets_the_supplier_s_patch(
    workspace: Workspace, delivery: Write, detect: Callable[..., object], candidate: Callable[..., object]
) -> None:
    take(workspace, delivery(100), "王芳")
    assert detect(candidate(103)).known == 1  # type: ignore[attr-defined]
    assert len(list_patches(workspace)) == 1


def test_bad_rows_stop_everything_unless_they_are_left_out(workspace: Workspace, delivery: Write) -> None:
    good = shapely.box(EAST, NORTH, EAST + 20, NORTH + 20)
    request = delivery(100, 200, geometry=[good, None])
    with pytest.raises(
        RowsError, match=r"1 of 2 rows .* \(row 2: has no shape\); nothing was taken.*--skip-bad"
    ) as told:
        take(workspace, request, "王芳")
    assert [(f.row, f.blocking) for f in told.value.findings] == [(2, True)]
    assert list_patches(workspace) == [] and known_suppliers(workspace) == []
    taken = take(workspace, replace(request, skip_bad=True), "王芳")
    assert len(taken.added) == 1
    nothing = replace(delivery(1, name="n.gpkg", geometry=[None]), skip_bad=True)
    with pytest.raises(RowsError):
        take(workspace, nothing, "王芳")


def test_what_must_be_said(workspace: Workspace, delivery: Write) -> None:
    with pytest.raises(UnknownNameError, match="name of who decides"):
        take(workspace, delivery(100), " ")
    with pytest.raises(UnknownNameError, match="supplier's name is empty"):
        look(workspace, replace(delivery(100), supplier=""))
    with pytest.raises(UnknownNameError, match=r"does not say its month; say it: --month"):
        look(workspace, delivery(100, HSX=[None]))
    with pytest.raises(UnknownNameError, match="no month"):
        look(workspace, replace(delivery(100), month="六月"))
    assert look(workspace, replace(delivery(100, HSX=[None], QSX=[None]), month="2026-01")).before_month == "2025-12"


def test_how_a_supplier_s_files_are_read_is_remembered(workspace: Workspace, delivery: Write, tmp_path: Path) -> None:
    def shapefile(name: str, *places: float) -> Request:
        request = delivery(*places, name=name, 我的号=[f"Z{x:g}" for x in places])
        request.path.with_suffix(".prj").unlink()
        return request

    first = shapefile("a.shp", 100)
    with pytest.raises(UnknownCrsError):
        take(workspace, first, "王芳")
    take(workspace, replace(first, crs="EPSG:4548", columns=("JCBH=我的号",)), "王芳")
    assert known_suppliers(workspace) == ["航天"]
    taken = take(workspace, shapefile("b.shp", 700), "王芳")
    assert taken.added[0].supplier_number == "Z700"
    assert "earlier deliveries" in taken.understood.placed.why
    with pytest.raises(UnknownCrsError):
        look(workspace, replace(first, supplier="别家"))


def test_a_workspace_without_imagery_takes_the_local_zone(tmp_path: Path, delivery: Write) -> None:
    with Workspace.create(tmp_path / "空") as workspace:
        request = delivery(100, name="a.geojson")
        assert look(workspace, request).kinds[Kind.NEW] == 1
        assert workspace.casebook.crs is None
        take(workspace, request, "王芳")
        assert workspace.crs.to_epsg() == 4548
        assert list_patches(workspace)[0].area_m2 == pytest.approx(400, rel=1e-4)


def test_a_higher_office_s_patches_have_its_letter(workspace: Workspace, delivery: Write) -> None:
    from twowei.casebook.sources import parse_source

    request = replace(delivery(100), source=parse_source("上级交办"))
    assert take(workspace, request, "王芳").added[0].number == "350206002202606S0001"
    assert parse_source("x").zh == "巡查"
    with pytest.raises(UnknownNameError, match="no source"):
        parse_source("天上")


def test_a_failure_in_the_middle_leaves_nothing(
    workspace: Workspace, delivery: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = verify(workspace)

    def fail(*_: object) -> None:
        raise OSError("disk")

    monkeypatch.setattr("twowei.services.keep_delivery.deliveries.keep_habits", fail)
    with pytest.raises(OSError, match="disk"):
        take(workspace, delivery(100), "王芳")
    assert verify(workspace) == before and list_patches(workspace) == []
