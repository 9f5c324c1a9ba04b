"""A patch that needs no casebook."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from typing import Any

import pytest
import shapely
from hypothesis import settings
from rasterio.crs import CRS

from twowei.casebook.lifecycle import State, Verdict
from twowei.casebook.patch import Patch
from twowei.geo.footprint import ellipsoidal_area_m2, interior_point_lonlat

settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")

GK = CRS.from_epsg(4548)
AT = datetime(2026, 7, 16, 9, 30, tzinfo=timezone(timedelta(hours=8)))


@pytest.fixture
def make_patch() -> Callable[..., Patch]:
    """Make a patch judged 违法; its outline is given in EPSG:4548."""

    def make(geometry: Any = None, **facts: Any) -> Patch:
        outline = geometry if geometry is not None else shapely.box(500_100, 2_700_100, 500_120, 2_700_130)
        lon, lat = interior_point_lonlat(outline, GK)
        patch = Patch(
            number="350206002202606W0001",
            state=State.SUSPECTED,
            change="new",
            geometry=outline,
            model_geometry=outline,
            area_m2=ellipsoidal_area_m2(outline, GK),
            lon=lon,
            lat=lat,
            score=0.9126,
            before_month="2026-05",
            after_month="2026-06",
            before_date=date(2026, 5, 12),
            after_date=date(2026, 6, 14),
            source="01",
            county_code="350206",
            street_code="350206002",
            street_name="殿前街道",
            community_code="350206002001",
            community_name="高殿社区",
            responsible="张三",
            verdict=Verdict.ILLEGAL,
            reason="V04",
            note="囍㎡（顶层）",
            judged_by="王五",
            judged_at=AT,
            archived_at=None,
            dossier=None,
            model="fast 1.0",
            threshold=0.5,
            academic_only=True,
            batch="202606-01",
            created_at=AT,
            revision=2,
        )
        return replace(patch, **facts)

    return make
