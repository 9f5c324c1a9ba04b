"""What changes while training: the network, its running average, the optimiser, the step.

A batch is shared among worker threads that each compute on one core. With torch's own threads every one of a
thousand small operations waits for the slowest core; here the cores meet once a step.
"""

from __future__ import annotations

from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from copy import deepcopy
from math import cos, pi
from typing import Any

import torch
from safetensors.torch import load_file
from torch import Tensor, nn

from twowei.detection.networks import SiameseUnet
from twowei.errors import ModelError
from twowei.training.depthwise import quicken
from twowei.training.recipe import Recipe

AVERAGE_DECAY = 0.997
_FIRST_RATE, _LAST_RATE = 0.04, 1e-3
Batch = tuple[Tensor, Tensor, Tensor]


class Learner:
    """A network in training.

    Args:
        recipe: Network, start, rates, threads.

    Attributes:
        step: Steps made.
        loss: Running mean of the loss.
        average: The running average of the network, which is what gets shipped.
    """

    def __init__(self, recipe: Recipe) -> None:
        self.recipe = recipe
        torch.set_num_threads(1)
        torch.manual_seed(recipe.seed)
        self.network = start_network(recipe).to(memory_format=torch.channels_last)
        self.average = deepcopy(self.network).eval()
        self._freeze()
        quicken(self.network)
        self._replicas = [self.network, *(_replica(self.network) for _ in range(recipe.threads - 1))]
        self.optimiser = torch.optim.AdamW(_groups(self.network, recipe), weight_decay=0.01)
        self.workers = ThreadPoolExecutor(recipe.threads, "learner", torch.set_num_threads, (1,))
        self.step, self.loss = 0, 0.0

    def learn(self, batch: Batch) -> None:
        """Make one step on before, after (n, 3, h, w) and target (n, 2, h, w): new or not, and the pixel's weight."""
        count = min(len(self._replicas), batch[0].shape[0])
        parts = zip(*(tensor.chunk(count) for tensor in batch), strict=True)
        results = list(self.workers.map(_gradients, self._replicas, parts))
        for parameter, *gradients in zip(_learned(self.network), *(r[1] for r in results), strict=True):
            parameter.grad = sum(gradients[1:], gradients[0]) / count
        nn.utils.clip_grad_norm_(_learned(self.network), 1.0)
        self._set_rates()
        self.optimiser.step()
        self._join_statistics()
        self.step += 1
        self._average()
        loss = sum(r[0] for r in results) / count
        self.loss = 0.98 * self.loss + 0.02 * loss if self.loss else loss

    def state(self) -> dict[str, Any]:
        """Return everything needed to go on later."""
        parts = {name: getattr(self, name).state_dict() for name in ("network", "average", "optimiser")}
        return {"step": self.step, "loss": self.loss, **parts}

    def restore(self, state: dict[str, Any]) -> None:
        """Go on from a state."""
        for name in ("network", "average", "optimiser"):
            getattr(self, name).load_state_dict(state[name])
        for replica in self._replicas[1:]:
            replica.load_state_dict(state["network"])
        self.step, self.loss = state["step"], state["loss"]

    def _set_rates(self) -> None:
        share = rate_share(self.step, self.recipe)
        peaks = (self.recipe.encoder_rate, self.recipe.decoder_rate)
        for group, peak in zip(self.optimiser.param_groups, peaks, strict=True):
            group["lr"] = peak * share

    def _freeze(self) -> None:
        """Keep the encoder's first blocks as they are: their statistics too."""
        for block in _frozen(self.network, self.recipe):
            block.requires_grad_(False)

    def _join_statistics(self) -> None:
        """Give every replica the mean of the replicas' batch statistics."""
        buffers = [[b for b in r.buffers() if b.is_floating_point()] for r in self._replicas]
        for same in zip(*buffers, strict=True):
            mean = sum(same[1:], same[0]) / len(same)
            for buffer in same:
                buffer.copy_(mean)

    @torch.no_grad()
    def _average(self) -> None:
        decay = min(AVERAGE_DECAY, (1 + self.step) / (10 + self.step))
        kept_all, new_all = self.average.state_dict(), self.network.state_dict()
        for name, kept in kept_all.items():
            if kept.dtype.is_floating_point:
                kept.lerp_(new_all[name], 1 - decay)
            else:
                kept.copy_(new_all[name])


def rate_share(step: int, recipe: Recipe) -> float:
    """Return the share of the peak learning rate at a step: warm-up, a steady stretch, a decay at the end.

    Both slopes are half cosines. With ``decay_steps`` short, a run may be ended whenever there is no more time:
    set ``steps`` to where it stands plus ``decay_steps`` and go on.
    """
    if step < recipe.warmup_steps:
        return _slope(step / recipe.warmup_steps, _FIRST_RATE, 1.0)
    left = recipe.steps - step
    if left < recipe.decay_steps:
        return _slope(1 - left / recipe.decay_steps, 1.0, _LAST_RATE)
    return 1.0


def _slope(part: float, start: float, end: float) -> float:
    return end + (start - end) * (1 + cos(pi * part)) / 2


def _replica(network: nn.Module) -> nn.Module:
    """Return a copy that shares the parameters and has statistics of its own."""
    copy = deepcopy(network)
    for module, other in zip(copy.modules(), network.modules(), strict=True):
        module._parameters = other._parameters
    return copy


def _learned(network: nn.Module) -> list[nn.Parameter]:
    return [p for p in network.parameters() if p.requires_grad]


def fast_arithmetic() -> torch.autocast:
    """Compute in bf16 where the processor has it."""
    return torch.autocast("cpu", torch.bfloat16, enabled=torch.cpu._is_avx512_bf16_supported())


def _gradients(network: nn.Module, batch: Batch) -> tuple[float, tuple[Tensor, ...]]:
    network.train()
    for block in network.modules():
        if isinstance(block, nn.BatchNorm2d) and not block.weight.requires_grad:
            block.eval()
    before, after, target = batch
    with fast_arithmetic():
        logits = network(before, after)
    loss = segmentation_loss(logits.float(), target)
    return float(loss.detach()), torch.autograd.grad(loss, _learned(network))


def segmentation_loss(logits: Tensor, target: Tensor) -> Tensor:
    """Return Dice over the batch plus weighted binary cross-entropy.

    Args:
        logits: (n, 1, h, w).
        target: (n, 2, h, w): 1 where new, and the weight of the pixel in the cross-entropy.
    """
    new, weight = target[:, :1], target[:, 1:]
    score = torch.sigmoid(logits)
    dice = 1 - (2 * (score * new).sum() + 1) / (score.sum() + new.sum() + 1)
    return dice + nn.functional.binary_cross_entropy_with_logits(logits, new, weight)


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


def _frozen(network: SiameseUnet, recipe: Recipe) -> Iterable[nn.Module]:
    if not recipe.frozen_blocks:
        return []
    blocks = list(getattr(network.encoder, "features", []))
    if len(blocks) < recipe.frozen_blocks:
        raise ModelError(f"Encoder {recipe.encoder} has no {recipe.frozen_blocks} blocks to freeze; set 0.")
    return blocks[: recipe.frozen_blocks]


def _groups(network: SiameseUnet, recipe: Recipe) -> list[dict[str, Any]]:
    rest = [*network.decoder.parameters(), *network.head.parameters()]
    return [
        {"params": [p for p in network.encoder.parameters() if p.requires_grad], "lr": recipe.encoder_rate},
        {"params": rest, "lr": recipe.decoder_rate},
    ]
