"""The network as an ONNX graph, which OpenVINO and ONNX Runtime read: converted once, kept beside the settings.

OpenVINO's own converter is not used: it reports to its makers over the network unless each user forbids it.
"""

from __future__ import annotations

import logging
import os
import warnings
from pathlib import Path

from twowei.detection.card import Card
from twowei.detection.runtime import STEP_PX, cache_folder
from twowei.errors import OutputError

LAYOUT = 1
"""Counted up when `Scorer` changes, so that no graph of an older one is used."""
_FARTHEST = 1024


def graph_of(card: Card, ways: int) -> Path:
    """Return the graph of a model, converted now if it never was: takes torch, and some seconds.

    Args:
        card: The model's card.
        ways: 1 for what appeared, 2 for what went, too.

    Raises:
        OutputError: The folder beside the settings cannot be written.
    """
    path = cache_folder() / f"{card.weights_sha256[:16]}_{ways}_v{LAYOUT}.onnx"
    if not path.is_file():
        part = path.with_suffix(f".{os.getpid()}.part")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            _export(card, ways, part)
            part.replace(path)
        except OSError as error:
            raise OutputError(f"{path} cannot be written ({error.strerror}); use --runtime torch.") from error
        finally:
            part.unlink(missing_ok=True)
    return path


def _export(card: Card, ways: int, path: Path) -> None:
    import torch

    from twowei.detection.networks import Scorer
    from twowei.detection.torch_runtime import load_network

    # Two pictures that differ, or one input would be taken for both.
    pictures = tuple(torch.full((1, 3, 4 * STEP_PX, 6 * STEP_PX), value, dtype=torch.uint8) for value in (0, 255))
    rows, cols = (torch.export.Dim(name, min=1, max=_FARTHEST) for name in ("rows", "cols"))
    sides = {2: STEP_PX * rows, 3: STEP_PX * cols}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        noisy = logging.getLogger("torch.onnx")
        level, noisy.level = noisy.level, logging.ERROR
        try:
            program = torch.onnx.export(
                Scorer(load_network(card), ways).eval(),
                pictures,
                dynamo=True,
                verbose=False,
                external_data=False,
                dynamic_shapes=(sides, sides),
                input_names=["before", "after"],
                output_names=["scores"],
            )
        finally:
            noisy.level = level
    assert program is not None
    program.save(str(path))
