"""``twowei models``: the shipped models and what their licences allow."""

from __future__ import annotations

import click

from twowei.cli.terminal import json_option, say, say_json
from twowei.detection.card import load_card, model_names


@click.command("models")
@json_option
def models(as_json: bool) -> None:
    """List the models: resolution, licence, measured accuracy, where the card lies."""
    cards = [load_card(name) for name in model_names()]
    if as_json:
        hidden = {"folder", "decoder_channels"}
        say_json(
            [
                {k: v for k, v in vars(c).items() if k not in hidden} | {"card": str(c.folder / "README.md")}
                for c in cards
            ]
        )
        return
    for card in cards:
        say(f"{card.label}: {card.resolution_m:g} m, imagery up to {card.coarsest_m:g} m, threshold {card.threshold:g}")
        say(f"  {'ACADEMIC USE ONLY. ' * card.academic_only}{card.licence}")
        say(f"  trained on {card.trained_on}")
        say(f"  card: {card.folder / 'README.md'}")
