from __future__ import annotations

import pytest
import shapely
from rasterio.crs import CRS
from shapely.geometry.base import BaseGeometry

from twowei.errors import UnknownNameError, VectorError
from twowei.geo.footprint import to_crs
from twowei.geo.gcj02 import to_gcj02
from twowei.geo.guess import guess_crs
from twowei.imports.delivery import Delivery
from twowei.imports.placing import Surroundings, UnknownCrsError, place

GK = CRS.from_epsg(4548)
LONLAT = CRS.from_epsg(4490)
XIAMEN = (118.1, 24.51)


def squares(crs: CRS, count: int = 4) -> list[BaseGeometry | None]:
    x, y = 509_000.0, 2_711_000.0
    boxes = [shapely.box(x + 90 * i, y + 10, x + 90 * i + 20, y + 30) for i in range(count)]
    return [to_crs(box, GK, crs) for box in boxes]


def delivery(form: str = "shapefile", crs: CRS | None = None, name: str = "图斑.shp", **more: bool) -> Delivery:
    return Delivery(name, form, ("JCBH",), [{}] * 4, crs=crs, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("code", "near", "first"),
    [
        (4490, None, 4490),
        (4548, XIAMEN, 4548),
        (4527, None, 4527),
        (4526, XIAMEN, 4526),
        (4498, None, 4498),
        (32650, XIAMEN, 4548),
        (3857, XIAMEN, 3857),
    ],
)
def test_the_size_of_coordinates_tells_the_crs(code: int, near: tuple[float, float] | None, first: int) -> None:
    shapes = squares(CRS.from_epsg(code))
    bounds = shapely.total_bounds(shapes)
    guesses = [crs.to_epsg() for crs in guess_crs(tuple(bounds), near)]
    assert guesses[0] == first
    assert code in guesses


def test_the_question_names_the_candidates() -> None:
    with pytest.raises(UnknownCrsError, match=r"no \.prj.*EPSG:4548 \(\d+ km.*--crs EPSG:4548") as asked:
        place(delivery(), squares(GK), Surroundings(XIAMEN))
    assert [crs.to_epsg() for crs in asked.value.candidates][:2] == [4548, 32650]
    with pytest.raises(UnknownCrsError, match="such as --crs EPSG:4547"):
        place(delivery(), squares(GK), Surroundings(own=CRS.from_epsg(4547)))
    with pytest.raises(UnknownCrsError, match=r"EPSG:4490, or GCJ-02"):
        place(delivery(), squares(LONLAT), Surroundings())
    with pytest.raises(UnknownCrsError, match="none that is used in China"):
        place(delivery(), [shapely.box(1e9, 1e9, 2e9, 2e9)] * 4, Surroundings())


def test_who_knows_the_crs() -> None:
    shapes = squares(GK)
    assert place(delivery(crs=GK), shapes, Surroundings()).why == "as the file says"
    assert place(delivery(crs=GK), shapes, Surroundings(said="EPSG:4547")).crs.to_epsg() == 4547
    assert "earlier" in place(delivery(), shapes, Surroundings(remembered="EPSG:4548")).why
    assert "degrees" in place(delivery("csv"), squares(LONLAT), Surroundings()).why
    assert "degrees" in place(delivery("KML", degrees=True), squares(LONLAT), Surroundings()).why
    with pytest.raises(UnknownNameError, match="no known CRS"):
        place(delivery(), shapes, Surroundings(said="EPSG:nonsense"))
    with pytest.raises(VectorError, match="cannot be in that"):
        place(delivery(crs=LONLAT), shapes, Surroundings())
    with pytest.raises(VectorError, match="cannot be in that"):
        place(delivery(crs=GK), squares(LONLAT), Surroundings())
    with pytest.raises(VectorError, match="cannot be in that"):
        place(delivery(crs=GK), [shapely.box(5e5, 2e8, 5e5 + 9, 2e8 + 9)] * 4, Surroundings())
    assert place(delivery(), [None] * 4, Surroundings()).crs == LONLAT


def test_a_wrong_zone_is_told_by_its_distance() -> None:
    placed = place(delivery(crs=CRS.from_epsg(4547)), squares(GK), Surroundings(XIAMEN))
    assert "is that the right CRS?" in placed.findings[0].text
    assert place(delivery(crs=GK), squares(GK), Surroundings(XIAMEN)).findings == ()


@pytest.mark.parametrize("crs", [GK, LONLAT, CRS.from_epsg(4527)])
def test_northing_first_is_put_right(crs: CRS) -> None:
    turned = [shapely.transform(shape, lambda p: p[:, ::-1]) for shape in squares(crs)]
    placed = place(delivery("csv", crs), turned, Surroundings(XIAMEN))
    assert shapely.total_bounds(placed.shapes) == pytest.approx(shapely.total_bounds(squares(crs)))
    assert "changed places" in placed.findings[0].text


def shifted(shapes: list[BaseGeometry | None]) -> list[BaseGeometry | None]:
    return [shapely.transform(shape, to_gcj02) for shape in shapes]


def test_gcj02_is_recognised_from_the_patches_there_are() -> None:
    true = squares(LONLAT)
    there = Surroundings(XIAMEN, [shape.centroid for shape in true if shape])
    placed = place(delivery("KML", degrees=True), shifted(true), there)
    assert placed.shifted and "4 of 4 meet known patches" in placed.findings[0].text
    assert shapely.hausdorff_distance(placed.shapes[0], true[0]) < 1e-8
    unshifted = place(delivery("KML", degrees=True, name="a.ovkml", shifted=True), true, there)
    assert not unshifted.shifted, "the places say more than the program's habit"
    told = place(delivery("KML", degrees=True), shifted(true), Surroundings(XIAMEN, there.known, said="EPSG:4490"))
    assert not told.shifted, "whoever knows is believed"


def test_gcj02_by_habit_by_name_and_by_word() -> None:
    shapes = shifted(squares(LONLAT))
    assert place(delivery("KML", degrees=True, shifted=True), shapes, Surroundings()).shifted
    assert place(delivery("csv", name="点_GCJ02_高德导航用.csv"), shapes, Surroundings()).shifted
    assert place(delivery("csv"), shapes, Surroundings(), ["高德经度"]).shifted
    assert place(delivery("shapefile"), shapes, Surroundings(said="gcj02")).shifted
    assert place(delivery("shapefile"), shapes, Surroundings(remembered="GCJ-02")).shifted
    assert not place(delivery("csv"), shapes, Surroundings()).shifted
    assert not place(delivery("shapefile", GK, "gcj02.shp"), squares(GK), Surroundings()).shifted
