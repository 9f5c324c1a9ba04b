"""Speed of `twowei compare` end to end beside the bare network, on filled rasters; and of the runtimes.

    OMP_NUM_THREADS=2 python benchmarks/speed.py [--side 10000] [--runtime auto …] [--share 0.2] [--table]

The rasters are VRTs that repeat the sample district. In the same run: the bare network on the same windows (pictures in
memory already, half of them before the comparison and half after), and the same weights in a plain fp32 torch loop over
every so manieth of them (``--share``). ``compare`` is the command itself in a process of its own, start and imports
included, with change map and vector file. Each size of picture is computed once before anything is timed, so that
making room for it counts for the command alone. Several runtimes are measured one after the other, each with a
bare network and a plain loop of its own. Beside the clock stands the processor time, which a busy machine disturbs
less. ``--table`` instead compares the installed runtimes by size of picture, taking turns.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
from memory import MONTHS, repeated

from twowei.alignment.pair import Pair
from twowei.detection.card import load_card
from twowei.detection.detector import Detector
from twowei.detection.runtime import RUNTIMES, installed
from twowei.detection.sweep import layout_of
from twowei.geo.windows import Window
from twowei.imagery.inspection import open_epoch

Took = tuple[float, float]
"""Seconds by the clock, and of processor time."""


def timed(work: Callable[[], Any], whose: int = resource.RUSAGE_SELF) -> Took:
    """Return how long work takes."""
    before, began = resource.getrusage(whose), time.perf_counter()
    work()
    clock, after = time.perf_counter() - began, resource.getrusage(whose)
    return clock, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def total(parts: list[Took]) -> Took:
    """Return the sum."""
    clock, processor = zip(*parts, strict=True)
    return sum(clock), sum(processor)


def pictures(pair: Pair, windows: list[Window]) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """Give both dates of windows."""
    for window in windows:
        found = pair.read(window)
        yield found.before, found.after


def plain(card: Any) -> Callable[[np.ndarray, np.ndarray], Any]:
    """Return the network as anyone would write it first: fp32, no folding, one window after another."""
    import torch

    from twowei.detection.torch_runtime import load_network

    network = load_network(card)

    def scores(before: np.ndarray, after: np.ndarray) -> Any:
        with torch.inference_mode():
            tensors = (torch.from_numpy(p)[None].float() / 127.5 - 1 for p in (before, after))
            return torch.sigmoid(network(*tensors))[0, 0].numpy()

    return scores


def padded(picture: np.ndarray) -> np.ndarray:
    """Bring sides to multiples of 32."""
    down, right = (-side % 32 for side in picture.shape[1:])
    return np.pad(picture, ((0, 0), (0, down), (0, right)), mode="reflect")


def end_to_end(befores: Path, afters: Path, folder: Path, runtime: str) -> dict[str, Any]:
    """Run the command; returns its result, what it took, and the seconds at which its phases began."""
    command = [sys.executable, "-m", "twowei", "compare", str(befores), str(afters), "--out", str(folder / "p.gpkg"),
               "--change-map", str(folder / "m.tif"), "--runtime", runtime, "--progress", "json",
               "--json"]  # fmt: skip
    phases: dict[str, float] = {}
    said: list[str] = []

    def work() -> None:
        began = time.perf_counter()
        with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
            assert process.stdout and process.stderr
            for line in process.stderr:
                message = json.loads(line).get("message", "") if line.startswith("{") else line
                name = "windows" if message.startswith("window") else message
                phases.setdefault(name, round(time.perf_counter() - began, 2))
            said.append(process.stdout.read())
        assert process.returncode == 0

    took = timed(work, resource.RUSAGE_CHILDREN)
    return {**json.loads(said[0]), "took": took, "phases": phases}


def compared(options: argparse.Namespace, runtime: str) -> None:
    """Print the figures of a comparison beside those of the bare network."""
    card = load_card("fast")
    detector = Detector(card, "auto", runtime)
    run = detector._runtime
    with tempfile.TemporaryDirectory() as name:
        befores, afters = (repeated(month, options.side, Path(name)) for month in MONTHS)
        with Pair(open_epoch([befores]), open_epoch([afters]), card.resolution_m, card.coarsest_m) as pair:
            layout = layout_of(detector, pair.grid)
            regions = [layout.region(w) for row in layout.rows for w in row]
            some = regions[:: max(round(1 / options.share), 1)]
            loop = plain(card)
            for shape, region in {(r.height, r.width): r for r in regions}.items():
                ready = [padded(one) for one in next(pictures(pair, [region]))]
                run.scores(*ready, 1)
                if shape == (some[0].height, some[0].width):
                    loop(*ready)
            bare: list[Took] = []
            slow: list[Took] = []

            def half(which: int) -> None:
                for before, after in pictures(pair, regions[which::2]):
                    ready = padded(before), padded(after)
                    bare.append(timed(partial(run.scores, *ready, 1)))
                for before, after in pictures(pair, some[which::2]):
                    ready = padded(before), padded(after)
                    slow.append(timed(partial(loop, *ready)))

            half(0)
            result = end_to_end(befores, afters, Path(name), runtime)
            half(1)
    area, worked = options.side**2 / 1e6, sum(r.height * r.width for r in regions) / 1e6
    part = sum(r.height * r.width for r in some) / 1e6
    print(f"{result['runtime']}, {area:.0f} Mpx of ground in {len(regions)} windows of {worked:.0f} Mpx, "
          f"{result['patches']} patches")  # fmt: skip
    for at, clock in enumerate(("clock", "processor")):
        all_of_it, network, fp32 = result["took"][at], total(bare)[at], total(slow)[at] * worked / part
        print(
            f"{clock}: compare {all_of_it:.1f} s = {area / all_of_it:.2f} Mpx/s of ground; "
            f"bare network {network:.1f} s = {worked / network:.2f} Mpx/s; "
            f"plain fp32 loop {fp32:.1f} s = {worked / fp32:.2f} Mpx/s"
        )
        print(f"  of the bare network on the same windows {network / all_of_it:.3f} "
              f"(of its pixels a second, margins lost: {area / all_of_it / (worked / network):.3f}); "
              f"times the fp32 loop {fp32 / all_of_it:.2f}")  # fmt: skip
    print("phases began at (s):", json.dumps(result["phases"], ensure_ascii=False))


def table() -> None:
    """Print Mpx/s by runtime and size of picture, the best of three turns each."""
    card = load_card("fast")
    runs = {name: Detector(card, "cpu", name)._runtime for name in RUNTIMES if installed(name)}
    loop = plain(card)
    ways: dict[str, Callable[[np.ndarray, np.ndarray], Any]] = {"plain torch fp32 loop": loop}
    ways |= {run.facts.label: (lambda b, a, run=run: run.scores(b, a, 1)) for run in runs.values()}
    for side in (512, 1024, 1792):
        rng = np.random.default_rng(0)
        pair = rng.integers(0, 256, (2, 3, side, side)).astype(np.uint8)
        best: dict[str, list[Took]] = {name: [] for name in ways}
        for turn in range(4):
            for name, way in ways.items():
                took = timed(partial(way, *pair))
                best[name] += [took] if turn else []
        for name, found in best.items():
            clock, processor = (min(values) for values in zip(*found, strict=True))
            print(f"{side} px, {name}: {side**2 / 1e6 / clock:.2f} Mpx/s; {processor / side**2 * 1e6:.2f} s of "
                  "processor time a Mpx")  # fmt: skip


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--side", type=int, default=10_000)
    parser.add_argument("--runtime", default=["auto"], nargs="+")
    parser.add_argument("--share", type=float, default=0.2)
    parser.add_argument("--table", action="store_true")
    options = parser.parse_args()
    os.environ.setdefault("OMP_NUM_THREADS", "2")
    if options.table:
        table()
    else:
        for runtime in options.runtime:
            compared(options, runtime)


if __name__ == "__main__":
    main()
