"""GeoJSON as RFC 7946 has it, and the stable JSON that municipal platforms take again and again."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import shapely
from rasterio.crs import CRS
from shapely.geometry import mapping

from twowei.casebook.patch import Patch
from twowei.exports.profile import Profile
from twowei.exports.table import Row
from twowei.exports.values import Setting, Subject
from twowei.geo.crs import LONLAT
from twowei.geo.footprint import Outline, to_crs

DEGREES = 9
"""Digits of a coordinate: 0.1 mm."""

PLATFORM_FORMAT, PLATFORM_VERSION = "twowei patches", 1


def geometry_of(outline: Outline, crs: CRS) -> dict[str, Any]:
    """Return an outline in degrees, outer rings counter-clockwise (RFC 7946, 3.1.6)."""
    turned = shapely.orient_polygons(to_crs(outline, crs, LONLAT))
    told: dict[str, Any] = _rounded(mapping(turned))
    return told


def _rounded(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _rounded(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_rounded(one) for one in value]
    return round(value, DEGREES) if isinstance(value, float) else value


def write(path: Path, rows: Sequence[Row], patches: Sequence[Patch], crs: CRS, profile: Profile, notice: str) -> None:
    """Write a feature collection; columns are those of the profile, unknown values null, days ``2026-06-14``.

    Args:
        crs: CRS of the patches.
    """
    boxes = [[round(value, DEGREES) for value in to_crs(patch.geometry, crs, LONLAT).bounds] for patch in patches]
    features = [
        {
            "type": "Feature",
            "id": patch.number,
            "bbox": box,
            "geometry": geometry_of(patch.geometry, crs),
            "properties": {name: _plain(value) for name, value in row.items()},
        }
        for patch, row, box in zip(patches, rows, boxes, strict=True)
    ]
    bbox = [f(box[i] for box in boxes) for i, f in enumerate((min, min, max, max))] if boxes else None
    collection = {
        "type": "FeatureCollection",
        **({"bbox": bbox} if bbox else {}),
        "title": profile.title,
        "aliases": profile.aliases,
        "notice": notice,
        "features": features,
    }
    _dump(path, collection)


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else None if value == "" else value


def write_platform(path: Path, patches: Sequence[Patch], crs: CRS, setting: Setting) -> None:
    """Write patches for another system: the same casebook gives the same bytes, whenever and wherever it is written.

    A receiver keeps one record for each ``uuid`` and replaces it where ``revision`` is higher; taking the same file
    again changes nothing. Names of parties are only there where the setting says so.
    """
    records = [
        {
            "uuid": Subject(patch, setting)["UUID"],
            "revision": patch.revision,
            **patch.as_record(),
            **({"DSR": patch.facts.get("DSR")} if setting.personal else {}),
            "geometry": geometry_of(patch.geometry, crs),
        }
        for patch in sorted(patches, key=lambda patch: patch.number)
    ]
    _dump(
        path,
        {
            "format": PLATFORM_FORMAT,
            "version": PLATFORM_VERSION,
            "casebook": setting.casebook,
            "crs": "EPSG:4490",
            "patches": records,
        },
        sort_keys=True,
    )


def _dump(path: Path, value: object, *, sort_keys: bool = False) -> None:
    text = json.dumps(value, ensure_ascii=False, indent=1, sort_keys=sort_keys, allow_nan=False)
    path.write_text(text + "\n", encoding="utf-8")
