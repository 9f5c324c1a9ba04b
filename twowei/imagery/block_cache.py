"""GDAL's cache of decoded pixels, bounded: by itself it takes 5 % of the machine's memory."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import rasterio

BLOCK_CACHE_BYTES = 256 * 2**20
"""Enough for a row of tiles of 100,000 pixels in both dates: each is decoded once."""


@contextmanager
def bounded_cache() -> Iterator[None]:
    """Let GDAL keep no more than `BLOCK_CACHE_BYTES`, in all threads."""
    with rasterio.Env(GDAL_CACHEMAX=BLOCK_CACHE_BYTES):  # bytes; GDAL's own option is in megabytes
        yield
