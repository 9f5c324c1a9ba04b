"""Looking again: what the other months of a workspace say of patches that wait for a verdict."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely
from numpy.typing import NDArray

from twowei.alignment.pair import Pair
from twowei.casebook import clock, history, persistence, rows
from twowei.casebook.history import Draft, checked_name
from twowei.casebook.patch import Patch
from twowei.casebook.persistence import MonthScore, Persistence
from twowei.casebook.states import State
from twowei.detection.card import DEFAULT_MODEL, Card, load_card
from twowei.detection.change_map import FULL_SCORE
from twowei.detection.choice import checked
from twowei.detection.pooling import pooled_of
from twowei.errors import ImageryError, PairError
from twowei.feedback import Feedback
from twowei.geo.footprint import to_crs
from twowei.geo.grid import Grid
from twowei.geo.windows import Window
from twowei.services.shift import align
from twowei.services.workspace import Workspace

if TYPE_CHECKING:
    from twowei.detection.detector import Detector

LATER, EARLIER = 3, 1
"""How many later and earlier months are looked at, the nearest first."""
SEEN_FROM = 0.5
"""Share of an outline with imagery that it takes to tell anything."""
SAME_FROM = 0.3
"""Share of an outline that is found again when it is the same site, as memory takes it."""
MOST_PX = 2048
"""A patch whose window is longer is no single building; it is left out."""

Months = tuple[str, str]


@dataclass(frozen=True)
class Looked:
    """What looking again gave.

    Attributes:
        patches: Patches that other months say something of now.
        scores: How many months were added to patches.
        gone: Numbers of patches that are not there in a later month.
    """

    patches: int
    scores: int
    gone: list[str]

    def as_dict(self) -> dict[str, Any]:
        """Return it for a program to read."""
        return {"patches": self.patches, "scores": self.scores, "gone": self.gone}


def look_again(
    workspace: Workspace,
    by: str,
    feedback: Feedback,
    model: str = DEFAULT_MODEL,
    device: str = "auto",
    runtime: str = "auto",
) -> Looked:
    """Ask the network of the patches that wait what it makes of them in other months, and keep it.

    Of a later month it is asked whether the change since the month before stands there too, of an earlier one whether
    the site was as it was just before. What was asked before is not asked again. No verdict, state or score changes.

    Raises:
        ModelError: The model, the device or the runtime cannot be used.
        UnknownNameError: ``by`` is empty.
        CancelledError: Stopped; what was told so far is kept.
    """
    name, card = checked_name(by), load_card(model)
    checked(device, runtime)
    wanted = _wanted(workspace, card)
    if not wanted:
        return Looked(0, 0, [])
    from twowei.detection.detector import Detector  # torch takes seconds to load

    detector, done = Detector(card, device, runtime, feedback), 0
    scores: list[MonthScore] = []
    try:
        for months, patches in wanted.items():
            feedback.raise_if_cancelled()
            feedback.report(done / len(wanted), f"{months[0]} → {months[1]}: {len(patches)} patches looked at again")
            scores += _ask(workspace, months, patches, detector, feedback)
            done += 1
    finally:
        _keep(workspace, scores, card, name)
    feedback.report(1.0, "done")
    told = persistence_of(workspace, sorted({one.number for one in scores}))
    return Looked(len(told), len(scores), sorted(number for number, one in told.items() if one and one.gone))


def persistence_of(workspace: Workspace, numbers: Sequence[str]) -> dict[str, Persistence | None]:
    """Return by number what the other months say of patches, None where none was asked."""
    with workspace.casebook.reading() as connection:
        patches = rows.select_numbers(connection, numbers)
        months = persistence.read(connection)
    return {p.number: persistence.persistence(p.after_month, p.score, months.get(p.number, {})) for p in patches}


def _wanted(workspace: Workspace, card: Card) -> dict[Months, list[Patch]]:
    """Return the patches to look at by the two months to compare for them."""
    held = workspace.months()
    with workspace.casebook.reading() as connection:
        patches = rows.select_patches(connection, states=[State.CANDIDATE])
        told = persistence.told(connection, card.label)
    wanted: dict[Months, list[Patch]] = defaultdict(list)
    for patch in patches:
        if patch.score and patch.model:
            for months, month in _others(patch, held):
                if (patch.number, month) not in told:
                    wanted[months].append(patch)
    return dict(sorted(wanted.items()))


def _others(patch: Patch, held: Sequence[str]) -> Iterator[tuple[Months, str]]:
    """Yield the two months to compare for each other month that may tell something."""
    later = [month for month in held if month > patch.after_month][:LATER]
    earlier = [month for month in held if month < patch.before_month][-EARLIER:]
    yield from (((patch.before_month, month), month) for month in later)
    yield from (((month, patch.after_month), month) for month in earlier)


def _ask(
    workspace: Workspace, months: Months, patches: Sequence[Patch], detector: Detector, feedback: Feedback
) -> list[MonthScore]:
    """Return what two months say of patches; months that cannot be compared say nothing, and a warning says why."""
    card, found = detector.card, []
    try:
        older, newer = (workspace.epoch(month) for month in months)
        with Pair(older, newer, card.resolution_m, card.coarsest_m) as pair:
            align(pair, False, feedback)
            for patch in patches:
                feedback.raise_if_cancelled()
                score = _probability(pair, patch, workspace, detector)
                if score is not None:
                    other = months[1] if months[0] == patch.before_month else months[0]
                    found.append(MonthScore(patch.number, other, score))
    except (ImageryError, PairError) as error:
        feedback.warn(f"{months[0]} and {months[1]} say nothing of older patches: {error}")
    return found


def _probability(pair: Pair, patch: Patch, workspace: Workspace, detector: Detector) -> float | None:
    """Return how probable a patch is in a pair by the score inside its outline; None where it is not seen."""
    grid, card = pair.grid, detector.card
    outline = shapely.transform(to_crs(patch.model_geometry, workspace.crs, grid.crs), _into_pixels(grid))
    left, top, right, bottom = outline.bounds
    window = _around((left, top, right, bottom), card.margin_px)
    if max(window.height, window.width) > MOST_PX:
        return None
    pixels = pair.read(window)
    rows_, cols = np.indices((window.height, window.width))
    inside = shapely.contains_xy(outline, cols.ravel() + window.col + 0.5, rows_.ravel() + window.row + 0.5)
    inside = inside.reshape(window.height, window.width)
    if not inside.any() or (pixels.valid & inside).sum() < SEEN_FROM * inside.sum():
        return None
    scores = detector.scores(pixels.before, pixels.after, [patch.change])[patch.change]
    told = strength(scores, inside & pixels.valid, patch.threshold or card.threshold)
    return round(card.probability(told, patch.area_m2), 4)


def strength(scores: NDArray[np.uint8], inside: NDArray[np.bool_], threshold: float) -> float:
    """Return the pooled score of what is found inside an outline, of all inside where too little is found, 0 to 1.

    Another month's camera moves a roof by pixels; what is found of it is measured as it was when it was first found.
    """
    found = inside & (scores >= threshold * FULL_SCORE)
    enough = found.sum() >= SAME_FROM * inside.sum()
    return pooled_of(scores[found if enough else inside])


def _into_pixels(grid: Grid) -> Callable[[NDArray[np.float64]], NDArray[np.float64]]:
    def move(points: NDArray[np.float64]) -> NDArray[np.float64]:
        return np.column_stack(~grid.transform * (points[:, 0], points[:, 1]))

    return move


def _around(bounds: tuple[float, float, float, float], margin_px: int) -> Window:
    left, top = (int(np.floor(value)) - margin_px for value in bounds[:2])
    right, bottom = (int(np.ceil(value)) + margin_px for value in bounds[2:])
    return Window(top, left, bottom - top, right - left)


def _keep(workspace: Workspace, scores: Sequence[MonthScore], card: Card, by: str) -> None:
    if not scores:
        return
    at = clock.now()
    told = {"model": card.label, "scores": len(scores), "months": " ".join(sorted({one.month for one in scores}))}
    with workspace.casebook.writing() as connection:
        persistence.keep(connection, scores, card.label, at.isoformat())
        history.append(connection, [Draft("looked again", by, after=told)], at)
