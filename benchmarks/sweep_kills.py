"""A detection killed at random moments: ``python benchmarks/sweep_kills.py [20]``; CI does a few on drawn rasters.

`twowei compare` runs on a tile of the sample in windows of 512 pixels (five rows), as a process of its own that is
killed (SIGKILL) at a random moment between its start and its end. The same command is then given again, and must end
with the change map's pixels, the outlines and the attributes of the run that nobody killed. Every third run is killed
twice. Prints how many kills met a run, and how many rows a resumed run found finished.
"""

from __future__ import annotations

import json
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import geopandas
import numpy as np
import rasterio

from twowei import resources
from twowei.detection.card import DEFAULT_MODEL, load_card

TILE = "r0c1"
WINDOW_PX = 512


def model_with_small_windows(folder: Path) -> Path:
    """Copy the default model; its card asks for windows of 512 pixels."""
    model = Path(shutil.copytree(load_card(DEFAULT_MODEL).folder, folder / "model"))
    card = json.loads((model / "config.json").read_text("utf-8"))
    (model / "config.json").write_text(json.dumps(card | {"window_px": WINDOW_PX}), "utf-8")
    return model


def command(model: Path, out: Path) -> list[str]:
    """Return the command whose result must not depend on kills."""
    befores, afters = (next((resources.sample_tiles() / m).glob(f"*{TILE}.tif")) for m in ("2026-05", "2026-06"))
    options = ["--out", out / "patches.gpkg", "--change-map", out / "map.tif", "--model", model, "--change", "both"]
    return [sys.executable, "-m", "twowei", "compare", *map(str, (befores, afters, *options)), "--progress", "none"]


def result(out: Path) -> tuple[np.ndarray, list[tuple[object, ...]]]:
    """Return the pixels of the change map, and outlines with their attributes in an order of their own."""
    with rasterio.open(out / "map.tif") as dataset:
        pixels = dataset.read()
    frame = geopandas.read_file(out / "patches.gpkg")
    rows = frame.drop(columns="geometry").astype(str).itertuples(index=False, name=None)
    return pixels, sorted((shape.wkb_hex, *row) for shape, row in zip(frame.geometry, rows, strict=True))


def kill_and_resume(model: Path, out: Path, moments: list[float]) -> tuple[int, int]:
    """Kill a run at moments (seconds after each start), then let it end; returns kills that met it and rows found."""
    out.mkdir()
    met = 0
    for moment in moments:
        with subprocess.Popen(command(model, out), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
            time.sleep(moment)
            process.kill()
        met += process.returncode == -signal.SIGKILL
    rows = len(list(out.glob(".*.work/*/row_*.npz")))
    subprocess.run(command(model, out), check=True, stdout=subprocess.DEVNULL)
    assert {p.name for p in out.iterdir()} - {"map_shift.geojson"} == {"patches.gpkg", "map.tif"}, list(out.iterdir())
    return met, rows


def main() -> None:
    """Kill so many runs."""
    times = int(sys.argv[1]) if len(sys.argv) > 1 else 20
    chance = random.Random(4)
    with tempfile.TemporaryDirectory() as parent:
        folder = Path(parent)
        model = model_with_small_windows(folder)
        (folder / "whole").mkdir()
        began = time.perf_counter()
        subprocess.run(command(model, folder / "whole"), check=True, stdout=subprocess.DEVNULL)
        lasted = time.perf_counter() - began
        pixels, patches = result(folder / "whole")
        kills, resumed = 0, []
        while kills < times:
            moments = [chance.uniform(0, lasted) for _ in range(1 + (len(resumed) % 3 == 2))]
            met, rows = kill_and_resume(model, folder / "again", moments)
            again = result(folder / "again")
            assert np.array_equal(again[0], pixels), f"other pixels after kills at {moments}"
            assert again[1] == patches, f"other outlines or attributes after kills at {moments}"
            shutil.rmtree(folder / "again")
            kills += met
            resumed.append(rows)
            print(f"killed after {', '.join(f'{m:.1f} s' for m in moments)} of {lasted:.1f} s: the same", flush=True)
    print(f"{kills} kills, {len(patches)} patches; resumed runs found {resumed} rows finished; every result the same")


if __name__ == "__main__":
    main()
