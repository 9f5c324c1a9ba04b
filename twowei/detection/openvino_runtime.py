"""The network computed by OpenVINO on a processor."""

from __future__ import annotations

import numpy as np
import openvino

from twowei.detection.card import Card
from twowei.detection.graph import graph_of
from twowei.detection.runtime import Facts, Pixels, processors, version_of

_SHAPES_KEPT = 10
"""Compiled networks kept: a raster has at most nine sizes of windows, inside and at its edges."""


class OpenVinoRuntime:
    """The network compiled per size of picture, in bf16 where the processor has it, else in fp32.

    Args:
        card: The model's card.

    Raises:
        OutputError: The converted model cannot be kept.
    """

    def __init__(self, card: Card) -> None:
        self._card, self._core = card, openvino.Core()
        able = "BF16" in self._core.get_property("CPU", "OPTIMIZATION_CAPABILITIES")
        self._settings = {
            "INFERENCE_PRECISION_HINT": "bf16" if able else "f32",
            "INFERENCE_NUM_THREADS": processors(),
            "PERFORMANCE_HINT": "LATENCY",
        }
        self._requests: dict[tuple[int, ...], openvino.InferRequest] = {}
        self.facts = Facts("openvino", version_of("openvino"), "cpu", "bfloat16" if able else "float32", processors())
        graph_of(card, 1)

    def prepare(self, height: int, width: int, ways: int) -> None:
        """Compile the network for a size, as `Runtime` says."""
        self._request(ways, (3, height, width))

    def scores(self, before: Pixels, after: Pixels, ways: int) -> Pixels:
        """Return scores as `Runtime` says."""
        request = self._request(ways, before.shape)
        request.infer({0: np.ascontiguousarray(before)[None], 1: np.ascontiguousarray(after)[None]})
        return np.array(request.get_output_tensor(0).data[0])

    def _request(self, ways: int, shape: tuple[int, ...]) -> openvino.InferRequest:
        key = (ways, *shape)
        if key not in self._requests:
            if len(self._requests) >= _SHAPES_KEPT:
                del self._requests[next(iter(self._requests))]
            model = self._core.read_model(graph_of(self._card, ways))
            model.reshape({0: [1, *shape], 1: [1, *shape]})
            self._requests[key] = self._core.compile_model(model, "CPU", self._settings).create_infer_request()
        return self._requests[key]
