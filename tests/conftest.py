"""Fixtures shared by all tests: small rasters drawn on the spot."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import rasterio
from affine import Affine
from rasterio.crs import CRS

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
# Measuring and converting what else may be installed here would take a minute in each test that detects.
os.environ.setdefault("TWOWEI_RUNTIME", "torch")

WriteRaster = Callable[..., Path]
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
