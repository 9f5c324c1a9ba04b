"""Numbers of patches (`TBBH`): lifelong, unique, never used twice.

A number is the street's code (9 digits), year and month of the after epoch, the letter of the source, and a
running number of four digits that grows beyond them when it must. Children of a split or merge add ``-01``, ``-02``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from twowei.casebook.sources import SOURCES
from twowei.errors import UnknownNameError

NO_COUNTY = "000000"
"""County code where neither zones nor the user named one."""

NO_STREET = "000"
"""Stands for the street of a patch that lies in none."""

_SHAPE = re.compile(rf"(\d{{9}})(\d{{6}})([{''.join(source.letter for source in SOURCES)}])(\d{{4,}})((?:-\d{{2,}})*)")


@dataclass(frozen=True)
class Number:
    """A patch's number in its parts; ``descent`` is ``-01`` for the first child of a split or merged patch."""

    street_code: str
    month: str
    letter: str
    running: int
    descent: str = ""

    @property
    def prefix(self) -> str:
        """Everything before the running number."""
        return prefix(self.street_code, self.month, self.letter)

    def __str__(self) -> str:
        return f"{self.prefix}{self.running:04d}{self.descent}"


def prefix(street_code: str, month: str, letter: str) -> str:
    """Return what numbers of one street, month (``2026-05``) and source have in common."""
    return f"{street_code}{month.replace('-', '')}{letter}"


def parse_number(text: str) -> Number:
    """Take a number apart.

    Raises:
        UnknownNameError: The text has not the shape of a number.
    """
    match = _SHAPE.fullmatch(text)
    if match is None:
        raise UnknownNameError(f"{text!r} is no number of a patch; one looks like 350206002202606W0001.")
    street, month, letter, running, descent = match.groups()
    return Number(street, f"{month[:4]}-{month[4:]}", letter, int(running), descent)


def street_code_of(county_code: str, street_code: str | None) -> str:
    """Return the nine digits a number starts with, also for a patch that lies in no street."""
    return street_code or county_code + NO_STREET
