"""How fast models ran on this machine: measured at first use, then learned from every run. Loads no runtime."""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from twowei.detection.card import Card
from twowei.detection.runtime import RUNTIMES, Facts, RuntimeName, cache_folder, machine, version_of

FILE = "speeds.json"
_WEIGHT_OF_NEW = 0.5
"""How much the run just finished counts against all before it."""

_TELLING_PX = 8_000_000


@dataclass(frozen=True)
class Speed:
    """How fast a runtime computes a model here.

    Attributes:
        facts: The runtime.
        network_mpx_s: Megapixels of a pair that the network alone takes a second, from a short measurement.
        run_mpx_s: Megapixels of ground that whole runs took a second; None before the first.
    """

    facts: Facts
    network_mpx_s: float
    run_mpx_s: float | None = None

    def seconds(self, pixels: int) -> float:
        """Return the expected time of a run over so many pixels."""
        return pixels / 1e6 / (self.run_mpx_s or self.network_mpx_s)


def remembered(card: Card, device: str = "cpu") -> dict[RuntimeName, Speed]:
    """Return the speeds of a model known here, of the runtimes as they are installed now, by their names."""
    kept = _read().get(_key(card, device), {})
    found = {}
    for name in RUNTIMES:
        try:
            values = dict(kept[name])
            speed = Speed(Facts(**values.pop("facts")), **values)
        except (KeyError, TypeError, ValueError, AttributeError):
            continue
        if speed.facts.version == version_of(name) and speed.network_mpx_s > 0:
            found[name] = speed
    return found


def remember(card: Card, speed: Speed) -> None:
    """Keep a speed; where it cannot be written it is measured again next time."""
    kept = _read()
    kept.setdefault(_key(card, speed.facts.device), {})[speed.facts.runtime] = asdict(speed)
    path = cache_folder() / FILE
    part = path.with_suffix(f".{os.getpid()}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        part.write_text(json.dumps(kept, indent=1), "utf-8")
        part.replace(path)
    except OSError:
        part.unlink(missing_ok=True)


def learn(card: Card, facts: Facts, pixels: int, seconds: float) -> None:
    """Learn from a sweep that scored so many pixels; one of few says nothing, and the network's speed must be known."""
    known = remembered(card, facts.device).get(facts.runtime)
    if known is None or seconds <= 0 or pixels < _TELLING_PX:
        return
    now = pixels / 1e6 / seconds
    if known.run_mpx_s:
        now = _WEIGHT_OF_NEW * now + (1 - _WEIGHT_OF_NEW) * known.run_mpx_s
    remember(card, Speed(facts, known.network_mpx_s, round(now, 4)))


def _key(card: Card, device: str) -> str:
    return f"{card.weights_sha256[:16]} {device} {machine()}"


def _read() -> dict[str, Any]:
    try:
        return dict(json.loads((Path(cache_folder()) / FILE).read_text("utf-8")))
    except (OSError, ValueError, TypeError):
        return {}
