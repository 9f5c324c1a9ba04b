"""天地图 as a basemap through GDAL's own tile drivers, with the user's key. Off unless a key is given.

What is returned is a description that GDAL opens like a file (``rasterio.open``); nothing is fetched before that. The
imagery is in CGCS2000 degrees, as our data: never mix in basemaps that are shifted (GCJ-02).
"""

from __future__ import annotations

from pathlib import Path
from xml.sax.saxutils import escape

from twowei.errors import UnknownNameError

LAYERS = {"img": "imagery", "vec": "map", "cia": "names over imagery", "cva": "names over the map"}
"""Layers of 天地图 and what they show."""

DEEPEST_LEVEL = 18
TIMEOUT_S = 10
KEY_LENGTH = 32
_SERVER = "https://t0.tianditu.gov.cn/{layer}_c/wmts"
_QUESTION = (
    "?SERVICE=WMTS&REQUEST=GetTile&VERSION=1.0.0&LAYER={layer}&STYLE=default&TILEMATRIXSET=c&FORMAT=tiles"
    "&TILEMATRIX=${{z}}&TILEROW=${{y}}&TILECOL=${{x}}&tk={key}"
)
# A matrix of 天地图 counts from one tile of 360° a side, so the window reaches on to where no earth is.
_TMS = """<GDAL_WMS>
  <Service name="TMS"><ServerUrl>{url}</ServerUrl></Service>
  <DataWindow>
    <UpperLeftX>-180</UpperLeftX><UpperLeftY>90</UpperLeftY><LowerRightX>180</LowerRightX><LowerRightY>-270</LowerRightY>
    <TileLevel>{level}</TileLevel><TileCountX>1</TileCountX><TileCountY>1</TileCountY><YOrigin>top</YOrigin>
  </DataWindow>
  <Projection>EPSG:4490</Projection>
  <BlockSizeX>256</BlockSizeX><BlockSizeY>256</BlockSizeY><BandsCount>{bands}</BandsCount>
  <Timeout>{timeout}</Timeout><MaxConnections>4</MaxConnections>
  <ZeroBlockHttpCodes>204,404</ZeroBlockHttpCodes>
  {cache}
</GDAL_WMS>
"""


def description(key: str, layer: str = "img", cache: Path | None = None) -> str:
    """Return what ``rasterio.open`` takes to read a layer of 天地图.

    Args:
        key: The user's own key, from the console of 天地图.
        layer: One of `LAYERS`.
        cache: Folder in which GDAL keeps tiles that it fetched; None keeps none.

    Raises:
        UnknownNameError: The key or the layer is none.
    """
    if layer not in LAYERS:
        raise UnknownNameError(f"There is no layer {layer!r} of 天地图; there are {', '.join(LAYERS)}.")
    key = key.strip()
    if len(key) != KEY_LENGTH or not (key.isascii() and key.isalnum()):
        raise UnknownNameError(
            f"A key of 天地图 is {KEY_LENGTH} letters and digits; copy yours from console.tianditu.gov.cn."
        )
    url = (_SERVER + _QUESTION).format(layer=layer, key=key)
    kept = f"<Cache><Path>{escape(str(cache))}</Path></Cache>" if cache else ""
    return _TMS.format(
        url=escape(url), level=DEEPEST_LEVEL, bands=3 if layer == "img" else 4, timeout=TIMEOUT_S, cache=kept
    )
