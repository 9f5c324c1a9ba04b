"""The options by which a user says of files what they do not say themselves."""

from __future__ import annotations

import click

from twowei.geo.crs import parse_crs
from twowei.imagery.told import Told, parse_bands, parse_nodata
from twowei.settings import Setting, Settings, bands_of_supplier, nodata_of_supplier

crs_option = click.option("--crs", help="CRS of files that have none, such as EPSG:4548; others keep their own.")
bands_option = click.option("--bands", help="Bands of red, green and blue, such as 4,3,2 [as the files mark them].")
nodata_option = click.option(
    "--nodata", help="Value that means no imagery, such as 0, for files that mark nothing as missing."
)


def told_from(crs: str | None, bands: str | None, nodata: str | None = None, supplier: str | None = None) -> Told:
    """Return what the options say; a supplier's bands and nodata value are remembered, or taken from memory.

    Raises:
        UnknownNameError: The CRS, the bands or the nodata value is malformed.
    """
    chosen = parse_bands(bands) if bands else None
    filling = parse_nodata(nodata) if nodata else None
    if supplier:
        settings = Settings()
        bands = _remembered(settings, bands_of_supplier(supplier), chosen and ",".join(map(str, chosen)))
        nodata = _remembered(settings, nodata_of_supplier(supplier), None if filling is None else f"{filling:g}")
        chosen, filling = parse_bands(bands) if bands else None, parse_nodata(nodata) if nodata else None
    return Told(parse_crs(crs) if crs else None, chosen, filling)


def _remembered(settings: Settings, setting: Setting, said: str | None) -> str:
    """Keep what is said now, or return what was said before."""
    if said:
        settings.put(setting, said)
    return said or settings.get(setting)
