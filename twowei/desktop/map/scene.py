"""What the map needs to know about the two epochs it compares."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from twowei.desktop.map.pyramid import Pyramid, TileKey
from twowei.imagery.reader import Picture


@dataclass(frozen=True)
class Side:
    """One epoch on the map: its month, which names its tiles, and what is written over it."""

    month: str
    label: str


@dataclass(frozen=True)
class Scene:
    """The imagery of a workspace as the map sees it.

    Attributes:
        pyramid: The tiles.
        read: Reads one tile; called in worker threads.
        close: Lets go of the files once the threads have stopped.
        before: The earlier epoch, or nothing where there is only one.
        after: The later epoch.
        metres: Length of a finest pixel on the ground.
        north_deg: True north, clockwise from the map's own up.
        sampled: Tells which files are too large to be shown whole for want of overviews.
    """

    pyramid: Pyramid
    read: Callable[[TileKey], Picture]
    close: Callable[[], None]
    before: Side | None
    after: Side
    metres: float
    north_deg: float = 0.0
    sampled: Callable[[], Sequence[Path]] = tuple
