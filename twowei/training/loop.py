"""The training loop: seeded, logged, and able to go on after a stop.

Every step draws its chips from a generator seeded by (recipe seed, step), so a resumed run sees the chips
that an uninterrupted one would have seen.
"""

from __future__ import annotations

import json
import shutil
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from safetensors.torch import save_file
from torch import Tensor, nn

from twowei.detection.change_map import FULL_SCORE
from twowei.feedback import Feedback
from twowei.training.augment import augmented, mixed
from twowei.training.chips import Shelf, open_shelf, pick
from twowei.training.datasets import pair_stems, read_pair
from twowei.training.learner import Batch, Learner, fast_arithmetic, rate_share
from twowei.training.metrics import PixelCurve
from twowei.training.recipe import Recipe
from twowei.training.report import draw_report
from twowei.training.weights import pixel_weights

LOG, REPORT, BEST, WEIGHTS = "log.jsonl", "report.png", "best.safetensors", "model.safetensors"
KEEP_EVERY_S = 300.0
"""A slow machine loses no more than this to a power cut."""


def train(recipe: Recipe, folder: Path, feedback: Feedback) -> Path:
    """Train a network and return the file of its averaged weights in half precision: the best of all validations.

    ``folder`` receives ``log.jsonl`` (a line per validation), ``report.png`` (its curves), ``checkpoint.pt`` (to
    resume), ``best.safetensors`` (the weights that have validated best so far) and, at the end, ``model.safetensors``.

    Raises:
        ModelError: The recipe names files or folders that are not there.
        CancelledError: Stopped by the user; a checkpoint is kept, from which the same call goes on.
    """
    folder.mkdir(parents=True, exist_ok=True)
    threads = torch.get_num_threads()
    try:
        return _train(recipe, folder, feedback)
    finally:
        torch.set_num_threads(threads)


def _train(recipe: Recipe, folder: Path, feedback: Feedback) -> Path:
    run = _Run(recipe, folder)
    shelves = [open_shelf(source, folder.parent / "drawn") for source in recipe.sources]
    for step, batch in _batches(recipe, shelves, run.learner.step):
        if feedback.cancelled():
            run.keep()
        feedback.raise_if_cancelled()
        run.learn(batch)
        if (step + 1) % recipe.checkpoint_every == 0 or step + 1 == recipe.steps:
            run.review()
        elif time.monotonic() - run.kept > KEEP_EVERY_S:
            run.keep()
        feedback.report((step + 1) / recipe.steps, f"step {step + 1}, loss {run.learner.loss:.3f}")
    return run.finish()


class _Run:
    """A learner with its folder: log and checkpoint."""

    def __init__(self, recipe: Recipe, folder: Path) -> None:
        self.recipe, self.folder, self.seconds = recipe, folder, 0.0
        self.kept = time.monotonic()
        self.learner = Learner(recipe)
        path = folder / "checkpoint.pt"
        if path.is_file():
            state = torch.load(path, weights_only=True)
            self.seconds = state["seconds"]
            self.learner.restore(state)

    def learn(self, batch: Batch) -> None:
        began = time.perf_counter()
        self.learner.learn(batch)
        self.seconds += time.perf_counter() - began

    def review(self) -> None:
        """Measure on the validation pairs, log, and write a checkpoint."""
        curve = validate(self.learner, self.recipe)
        best = curve.best_threshold()
        line = {
            "step": self.learner.step,
            "loss": round(self.learner.loss, 4),
            "rate": round(rate_share(self.learner.step, self.recipe), 4),
            "seconds": round(self.seconds, 1),
            "val_f1_at_0.5": round(curve.at(0.5).f1, 4),
            "val_best_threshold": best,
            "val_best_f1": round(curve.at(best).f1, 4),
        }
        path = self.folder / LOG
        if not path.is_file() or line["val_best_f1"] > best_line(path)["val_best_f1"]:
            save_weights(self.learner.average, self.folder / BEST)
        with path.open("a", encoding="utf-8") as log:
            log.write(json.dumps(line) + "\n")
        draw_report(path, self.folder / REPORT, self.recipe.name)
        self.keep()

    def finish(self) -> Path:
        """Put the weights that validated best where a finished run has its weights."""
        path, part = self.folder / WEIGHTS, self.folder / "model.part"
        if not (self.folder / BEST).is_file():
            return save_weights(self.learner.average, path)
        shutil.copyfile(self.folder / BEST, part)
        part.replace(path)
        return path

    def keep(self) -> None:
        """Write a checkpoint."""
        self.kept = time.monotonic()
        part = self.folder / "checkpoint.part"
        torch.save({"seconds": self.seconds, **self.learner.state()}, part)
        part.replace(self.folder / "checkpoint.pt")


def best_line(log: Path) -> dict[str, float]:
    """Return the line of a log whose weights validated best, the first of equals."""
    lines: list[dict[str, float]] = [json.loads(line) for line in log.read_text("utf-8").splitlines()]
    return max(lines, key=lambda line: line["val_best_f1"])


def save_weights(network: nn.Module, path: Path) -> Path:
    """Write a network's weights in half precision."""
    part = path.with_suffix(".part")
    weights = {
        name: (value.half() if value.dtype.is_floating_point else value).contiguous()
        for name, value in network.state_dict().items()
    }
    save_file(weights, part)
    part.replace(path)
    return path


def _batches(recipe: Recipe, shelves: list[Shelf], first: int) -> Iterator[tuple[int, Batch]]:
    with ThreadPoolExecutor(1) as worker:
        ahead = [worker.submit(_batch, recipe, shelves, step) for step in range(first, min(first + 3, recipe.steps))]
        for step in range(first, recipe.steps):
            batch = ahead.pop(0).result()
            if step + 3 < recipe.steps:
                ahead.append(worker.submit(_batch, recipe, shelves, step + 3))
            yield step, batch


def _batch(recipe: Recipe, shelves: list[Shelf], step: int) -> Batch:
    rng = np.random.default_rng([recipe.seed, step])
    wanted = (recipe.chip_px, recipe.resolution_m, recipe.changed_share)
    chips = [augmented(pick(shelves, *wanted, rng), rng, recipe.worn_share) for _ in range(recipe.batch)]
    if recipe.mixed_share:
        chips = mixed(chips, recipe.mixed_share, rng)
    before, after = (network_input(np.stack([chip[date] for chip in chips])) for date in (0, 1))
    weights = [pixel_weights(chip[2], recipe.resolution_m, recipe.gap_weight) for chip in chips]
    target = np.stack([np.stack([chip[2], weight]) for chip, weight in zip(chips, weights, strict=True)])
    return before, after, torch.from_numpy(target.astype(np.float32))


def network_input(pictures: NDArray[np.uint8]) -> Tensor:
    """Bring uint8 pictures (n, h, w, 3) to [-1, 1] as (n, 3, h, w), channels last in memory."""
    return torch.tensor(pictures, dtype=torch.float32).div_(127.5).sub_(1).permute(0, 3, 1, 2)


def validate(learner: Learner, recipe: Recipe) -> PixelCurve:
    """Return the pixel curve of the running average on the recipe's validation pairs, which are of one size."""
    curve, folder = PixelCurve(), Path(recipe.validation)

    def scores(stems: list[str]) -> tuple[NDArray[np.uint8], NDArray[np.bool_]]:
        pairs = [read_pair(folder, stem, recipe.resolution_m) for stem in stems]
        before, after = (
            network_input(np.stack(dates)) for dates in zip(*((p.before, p.after) for p in pairs), strict=True)
        )
        with torch.inference_mode(), fast_arithmetic():
            logits = learner.average(before, after)
        found = (torch.sigmoid(logits.float())[:, 0] * FULL_SCORE).round().to(torch.uint8).numpy()
        return found, np.stack([p.new for p in pairs])

    stems = pair_stems(folder)
    for found, new in learner.workers.map(scores, [stems[i : i + 8] for i in range(0, len(stems), 8)]):
        curve.add(found, new)
    return curve
