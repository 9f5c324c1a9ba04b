"""The options by which a user says of files what they do not say themselves."""

from __future__ import annotations

import click

from twowei.geo.crs import parse_crs
from twowei.imagery.told import Told, parse_bands
from twowei.settings import Settings, bands_of_supplier

crs_option = click.option("--crs", help="CRS of files that have none, such as EPSG:4548; others keep their own.")
bands_option = click.option("--bands", help="Bands of red, green and blue, such as 4,3,2 [as the files mark them].")


def told_from(crs: str | None, bands: str | None, supplier: str | None = None) -> Told:
    """Return what the options say; a supplier's band choice is remembered, or taken from memory.

    Raises:
        UnknownNameError: The CRS or the bands are malformed.
    """
    chosen = parse_bands(bands) if bands else None
    if supplier:
        settings, setting = Settings(), bands_of_supplier(supplier)
        if chosen:
            settings.put(setting, ",".join(map(str, chosen)))
        elif remembered := settings.get(setting):
            chosen = parse_bands(remembered)
    return Told(parse_crs(crs) if crs else None, chosen)
