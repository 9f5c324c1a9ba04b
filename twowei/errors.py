"""What a user can mend: one sentence each, with an exit code that scripts may rely on.

A message says what is wrong, where, and how to mend it. Anything that is not a `TwoweiError` is a bug
and keeps its traceback.
"""

from __future__ import annotations


class TwoweiError(Exception):
    """A known error, shown to the user as one sentence.

    Attributes:
        exit_code: The exit status of the command line.
    """

    exit_code = 1


class ImageryError(TwoweiError):
    """A raster that is missing, damaged, not a raster, or lacks what is needed (CRS, bands)."""

    exit_code = 3


class PairError(TwoweiError):
    """Two epochs that cannot be compared: no overlap, too coarse, the same month."""

    exit_code = 4


class WorkspaceError(TwoweiError):
    """A folder that is no workspace, a casebook that is damaged or made by a newer version."""

    exit_code = 5


class UnknownNameError(TwoweiError):
    """A month, number, verdict, reason, state or model that does not exist."""

    exit_code = 6


class MoveError(TwoweiError):
    """A move that the life cycle does not allow from the patch's state."""

    exit_code = 7


class OutputError(TwoweiError):
    """A place that cannot be written, or a file type that is not known."""

    exit_code = 8


class ModelError(TwoweiError):
    """Weights or a card that cannot be used, or a device that is absent."""

    exit_code = 9


class VectorError(TwoweiError):
    """A vector file (zones, area of interest) that cannot be read or used."""

    exit_code = 10


class PolicyError(TwoweiError):
    """A policy file with an error, or a preset that does not exist; the policy before stays in force."""

    exit_code = 11


class CancelledError(TwoweiError):
    """The user stopped the work; what is finished is kept and the next run goes on from there."""

    exit_code = 130
