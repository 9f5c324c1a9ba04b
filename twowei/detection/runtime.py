"""What computes a network: torch, OpenVINO or ONNX Runtime, all with the same weights. Loads none of them."""

from __future__ import annotations

import ctypes
import importlib.metadata
import importlib.util
import os
import platform
import sys
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal, Protocol

import numpy as np
from numpy.typing import NDArray

from twowei.settings import default_path

RuntimeName = Literal["torch", "openvino", "onnx"]
RUNTIMES: tuple[RuntimeName, ...] = ("torch", "openvino", "onnx")
PACKAGES: dict[RuntimeName, str] = {"torch": "torch", "openvino": "openvino", "onnx": "onnxruntime"}
CAPTIONS: dict[RuntimeName, str] = {"torch": "torch", "openvino": "OpenVINO", "onnx": "ONNX Runtime"}
STEP_PX = 32
"""Sides of a picture must be multiples of this: the network halves them five times."""

Pixels = NDArray[np.uint8]


@dataclass(frozen=True)
class Facts:
    """What a runtime is; another value may give other scores in the last digit.

    Attributes:
        runtime: ``torch``, ``openvino`` or ``onnx``.
        version: Of its package.
        device: ``cpu`` or ``cuda``.
        dtype: Number type it computes in.
        threads: Threads it computes with.
    """

    runtime: RuntimeName
    version: str
    device: str
    dtype: str
    threads: int

    @property
    def label(self) -> str:
        """In words: ``CPU, 2 threads, OpenVINO bf16``."""
        where = f"CPU, {self.threads} thread{'s' * (self.threads != 1)}" if self.device == "cpu" else "CUDA"
        return f"{where}, {self.engine}"

    @property
    def engine(self) -> str:
        """The program and its numbers: ``OpenVINO bf16``."""
        numbers = {"bfloat16": "bf16", "float16": "fp16", "float32": "fp32"}[self.dtype]
        return f"{CAPTIONS[self.runtime]} {numbers}"

    def as_conditions(self) -> dict[str, str]:
        """Return the facts as the journal keeps them."""
        return {name: str(value) for name, value in asdict(self).items()}


class Runtime(Protocol):
    """A network ready to compute."""

    facts: Facts

    def prepare(self, height: int, width: int, ways: int) -> None:
        """Make ready for pictures of a size, where that takes time of its own."""

    def scores(self, before: Pixels, after: Pixels, ways: int) -> Pixels:
        """Return scores (ways, h, w), 0 to 254 for 0 to 1, of two pictures (3, h, w), sides multiples of 32.

        Args:
            before: The older date.
            after: The newer date.
            ways: 1 for what appeared from ``before`` to ``after``, 2 for what went, too.
        """


def installed(name: RuntimeName) -> bool:
    """Return whether a runtime and what its models are converted by are there."""
    needed = ["torch"] if name == "torch" else [PACKAGES[name], "onnx", "onnxscript"]
    return all(importlib.util.find_spec(package) is not None for package in needed)


def version_of(name: RuntimeName) -> str:
    """Return the version of a runtime's package, or "not installed"."""
    try:
        return importlib.metadata.version(PACKAGES[name])
    except importlib.metadata.PackageNotFoundError:
        return "not installed"


def processors() -> int:
    """Return how many processors this program may use."""
    if wanted := os.environ.get("OMP_NUM_THREADS", ""):
        return int(wanted) if wanted.isdigit() and int(wanted) else 1
    return len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1


def machine() -> str:
    """Return what stands for this machine's speed: its processor and how many of it there are."""
    name = platform.processor() or platform.machine()
    try:
        lines = Path("/proc/cpuinfo").read_text("utf-8").splitlines()
        name = next((line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")), name)
    except OSError:
        pass
    return f"{name} x{processors()}"


def has_cuda_driver() -> bool:
    """Return whether an NVIDIA driver is there; without one, torch need not be loaded to know that it sees no GPU."""
    try:
        ctypes.CDLL("nvcuda.dll" if sys.platform == "win32" else "libcuda.so.1")
    except OSError:
        return False
    return True


def cache_folder() -> Path:
    """Return the folder of converted models and measured speeds, beside the settings."""
    return default_path().with_name("runtimes")
