"""The grounds there are: two tones each, mixed by grain of several sizes."""

from __future__ import annotations

from dataclasses import dataclass

from .model import Rgb


@dataclass(frozen=True)
class Material:
    """``dry`` replaces ``low`` as the season's green goes. The first four weights say how
    strongly each grain size mixes the tones; ``relief`` lets the sun show the bumps;
    ``fray_m`` how far edges wander; ``rows_m`` the spacing of planting rows of strength
    ``rows``; ``lively`` how much a crop may change within a month."""

    low: Rgb
    high: Rgb
    fine: float = 0.15
    small: float = 0.15
    middle: float = 0.2
    broad: float = 0.25
    relief: float = 0.05
    fray_m: float = 0.6
    dry: Rgb | None = None
    rows_m: float = 0.0
    rows: float = 0.0
    lively: float = 0.0


DRY_GRASS = (0.40, 0.36, 0.25)

PAVED: dict[str, Material] = {
    "asphalt": Material((0.33, 0.33, 0.34), (0.45, 0.45, 0.45), 0.12, 0.1, 0.25, 0.2, 0.01, 0.0),
    "old_road": Material((0.44, 0.43, 0.41), (0.58, 0.56, 0.52), 0.12, 0.12, 0.25, 0.2, 0.01, 0.2),
    "concrete": Material((0.46, 0.45, 0.42), (0.63, 0.61, 0.57), 0.14, 0.2, 0.35, 0.3, 0.02, 0.1),
    "paving": Material((0.50, 0.46, 0.42), (0.60, 0.57, 0.53), 0.15, 0.1, 0.2, 0.2, 0.02, 0.0),
    "yard": Material((0.36, 0.34, 0.30), (0.58, 0.55, 0.49), 0.22, 0.3, 0.4, 0.25, 0.05, 0.5),
    "lane": Material((0.42, 0.40, 0.37), (0.56, 0.54, 0.50), 0.15, 0.2, 0.3, 0.2, 0.03, 0.3),
    "foundation": Material((0.56, 0.55, 0.52), (0.70, 0.69, 0.65), 0.1, 0.15, 0.2, 0.0, 0.02, 0.0),
    "mark": Material((0.78, 0.78, 0.76), (0.86, 0.86, 0.83), 0.2, 0.3, 0.2, 0.0, 0.0, 0.0),
    "court": Material((0.22, 0.38, 0.31), (0.28, 0.43, 0.36), 0.1, 0.1, 0.2, 0.1, 0.0, 0.0),
    "running": Material((0.50, 0.26, 0.20), (0.56, 0.31, 0.25), 0.1, 0.1, 0.2, 0.1, 0.0, 0.0),
}

EARTH: dict[str, Material] = {
    "soil": Material((0.38, 0.30, 0.22), (0.62, 0.51, 0.40), 0.15, 0.22, 0.4, 0.35, 0.10, 1.4),
    "pale_soil": Material((0.54, 0.47, 0.38), (0.76, 0.70, 0.61), 0.12, 0.2, 0.4, 0.35, 0.08, 1.6),
    "dark_soil": Material((0.24, 0.20, 0.16), (0.40, 0.33, 0.26), 0.15, 0.2, 0.35, 0.35, 0.12, 1.4),
    "rubble": Material((0.36, 0.33, 0.30), (0.66, 0.61, 0.56), 0.28, 0.32, 0.45, 0.2, 0.20, 1.0),
    "heaps": Material((0.40, 0.32, 0.24), (0.60, 0.50, 0.39), 0.15, 0.2, 0.3, 0.2, 0.42, 1.4),
    "track": Material((0.50, 0.44, 0.36), (0.66, 0.60, 0.52), 0.2, 0.25, 0.4, 0.2, 0.05, 0.5),
    "bank": Material((0.44, 0.39, 0.31), (0.62, 0.56, 0.46), 0.15, 0.25, 0.35, 0.35, 0.10, 0.5),
    "net": Material((0.13, 0.30, 0.20), (0.27, 0.44, 0.31), 0.1, 0.35, 0.4, 0.2, 0.18, 0.8),
}

GREENERY: dict[str, Material] = {
    "grass": Material((0.20, 0.25, 0.13), (0.38, 0.39, 0.25), 0.2, 0.3, 0.4, 0.4, 0.08, 1.2, dry=DRY_GRASS),
    "scrub": Material((0.14, 0.18, 0.10), (0.40, 0.38, 0.27), 0.3, 0.5, 0.5, 0.35, 0.25, 1.5, dry=(0.30, 0.26, 0.18)),
    "lawn": Material((0.20, 0.27, 0.14), (0.33, 0.38, 0.22), 0.16, 0.2, 0.35, 0.3, 0.04, 0.3, dry=DRY_GRASS),
    "understorey": Material(
        (0.09, 0.12, 0.07), (0.24, 0.25, 0.16), 0.3, 0.4, 0.4, 0.3, 0.2, 1.5, dry=(0.22, 0.19, 0.13)
    ),
}

CROPS: dict[str, Material] = {
    "paddy": Material(
        *((0.18, 0.27, 0.12), (0.30, 0.38, 0.19), 0.12, 0.12, 0.3, 0.35, 0.02, 0.5),
        dry=(0.42, 0.38, 0.24),
        rows_m=1.6,
        rows=0.10,
        lively=1.0,
    ),
    "rows": Material(
        *((0.20, 0.26, 0.13), (0.42, 0.36, 0.26), 0.18, 0.2, 0.3, 0.3, 0.06, 0.5),
        dry=(0.37, 0.31, 0.22),
        rows_m=3.2,
        rows=0.40,
        lively=0.8,
    ),
    "orchard": Material(
        *((0.22, 0.26, 0.15), (0.40, 0.37, 0.26), 0.2, 0.25, 0.3, 0.3, 0.08, 0.6),
        dry=(0.36, 0.31, 0.22),
    ),
    "ploughed": Material(
        *((0.32, 0.25, 0.19), (0.48, 0.39, 0.30), 0.15, 0.15, 0.3, 0.35, 0.08, 0.5),
        rows_m=2.2,
        rows=0.2,
    ),
    "stubble": Material(
        *((0.46, 0.40, 0.27), (0.61, 0.55, 0.40), 0.15, 0.15, 0.3, 0.35, 0.05, 0.5),
        rows_m=2.6,
        rows=0.2,
    ),
    "flooded": Material(
        *((0.26, 0.27, 0.23), (0.38, 0.37, 0.30), 0.05, 0.08, 0.35, 0.5, 0.0, 0.4),
        rows_m=1.6,
        rows=0.06,
    ),
    "beds": Material(
        *((0.21, 0.28, 0.14), (0.44, 0.37, 0.28), 0.2, 0.2, 0.2, 0.2, 0.08, 0.3),
        dry=(0.34, 0.30, 0.20),
        rows_m=1.9,
        rows=0.5,
        lively=0.9,
    ),
}

WATER: dict[str, Material] = {
    "water": Material((0.11, 0.16, 0.14), (0.18, 0.24, 0.20), 0.04, 0.05, 0.2, 0.5, 0.01, 0.5),
    "algae": Material((0.17, 0.24, 0.14), (0.24, 0.31, 0.19), 0.06, 0.1, 0.4, 0.5, 0.01, 0.6),
    "river": Material((0.23, 0.26, 0.21), (0.31, 0.33, 0.26), 0.04, 0.06, 0.25, 0.5, 0.015, 0.8),
}

MATERIALS: dict[str, Material] = {**PAVED, **EARTH, **GREENERY, **CROPS, **WATER}
