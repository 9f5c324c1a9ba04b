"""Buildings: roof planes with their slope light, parapets, corrugation and clutter."""

from __future__ import annotations

import numpy as np

from .canvas import Canvas, Cut
from .model import Box, Building, Presence, Rgb, Roof, Sky, Wing, as_rgb
from .noise import FloatArray

Rng = np.random.Generator
PARAPET_M = 0.5


def paint_building(canvas: Canvas, building: Building) -> None:
    colour = building.colour_in(canvas.month)
    rng = np.random.default_rng(building.seed)
    counts = building.presence is not Presence.BOTH and building.counted
    for wing in building.wings:
        cut = canvas.cut(wing.box)
        if cut is None:
            continue
        _paint_wing(canvas, cut, wing, as_rgb(colour) * roof_texture(canvas, cut, wing, rng))
        solid = cut.cover > 0.5
        canvas.wall[cut.where][solid] = building.wall
        if counts:
            canvas.label[cut.where] |= solid
        if wing.roof is Roof.FLAT and rng.random() < building.clutter:
            _paint_clutter(canvas, wing, rng)


def _paint_wing(canvas: Canvas, cut: Cut, wing: Wing, colour: FloatArray) -> None:
    rise, slope_u, slope_v = roof_surface(cut, wing)
    shade = slope_light(slope_u, slope_v, wing.box.angle, canvas.sky)
    canvas.lay(cut, colour, wing.height_m + rise, shade)


def roof_surface(cut: Cut, wing: Wing) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Height above the eaves and its slope along the box's u and v, per pixel."""
    flat = np.zeros_like(cut.u)
    pitch, half_v = np.float32(wing.pitch), np.float32(wing.box.width / 2)
    to_eave = np.maximum(half_v - np.abs(cut.v), 0)
    if wing.roof in (Roof.GABLE, Roof.STEEL):
        return pitch * to_eave, flat, -pitch * np.sign(cut.v)
    if wing.roof is Roof.HIP:
        return _hip(cut, wing, to_eave)
    if wing.roof is Roof.LEAN:
        return pitch * (cut.v + half_v), flat, np.full_like(flat, pitch)
    if wing.roof is Roof.ARCH:
        bow = np.clip(cut.v / half_v, -0.95, 0.95)
        return half_v * 0.7 * np.sqrt(1 - bow**2), flat, -0.7 * bow / np.sqrt(1 - bow**2)
    edge = np.minimum(np.float32(wing.box.length / 2) - np.abs(cut.u), to_eave)
    return np.where(edge < PARAPET_M, np.float32(0.7), np.float32(0)), flat, flat


def _hip(cut: Cut, wing: Wing, to_eave: FloatArray) -> tuple[FloatArray, FloatArray, FloatArray]:
    pitch = np.float32(wing.pitch)
    to_end = np.maximum(np.float32(wing.box.length / 2) - np.abs(cut.u), 0)
    end = to_end < to_eave
    slope_u = np.where(end, -pitch * np.sign(cut.u), np.float32(0))
    slope_v = np.where(end, np.float32(0), -pitch * np.sign(cut.v))
    return pitch * np.minimum(to_end, to_eave), slope_u, slope_v


def slope_light(slope_u: FloatArray, slope_v: FloatArray, angle: float, sky: Sky) -> FloatArray:
    """Direct sun on a slope relative to flat ground: n.s over s_z (Lambert)."""
    row, col = sky.sun_step()
    cot = 1.0 / np.tan(np.radians(sky.sun_elevation))
    sun_u = np.float32(cot * (col * np.cos(angle) + row * np.sin(angle)))
    sun_v = np.float32(cot * (row * np.cos(angle) - col * np.sin(angle)))
    facing = 1 - slope_u * sun_u - slope_v * sun_v
    light = facing / np.sqrt(1 + slope_u**2 + slope_v**2)
    return np.asarray(np.clip(light, 0.05, 1.7), dtype=np.float32)


def roof_texture(canvas: Canvas, cut: Cut, wing: Wing, rng: Rng) -> FloatArray:
    """Brightness about 1 with a last axis of one band."""
    grain, where = canvas.grain, cut.where
    tone = 1 + 0.035 * grain.fine[where] + 0.03 * grain.small[where] + 0.035 * grain.middle[where]
    if wing.roof is Roof.FLAT:
        tone = _slab_texture(canvas, cut, wing, tone, rng)
    elif wing.roof in (Roof.GABLE, Roof.HIP):
        tone = tone + 0.05 * np.sin(cut.v * np.float32(2 * np.pi / 1.1)) - 0.1 * (np.abs(cut.v) < 0.3)
    else:
        tone = _sheet_texture(cut, wing, tone, rng)
    return np.asarray(np.clip(tone, 0.3, 1.6)[..., None], dtype=np.float32)


def _slab_texture(canvas: Canvas, cut: Cut, wing: Wing, tone: FloatArray, rng: Rng) -> FloatArray:
    """Concrete: seams, damp patches, a part laid with other slabs, a bright parapet."""
    seam = rng.uniform(3, 5)
    tone = tone - 0.05 * ((cut.u % seam < 0.4) | (cut.v % seam < 0.4))
    damp = canvas.grain.middle[cut.where] + 0.6 * canvas.grain.small[cut.where]
    tone = tone - np.float32(rng.uniform(0, 0.16)) * np.clip(damp - 0.4, 0, 1.5)
    if rng.random() < 0.4:
        tone = tone * np.where(cut.u < rng.uniform(-0.3, 0.3) * wing.box.length, 1, rng.uniform(0.8, 1.2))
    half_u, half_v = wing.box.length / 2, wing.box.width / 2
    edge = np.minimum(half_u - np.abs(cut.u), half_v - np.abs(cut.v))
    return np.asarray(np.where(edge < PARAPET_M, 1.14, tone))


def _sheet_texture(cut: Cut, wing: Wing, tone: FloatArray, rng: Rng) -> FloatArray:
    """Steel: corrugation, weathered sheets, translucent strips as on most workshops."""
    tone = tone + 0.03 * np.sin(cut.u * np.float32(2 * np.pi / 1.9))
    sheets = rng.normal(0, 0.025, 64).astype(np.float32)
    tone = tone + sheets[(cut.u / 6).astype(int) % 64] - 0.10 * (np.abs(cut.v) < 0.35)
    if wing.box.length > 18 and rng.random() < 0.55:
        spacing = rng.uniform(5, 9)
        strip = np.abs((cut.u % spacing) - spacing / 2) < 0.5
        strip &= np.abs(np.abs(cut.v) - wing.box.width / 4) < wing.box.width / 7
        tone = tone + np.where(strip, rng.uniform(-0.12, 0.2), 0)
    return np.asarray(tone)


CLUTTER: tuple[tuple[Rgb, float, float], ...] = (
    ((0.72, 0.73, 0.74), 1.6, 1.7),
    ((0.62, 0.63, 0.64), 1.3, 1.2),
    ((0.15, 0.18, 0.26), 2.4, 0.8),
    ((0.56, 0.54, 0.50), 3.2, 2.6),
    ((0.48, 0.47, 0.45), 2.8, 2.4),
    ((0.56, 0.30, 0.25), 2.0, 1.8),
    ((0.30, 0.43, 0.58), 3.2, 2.2),
)


def _paint_clutter(canvas: Canvas, wing: Wing, rng: Rng) -> None:
    """Tanks, solar panels, stair heads and little sheds on a flat roof."""
    half_u, half_v = wing.box.length / 2 - 2.4, wing.box.width / 2 - 2.4
    if half_u <= 0.3 or half_v <= 0.3:
        return
    count = 1 + rng.poisson(min(wing.box.length * wing.box.width / 90, 7))
    for _ in range(count):
        colour, size, height = CLUTTER[rng.integers(len(CLUTTER))]
        u, v = rng.uniform(-half_u, half_u), rng.uniform(-half_v, half_v)
        box = wing.box.inner(u, v, size * rng.uniform(0.7, 1.3), size * rng.uniform(0.6, 1.0))
        paint_block(canvas, box, colour, wing.height_m + height)


def paint_block(canvas: Canvas, box: Box, colour: Rgb, height_m: float) -> None:
    """A plain block: vehicle, tank, stair head, yard wall."""
    cut = canvas.cut(box)
    if cut is not None:
        sheet = np.broadcast_to(as_rgb(colour), (*cut.cover.shape, 3))
        canvas.lay(cut, sheet, height_m)
