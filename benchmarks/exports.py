"""Rows a second of an export: the whole folder, its shapefile alone, fiona where there is one, geopandas' own writer.

python benchmarks/exports.py [ROWS ...]
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import geopandas
import shapely
from rasterio.crs import CRS

from twowei.casebook.clock import CHINA_TIME
from twowei.casebook.lifecycle import State, Verdict
from twowei.casebook.patch import Patch
from twowei.exports import folder, shapefile
from twowei.exports.folder import Order
from twowei.exports.profile import load
from twowei.exports.table import Table, table_of
from twowei.exports.values import Setting
from twowei.geo.footprint import ellipsoidal_area_m2, interior_point_lonlat

GK = CRS.from_epsg(4548)
AT = datetime(2026, 7, 16, 9, 30, tzinfo=CHINA_TIME)
PROFILE = load("demolition")


def patch_at(number: int, like: Patch | None) -> Patch:
    """Return one of many small houses."""
    x, y = 500_000 + number % 300 * 30, 2_700_000 + number // 300 * 30
    outline = shapely.box(x, y, x + 20, y + 15)
    if like is not None:
        lon, lat = interior_point_lonlat(outline, GK)
        name = f"350206002202606W{number:06d}"
        return replace(like, number=name, geometry=outline, model_geometry=outline, lon=lon, lat=lat,
                       area_m2=ellipsoidal_area_m2(outline, GK))  # fmt: skip
    return Patch(
        number="350206002202606W000000", state=State.SUSPECTED, change="new", geometry=outline, model_geometry=outline,
        area_m2=ellipsoidal_area_m2(outline, GK), lon=117.0, lat=24.4, score=0.9, before_month="2026-05",
        after_month="2026-06", before_date=date(2026, 5, 12), after_date=date(2026, 6, 14), source="01",
        county_code="350206", street_code="350206002", street_name="殿前街道", community_code="350206002001",
        community_name="高殿社区", responsible="张三", verdict=Verdict.ILLEGAL, reason="V04", note="囍㎡（顶层）",
        judged_by="王五", judged_at=AT, archived_at=None, dossier=None, model="fast 1.0", threshold=0.5,
        academic_only=True, batch="202606-01", created_at=AT, revision=2,
        facts={"DZ": "高殿社区1号", "ZL": "1", "CZFS": "3", "ZDMJ": 300.0, "JZMJ": 600.0, "CS": 2.0},
    )  # fmt: skip


def main() -> None:
    """Measure and print a table."""
    for rows in map(int, sys.argv[1:] or ["10000", "100000"]):
        with tempfile.TemporaryDirectory() as place:
            measure(rows, Path(place))


def measure(rows: int, here: Path) -> None:
    """Measure with so many rows."""
    first = patch_at(0, None)
    patches = [patch_at(number, first) for number in range(rows)]
    setting = Setting(crs=GK, now=AT)
    table = told(rows, "rows and values", lambda: table_of(patches, PROFILE, "gbk", setting))
    told(rows, "shapefile: pyshp", lambda: write_pyshp(here / "p.shp", table, patches))
    told(rows, "shapefile: fiona LDID/77", lambda: write_fiona(here / "f.shp", table, patches))
    told(rows, "shapefile: geopandas", lambda: write_geopandas(here / "g.shp", table, patches))
    (here / "whole").mkdir()
    order = Order(PROFILE, GK, "gbk", setting)
    told(rows, "whole folder, read again", lambda: folder.write(here / "whole", "out", patches, order))


def told(rows: int, what: str, work: Callable[[], Table | None]) -> Table:
    """Run something, print its rows in a second of a processor, return what it gives."""
    start, worked = time.perf_counter(), time.process_time()
    try:
        made = work()
    except ImportError as error:
        print(f"{rows:>8,}  {what:28} not measured: {error}")
        return Table(())
    seconds, busy = time.perf_counter() - start, time.process_time() - worked
    print(
        f"{rows:>8,}  {what:28} {rows / busy:>8,.0f} rows/s  {busy:6.1f} s of a processor, {seconds:6.1f} s", flush=True
    )
    return made if made is not None else Table(())


def write_pyshp(path: Path, table: Table, patches: list[Patch]) -> None:
    """Write as an export does."""
    shapefile.write(path, table.fitted, [p.geometry for p in patches], GK, "gbk", PROFILE.columns, "")


def write_fiona(path: Path, table: Table, patches: list[Patch]) -> None:
    """Write with fiona, which sets the language byte by itself."""
    import fiona

    kinds = {"C": "str:{w}", "N": "float:{w}.{d}", "D": "date"}
    schema = {c.name: kinds[c.kind].format(w=c.width, d=c.decimals) for c in PROFILE.columns}
    with fiona.open(
        path, "w", driver="ESRI Shapefile", crs="EPSG:4548", encoding="LDID/77",
        schema={"geometry": "Polygon", "properties": schema},
    ) as layer:  # fmt: skip
        layer.writerecords(
            {
                "geometry": shapely.geometry.mapping(patch.geometry),
                "properties": {k: v.isoformat() if isinstance(v, date) else v for k, v in row.items()},
            }
            for patch, row in zip(patches, table.fitted, strict=True)
        )


def write_geopandas(path: Path, table: Table, patches: list[Patch]) -> None:
    """Write as geopandas does by itself: no widths, no language byte."""
    frame = geopandas.GeoDataFrame(table.fitted, geometry=[p.geometry for p in patches], crs=4548)
    frame.to_file(path, encoding="gbk")


if __name__ == "__main__":
    main()
