"""The network computed by torch, on a processor or an NVIDIA GPU."""

from __future__ import annotations

import numpy as np
import torch
from safetensors.torch import load_file
from torch import nn

from twowei.detection.card import Card
from twowei.detection.networks import Scorer, SiameseUnet
from twowei.detection.runtime import Facts, Pixels, version_of
from twowei.errors import ModelError


class TorchRuntime:
    """The network on a device, channels last, in the quickest number type it has.

    Normalisations are folded into the convolutions before them: a third less time, measured.

    Args:
        card: The model's card.
        device: ``cpu`` or ``cuda``.

    Raises:
        ModelError: CUDA was asked for and is absent.
    """

    def __init__(self, card: Card, device: str) -> None:
        if device == "cuda" and not torch.cuda.is_available():
            raise ModelError("CUDA was asked for, but torch sees no NVIDIA GPU here; use --device cpu or auto.")
        self._device, dtype = torch.device(device), _fast_dtype(device)
        network = _folded(load_network(card)).to(self._device, dtype, memory_format=torch.channels_last)  # type: ignore[call-overload]
        self._scorers = {ways: Scorer(network, ways, dtype) for ways in (1, 2)}
        self.facts = Facts(
            "torch", version_of("torch"), device, str(dtype).removeprefix("torch."), torch.get_num_threads()
        )

    def prepare(self, height: int, width: int, ways: int) -> None:
        """Do nothing: any size is the same."""

    @torch.inference_mode()
    def scores(self, before: Pixels, after: Pixels, ways: int) -> Pixels:
        """Return scores as `Runtime` says."""
        tensors = (torch.from_numpy(np.ascontiguousarray(p)).to(self._device)[None] for p in (before, after))
        found = self._scorers[ways](*(t.contiguous(memory_format=torch.channels_last) for t in tensors))
        return np.asarray(found[0].cpu().numpy())


def load_network(card: Card) -> SiameseUnet:
    """Return the network with the card's weights, fp32, ready to compute."""
    network = SiameseUnet(card.encoder, card.decoder_channels, quickly=True)
    network.load_state_dict(load_file(card.weights))
    return network.float().eval()


def _folded(network: SiameseUnet) -> SiameseUnet:
    """Fold each normalisation that follows a convolution into it."""
    for module in network.modules():
        if not isinstance(module, nn.Sequential):
            continue
        for (name, first), (following, second) in zip(
            list(module.named_children()), list(module.named_children())[1:], strict=False
        ):
            if isinstance(first, nn.Conv2d) and isinstance(second, nn.BatchNorm2d):
                setattr(module, name, nn.utils.fuse_conv_bn_eval(first, second))
                setattr(module, following, nn.Identity())
    return network


def _fast_dtype(device: str) -> torch.dtype:
    """Return the quickest number type the device computes in hardware."""
    if device == "cuda":
        return torch.bfloat16 if torch.cuda.is_bf16_supported() else torch.float16
    return torch.bfloat16 if torch.cpu._is_avx512_bf16_supported() else torch.float32
