"""A model ready to work: its weights on a device, pictures in, scores out."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from twowei.detection.card import Card, Change, file_sha256
from twowei.detection.choice import choose, measured
from twowei.detection.runtime import STEP_PX
from twowei.detection.speeds import Speed
from twowei.errors import ModelError
from twowei.feedback import Feedback


class Detector:
    """Scores of change for pictures of two dates.

    Args:
        card: The model's card.
        device: ``auto``, ``cpu`` or ``cuda``.
        runtime: ``auto`` for the fastest installed, ``torch``, ``openvino`` or ``onnx``.
        feedback: Told when the runtimes are measured, which takes up to a minute, once.

    Attributes:
        facts: What computes it.
        scored_px: Pixels scored since it was made.

    Raises:
        ModelError: The weights are missing or do not match the card, or CUDA or the runtime asked for is absent.
    """

    def __init__(
        self, card: Card, device: str = "auto", runtime: str = "torch", feedback: Feedback | None = None
    ) -> None:
        self.card = card
        if file_sha256(card.weights) != card.weights_sha256:
            raise ModelError(f"{card.weights} does not match its card (SHA-256 differs); reinstall the model.")
        self._runtime = choose(card, device, runtime, feedback or Feedback())
        self.facts = self._runtime.facts
        self.scored_px = 0

    @property
    def conditions(self) -> dict[str, str]:
        """What decides the scores to the last bit: weights, runtime and its version, device, number type, threads."""
        return {"weights": self.card.weights_sha256, **self.facts.as_conditions()}

    @property
    def window_px(self) -> int:
        """Side of a window with its margins: larger than the card's, so that margins cost less, where memory allows.

        Numbers of two bytes take a window of 1,792 pixels in 1.5 GB; of four bytes, the card's own.
        """
        return self.card.window_px if self.facts.dtype == "float32" else self.card.window_px * 7 // 4

    def prepare(self, height: int, width: int, changes: Sequence[Change]) -> None:
        """Make ready for pictures of a size, so that the first is scored as quickly as the others."""
        down, across = (side + -side % STEP_PX for side in (height, width))
        self._runtime.prepare(down, across, _ways(changes))

    def speed(self) -> Speed:
        """Return how fast it computes here, as remembered or measured now on one small picture."""
        return measured(self.card, self._runtime)

    def scores(
        self, before: NDArray[np.uint8], after: NDArray[np.uint8], changes: Sequence[Change]
    ) -> dict[Change, NDArray[np.uint8]]:
        """Return scores as uint8 (h, w), 0 to 254 for 0 to 1, of two pictures (3, h, w) of any size."""
        height, width = before.shape[1:]
        self.scored_px += height * width
        older, newer = _padded(before), _padded(after)
        if list(changes) == ["demolished"]:  # what went is what appears with the dates exchanged
            return {"demolished": self._runtime.scores(newer, older, 1)[0, :height, :width]}
        found = self._runtime.scores(older, newer, _ways(changes))
        return {c: found[int(c == "demolished"), :height, :width] for c in changes}


def _ways(changes: Sequence[Change]) -> int:
    return 1 if len(changes) == 1 else 2


def _padded(picture: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Reflect a picture at its edges until its sides are multiples of 32."""
    down, right = (-side % STEP_PX for side in picture.shape[1:])
    if not down and not right:
        return picture
    mode = "reflect" if min(picture.shape[1:]) > max(down, right) else "edge"
    padded: NDArray[np.uint8] = np.pad(picture, ((0, 0), (0, down), (0, right)), mode=mode)  # type: ignore[call-overload]
    return padded
