"""The options by which a detection is asked for; compare and detect share them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from pathlib import Path
from typing import Any, TypeVar

import click

from twowei.detection.card import CHANGES, DEFAULT_MODEL
from twowei.detection.runtime import RUNTIMES
from twowei.services.find import Wish

Command = TypeVar("Command", bound=Callable[..., Any])

_DEVICE = click.option(
    "--device",
    type=click.Choice(["auto", "cpu", "cuda"]),
    default="auto",
    show_default=True,
    help="Where to compute; auto takes an NVIDIA GPU if there is one.",
)
_RUNTIME = click.option(
    "--runtime",
    type=click.Choice(["auto", *RUNTIMES]),
    default="auto",
    show_default=True,
    help="What computes; auto takes the fastest of those installed, measured once.",
)
_OPTIONS = (
    click.option(
        "--change",
        type=click.Choice([*CHANGES, "both"]),
        default="new",
        show_default=True,
        help="New buildings, demolished ones, or both.",
    ),
    click.option(
        "--model",
        default=DEFAULT_MODEL,
        show_default=True,
        help="Name of a model (twowei models) or its folder.",
    ),
    click.option("--threshold", type=float, help="Score from 0 to 1 above which a pixel is change [the model's]."),
    click.option(
        "--min-area",
        "min_area_m2",
        type=click.FloatRange(min=0),
        help="Smallest patch in m² [by ground resolution; 40 at 0.5 m].",
    ),
    click.option(
        "--min-score",
        type=click.FloatRange(0, 1),
        help="Least probability of a suspected patch [the model's]; 0 leaves nothing out.",
    ),
    click.option(
        "--aoi",
        type=click.Path(path_type=Path),
        help="Vector file with the area of interest: only patches that touch it are kept.",
    ),
    _DEVICE,
    _RUNTIME,
    click.option(
        "--align/--no-align",
        default=True,
        show_default=True,
        help="Lay the older imagery on the newer one while reading; no file is changed.",
    ),
    click.option("--force", is_flag=True, help="Compare also where the two dates cannot be laid on each other."),
)


def wish_options(command: Command) -> Command:
    """Add the options of a `Wish` to a command."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def computing_options(command: Command) -> Command:
    """Add where and by what a network is computed, for commands that ask nothing else of a `Wish`."""
    return _DEVICE(_RUNTIME(command))


def wish_from(options: dict[str, Any]) -> Wish:
    """Return the wish that a command's options express."""
    return Wish(**{field.name: options[field.name] for field in fields(Wish)})
