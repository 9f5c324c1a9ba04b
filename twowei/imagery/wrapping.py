"""A small VRT that says of a delivered file what it does not: its CRS, its bands of colour, what is no imagery.

The file itself is neither copied nor changed, and every GIS reads the VRT as we do.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import rasterio
import rasterio.shutil
from rasterio.errors import RasterioError
from rasterio.io import DatasetReader, MemoryFile

from twowei.errors import OutputError
from twowei.imagery.epoch import Tile
from twowei.imagery.told import Bands, Told

_COLOURS = ("Red", "Green", "Blue")


def wrap(path: Path, folder: Path, told: Told) -> Path:
    """Write a VRT around a raster and return its path; the same facts give the same name.

    Raises:
        OutputError: The folder cannot be written.
    """
    facts = f"{path.absolute()}|{told.crs.to_wkt() if told.crs else ''}|{told.bands}"
    facts += "" if told.nodata is None else f"|{told.nodata}"
    return _written(
        folder, path, hashlib.sha256(facts.encode()).hexdigest(), lambda: _description(path.absolute(), told)
    )


def _written(folder: Path, path: Path, mark: str, text: Callable[[], str]) -> Path:
    target = folder / f"{path.stem[:80]}_{mark[:8]}.vrt"
    part = folder / f".{target.name}.part.vrt"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        part.write_text(text(), "utf-8")
        part.replace(target)
    except (OSError, RasterioError) as error:
        raise OutputError(f"{target} cannot be written ({error}); free space or choose another place.") from error
    finally:
        part.unlink(missing_ok=True)
    return target


def wrapped(path: Path) -> Path:
    """Return the file that a VRT of ours says something of; any other file is itself."""
    if path.suffix != ".vrt":
        return path
    try:
        sources = list(ElementTree.parse(path).iter("SourceFilename"))
    except (OSError, ElementTree.ParseError):
        return path
    places = {
        path.parent / (one.text or "") if one.get("relativeToVRT") == "1" else Path(one.text or "") for one in sources
    }
    return places.pop() if len(places) == 1 else path


def wrap_again(vrt: Path, path: Path) -> Path:
    """Write a VRT that says the same of the same file in its new place, beside the first one, and return its path.

    Raises:
        OutputError: The folder cannot be written.
    """
    root = ElementTree.parse(vrt).getroot()
    for source in root.iter("SourceFilename"):
        source.set("relativeToVRT", "0")
        source.text = str(path.absolute())
    text = ElementTree.tostring(root, encoding="unicode")
    return _written(vrt.parent, path, hashlib.sha256(text.encode()).hexdigest(), lambda: text)


def open_tile(tile: Tile) -> DatasetReader:
    """Open a tile; a value that was told to mean no imagery counts as its nodata value.

    Raises:
        RasterioError: It is no raster, or not there.
    """
    if tile.nodata is None:
        return rasterio.open(tile.source)
    return rasterio.open(_description(tile.source, Told(nodata=tile.nodata)))


def _description(path: Path, told: Told) -> str:
    with MemoryFile(ext=".vrt") as made:
        rasterio.shutil.copy(str(path), made.name, driver="VRT")
        root = ElementTree.fromstring(made.read())
    _say(root, told)
    return ElementTree.tostring(root, encoding="unicode")


def _say(root: ElementTree.Element, told: Told) -> None:
    if told.crs and root.find("SRS") is None:
        srs = ElementTree.Element("SRS", dataAxisToSRSAxisMapping="2,1" if _northing_first(told) else "1,2")
        srs.text = told.crs.to_wkt()
        root.insert(0, srs)
    if told.bands:
        _choose(root, told.bands)
    for band in root.findall("VRTRasterBand") if told.nodata is not None else ():
        value = ElementTree.Element("NoDataValue")
        value.text = f"{told.nodata:.17g}"
        band.insert(0, value)


def _northing_first(told: Told) -> bool:
    """A VRT says in which order its CRS has the axes that the raster's x and y are."""
    from pyproj import CRS

    assert told.crs is not None
    axes = CRS.from_wkt(told.crs.to_wkt()).axis_info
    return bool(axes) and axes[0].direction == "north"


def _choose(root: ElementTree.Element, bands: Bands) -> None:
    """Keep the chosen bands as red, green and blue, and an alpha band behind them."""
    held = root.findall("VRTRasterBand")
    alphas = [band for band in held if band.findtext("ColorInterp") == "Alpha"]
    chosen = [ElementTree.fromstring(ElementTree.tostring(held[number - 1])) for number in bands]
    for band in held:
        root.remove(band)
    for number, band in enumerate([*chosen, *alphas], 1):
        band.set("band", str(number))
        if number <= len(bands):
            for old in band.findall("ColorInterp"):
                band.remove(old)
            colour = ElementTree.Element("ColorInterp")
            colour.text = _COLOURS[number - 1]
            band.insert(0, colour)
        root.append(band)
