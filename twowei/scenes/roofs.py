"""Buildings: roof planes with their slope light, parapets, corrugation and clutter."""

from __future__ import annotations

import numpy as np

from .canvas import Canvas, Cut
from .model import Box, Building, Month, Presence, Rgb, Roof, Sky, Wing
from .noise import FloatArray


def paint_building(canvas: Canvas, building: Building, month: Month, sky: Sky) -> None:
    colour = building.colour_in(month)
    rng = np.random.default_rng(building.seed)
    for wing in building.wings:
        cut = canvas.cut(wing.box)
        if cut is None:
            continue
        _paint_wing(canvas, cut, wing, colour, sky, rng)
        solid = cut.cover > 0.5
        canvas.wall[cut.where][solid] = building.wall
        if building.presence is not Presence.BOTH and building.counted:
            canvas.label[cut.where] |= solid
        if wing.roof is Roof.FLAT and rng.random() < building.clutter:
            _paint_clutter(canvas, wing, rng)


def _paint_wing(
    canvas: Canvas, cut: Cut, wing: Wing, colour: Rgb, sky: Sky, rng: np.random.Generator
) -> None:
    rise, slope_u, slope_v = roof_surface(cut, wing)
    shade = slope_light(slope_u, slope_v, wing.box.angle, sky)
    tone = _roof_texture(canvas, cut, wing, rng)
    painted = np.float32(colour) * tone[..., None]
    canvas.lay(cut, painted.astype(np.float32), wing.height_m + rise, shade)


def roof_surface(cut: Cut, wing: Wing) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Height above the eaves and its slope along the box's u and v, per pixel."""
    half_u, half_v = wing.box.length / 2, wing.box.width / 2
    flat = np.zeros_like(cut.u)
    to_eave_v = np.maximum(half_v - np.abs(cut.v), 0)
    if wing.roof in (Roof.GABLE, Roof.STEEL):
        return wing.pitch * to_eave_v, flat, -wing.pitch * np.sign(cut.v)
    if wing.roof is Roof.HIP:
        to_eave_u = np.maximum(half_u - np.abs(cut.u), 0)
        end = to_eave_u < to_eave_v
        rise = wing.pitch * np.minimum(to_eave_u, to_eave_v)
        slope_u = np.where(end, -wing.pitch * np.sign(cut.u), 0)
        slope_v = np.where(end, 0, -wing.pitch * np.sign(cut.v))
        return rise, slope_u.astype(np.float32), slope_v.astype(np.float32)
    if wing.roof is Roof.LEAN:
        return wing.pitch * (cut.v + half_v), flat, np.full_like(flat, wing.pitch)
    if wing.roof is Roof.ARCH:
        bow = np.clip(cut.v / half_v, -0.95, 0.95)
        return half_v * 0.7 * np.sqrt(1 - bow**2), flat, -0.7 * bow / np.sqrt(1 - bow**2)
    rim = np.where(np.minimum(half_u - np.abs(cut.u), to_eave_v) < 0.45, 0.7, 0.0)
    return rim.astype(np.float32), flat, flat


def slope_light(slope_u: FloatArray, slope_v: FloatArray, angle: float, sky: Sky) -> FloatArray:
    """Direct sun on a slope relative to flat ground: n.s over s_z (Lambert)."""
    row, col = sky.sun_step()
    cot = 1.0 / np.tan(np.radians(sky.sun_elevation))
    sun_u = col * np.cos(angle) + row * np.sin(angle)
    sun_v = row * np.cos(angle) - col * np.sin(angle)
    facing = 1 - cot * (slope_u * sun_u + slope_v * sun_v)
    light = facing / np.sqrt(1 + slope_u**2 + slope_v**2)
    return np.clip(light, 0.05, 1.7).astype(np.float32)


def _roof_texture(canvas: Canvas, cut: Cut, wing: Wing, rng: np.random.Generator) -> FloatArray:
    grain, where = canvas.grain, cut.where
    tone = 1 + 0.04 * grain.fine[where] + 0.04 * grain.small[where]
    if wing.roof is Roof.FLAT:
        tone += 0.08 * grain.small[where] + 0.06 * grain.middle[where]
        return _parapet(cut, wing, tone)
    if wing.roof in (Roof.STEEL, Roof.ARCH, Roof.LEAN):
        tone += 0.035 * np.sin(cut.u * (2 * np.pi / 1.9))
        return _skylights(cut, wing, tone, rng)
    tone += 0.05 * np.sin(cut.v * (2 * np.pi / 1.1)) - 0.12 * (np.abs(cut.v) < 0.3)
    return np.asarray(tone, dtype=np.float32)


def _parapet(cut: Cut, wing: Wing, tone: FloatArray) -> FloatArray:
    edge = np.minimum(wing.box.length / 2 - np.abs(cut.u), wing.box.width / 2 - np.abs(cut.v))
    return np.asarray(np.where(edge < 0.5, tone * 1.15, tone), dtype=np.float32)


def _skylights(cut: Cut, wing: Wing, tone: FloatArray, rng: np.random.Generator) -> FloatArray:
    """Translucent strips across the steel sheets, as on most workshops."""
    if wing.box.length > 18 and rng.random() < 0.6:
        spacing = rng.uniform(5, 9)
        strip = np.abs((cut.u % spacing) - spacing / 2) < 0.55
        strip &= np.abs(np.abs(cut.v) - wing.box.width / 4) < wing.box.width / 7
        tone = tone + np.where(strip, rng.uniform(-0.2, 0.25), 0)
    return np.asarray(tone, dtype=np.float32)


CLUTTER: tuple[tuple[Rgb, float, float], ...] = (
    ((0.78, 0.79, 0.80), 1.6, 1.7),
    ((0.16, 0.19, 0.28), 2.6, 0.8),
    ((0.62, 0.60, 0.56), 3.2, 2.6),
    ((0.72, 0.30, 0.24), 2.4, 2.0),
    ((0.25, 0.42, 0.66), 3.6, 2.2),
)


def _paint_clutter(canvas: Canvas, wing: Wing, rng: np.random.Generator) -> None:
    """Tanks, solar panels, stair heads and little sheds on a flat roof."""
    half_u, half_v = wing.box.length / 2 - 2.4, wing.box.width / 2 - 2.4
    if half_u <= 0.5 or half_v <= 0.5:
        return
    count = 1 + rng.poisson(min(wing.box.length * wing.box.width / 90, 8))
    for _ in range(count):
        colour, size, height = CLUTTER[rng.integers(len(CLUTTER))]
        u, v = rng.uniform(-half_u, half_u), rng.uniform(-half_v, half_v)
        box = wing.box.inner(u, v, size * rng.uniform(0.7, 1.3), size * rng.uniform(0.6, 1.0))
        paint_block(canvas, box, colour, wing.height_m + height)


def paint_block(canvas: Canvas, box: Box, colour: Rgb, height_m: float) -> None:
    """A plain block: vehicle, tank, stair head."""
    cut = canvas.cut(box)
    if cut is not None:
        sheet = np.broadcast_to(np.float32(colour), (*cut.cover.shape, 3))
        canvas.lay(cut, sheet, height_m)
