"""How much more data would help: ``python benchmarks/learning_curve.py models/fast/stage1.toml [OUT] [--steps 200]``.

The recipe is trained at 10, 30 and 100 % of every source's pairs (`share`; the smaller part lies in the larger one),
each from the same start with the same seed and the same short schedule, and measured on the recipe's validation pairs
alone. It prints a line for each share: pixel F1 at its best threshold, and at 0.5. A short schedule tells the slope,
not the height: figures of different recipes or schedules are not to be compared. A run that was stopped goes on. About
1.1 seconds of two quiet cores a step of 8 chips, so ten minutes for the default.
"""

from __future__ import annotations

import argparse
import json
from dataclasses import replace
from pathlib import Path

from twowei.feedback import Feedback
from twowei.services.train import train
from twowei.training.recipe import Recipe, load_recipe

SHARES = (0.1, 0.3, 1.0)


def with_share(recipe: Recipe, share: float, steps: int) -> Recipe:
    """Return a recipe for a part of the data and a short schedule."""
    sources = tuple(replace(source, share=source.share * share) for source in recipe.sources)
    short = {"steps": steps, "warmup_steps": steps // 10, "decay_steps": steps // 3, "checkpoint_every": steps}
    return replace(recipe, sources=sources, **short)


def main() -> None:
    """Train and print each point of the curve."""
    parser = argparse.ArgumentParser()
    parser.add_argument("recipe", type=Path)
    parser.add_argument("out", type=Path, nargs="?", default=Path("runs/curve"))
    parser.add_argument("--steps", type=int, default=200)
    asked = parser.parse_args()
    recipe = load_recipe(asked.recipe)
    print(f"{asked.recipe}, {asked.steps} steps of {recipe.batch} chips, measured on {recipe.validation}", flush=True)
    for share in SHARES:
        folder = asked.out / f"{asked.steps}_{share:g}"
        train(with_share(recipe, share, asked.steps), folder, Feedback())
        last = json.loads((folder / "log.jsonl").read_text("utf-8").splitlines()[-1])
        print(f"  {share:4.0%} of the data: pixel F1 {last['val_best_f1']:.4f} at {last['val_best_threshold']:g},"
              f" {last['val_f1_at_0.5']:.4f} at 0.5", flush=True)  # fmt: skip


if __name__ == "__main__":
    main()
