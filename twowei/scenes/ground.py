"""Painting of areas: soil, crops, paving, water, with frayed edges and planting rows."""

from __future__ import annotations

import numpy as np

from .canvas import Canvas, Pixels
from .materials import MATERIALS, Material
from .model import Area, Month, as_rgb
from .noise import FloatArray


def paint_area(canvas: Canvas, area: Area) -> None:
    """Paint one area if it is there in the canvas's month."""
    if not area.presence.holds(canvas.month):
        return
    material = MATERIALS[area.material]
    pixels = canvas.pixels_of(area.points, material.fray_m)
    if not len(pixels[0]):
        return
    canvas.albedo[pixels] = _colour(canvas, area, material, pixels)
    canvas.shade[pixels] = np.clip(1 + material.relief * canvas.bumps[pixels], 0.2, 2.0)


def _colour(canvas: Canvas, area: Area, material: Material, pixels: Pixels) -> FloatArray:
    low, high = month_tones(material, area, canvas.month, canvas.sky.greenness)
    mix = 0.5 + 0.5 * _grain(canvas, material, pixels)
    if material.rows:
        mix += _rows(canvas, area, material, pixels)
    mix = np.clip(mix, -0.35, 1.3)[:, None]
    return np.asarray(np.clip(low + (high - low) * mix, 0.03, 1), dtype=np.float32)


def month_tones(material: Material, area: Area, month: Month, greenness: float) -> tuple[FloatArray, FloatArray]:
    """The two tones of an area this month: its own cast, its crop's stage, the season."""
    low, high = as_rgb(material.low), as_rgb(material.high)
    own = np.random.default_rng(area.seed)
    cast = own.normal(0, 0.008, 3) + own.normal(0, 0.03)
    stage = greenness
    if material.lively:
        turn = np.random.default_rng((area.seed, int(month is Month.AFTER)))
        stage = float(np.clip(greenness + material.lively * turn.normal(0, 0.3), 0, 1))
    if material.dry is not None:
        dry = as_rgb(material.dry)
        low, high = low * stage + dry * (1 - stage), high * stage + dry * 1.25 * (1 - stage)
    return as_rgb(low + cast), as_rgb(high + cast)


def _grain(canvas: Canvas, material: Material, pixels: Pixels) -> FloatArray:
    grain = canvas.grain
    return np.asarray(
        material.fine * grain.fine[pixels]
        + material.small * grain.small[pixels]
        + material.middle * grain.middle[pixels]
        + material.broad * grain.broad[pixels],
        dtype=np.float32,
    )


def _rows(canvas: Canvas, area: Area, material: Material, pixels: Pixels) -> FloatArray:
    """Planting rows along the area's angle, wandering a little, with streaks and tramlines."""
    rows, cols = pixels
    grain, size = canvas.grain, canvas.size_px
    across = rows * np.float32(np.cos(area.angle)) - cols * np.float32(np.sin(area.angle))
    along = cols * np.float32(np.cos(area.angle)) + rows * np.float32(np.sin(area.angle))
    phase = across * (canvas.resolution_m / material.rows_m) + 0.15 * grain.middle[pixels]
    streak = grain.small[across.astype(int) % size, (along / 12).astype(int) % size]
    wheel = np.abs(phase * material.rows_m % 14.0 - 7.0) < 0.45
    waves = material.rows * np.sin(np.float32(2 * np.pi) * phase) * (1 + 0.4 * grain.middle[pixels])
    return np.asarray(waves + 0.12 * streak + 0.25 * wheel, dtype=np.float32)
