"""Comparing two rasters without a workspace: patches into one vector file."""

from __future__ import annotations

import importlib
import shutil
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from twowei.errors import OutputError
from twowei.exports.targets import check_folder, check_target
from twowei.feedback import Feedback, Share
from twowei.geo.footprint import mu
from twowei.imagery.block_cache import bounded_cache
from twowei.imagery.told import NOTHING, Told
from twowei.services.find import Found, Wish, find
from twowei.services.gate import doubts_of, open_pair
from twowei.services.shift import lying, save_vectors, vectors_beside


@dataclass(frozen=True)
class Comparison:
    """The result of `compare`.

    Attributes:
        found: The candidates and how they were found.
        out: The vector file.
        change_map: The GeoTIFF of scores, if asked for.
        doubts: What was warned of before the run.
    """

    found: Found
    out: Path
    change_map: Path | None
    doubts: tuple[str, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """Return a summary for a program to read."""
        quality = self.found.quality and replace(self.found.quality, doubts=self.doubts)
        return {
            **summary(self.found),
            "grade": quality and quality.grade,
            "reasons": quality.reasons if quality else list(self.doubts),
            "out": str(self.out),
            "change_map": self.change_map and str(self.change_map),
        }


def summary(found: Found) -> dict[str, Any]:
    """Return the figures of a detection: patches by change, area in m² and 亩, model, settings, seconds."""
    area = sum(c.area_m2 for c in found.candidates)
    return {
        "patches": len(found.candidates),
        "new": sum(c.change == "new" for c in found.candidates),
        "demolished": sum(c.change == "demolished" for c in found.candidates),
        "area_m2": round(area, 2),
        "area_mu": round(mu(area), 3),
        "model": found.card.label,
        "academic_only": found.card.academic_only,
        "notice": found.notice,
        "threshold": found.threshold,
        "min_area_m2": round(found.min_area_m2, 2),
        "device": found.runtime.device,
        "runtime": found.runtime.label,
        **lying(found.alignment),
        "grade": found.quality and found.quality.grade,
        "reasons": found.quality.reasons if found.quality else [],
        "seconds": round(found.seconds, 1),
    }


def compare(
    before: Sequence[Path],
    after: Sequence[Path],
    out: Path,
    change_map: Path | None,
    wish: Wish,
    feedback: Feedback,
    told: Told = NOTHING,
) -> Comparison:
    """Find patches between two sets of files and write them to ``out`` (.gpkg, .shp or .geojson).

    Raises:
        TwoweiError: Whatever the user can mend; ``out`` is then as it was before.
    """
    check_target(out)
    if change_map:
        _check_change_map(change_map, out)
    older, newer = open_pair(before, after, told, feedback)
    _check_overwriting([*older.paths, *newer.paths, *([wish.aoi] if wish.aoi else [])], [out, change_map])
    work = out.with_name(f".{out.name}.work")
    # What writes vector files takes a second to load: beside the measuring of the shift.
    with bounded_cache(), ThreadPoolExecutor(1) as beside:
        beside.submit(importlib.import_module, "twowei.exports.candidates")
        found = find(older, newer, wish, work, Share(feedback, 0.0, 0.96))
        if change_map:
            found.change_map.save(change_map, found.notice, Share(feedback, 0.96, 0.99))
    if change_map:
        save_vectors(found.alignment, found.grid, vectors_beside(change_map))
    from twowei.exports.candidates import write_candidates

    write_candidates(found.candidates, out, older.date, newer.date, newer.tiles[0].grid.crs, found.notice)
    remove_work(work)
    feedback.report(1.0, "done")
    return Comparison(found, out, change_map, doubts_of(older, newer))


def _check_change_map(path: Path, out: Path) -> None:
    if path.suffix.lower() not in {".tif", ".tiff"}:
        raise OutputError(f"The change map {path.name} is a GeoTIFF; let its name end in .tif.")
    if path.resolve() == out.resolve():
        raise OutputError(f"{path} cannot be both the patches and the change map; give two names.")
    check_folder(path.parent)


def _check_overwriting(inputs: Sequence[Path], outputs: Sequence[Path | None]) -> None:
    """Refuse to write over what is read: imagery cannot be had again."""
    read = {path.resolve() for path in inputs}
    for path in outputs:
        if path and path.resolve() in read:
            raise OutputError(f"{path} is one of the inputs and would be overwritten; choose another name.")


def remove_work(work: Path) -> None:
    """Remove the finished rows of a run that is complete.

    Raises:
        OutputError: They cannot be removed.
    """
    try:
        shutil.rmtree(work)
    except OSError as error:
        raise OutputError(f"The work folder {work} cannot be removed ({error.strerror}); remove it by hand.") from error
