"""Ground materials and the painting of areas: soil, crops, paving, water."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .canvas import Canvas, Pixels
from .model import Area, Month, Rgb
from .noise import FloatArray


@dataclass(frozen=True)
class Material:
    """Two tones mixed by noise; ``dry`` replaces ``low`` as the season's green goes.

    The weights say how strongly each grain size mixes, ``rows_m`` the spacing of row crops.
    """

    low: Rgb
    high: Rgb
    fine: float = 0.15
    small: float = 0.15
    middle: float = 0.2
    broad: float = 0.25
    dry: Rgb | None = None
    rows_m: float = 0.0
    rows: float = 0.0
    lively: float = 0.0


MATERIALS: dict[str, Material] = {
    "asphalt": Material((0.34, 0.34, 0.35), (0.46, 0.46, 0.46), 0.12, 0.1, 0.25, 0.2),
    "old_road": Material((0.47, 0.46, 0.44), (0.60, 0.58, 0.54), 0.12, 0.12, 0.25, 0.2),
    "concrete": Material((0.52, 0.51, 0.48), (0.68, 0.66, 0.62), 0.1, 0.15, 0.3, 0.2),
    "yard": Material((0.40, 0.38, 0.34), (0.58, 0.55, 0.49), 0.2, 0.25, 0.3, 0.2),
    "lane": Material((0.45, 0.43, 0.40), (0.56, 0.54, 0.50), 0.15, 0.2, 0.2, 0.1),
    "soil": Material((0.42, 0.33, 0.25), (0.62, 0.51, 0.40), 0.15, 0.2, 0.35, 0.3),
    "pale_soil": Material((0.58, 0.51, 0.42), (0.76, 0.70, 0.61), 0.12, 0.2, 0.35, 0.3),
    "dark_soil": Material((0.26, 0.21, 0.17), (0.38, 0.31, 0.25), 0.15, 0.2, 0.3, 0.3),
    "rubble": Material((0.38, 0.34, 0.31), (0.72, 0.68, 0.63), 0.55, 0.5, 0.2, 0.0),
    "grass": Material((0.21, 0.27, 0.14), (0.36, 0.39, 0.24), 0.18, 0.25, 0.35, 0.3, dry=(0.38, 0.34, 0.23)),
    "scrub": Material((0.17, 0.21, 0.12), (0.36, 0.35, 0.24), 0.3, 0.5, 0.4, 0.3, dry=(0.31, 0.27, 0.19)),
    "lawn": Material((0.22, 0.30, 0.15), (0.32, 0.39, 0.21), 0.12, 0.15, 0.25, 0.2, dry=(0.39, 0.36, 0.25)),
    "paddy": Material(
        (0.20, 0.29, 0.13),
        (0.30, 0.39, 0.19),
        0.1,
        0.12,
        0.25,
        0.25,
        dry=(0.40, 0.37, 0.24),
        rows_m=1.6,
        rows=0.10,
        lively=1.0,
    ),
    "rows": Material(
        (0.22, 0.28, 0.14),
        (0.42, 0.36, 0.25),
        0.15,
        0.15,
        0.2,
        0.2,
        dry=(0.37, 0.31, 0.22),
        rows_m=3.2,
        rows=0.45,
        lively=0.8,
    ),
    "ploughed": Material((0.34, 0.27, 0.20), (0.49, 0.40, 0.31), 0.12, 0.15, 0.25, 0.3, rows_m=2.2, rows=0.2),
    "stubble": Material((0.50, 0.44, 0.30), (0.61, 0.55, 0.40), 0.12, 0.15, 0.25, 0.3, rows_m=2.6, rows=0.2),
    "flooded": Material((0.25, 0.27, 0.24), (0.36, 0.36, 0.31), 0.04, 0.06, 0.3, 0.35, rows_m=1.6, rows=0.05),
    "water": Material((0.13, 0.19, 0.17), (0.19, 0.26, 0.22), 0.03, 0.04, 0.15, 0.4),
    "river": Material((0.24, 0.28, 0.23), (0.32, 0.35, 0.28), 0.03, 0.05, 0.2, 0.4),
    "net": Material((0.16, 0.37, 0.24), (0.27, 0.48, 0.34), 0.1, 0.3, 0.3, 0.1),
    "foundation": Material((0.56, 0.55, 0.52), (0.70, 0.69, 0.65), 0.1, 0.15, 0.2, 0.0),
    "mark": Material((0.78, 0.78, 0.76), (0.86, 0.86, 0.83), 0.2, 0.3, 0.2, 0.0),
}


def paint_area(canvas: Canvas, area: Area, month: Month, greenness: float) -> None:
    """Paint one area if it is there in this month."""
    if not area.presence.holds(month):
        return
    pixels = canvas.pixels_of(area.points)
    if len(pixels[0]):
        canvas.albedo[pixels] = material_colour(canvas, area, pixels, month, greenness)


def material_colour(canvas: Canvas, area: Area, pixels: Pixels, month: Month, greenness: float) -> FloatArray:
    material = MATERIALS[area.material]
    low, high = month_tones(material, area, month, greenness)
    mix = 0.5 + 0.5 * _grain(canvas, material, pixels)
    if material.rows:
        mix += _rows(canvas, area, material, pixels)
    mix = np.clip(mix, -0.25, 1.25)[:, None].astype(np.float32)
    return np.asarray(low + (high - low) * mix, dtype=np.float32)


def month_tones(
    material: Material, area: Area, month: Month, greenness: float
) -> tuple[FloatArray, FloatArray]:
    """The two tones of an area this month: its own cast, its crop's stage, the season."""
    low, high = np.float32(material.low), np.float32(material.high)
    own = np.random.default_rng(area.seed)
    cast = own.normal(0, 0.010, 3) + own.normal(0, 0.03)
    stage = greenness
    if material.lively:
        turn = np.random.default_rng((area.seed, int(month is Month.AFTER)))
        stage = float(np.clip(greenness + material.lively * turn.normal(0, 0.3), 0, 1))
    if material.dry is not None:
        dry = np.float32(material.dry)
        low, high = low * stage + dry * (1 - stage), high * stage + dry * 1.15 * (1 - stage)
    return np.float32(low + cast), np.float32(high + cast)


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
    """Planting rows along the area's angle, wandering a little."""
    rows, cols = pixels
    across = (rows * np.cos(area.angle) - cols * np.sin(area.angle)) * canvas.resolution_m
    phase = across / material.rows_m + 0.12 * canvas.grain.middle[pixels]
    return np.asarray(material.rows * np.sin(2 * np.pi * phase), dtype=np.float32)
