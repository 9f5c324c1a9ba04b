"""A web map as an epoch of one endless tile, through GDAL's driver for tile servers (TMS, WMTS by address).

Only maps in true coordinates belong under our imagery: 天地图 is in CGCS2000, other Chinese maps are displaced
(GCJ-02).
"""

from __future__ import annotations

from pathlib import Path
from xml.sax.saxutils import escape

from affine import Affine
from rasterio.crs import CRS

from twowei.geo.grid import Grid
from twowei.imagery.epoch import Epoch, Tile

TIANDITU = (
    "https://t0.tianditu.gov.cn/img_w/wmts?SERVICE=WMTS&REQUEST=GetTile&VERSION=1.0.0&LAYER=img&STYLE=default"
    "&TILEMATRIXSET=w&FORMAT=tiles&TILECOL={x}&TILEROW={y}&TILEMATRIX={z}&tk={key}"
)
"""天地图, imagery in Web Mercator; the key is the user's own."""

BASEMAP = "basemap"
LEVELS = 18
TILE_PX = 256
HALF = 20037508.342789244
TIMEOUT_S = 4
ABSENT = "204,404"
"""Answers that stand for a tile without imagery."""


def web_map(address: str, key: str, folder: Path) -> Epoch:
    """Return a web map as an epoch; its description and what was fetched of it are kept in a folder.

    Args:
        address: Of one tile, with ``{x}``, ``{y}``, ``{z}`` and, where one is needed, ``{key}``.
        key: The user's key.
        folder: Made if need be; nobody else should read it, for the key is in it.

    Raises:
        OSError: The folder cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "basemap.xml"
    path.write_text(_description(address.replace("{key}", key), folder / "tiles"), "utf-8")
    path.chmod(0o600)
    side = TILE_PX << LEVELS
    step = 2 * HALF / side
    grid = Grid(CRS.from_epsg(3857), Affine(step, 0, -HALF, 0, -step, HALF), side, side)
    return Epoch(BASEMAP, "satellite", None, (Tile(path, grid, (1, 2, 3), path),))


def _description(address: str, cache: Path) -> str:
    url = address
    for ours, theirs in (("{x}", "${x}"), ("{y}", "${y}"), ("{z}", "${z}")):
        url = url.replace(ours, theirs)
    return f"""<GDAL_WMS>
  <Service name="TMS"><ServerUrl>{escape(url)}</ServerUrl></Service>
  <DataWindow>
    <UpperLeftX>{-HALF}</UpperLeftX><UpperLeftY>{HALF}</UpperLeftY>
    <LowerRightX>{HALF}</LowerRightX><LowerRightY>{-HALF}</LowerRightY>
    <TileLevel>{LEVELS}</TileLevel><TileCountX>1</TileCountX><TileCountY>1</TileCountY><YOrigin>top</YOrigin>
  </DataWindow>
  <Projection>EPSG:3857</Projection>
  <BlockSizeX>{TILE_PX}</BlockSizeX><BlockSizeY>{TILE_PX}</BlockSizeY><BandsCount>3</BandsCount>
  <Timeout>{TIMEOUT_S}</Timeout><ZeroBlockHttpCodes>{ABSENT}</ZeroBlockHttpCodes>
  <UserAgent>twowei</UserAgent>
  <Cache><Path>{escape(str(cache))}</Path></Cache>
</GDAL_WMS>
"""
