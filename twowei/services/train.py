"""Training from a recipe, with the verdicts of casebooks brought along."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from twowei.feedback import Feedback, Share
from twowei.services.lessons import write_lessons
from twowei.services.workspace import Workspace
from twowei.training.recipe import Recipe, Source


def train(recipe: Recipe, out: Path, feedback: Feedback) -> Path:
    """Train, or go on; return the file of weights.

    The verdicts of a ``casebook`` source are written once, as a data set ``verdicts_N`` in the run's folder, so
    that a resumed run sees the same chips and the model can be measured on them.

    Raises:
        TwoweiError: What the recipe names cannot be used.
        CancelledError: Stopped; the same call goes on.
    """
    from twowei.training.loop import train as run  # loads torch

    share = 0.05 if any(source.kind == "casebook" for source in recipe.sources) else 0.0
    sources = [
        _resolved(source, out / f"verdicts_{number}", Share(feedback, 0.0, share))
        for number, source in enumerate(recipe.sources)
    ]
    return run(replace(recipe, sources=tuple(sources)), out, Share(feedback, share, 1.0))


def _resolved(source: Source, folder: Path, feedback: Feedback) -> Source:
    if source.kind != "casebook":
        return source
    if not (folder / "about.json").is_file():  # it is written last
        with Workspace.open(Path(source.path)) as workspace:
            write_lessons(workspace, folder, source.resolution_m, feedback)
    return replace(source, kind="pairs", path=str(folder))
