"""The report of a run: its curves as a picture, drawn anew at every validation."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PIL import Image, ImageDraw

from twowei.errors import ModelError

WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 900, 300, 56, 16, 34, 28
INK, GRID = (50, 50, 50), (222, 222, 222)
Colour = tuple[int, int, int]
Point = tuple[float, float]


@dataclass(frozen=True)
class Curve:
    """Values by step, in one colour, with a name."""

    name: str
    points: list[Point]
    colour: Colour


def draw_report(log: Path, picture: Path, title: str) -> None:
    """Draw loss, validation F1 and threshold of a run's ``log.jsonl``.

    Raises:
        ModelError: The log is damaged.
    """
    lines = _lines(log)
    if not lines:
        return
    f1 = [
        Curve("val F1 at its best threshold", _points(lines, "val_best_f1"), (30, 110, 200)),
        Curve("val F1 at 0.5", _points(lines, "val_f1_at_0.5"), (240, 150, 40)),
    ]
    rates = Curve("learning rate, share of its peak", _points(lines, "rate"), (90, 140, 90))
    panels = [
        _panel([Curve("training loss", _points(lines, "loss"), (190, 60, 60))], ""),
        _panel(f1, f"best {max(y for _, y in f1[0].points):.4f}"),
        *([_panel([rates], "")] if rates.points else []),
    ]
    report = Image.new("RGB", (WIDTH, 24 + HEIGHT * len(panels)), "white")
    last = lines[-1]
    text = f"{title}: step {last['step']}, {last['seconds'] / 3600:.2f} h of computing"
    ImageDraw.Draw(report).text((LEFT, 6), text, fill=INK)
    for number, panel in enumerate(panels):
        report.paste(panel, (0, 24 + number * HEIGHT))
    part = picture.with_suffix(".part")
    report.save(part, "PNG")
    part.replace(picture)


def _lines(log: Path) -> list[dict[str, Any]]:
    try:
        return [json.loads(line) for line in log.read_text("utf-8").splitlines()]
    except (OSError, ValueError) as error:
        raise ModelError(f"The log {log} cannot be read ({error}); move it away and go on.") from error


def _points(lines: Sequence[dict[str, Any]], name: str) -> list[Point]:
    return [(float(line["step"]), float(line[name])) for line in lines if name in line]


def _panel(curves: Sequence[Curve], remark: str) -> Image.Image:
    panel = Image.new("RGB", (WIDTH, HEIGHT), "white")
    draw = ImageDraw.Draw(panel)
    points = [point for curve in curves for point in curve.points]
    last = max(x for x, _ in points)
    low, high = _span([y for _, y in points])

    def place(point: Point) -> Point:
        x, y = point
        right, down = x / max(last, 1), (high - y) / (high - low)
        return LEFT + right * (WIDTH - LEFT - RIGHT), TOP + down * (HEIGHT - TOP - BOTTOM)

    for part in range(5):
        value = low + (high - low) * part / 4
        _, y = place((0, value))
        draw.line([(LEFT, y), (WIDTH - RIGHT, y)], fill=GRID)
        draw.text((6, y - 6), f"{value:.3f}", fill=INK)
        x, _ = place((last * part / 4, low))
        draw.text((x - 12, HEIGHT - BOTTOM + 8), f"{last * part / 4:.0f}", fill=INK)
    left = LEFT
    for curve in curves:
        draw.text((left, 12), curve.name, fill=curve.colour)
        left += 8 * len(curve.name)
        spots = [place(point) for point in curve.points]
        draw.line(spots, fill=curve.colour, width=2)
        for x, y in spots:
            draw.ellipse([x - 2, y - 2, x + 2, y + 2], fill=curve.colour)
    draw.text((left, 12), remark, fill=INK)
    return panel


def _span(values: Sequence[float]) -> tuple[float, float]:
    """Return the lowest and highest value with some room, never the same."""
    low, high = min(values), max(values)
    room = max((high - low) * 0.05, 0.005)
    return low - room, high + room
