"""What there is to say about a photo, in the window's language."""

from __future__ import annotations

from PyQt5.QtCore import QCoreApplication

from twowei.services.collect import NEAR_M, Found
from twowei.services.evidence import Kept, Piece, looks_at

_translate = QCoreApplication.translate
AWAY_DEG = 90.0
"""A photo whose direction misses its patch by more looks elsewhere."""
INSIDE_M = 30.0
"""So near to a patch any direction shows it."""


def finding(piece: Piece) -> str:
    """Return why a photo is or is not matched to a patch; empty where there is nothing to say."""
    photo = piece.photo
    if photo is None:
        return _translate("Evidence", "paper: choose its patch")
    if photo.found is Found.THERE:
        return _translate("Evidence", "attached already")
    if photo.why.startswith("the same photo"):
        return _translate("Evidence", "the same photo is evidence of {0}").format(photo.why.split()[-1][-6:])
    if photo.distance_m is not None and photo.distance_m > NEAR_M:
        return _translate("Evidence", "taken {0} m away").format(f"{photo.distance_m:,.0f}")
    if photo.found is Found.CONFLICT:
        return _translate("Evidence", "several patches are as near: choose")
    if photo.found is Found.UNMATCHED:
        if photo.lon is None:
            return _translate("Evidence", "says no place: choose its patch")
        return _translate("Evidence", "no patch within {0} m").format(f"{NEAR_M:.0f}")
    if photo.why.startswith("taken before"):
        return _translate("Evidence", "older than the imagery of the change")
    if photo.lon is None:
        return _translate("Evidence", "says no place; by its name")
    return _translate("Evidence", "{0} m away").format(f"{photo.distance_m:,.0f}") if photo.distance_m else ""


def doubts(kept: Kept, lon: float, lat: float) -> list[str]:
    """Return what is doubtful about a photo that is attached."""
    told = []
    if not kept.there:
        told.append(_translate("Evidence", "the file is gone"))
    if kept.distance_m is not None and kept.distance_m > NEAR_M:
        told.append(_translate("Evidence", "taken {0} m away").format(f"{kept.distance_m:,.0f}"))
    elif kept.distance_m is not None and kept.distance_m > INSIDE_M:
        missed = looks_at(kept.facts, lon, lat)
        if missed is not None and missed > AWAY_DEG:
            told.append(_translate("Evidence", "looks away from the patch"))
    return told


def caption(kept: Kept) -> str:
    """Return when a photo was taken, or the name of a paper."""
    name = kept.path.name.split("_", 1)[-1]
    return kept.facts.taken[5:16] if kept.facts.taken else name
