"""Fixtures shared by all tests: small rasters drawn on the spot."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import rasterio
import shapely
from affine import Affine
from rasterio.crs import CRS

from twowei.casebook.lifecycle import State, Verdict
from twowei.casebook.patch import Patch
from twowei.geo.footprint import ellipsoidal_area_m2, interior_point_lonlat
from twowei.training.recipe import Recipe, Use

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
# Measuring and converting what else may be installed here would take a minute in each test that detects.
os.environ.setdefault("TWOWEI_RUNTIME", "torch")

WriteRaster = Callable[..., Path]
GK = CRS.from_epsg(4548)
HOME = Affine(0.5, 0, 500_000, 0, -0.5, 3_500_000)


@pytest.fixture(scope="session", autouse=True)
def _settings_of_nobody(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Tests neither read nor write what the person who runs them has set, nor how fast the machine is."""
    os.environ.setdefault("TWOWEI_SETTINGS", str(tmp_path_factory.mktemp("settings") / "twowei.ini"))


@pytest.fixture
def write_raster(tmp_path: Path) -> WriteRaster:
    """Write (bands, h, w) as a GeoTIFF; by default EPSG:4548, 0.5 m, at a place in zone 117°E."""

    def write(
        name: str,
        pixels: np.ndarray[Any, Any],
        crs: str | None = "EPSG:4548",
        transform: Affine = HOME,
        tags: dict[str, str] | None = None,
        **profile: Any,
    ) -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        settings = {
            "driver": "GTiff",
            "count": len(pixels),
            "height": pixels.shape[1],
            "width": pixels.shape[2],
            "dtype": pixels.dtype.name,
            "transform": transform,
            **profile,
        }
        if crs:
            settings["crs"] = CRS.from_user_input(crs)
        with rasterio.open(path, "w", **settings) as dataset:
            dataset.write(pixels)
            dataset.update_tags(**(tags or {}))
        return path

    return write


@pytest.fixture
def texture() -> Callable[..., np.ndarray[Any, Any]]:
    """Return smooth random pictures (3, h, w), uint8, the same for the same seed."""

    def draw(height: int, width: int, seed: int = 0) -> np.ndarray[Any, Any]:
        from scipy import ndimage

        rng = np.random.default_rng(seed)
        noise = ndimage.gaussian_filter(rng.normal(0, 1, (3, height, width)), (0, 3, 3))
        return np.clip(110 + 160 * noise / noise.std() / 3, 1, 254).astype(np.uint8)

    return draw


def pages_of(path: Path) -> list[str]:
    """Return the text of each page of a PDF, read by another library than the one that wrote it."""
    import pypdfium2

    document = pypdfium2.PdfDocument(path)
    try:
        texts = []
        for page in document:
            words = page.get_textpage()
            texts.append(words.get_text_bounded().replace("\r\n", "\n"))
            words.close()
            page.close()
        return texts
    finally:
        document.close()


@pytest.fixture(scope="session")
def pdf_pages() -> Callable[[Path], list[str]]:
    """Read a PDF's pages as text."""
    return pages_of


@pytest.fixture(scope="session")
def make_patch() -> Callable[..., Patch]:
    """Make a patch judged 违法, without a casebook; its outline is given in EPSG:4548."""

    def make(geometry: Any = None, **facts: Any) -> Patch:
        outline = geometry if geometry is not None else shapely.box(500_100, 2_700_100, 500_120, 2_700_130)
        at = datetime(2026, 7, 16, 9, 30, tzinfo=timezone(timedelta(hours=8)))
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
            judged_at=at,
            archived_at=None,
            dossier=None,
            model="fast 1.0",
            threshold=0.5,
            academic_only=True,
            batch="202606-01",
            created_at=at,
            revision=2,
        )
        return replace(patch, **facts)

    return make


@pytest.fixture
def make_recipe() -> Callable[..., Recipe]:
    """Make the recipe of a network that trains in a second."""

    def make(**facts: Any) -> Recipe:
        recipe = Recipe(
            name="tiny",
            encoder="mobilenet_v2",
            decoder_channels=(16, 16, 8, 8, 8),
            initial_weights="",
            turn_kernels=False,
            resolution_m=0.5,
            chip_px=64,
            batch=2,
            steps=4,
            encoder_rate=1e-3,
            decoder_rate=2e-3,
            seed=7,
            threads=1,
            checkpoint_every=2,
            validation="",
            use=Use("0.0.1", 1.0, 256, 32, "test only", True, "noise"),
        )
        return replace(recipe, **facts)

    return make
