"""The network computed by ONNX Runtime on a processor."""

from __future__ import annotations

import numpy as np
import onnxruntime

from twowei.detection.card import Card
from twowei.detection.graph import graph_of
from twowei.detection.runtime import Facts, Pixels, processors, version_of

_ERRORS_ONLY = 3


class OnnxRuntime:
    """The network in fp32.

    Args:
        card: The model's card.

    Raises:
        OutputError: The converted model cannot be kept.
    """

    def __init__(self, card: Card) -> None:
        self._card = card
        self._sessions: dict[int, onnxruntime.InferenceSession] = {}
        self.facts = Facts("onnx", version_of("onnx"), "cpu", "float32", processors())
        self._session(1)

    def prepare(self, height: int, width: int, ways: int) -> None:
        """Do nothing: any size is the same."""

    def scores(self, before: Pixels, after: Pixels, ways: int) -> Pixels:
        """Return scores as `Runtime` says."""
        found = self._session(ways).run(None, {"before": before[None], "after": after[None]})
        return np.asarray(found[0][0])

    def _session(self, ways: int) -> onnxruntime.InferenceSession:
        if ways not in self._sessions:
            options = onnxruntime.SessionOptions()
            options.intra_op_num_threads = processors()
            options.log_severity_level = _ERRORS_ONLY
            self._sessions[ways] = onnxruntime.InferenceSession(
                str(graph_of(self._card, ways)), options, providers=["CPUExecutionProvider"]
            )
        return self._sessions[ways]
