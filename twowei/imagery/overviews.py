"""Overviews and COGs: reduced copies beside a raster, or in a cache where the original's folder is read-only.

Nothing is ever written into an original. A part is written under another name and renamed when it is complete.
"""

from __future__ import annotations

import hashlib
import math
import os
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import rasterio
import rasterio.shutil
from rasterio.enums import MaskFlags, Resampling
from rasterio.errors import RasterioError
from rasterio.io import DatasetReader, DatasetWriter
from rasterio.windows import Window

from twowei.errors import ImageryError, OutputError
from twowei.feedback import Feedback

CHUNK_PX = 2048
SMALLEST_PX = 512
FIRST_SHARE = 0.75
"""Of the work: the first level reads every pixel, the others together a third of that."""

_POLL_S = 0.2


def overviews_beside(path: Path) -> Path:
    """Return the file in which GDAL looks for overviews of a raster."""
    return path.with_name(f"{path.name}.ovr")


def stand_in(path: Path, cache: Path) -> Path:
    """Return the file of a cache that stands in for a raster as it is now: a VRT, with overviews beside it."""
    facts = path.stat()
    told = f"{path.absolute()}|{facts.st_size}|{facts.st_mtime_ns}"
    return cache / f"{path.stem[:40]}_{hashlib.sha256(told.encode()).hexdigest()[:12]}.vrt"


def source_of(path: Path, cache: Path | None) -> Path:
    """Return what to open for a raster: itself, or its stand-in where one with overviews was made."""
    if cache is None or not cache.is_dir():
        return path
    try:
        other = stand_in(path, cache)
    except OSError:
        return path
    return other if other.is_file() and overviews_beside(other).is_file() else path


def build_overviews(path: Path, cache: Path | None, feedback: Feedback) -> Path:
    """Build overviews down to 512 pixels and return the file that holds them.

    They lie beside the raster, or in ``cache`` where nothing can be written there.

    Raises:
        ImageryError: The raster cannot be read.
        OutputError: There is no place to write them.
        CancelledError: Stopped; nothing is left behind.
    """
    target = overviews_beside(path)
    if not os.access(path.parent, os.W_OK):
        if cache is None:
            raise OutputError(f"{path.parent} is read-only; put the imagery into a workspace, or copy it first.")
        target = overviews_beside(_make_stand_in(path, cache))
    part = target.with_name(f".{target.name}.part.tif")
    try:
        _write_levels(path, part, feedback)
        part.replace(target)
    except RasterioError as error:
        raise ImageryError(
            f"{path} can get no overviews (unreadable pixels, or a full disk); fetch it again or free space."
        ) from error
    except OSError as error:
        raise OutputError(f"{target} cannot be written ({error.strerror}); free space or use a copy.") from error
    finally:
        part.unlink(missing_ok=True)
    return target


def _make_stand_in(path: Path, cache: Path) -> Path:
    try:
        cache.mkdir(parents=True, exist_ok=True)
        target = stand_in(path, cache)
        rasterio.shutil.copy(str(path), str(target), driver="VRT")
    except (OSError, RasterioError) as error:
        raise OutputError(f"{cache} cannot be written ({error}); free space or choose another place.") from error
    return target


def _write_levels(path: Path, part: Path, feedback: Feedback) -> None:
    with rasterio.Env(GDAL_TIFF_INTERNAL_MASK=True), rasterio.open(path) as source:
        shape = math.ceil(source.height / 2), math.ceil(source.width / 2)
        with rasterio.open(part, "w", **_profile(source, shape)) as target:
            _halve(source, target, feedback)
    factors = [2**i for i in range(1, 30) if max(shape) / 2 ** (i - 1) > SMALLEST_PX]
    for done, factor in enumerate(factors):
        feedback.raise_if_cancelled()
        with rasterio.Env(GDAL_TIFF_INTERNAL_MASK=True), rasterio.open(part, "r+") as target:
            target.build_overviews([factor], Resampling.average)
        feedback.report(1 - (1 - FIRST_SHARE) * 0.25 ** (done + 1), "building overviews")
    feedback.report(1.0, "building overviews")


def _profile(source: DatasetReader, shape: tuple[int, int]) -> dict[str, object]:
    return {
        "driver": "GTiff",
        "height": shape[0],
        "width": shape[1],
        "count": source.count,
        "dtype": source.dtypes[0],
        "nodata": source.nodata,
        "tiled": True,
        "blockxsize": 512,
        "blockysize": 512,
        "compress": "deflate",
        "predictor": 2 if np.dtype(source.dtypes[0]).kind in "iu" else 3,
        "interleave": "pixel",
        "bigtiff": "if_safer",
    }


def _halve(source: DatasetReader, target: DatasetWriter, feedback: Feedback) -> None:
    masked = MaskFlags.per_dataset in source.mask_flag_enums[0] and MaskFlags.alpha not in source.mask_flag_enums[0]
    rows, cols = (range(0, extent, CHUNK_PX // 2) for extent in (target.height, target.width))
    for done, (row, col) in enumerate((row, col) for row in rows for col in cols):
        feedback.raise_if_cancelled()
        height, width = min(CHUNK_PX // 2, target.height - row), min(CHUNK_PX // 2, target.width - col)
        into, shape = Window(col, row, width, height), (height, width)
        tall, wide = min(2 * height, source.height - 2 * row), min(2 * width, source.width - 2 * col)
        out_of = Window(2 * col, 2 * row, wide, tall)
        pixels = source.read(window=out_of, out_shape=(source.count, *shape), resampling=Resampling.average)
        target.write(pixels, window=into)
        if masked:
            target.write_mask(source.dataset_mask(window=out_of, out_shape=shape), window=into)
        feedback.report(FIRST_SHARE * (done + 1) / (len(rows) * len(cols)), "building overviews")


def write_cog(path: Path, out: Path, feedback: Feedback) -> None:
    """Write a copy of a raster as a cloud-optimised GeoTIFF.

    GDAL does it in one call that cannot be stopped: so a child process makes it, which can be ended.

    Raises:
        ImageryError: The raster cannot be read.
        OutputError: The place cannot be written.
        CancelledError: Stopped; nothing is left behind.
    """
    part = out.with_name(f".{out.name}.part.tif")
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        said = _run_child(path, part, feedback)
        if said:
            raise ImageryError(f"No COG of {path} can be made ({said}); check it with twowei inspect.")
        part.replace(out)
    except OSError as error:
        raise OutputError(f"{out} cannot be written ({error.strerror}); choose another folder.") from error
    finally:
        for left in (part, *part.parent.glob(f"{part.name}.*")):
            left.unlink(missing_ok=True)
    feedback.report(1.0, "writing the COG")


_CHILD = """
import sys, rasterio, rasterio.shutil
with rasterio.Env(GDAL_NUM_THREADS="ALL_CPUS"):
    rasterio.shutil.copy(sys.argv[1], sys.argv[2], driver="COG", COMPRESS="DEFLATE", PREDICTOR="YES",
                         BIGTIFF="IF_SAFER", OVERVIEW_RESAMPLING="AVERAGE", RESAMPLING="AVERAGE")
"""


def _run_child(path: Path, part: Path, feedback: Feedback) -> str:
    """Run the copy and return what went wrong; the growth of the files tells how far it is."""
    expected = max(path.stat().st_size * 2, 1)
    command = [sys.executable, "-c", _CHILD, str(path), str(part)]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, errors="replace") as child:
        while True:
            try:
                _, said = child.communicate(timeout=_POLL_S)
                break
            except subprocess.TimeoutExpired:
                pass
            if feedback.cancelled():
                child.kill()
                child.wait()
                feedback.raise_if_cancelled()
            written = sum(each.stat().st_size for each in part.parent.glob(f"{part.name}*") if each.exists())
            feedback.report(min(written / expected, 0.95), "writing the COG")
            time.sleep(0)
    return "" if child.returncode == 0 else (said.strip().splitlines() or ["it gave no reason"])[-1]
