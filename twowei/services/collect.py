"""What a squad brings back: photos, tracks and the filled sheet, matched to patches; conflicts are listed."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import Enum
from pathlib import Path
from typing import Any

import shapely
from shapely.geometry import Point
from shapely.geometry.base import BaseGeometry
from sqlalchemy import Connection

from twowei.casebook import attachments, history, rows
from twowei.casebook.attachments import sha256_of
from twowei.casebook.clock import CHINA_TIME
from twowei.casebook.history import Draft, checked_name
from twowei.casebook.patch import Patch
from twowei.casebook.states import State
from twowei.errors import TwoweiError, VectorError
from twowei.geo.crs import LONLAT, metric_crs
from twowei.geo.footprint import to_crs
from twowei.imports import archives
from twowei.imports.tracks import SUFFIXES, Track, read_track
from twowei.services import fill
from twowei.services.fill import Case, Comparison
from twowei.services.photos import photo_facts
from twowei.services.workspace import DOSSIERS, Workspace

NEAR_M = 100.0
"""A photo taken farther from a patch than this is no evidence of it (domain reference, 5.14)."""

TELLS_APART_M = 15.0
"""Two patches whose distances to a photo differ by less cannot be told apart by it."""

VISITED_M = 50.0
"""A track that comes so near to a patch has been there."""

PHOTOS = (".jpg", ".jpeg", ".png")
UNREADABLE = (".heic", ".heif", ".dng", ".raw")
_NUMBER = re.compile(r"\d{15}[WUXTSDJMQ]\d{4,}(?:-\d{2,})*")


class Found(Enum):
    """What becomes of a photo."""

    NEW = "new"
    THERE = "there"
    CONFLICT = "conflict"
    UNMATCHED = "unmatched"


@dataclass(frozen=True)
class Photo:
    """A photo that came back.

    Attributes:
        number: The patch it shows, or None.
        how: ``name``, ``place`` or ``track``: what told which patch.
        distance_m: From where it was taken to the patch's outline.
        why: Of a conflict, or why nothing tells the patch; or what is noteworthy.
    """

    path: Path
    sha256: str
    found: Found
    number: str | None = None
    how: str = ""
    distance_m: float | None = None
    lon: float | None = None
    lat: float | None = None
    azimuth: float | None = None
    taken: str | None = None
    why: str = ""

    @property
    def key(self) -> tuple[str, ...]:
        """What it is told by when somebody ticks it: its bytes and the patch it is taken for."""
        return self.sha256, self.number or ""

    def as_dict(self) -> dict[str, Any]:
        """Return it for a program to read."""
        names = ("number", "how", "distance_m", "lon", "lat", "azimuth", "taken", "why", "sha256")
        return {"file": self.path.name, "found": self.found.value, **{name: getattr(self, name) for name in names}}


@dataclass(frozen=True)
class Visit:
    """A patch that a track came near to: how near in metres, and when first, where the track says it."""

    number: str
    track: str
    sha256: str
    distance_m: float
    at: datetime | None


@dataclass(frozen=True)
class Collected:
    """What a squad brought back, held against the casebook.

    Attributes:
        tables: Comparison of each filled sheet, by its path in the folder; squads' sheets have the same name.
        unvisited: Patches out in the field that no track came near to; empty without tracks.
        problems: A sentence for each file that cannot be used.
        taken: Whether it was written down.
        cells: How many cells of sheets were written.
    """

    photos: tuple[Photo, ...]
    visits: tuple[Visit, ...]
    tables: dict[str, Comparison]
    unvisited: tuple[str, ...]
    problems: tuple[str, ...]
    taken: bool = False
    cells: int = 0

    def as_dict(self) -> dict[str, Any]:
        """Return it for a program to read."""
        visits = [
            {"TBBH": v.number, "track": v.track, "distance_m": v.distance_m, "at": v.at and v.at.isoformat()}
            for v in self.visits
        ]
        tables = {name: [one.as_dict() for one in told.differences] for name, told in self.tables.items()}
        return {
            "taken": self.taken,
            "photos": [photo.as_dict() for photo in self.photos],
            "visits": visits,
            "unvisited": list(self.unvisited),
            "tables": tables,
            "problems": list(self.problems),
        }


@dataclass
class _Brought:
    """The files of a return, sorted."""

    photos: list[Path] = field(default_factory=list)
    tracks: list[Track] = field(default_factory=list)
    tables: list[Path] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)

    def add(self, file: Path) -> None:
        """Put a file where it belongs; others are left alone."""
        kind = file.suffix.lower()
        try:
            if kind in PHOTOS:
                self.photos.append(file)
            elif kind in UNREADABLE:
                self.problems.append(f"{file.name}: convert it to JPEG; {kind} is not read.")
            elif kind in SUFFIXES and (track := read_track(file)):
                self.tracks.append(track)
            elif kind == ".xlsx":
                self.tables.append(file)
        except TwoweiError as error:
            self.problems.append(str(error))


def collect(
    workspace: Workspace,
    path: Path,
    by: str = "",
    *,
    taking: bool = False,
    theirs: bool = False,
    only: Collection[tuple[str, ...]] | None = None,
) -> Collected:
    """Match what a squad brought back to patches; write it down where that is asked.

    Only what is certain is written: photos whose patch is told, visits, and cells without a conflict. The same again
    changes nothing.

    Args:
        path: A folder, a zip of it, or one file.
        theirs: Take the sheet's word in conflicts too.
        only: Keys of the photos and differences that somebody ticked, conflicts among them; what is not as it was
            seen stays out. None: all that is certain.

    Raises:
        VectorError: There is nothing there, or an archive or sheet cannot be used.
        UnknownNameError: ``by`` is empty.
    """
    who = checked_name(by) if taking else ""
    with ExitStack() as stack:
        packed = path.suffix.lower() == ".zip"
        folder = stack.enter_context(archives.unpacked(_checked(path))) if packed and not path.is_dir() else path
        brought = _sorted(folder) if folder.is_dir() else _alone(_checked(path))
        if not (brought.photos or brought.tracks or brought.tables or brought.problems):
            raise VectorError(f"{path} holds no photos, tracks or sheets; give the folder that the squad brought back.")
        with workspace.casebook.reading() as connection:
            found = _matched(connection, workspace, folder if folder.is_dir() else path.parent, brought)
        return _take(workspace, found, who, theirs, only) if taking else found


def _checked(path: Path) -> Path:
    if not path.is_file():
        raise VectorError(f"{path} does not exist; check the path.")
    return path


def _sorted(folder: Path) -> _Brought:
    brought = _Brought()
    for file in sorted(one for one in folder.rglob("*") if one.is_file() and not one.name.startswith((".", "~$"))):
        brought.add(file)
    return brought


def _alone(file: Path) -> _Brought:
    """Return what one file is: a photo, a track, else a table."""
    brought = _Brought()
    brought.add(file)
    return brought if brought != _Brought() else _Brought(tables=[file])


# ---- matching --------------------------------------------------------------------------------------


def _matched(connection: Connection, workspace: Workspace, folder: Path, brought: _Brought) -> Collected:
    patches = [p for p in rows.select_patches(connection) if p.state is not State.REPLACED]
    ground = Ground(workspace, patches)
    held = {(one.sha256, one.number) for one in attachments.read(connection)}
    photos = [photo_of(file, folder, ground, brought.tracks, held) for file in brought.photos]
    visits = list(_visits(ground, brought.tracks))
    tables, problems = {}, list(brought.problems)
    for file in brought.tables:
        try:
            tables[str(file.relative_to(folder))] = fill.compare(workspace, file)
        except TwoweiError as error:
            problems.append(str(error))
    seen = {visit.number for visit in visits}
    out = [p.number for p in patches if p.state is State.IN_FIELD and p.number not in seen] if brought.tracks else []
    return Collected(tuple(photos), tuple(visits), tables, tuple(out), tuple(problems))


class Ground:
    """Patches in a CRS in which a metre is a metre, to measure distances to."""

    def __init__(self, workspace: Workspace, patches: Sequence[Patch]) -> None:
        self.by_number = {patch.number: patch for patch in patches}
        self._numbers = [patch.number for patch in patches]
        self._crs = metric_crs(patches[0].lon, patches[0].lat) if patches else LONLAT
        self._outlines = [to_crs(patch.geometry, workspace.crs, self._crs) for patch in patches]
        self._tree = shapely.STRtree(self._outlines)

    def near(self, shape: BaseGeometry, within_m: float) -> list[tuple[float, str]]:
        """Return distance and number of the patches near a shape in degrees, the nearest first."""
        moved = to_crs(shape, LONLAT, self._crs)
        hits = self._tree.query(moved, predicate="dwithin", distance=within_m)
        return sorted((float(self._outlines[i].distance(moved)), self._numbers[i]) for i in map(int, hits))

    def distance_m(self, number: str, lon: float, lat: float) -> float:
        """Return how far a point lies from a patch's outline; 0 inside."""
        outline = self._outlines[self._numbers.index(number)]
        return float(outline.distance(to_crs(Point(lon, lat), LONLAT, self._crs)))


def photo_of(file: Path, folder: Path, ground: Ground, tracks: Sequence[Track], held: set[tuple[str, str]]) -> Photo:
    """Return a photo with the patch it shows, or why there is none; names count below ``folder``."""
    facts, digest = photo_facts(file), sha256_of(file)
    if not facts.readable:
        return Photo(
            file, digest, Found.UNMATCHED, why="it cannot be opened as a picture; copy it from the device again"
        )
    lon, lat, how = facts.lon, facts.lat, "place"
    if lon is None or lat is None:
        lon, lat = _by_track(facts.taken, tracks) or (None, None)
        how = "track"
    base = Photo(file, digest, Found.UNMATCHED, None, "", None, lon, lat, facts.azimuth, facts.taken)
    named = _named(file.relative_to(folder), ground)
    found = _decided(base, ground, named, how)
    if found.number and (digest, found.number) in held:
        return _with(found, Found.THERE, "attached already")
    others = [number for one, number in held if one == digest and number != found.number]
    if found.number and others:
        return _with(found, Found.CONFLICT, f"the same photo is evidence of {others[0]}")
    return found


def _with(photo: Photo, found: Found, why: str, **more: Any) -> Photo:
    return replace(photo, found=found, why=why, **more)


def _named(file: Path, ground: Ground) -> str | None:
    """Return the patch that a photo's name or its folders name, the innermost first."""
    for part in reversed(file.parts):
        match = _NUMBER.search(part)
        if match and match[0] in ground.by_number:
            return match[0]
    return None


def _by_track(taken: str | None, tracks: Sequence[Track]) -> tuple[float, float] | None:
    """Return where a photo without a position was taken, by its time; cameras write China's time."""
    try:
        at = datetime.fromisoformat(taken or "").replace(tzinfo=CHINA_TIME)
    except ValueError:
        return None
    return next((place for track in tracks if (place := track.where(at))), None)


def _decided(photo: Photo, ground: Ground, named: str | None, how: str) -> Photo:
    """Return the photo with its patch, or why there is none or a contradiction."""
    if photo.lon is None or photo.lat is None:
        if named:
            return _with(photo, Found.NEW, "without a position", number=named, how="name")
        return _with(photo, Found.UNMATCHED, "neither position nor number")
    near = ground.near(Point(photo.lon, photo.lat), NEAR_M)
    if named:
        away = ground.distance_m(named, photo.lon, photo.lat)
        told = {"number": named, "how": "name", "distance_m": round(away, 1)}
        if away <= NEAR_M:
            return _with(photo, Found.NEW, _too_old(photo, ground.by_number[named]), **told)
        at = f", at {near[0][1]}" if near else ""
        return _with(photo, Found.CONFLICT, f"named {named} but taken {away:,.0f} m away from it{at}", **told)
    if not near:
        return _with(photo, Found.UNMATCHED, f"no patch within {NEAR_M:.0f} m")
    away, number = near[0]
    told = {"number": number, "how": how, "distance_m": round(away, 1)}
    if len(near) > 1 and near[1][0] - away < TELLS_APART_M:
        return _with(photo, Found.CONFLICT, f"{number} or {near[1][1]}: both are as near", **told)
    return _with(photo, Found.NEW, _too_old(photo, ground.by_number[number]), **told)


def _too_old(photo: Photo, patch: Patch) -> str:
    """Return a word where a photo is older than the imagery that shows the change."""
    seen = patch.after_date.isoformat() if patch.after_date else f"{patch.after_month}-01"
    return f"taken before the imagery of {seen}" if photo.taken and photo.taken[:10] < seen else ""


def _visits(ground: Ground, tracks: Sequence[Track]) -> Iterator[Visit]:
    for track in tracks:
        digest = sha256_of(track.path)
        for away, number in ground.near(track.line, VISITED_M):
            patch = ground.by_number[number]
            timed = [
                (abs(lon - patch.lon) + abs(lat - patch.lat), at) for lon, lat, at in track.fixes if at is not None
            ]
            yield Visit(number, track.path.name, digest, round(away, 1), min(timed)[1] if timed else None)


# ---- writing ---------------------------------------------------------------------------------------


def _take(
    workspace: Workspace, found: Collected, by: str, theirs: bool, only: Collection[tuple[str, ...]] | None
) -> Collected:
    new = [photo for photo in found.photos if photo.found is Found.NEW and (only is None or photo.key in only)]
    copied: list[Path] = []
    try:
        with workspace.casebook.writing() as connection:
            drafts = [_attached(connection, workspace, photo, by, copied) for photo in new]
            drafts += _visited(connection, found.visits, by)
            cells = sum(fill.write(connection, file, by, theirs=theirs, only=only) for file in _usable(found))
            if drafts or cells:
                whole = {"photos": len(new), "visits": len(drafts) - len(new), "cells": cells}
                history.append(connection, [*drafts, Draft("collected", by, after=whole)])
    except BaseException:
        for path in copied:
            path.unlink(missing_ok=True)
        raise
    return replace(found, taken=True, cells=cells)


def _usable(found: Collected) -> list[Path]:
    wanted = (Case.NEW, Case.CHANGED, Case.CONFLICT)
    return [told.filled.path for told in found.tables.values() if told.of(*wanted)]


def _attached(connection: Connection, workspace: Workspace, photo: Photo, by: str, copied: list[Path]) -> Draft:
    assert photo.number is not None
    patch = rows.find(connection, photo.number)
    attachments.attach(connection, workspace.folder, DOSSIERS, patch, attachments.PHOTO, photo.path, by)
    kept = attachments.read(connection, patch.number)[-1]
    copied.append(workspace.folder / kept.path)
    told = {"photo": kept.path, **{k: v for k, v in photo.as_dict().items() if v not in (None, "") and k != "number"}}
    return Draft("attached", by, patch.number, patch.state.code, patch.state.code, {}, told)


def _visited(connection: Connection, visits: Sequence[Visit], by: str) -> list[Draft]:
    drafts = []
    for visit in visits:
        events = [event for event in history.read(connection, visit.number) if event.action == "visited"]
        if visit.sha256 not in [event.after.get("sha256") for event in events]:
            patch = rows.find(connection, visit.number)
            told = {"track": visit.track, "sha256": visit.sha256, "distance_m": visit.distance_m}
            told |= {"at": visit.at.isoformat()} if visit.at else {}
            drafts.append(Draft("visited", by, visit.number, patch.state.code, patch.state.code, {}, told))
    return drafts
