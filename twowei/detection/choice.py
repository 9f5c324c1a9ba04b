"""Which runtime computes a model: the one asked for, else the fastest of those installed here.

What is fastest is measured once per model and machine, on one small picture, and remembered with the versions of the
programs, so that a second run never takes another without reason.
"""

from __future__ import annotations

import importlib
import os
import time
from contextlib import suppress

import numpy as np

from twowei.detection.card import Card
from twowei.detection.runtime import (
    CAPTIONS,
    RUNTIMES,
    Facts,
    Runtime,
    RuntimeName,
    has_cuda_driver,
    installed,
)
from twowei.detection.speeds import Speed, remember, remembered
from twowei.errors import ModelError, OutputError, UnknownNameError
from twowei.feedback import Feedback

DEVICES = ("auto", "cpu", "cuda")
CHOICES = ("auto", *RUNTIMES)
_CLASSES: dict[RuntimeName, tuple[str, str]] = {
    "torch": ("twowei.detection.torch_runtime", "TorchRuntime"),
    "openvino": ("twowei.detection.openvino_runtime", "OpenVinoRuntime"),
    "onnx": ("twowei.detection.onnx_runtime", "OnnxRuntime"),
}
"""Module and class of each; loading one takes seconds, so only what is used is imported."""

_NAMES: dict[str, RuntimeName] = {name: name for name in RUNTIMES}
_TRIAL_PX, _TRIALS = 512, 2
_BROKEN = (OutputError, ImportError, RuntimeError, ValueError, AttributeError, TypeError)
"""What an installed runtime that does not work may raise: one made for another torch, or for another processor."""
_CHOSEN = "TWOWEI_RUNTIME"
"""What ``auto`` stands for, where an office wants the same runtime on every machine."""


def choose(card: Card, device: str, runtime: str, feedback: Feedback) -> Runtime:
    """Return a runtime, ready to compute.

    Args:
        card: The model.
        device: ``auto``, ``cpu`` or ``cuda``; auto takes an NVIDIA GPU if there is one.
        runtime: ``auto``, ``torch``, ``openvino`` or ``onnx``.
        feedback: Told when the runtimes are measured, which takes up to a minute.

    Raises:
        ModelError: The device or the runtime is absent, or they do not go together.
        UnknownNameError: There is no such runtime.
    """
    name = _NAMES.get(checked(device, runtime))
    if name in (None, "torch") and (device == "cuda" or (device == "auto" and _sees_gpu())):
        return _made(card, "torch", "cuda")
    return _made(card, name, "cpu") if name else _fastest(card, feedback)


def measured(card: Card, runtime: Runtime) -> Speed:
    """Return how fast a runtime computes, from what is remembered or from one small picture now."""
    known = remembered(card, runtime.facts.device).get(runtime.facts.runtime)
    if known and known.facts == runtime.facts:
        return known
    rng = np.random.default_rng(0)
    before, after = rng.integers(0, 256, (2, 3, _TRIAL_PX, _TRIAL_PX)).astype(np.uint8)
    runtime.scores(before, after, 1)
    seconds = []
    for _ in range(_TRIALS):
        began = time.perf_counter()
        runtime.scores(before, after, 1)
        seconds.append(time.perf_counter() - began)
    speed = Speed(runtime.facts, round(_TRIAL_PX**2 / 1e6 / min(seconds), 4))
    remember(card, speed)
    return speed


def likely(card: Card, device: str, runtime: str) -> Facts | None:
    """Return what `choose` would take as far as that is remembered; loads no runtime."""
    runtime = os.environ.get(_CHOSEN, runtime) if runtime == "auto" else runtime
    if device == "cuda" or (device == "auto" and runtime in ("auto", "torch") and has_cuda_driver()):
        known = remembered(card, "cuda")
    else:
        known = remembered(card)
    names: list[RuntimeName] = [n for n in RUNTIMES if runtime in ("auto", n) and installed(n)]
    if any(name not in known for name in names):
        names = [name for name in names if name in known] if runtime != "auto" else []
    return max((known[n] for n in names), key=lambda s: s.network_mpx_s).facts if names else None


def checked(device: str, runtime: str) -> str:
    """Return the runtime that is meant, or refuse what cannot be had here; loads no runtime.

    Raises:
        ModelError: The runtime is not installed, or does not go with the device.
        UnknownNameError: There is no such runtime or device.
    """
    runtime = os.environ.get(_CHOSEN, runtime) if runtime == "auto" else runtime
    if runtime not in CHOICES or device not in DEVICES:
        raise UnknownNameError(f"There is no runtime {runtime} on {device}; there are: {', '.join(CHOICES)}.")
    name = _NAMES.get(runtime)
    if name in (None, "torch"):
        return runtime
    if device == "cuda":
        raise ModelError(f"{CAPTIONS[name]} computes on the processor here; use --device cpu, or --runtime torch.")
    if not installed(name):
        raise ModelError(
            f'{CAPTIONS[name]} is not installed; run: pip install "twowei[{name}]", or use --runtime torch.'
        )
    return runtime


def load_ahead(card: Card, device: str, runtime: str) -> None:
    """Import what `choose` will most likely need: it takes seconds, in which something else can be computed.

    What cannot be imported is said when it is chosen.
    """
    facts = likely(card, device, runtime)
    name = facts.runtime if facts else _NAMES.get(runtime, "torch")
    with suppress(*_BROKEN):
        importlib.import_module(_CLASSES[name][0])


def _sees_gpu() -> bool:
    if not has_cuda_driver():
        return False
    import torch

    return bool(torch.cuda.is_available())


def _made(card: Card, name: RuntimeName, device: str) -> Runtime:
    module, kind = _CLASSES[name]
    made: Runtime = getattr(importlib.import_module(module), kind)(card, *([device] if name == "torch" else []))
    return made


def _fastest(card: Card, feedback: Feedback) -> Runtime:
    """Return the fastest runtime on the processor; measures those that were not yet."""
    names = [name for name in RUNTIMES if installed(name)]
    if len(names) == 1:
        return _made(card, names[0], "cpu")
    known = remembered(card)
    made: dict[RuntimeName, Runtime] = {}
    for name in (name for name in names if name not in known):
        feedback.report(0, f"measuring {CAPTIONS[name]} on this machine (once)")
        feedback.raise_if_cancelled()
        try:
            made[name] = _made(card, name, "cpu")
            known[name] = measured(card, made[name])
        except _BROKEN as error:
            if name == "torch":
                raise
            feedback.warn(f"{CAPTIONS[name]} is installed but cannot be used ({error}); another runtime computes.")
    best = max((n for n in names if n in known), key=lambda name: known[name].network_mpx_s)
    return made.get(best) or _made(card, best, "cpu")
