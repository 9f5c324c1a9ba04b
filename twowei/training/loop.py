"""The training loop: seeded, logged, and able to go on after a stop.

Every step draws its chips from a generator seeded by (recipe seed, step), so a resumed run sees the chips
that an uninterrupted one would have seen.
"""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from copy import deepcopy
from pathlib import Path
from typing import Any

import numpy as np
import torch
from safetensors.torch import load_file, save_file
from torch import Tensor, nn

from twowei.detection.change_map import FULL_SCORE
from twowei.detection.networks import SiameseUnet
from twowei.errors import ModelError
from twowei.feedback import Feedback
from twowei.training.augment import augmented
from twowei.training.chips import Shelf, open_shelf, pair_stems, pick, read_pair
from twowei.training.metrics import PixelCurve
from twowei.training.recipe import Recipe

AVERAGE_DECAY = 0.995
Batch = tuple[Tensor, Tensor, Tensor]


def train(recipe: Recipe, folder: Path, feedback: Feedback) -> Path:
    """Train a network and return the file of its averaged weights in half precision.

    ``folder`` receives ``log.jsonl`` (a line per report), ``checkpoint.pt`` (to resume) and
    ``model.safetensors``.

    Raises:
        ModelError: The recipe names files or folders that are not there.
        CancelledError: Stopped by the user; the checkpoint is kept.
    """
    folder.mkdir(parents=True, exist_ok=True)
    torch.set_num_threads(recipe.threads)
    torch.manual_seed(recipe.seed)
    run = _Run(recipe, folder)
    shelves = [open_shelf(source, folder.parent / "drawn") for source in recipe.sources]
    for step, batch in _batches(recipe, shelves, run.step):
        feedback.raise_if_cancelled()
        run.learn(batch)
        if (step + 1) % recipe.checkpoint_every == 0 or step + 1 == recipe.steps:
            run.review()
        feedback.report((step + 1) / recipe.steps, f"step {step + 1}, loss {run.loss:.3f}")
    return run.save_weights()


class _Run:
    """What changes while training: network, its running average, optimiser, step."""

    def __init__(self, recipe: Recipe, folder: Path) -> None:
        self.recipe, self.folder = recipe, folder
        self.network = start_network(recipe).to(memory_format=torch.channels_last)
        self.average = deepcopy(self.network).eval()
        self.optimiser = torch.optim.AdamW(_groups(self.network, recipe), weight_decay=0.01)
        rates = [recipe.encoder_rate, recipe.decoder_rate]
        self.schedule = torch.optim.lr_scheduler.OneCycleLR(
            self.optimiser, rates, total_steps=recipe.steps + 1, pct_start=0.15
        )
        self.step, self.loss, self.seconds = 0, 0.0, 0.0
        self._resume()

    def learn(self, batch: Batch) -> None:
        began = time.perf_counter()
        self.network.train()
        before, after, target = batch
        with torch.autocast("cpu", torch.bfloat16):
            logits = self.network(before, after)
        loss = segmentation_loss(logits.float(), target)
        self.optimiser.zero_grad(set_to_none=True)
        loss.backward()  # type: ignore[no-untyped-call]
        nn.utils.clip_grad_norm_(self.network.parameters(), 1.0)
        self.optimiser.step()
        self.schedule.step()
        self.step += 1
        self._average()
        self.loss = 0.95 * self.loss + 0.05 * float(loss.detach()) if self.loss else float(loss.detach())
        self.seconds += time.perf_counter() - began

    def _average(self) -> None:
        decay = min(AVERAGE_DECAY, (1 + self.step) / (10 + self.step))
        for kept, new in zip(self.average.state_dict().values(), self.network.state_dict().values(), strict=True):
            if kept.dtype.is_floating_point:
                kept.lerp_(new, 1 - decay)
            else:
                kept.copy_(new)

    def review(self) -> None:
        """Measure on the validation pairs, log, and write a checkpoint."""
        curve = validate(self.average, self.recipe)
        best = curve.best_threshold()
        line = {
            "step": self.step,
            "loss": round(self.loss, 4),
            "seconds": round(self.seconds, 1),
            "val_f1_at_0.5": round(curve.at(0.5).f1, 4),
            "val_best_threshold": best,
            "val_best_f1": round(curve.at(best).f1, 4),
        }
        with (self.folder / "log.jsonl").open("a", encoding="utf-8") as log:
            log.write(json.dumps(line) + "\n")
        part = self.folder / "checkpoint.part"
        torch.save(self._state(), part)
        part.replace(self.folder / "checkpoint.pt")

    def _state(self) -> dict[str, Any]:
        return {
            "step": self.step,
            "loss": self.loss,
            "seconds": self.seconds,
            "network": self.network.state_dict(),
            "average": self.average.state_dict(),
            "optimiser": self.optimiser.state_dict(),
            "schedule": self.schedule.state_dict(),
        }

    def _resume(self) -> None:
        path = self.folder / "checkpoint.pt"
        if not path.is_file():
            return
        state = torch.load(path, weights_only=True)
        for name in ("network", "average", "optimiser", "schedule"):
            getattr(self, name).load_state_dict(state[name])
        self.step, self.loss, self.seconds = state["step"], state["loss"], state["seconds"]

    def save_weights(self) -> Path:
        path = self.folder / "model.safetensors"
        part = path.with_suffix(".part")
        weights = {
            name: (value.half() if value.dtype.is_floating_point else value).contiguous()
            for name, value in self.average.state_dict().items()
        }
        save_file(weights, part)
        part.replace(path)
        return path


def start_network(recipe: Recipe) -> SiameseUnet:
    """Return the network as the recipe starts it: an earlier stage, initial encoder weights, or random."""
    network = SiameseUnet(recipe.encoder, recipe.decoder_channels)
    if recipe.start_from:
        network.load_state_dict(_weights(recipe.start_from))
    elif recipe.initial_weights:
        weights = _weights(recipe.initial_weights)
        network.encoder.load_state_dict(_turned(weights) if recipe.turn_kernels else weights)
    return network


def _weights(path: str) -> dict[str, Tensor]:
    try:
        return load_file(path)
    except OSError as error:
        raise ModelError(f"The weights {path} that the recipe starts from cannot be read: {error}.") from error


def _turned(weights: dict[str, Tensor]) -> dict[str, Tensor]:
    """Turn every 3×3 kernel by 180°."""
    return {k: v.flip(2, 3) if v.ndim == 4 and v.shape[-1] == 3 else v for k, v in weights.items()}


def _groups(network: SiameseUnet, recipe: Recipe) -> list[dict[str, Any]]:
    rest = [*network.decoder.parameters(), *network.head.parameters()]
    return [
        {"params": list(network.encoder.parameters()), "lr": recipe.encoder_rate},
        {"params": rest, "lr": recipe.decoder_rate},
    ]


def segmentation_loss(logits: Tensor, target: Tensor) -> Tensor:
    """Return Dice over the batch plus binary cross-entropy; both tensors (n, 1, h, w)."""
    score = torch.sigmoid(logits)
    dice = 1 - (2 * (score * target).sum() + 1) / (score.sum() + target.sum() + 1)
    return dice + nn.functional.binary_cross_entropy_with_logits(logits, target)


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
    chips = [augmented(pick(shelves, rng), recipe.chip_px, recipe.resolution_m, rng) for _ in range(recipe.batch)]
    before, after = (network_input(np.stack([chip[date] for chip in chips])) for date in (0, 1))
    target = torch.from_numpy(np.stack([chip[2] for chip in chips]))[:, None].float()
    return before, after, target


def network_input(pictures: np.ndarray[Any, np.dtype[np.uint8]]) -> Tensor:
    """Bring uint8 pictures (n, h, w, 3) to [-1, 1] as (n, 3, h, w), channels last in memory."""
    return (torch.tensor(pictures).permute(0, 3, 1, 2).float() / 127.5 - 1).contiguous(
        memory_format=torch.channels_last
    )


@torch.inference_mode()
def validate(network: nn.Module, recipe: Recipe) -> PixelCurve:
    """Return the pixel curve on the recipe's validation pairs."""
    curve, folder = PixelCurve(), Path(recipe.validation)
    for stem in pair_stems(folder):
        pair = read_pair(folder, stem, recipe.resolution_m)
        with torch.autocast("cpu", torch.bfloat16):
            logits = network(network_input(pair.before[None]), network_input(pair.after[None]))
        scores = (torch.sigmoid(logits.float())[0, 0] * FULL_SCORE).round().to(torch.uint8).numpy()
        curve.add(scores, pair.new)
    return curve
