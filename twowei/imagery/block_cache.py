"""GDAL's cache of decoded pixels, bounded: by itself it takes 5 % of the machine's memory."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import rasterio

BLOCK_CACHE_BYTES = 256 * 2**20
"""Enough for a row of tiles of 100,000 pixels in both dates: each is decoded once."""


@contextmanager
def bounded_cache(most: int = BLOCK_CACHE_BYTES) -> Iterator[None]:
    """Let GDAL keep no more than so many bytes, in all threads."""
    with rasterio.Env(GDAL_CACHEMAX=most):  # bytes; GDAL's own option is in megabytes
        yield
