"""A model ready to work: its weights on a device, pictures in, scores out."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import torch
from numpy.typing import NDArray
from safetensors.torch import load_file

from twowei.detection.card import Card, Change, file_sha256
from twowei.detection.change_map import FULL_SCORE
from twowei.detection.networks import SiameseUnet
from twowei.errors import ModelError

DEVICES = ("auto", "cpu", "cuda")
_STEP_PX = 32


class Detector:
    """Scores of change for pictures of two dates.

    Args:
        card: The model's card.
        device: ``auto``, ``cpu`` or ``cuda``.

    Raises:
        ModelError: The weights are missing or do not match the card, or CUDA was asked for and is absent.
    """

    def __init__(self, card: Card, device: str = "auto") -> None:
        self.card = card
        self.device = choose_device(device)
        if file_sha256(card.weights) != card.weights_sha256:
            raise ModelError(f"{card.weights} does not match its card (SHA-256 differs); reinstall the model.")
        network = SiameseUnet(card.encoder, card.decoder_channels)
        network.load_state_dict(load_file(card.weights))
        self._network = network.float().eval().to(self.device).to(memory_format=torch.channels_last)
        self.dtype = _fast_dtype(self.device)

    @property
    def conditions(self) -> dict[str, str]:
        """What decides the scores to the last bit: weights, device, number type, torch, threads."""
        return {
            "weights": self.card.weights_sha256,
            "device": str(self.device),
            "dtype": str(self.dtype),
            "torch": torch.__version__,
            "threads": str(torch.get_num_threads()),
        }

    @torch.inference_mode()
    def scores(
        self, before: NDArray[np.uint8], after: NDArray[np.uint8], changes: Sequence[Change]
    ) -> dict[Change, NDArray[np.uint8]]:
        """Return scores as uint8 (h, w), 0 to 254 for 0 to 1, of two pictures (3, h, w) of any size."""
        height, width = before.shape[1:]
        with torch.autocast(self.device.type, self.dtype, enabled=self.dtype != torch.float32):
            features = self._network.encode(self._input(before), self._input(after))
            logits = {c: self._network.decode(features, backwards=c == "demolished") for c in changes}
        return {c: _to_uint8(values, height, width) for c, values in logits.items()}

    def _input(self, picture: NDArray[np.uint8]) -> torch.Tensor:
        """Bring a picture to [-1, 1], padded by reflection to a multiple of 32."""
        down, right = (-side % _STEP_PX for side in picture.shape[1:])
        mode = "reflect" if min(picture.shape[1:]) > max(down, right) else "edge"
        padded = np.pad(picture, ((0, 0), (0, down), (0, right)), mode=mode)  # type: ignore[call-overload]
        tensor = torch.from_numpy(padded)[None].to(self.device)
        return (tensor.float() / 127.5 - 1).contiguous(memory_format=torch.channels_last)


def _to_uint8(logits: torch.Tensor, height: int, width: int) -> NDArray[np.uint8]:
    scores = torch.sigmoid(logits[0, 0, :height, :width].float()) * FULL_SCORE
    return np.asarray(scores.round().to(torch.uint8).cpu().numpy())


def choose_device(name: str) -> torch.device:
    """Return the device for ``auto``, ``cpu`` or ``cuda``.

    Raises:
        ModelError: CUDA was asked for and is absent.
    """
    if name == "cuda" and not torch.cuda.is_available():
        raise ModelError("CUDA was asked for, but torch sees no NVIDIA GPU here; use --device cpu or auto.")
    if name == "auto":
        name = "cuda" if torch.cuda.is_available() else "cpu"
    return torch.device(name)


def _fast_dtype(device: torch.device) -> torch.dtype:
    """Return the quickest number type the device computes in hardware."""
    if device.type == "cuda":
        return torch.bfloat16 if torch.cuda.is_bf16_supported() else torch.float16
    return torch.bfloat16 if torch.cpu._is_avx512_bf16_supported() else torch.float32
