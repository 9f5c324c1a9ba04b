"""What patches looked like in the months they were seen in: kept with every arrival and every sighting."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Protocol

from sqlalchemy import Connection, select
from sqlalchemy.dialects.sqlite import insert

from twowei.casebook.patch import Patch
from twowei.casebook.schema import looks
from twowei.geo.footprint import Outline
from twowei.patches.look import DIFFERENT_FROM, Look, distance

CHUNK = 500

_number = looks.c.TBBH


class Eyes(Protocol):
    """Sees outlines in the two months that are compared."""

    def look(self, outline: Outline) -> Mapping[str, Look]:
        """Return the looks of an outline in the casebook's CRS by month; a month that shows nothing is left out."""


class NoEyes:
    """Sees nothing: where there are no pictures."""

    def look(self, outline: Outline) -> Mapping[str, Look]:
        """Return nothing."""
        return {}


def keep(connection: Connection, patches: Sequence[Patch], eyes: Eyes) -> None:
    """Keep what patches look like in these months; what was kept of a month stays."""
    told = [
        {"TBBH": patch.number, "month": month, "cells": seen.to_bytes()}
        for patch in patches
        for month, seen in eyes.look(patch.model_geometry).items()
    ]
    if told:
        connection.execute(insert(looks).on_conflict_do_nothing(), told)


def read(connection: Connection, numbers: Sequence[str]) -> dict[str, list[Look]]:
    """Return every look that was kept of these patches."""
    found: dict[str, list[Look]] = defaultdict(list)
    for chunk in _chunks(numbers):
        for number, cells in connection.execute(select(_number, looks.c.cells).where(_number.in_(chunk))):
            found[number].append(Look.from_bytes(cells))
    return found


def alike(now: Look, kept: Sequence[Look]) -> bool:
    """Return whether a look resembles one that was kept."""
    return any(distance(now, each) < DIFFERENT_FROM for each in kept)


def _chunks(numbers: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(numbers), CHUNK):
        yield numbers[start : start + CHUNK]
