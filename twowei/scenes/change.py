"""What happens between the months: building work, demolition, and all that only looks like it."""

from __future__ import annotations

from dataclasses import replace

import shapely

from .model import Area, Box, Building, Place, Presence, Roof, Wing
from .parts import STEELS, Rng, area, pick, ragged, seed_of
from .room import box_around, is_free


def change_buildings(rng: Rng, place: Place) -> None:
    """New buildings, extensions, sheds and demolitions here and there."""
    mine = [b for b in place.buildings if _can_change(place, b)]
    mine = [mine[i] for i in rng.permutation(len(mine))]
    build = min(len(mine), int(rng.integers(0, 3 + len(mine) // 5)))
    for building in mine[:build]:
        build_later(rng, place, building)
    for building in mine[build : build + int(rng.integers(0, 4))]:
        demolish(rng, place, building)
    for building in mine[-int(rng.integers(1, 5)) :]:
        if building.presence is Presence.BOTH:
            extend(rng, place, building)
    for _ in range(int(rng.integers(0, 5))):
        spot = Box(rng.uniform(0, place.extent_m), rng.uniform(0, place.extent_m), 1, 1)
        add_shed(rng, place, spot)
    fell_trees(place)


def _can_change(place: Place, building: Building) -> bool:
    if not building.counted or building.presence is not Presence.BOTH:
        return False
    box = building.wings[0].box
    return 0 < box.x < place.extent_m and 0 < box.y < place.extent_m


def build_later(rng: Rng, place: Place, building: Building) -> None:
    """The building is absent before; its site may already be cleared."""
    building.presence = Presence.AFTER
    if rng.random() < 0.7:
        pad = _pad(rng, building, str(rng.choice(["soil", "pale_soil", "grass", "scrub", "yard"])))
        before = Presence.BEFORE if rng.random() < 0.5 else Presence.BOTH
        place.overlays.append(replace(pad, presence=before))


def demolish(rng: Rng, place: Place, building: Building) -> None:
    """The building is gone after; rubble or levelled soil lies in its place."""
    building.presence = Presence.BEFORE
    material = str(rng.choice(["rubble", "rubble", "soil", "pale_soil"]))
    place.overlays.append(replace(_pad(rng, building, material), presence=Presence.AFTER))


def _pad(rng: Rng, building: Building, material: str) -> Area:
    box = box_around(building).grown(rng.uniform(1.0, 4.0))
    if rng.random() < 0.5:
        return area(rng, box.corners(), material)
    return area(rng, ragged(rng, box.grown(2), 0.08), material)


def fell_trees(place: Place) -> None:
    """No tree hides a roof that comes or goes: those that would are felled for good."""
    changed = [b.footprint for b in place.buildings if b.presence is not Presence.BOTH and b.counted]
    ground = shapely.union_all(changed).buffer(2.0)
    shapely.prepare(ground)
    hiding = shapely.contains_xy(ground, [t.x for t in place.trees], [t.y for t in place.trees])
    place.trees = [tree for tree, gone in zip(place.trees, hiding, strict=True) if not gone]


def extend(rng: Rng, place: Place, building: Building) -> Building | None:
    """A lower wing against one long side of a building, where there is room."""
    main = building.wings[0].box
    deep = rng.uniform(3.5, 8)
    length = main.length * rng.uniform(0.4, 0.95)
    side = rng.choice([-1, 1])
    spare = (main.length - length) / 2
    box = main.inner(rng.uniform(-spare, spare), side * (main.width + deep) / 2, length, deep)
    height = min(building.wings[0].height_m, rng.uniform(3, 7))
    return _add(rng, place, box, height, "extension")


def add_shed(rng: Rng, place: Place, near: Box) -> Building | None:
    """A coloured-steel shed at a spot, where there is room."""
    box = near.inner(0, 0, rng.uniform(6, 18), rng.uniform(4.5, 10), rng.uniform(-0.8, 0.8))
    return _add(rng, place, box, rng.uniform(2.8, 5), "shed")


def _add(rng: Rng, place: Place, box: Box, height: float, kind: str) -> Building | None:
    if not is_free(place, box):
        return None
    roof = Roof(str(rng.choice(["steel", "lean", "flat"])))
    colour = pick(rng, STEELS)
    wing = Wing(box, roof, height, 0.12)
    added = Building((wing,), colour, seed_of(rng), 0.7, 0.2, presence=Presence.AFTER, kind=kind)
    place.buildings.append(added)
    return added


def change_surroundings(rng: Rng, place: Place) -> None:
    """What must not be taken for building: new roofs, moved earth, water, vehicles and goods, greenhouses."""
    for building in place.buildings:
        if building.presence is Presence.BOTH and rng.random() < 0.04:
            building.later_colour = pick(rng, STEELS)
    for _ in range(int(rng.integers(0, 4))):
        size = rng.uniform(8, 45, 2)
        x, y = rng.uniform(0, place.extent_m, 2)
        spot = Box(x, y, size[0], size[1], rng.uniform(0, 3))
        material = str(rng.choice(["soil", "pale_soil", "dark_soil", "net", "yard"]))
        moved = area(rng, ragged(rng, spot, 0.2), material)
        when = Presence.AFTER if rng.random() < 0.7 else Presence.BEFORE
        place.overlays.append(replace(moved, presence=when))
    _change_water(rng, place)
    _change_props(rng, place)


def _change_water(rng: Rng, place: Place) -> None:
    """Let about half of the ponds stand lower or higher in one of the months."""
    for index, pond in enumerate(place.areas):
        if pond.material not in ("water", "algae") or rng.random() < 0.5:
            continue
        centre, size = pond.points.mean(axis=0), rng.uniform(0.55, 0.9)
        lower = replace(pond, points=centre + (pond.points - centre) * size)
        month = Presence.BEFORE if rng.random() < 0.5 else Presence.AFTER
        other = Presence.AFTER if month is Presence.BEFORE else Presence.BEFORE
        place.areas[index] = replace(pond, presence=other)
        shore = replace(pond, material=str(rng.choice(["soil", "dark_soil", "pale_soil"])), presence=month)
        place.overlays += [shore, replace(lower, presence=month)]


def _change_props(rng: Rng, place: Place) -> None:
    """Vehicles, containers and stacks come and go, and so do plastic tunnels, which count as no building."""
    for index, prop in enumerate(place.props):
        if rng.random() < 0.25 and prop.presence is Presence.BOTH:
            place.props[index] = replace(prop, presence=_one_month(rng))
    for building in place.buildings:
        if not building.counted and building.presence is Presence.BOTH and rng.random() < 0.12:
            building.presence = _one_month(rng)


def _one_month(rng: Rng) -> Presence:
    return Presence.BEFORE if rng.random() < 0.5 else Presence.AFTER
