"""What a report of a problem needs: versions, system, GPU, settings, the tail of the log; no imagery, no patches."""

from __future__ import annotations

import importlib.metadata
import logging
import logging.handlers
import os
import platform
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pyproj
import rasterio

from twowei import __version__
from twowei.detection.card import load_card, model_names
from twowei.detection.speeds import remembered
from twowei.settings import Settings, default_path

LOG_BYTES, LOGS_KEPT = 1_000_000, 3
TAIL_LINES = 200
PACKAGES = (
    "PyQt5",
    "numpy",
    "shapely",
    "pyproj",
    "rasterio",
    "pyogrio",
    "SQLAlchemy",
    "torch",
    "safetensors",
    "openvino",
    "onnxruntime",
)
SECRET = ("key", "basemap_address")
"""Settings whose values are never told, by what is in their names."""


def log_path() -> Path:
    """Return the file of the log, beside the settings."""
    return default_path().with_name("twowei.log")


def keep_log() -> logging.Handler | None:
    """Write warnings and errors into a log that keeps its last few megabytes; None where it cannot be written."""
    path = log_path()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handler = logging.handlers.RotatingFileHandler(
            path, maxBytes=LOG_BYTES, backupCount=LOGS_KEPT, encoding="utf-8", delay=True
        )
    except OSError:
        return None
    handler.setLevel(logging.WARNING)
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    logging.getLogger("twowei").addHandler(handler)
    return handler


def report(trouble: str = "") -> str:
    """Return the report as text.

    Args:
        trouble: What went wrong, such as a traceback.
    """
    parts = {
        "twowei": f"{__version__}, {datetime.now().astimezone():%Y-%m-%d %H:%M:%S %z}",
        "Python": sys.version.replace("\n", " "),
        "System": f"{platform.platform()}, {os.cpu_count()} processors",
        "GDAL": f"{rasterio.__gdal_version__}, PROJ {pyproj.proj_version_str}",
        "GPU": _gpu(),
        **{name: _version(name) for name in PACKAGES},
    }
    parts["Speeds"] = _speeds()
    text = "\n".join(f"{name}: {value}" for name, value in parts.items())
    sections = [text, "-- settings --\n" + _settings()]
    if trouble:
        sections.append("-- trouble --\n" + trouble.strip())
    sections.append("-- log --\n" + _tail())
    return "\n\n".join(sections) + "\n"


def _version(package: str) -> str:
    try:
        return importlib.metadata.version(package)
    except importlib.metadata.PackageNotFoundError:
        return "not installed"


def _speeds() -> str:
    """Return how fast models ran here, of the runtimes that are installed."""
    told = []
    for name in model_names():
        for device in ("cpu", "cuda"):
            for speed in remembered(load_card(name), device).values():
                run = f", runs {speed.run_mpx_s:g}" if speed.run_mpx_s else ""
                told.append(f"{name} on {speed.facts.label} {speed.network_mpx_s:g} Mpx/s{run}")
    return "; ".join(told) or "not measured yet"


def _gpu() -> str:
    """Return the NVIDIA GPUs there are; asked of the driver, since torch takes seconds to load."""
    try:
        asked = subprocess.run(["nvidia-smi", "-L"], capture_output=True, text=True, timeout=5, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return "no NVIDIA driver"
    return "; ".join(line.split(" (UUID")[0] for line in asked.stdout.splitlines()) or "none"


def _settings() -> str:
    settings = Settings()
    told = {
        name: "(kept back)" if value and any(word in name for word in SECRET) else value
        for name, value in settings.values().items()
    }
    return "\n".join(f"{name} = {value[:200]}" for name, value in sorted(told.items())) or "(defaults)"


def _tail() -> str:
    try:
        lines = log_path().read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return "(empty)"
    return "\n".join(lines[-TAIL_LINES:]) or "(empty)"
