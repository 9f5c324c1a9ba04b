"""Photos and papers of patches: found in files and folders, attached as copies with their SHA-256, shown again."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageOps
from sqlalchemy import Connection

from twowei.casebook import attachments, history, people, rows
from twowei.casebook.attachments import DOCUMENT, PHOTO, sha256_of
from twowei.casebook.history import Draft, checked_name
from twowei.casebook.states import State
from twowei.errors import UnknownNameError
from twowei.feedback import Feedback
from twowei.geo.crs import ELLIPSOID
from twowei.services.collect import PHOTOS, UNREADABLE, Ground, Photo, photo_of
from twowei.services.photos import PhotoFacts, photo_facts
from twowei.services.workspace import DOSSIERS, Workspace

ATTACHED = "attached"
Bounds = tuple[float, float, float, float]
AROUND = 400
"""Photos around the middle of the map that are shown: more arrows than that tell nothing."""
PAPERS = (".pdf", ".doc", ".docx", ".wps", ".xls", ".xlsx", ".et", ".ppt", ".pptx", ".dps", ".ofd", ".txt", *UNREADABLE)
"""Files that are kept as papers; photos of kinds that are not read among them."""


@dataclass(frozen=True)
class Piece:
    """A photo or paper that could be attached; ``photo`` says what its own data tell, for photos."""

    path: Path
    kind: str
    photo: Photo | None = None


@dataclass(frozen=True)
class Kept:
    """A photo or paper of a patch.

    Attributes:
        there: Whether the copy is still where it was put.
        facts: What the photo says of itself.
        distance_m: From where it was taken to the point inside the patch; None where it does not say.
    """

    number: str
    kind: str
    path: Path
    sha256: str
    there: bool
    facts: PhotoFacts
    distance_m: float | None


def is_evidence(path: Path) -> bool:
    """Return whether a file can be a photo or paper: no picture that lies on the ground."""
    kind = path.suffix.lower()
    if kind in PAPERS:
        return True
    if kind not in PHOTOS:
        return False
    worlds = (f"{kind[:2]}{kind[-1]}w", ".wld", f"{kind}w")
    placed = any(path.with_suffix(world).exists() for world in worlds) or Path(f"{path}.aux.xml").exists()
    return not placed


def look(workspace: Workspace, paths: Sequence[Path], feedback: Feedback) -> list[Piece]:
    """Return the photos and papers among files and folders, each photo with the patch it shows.

    Raises:
        UnknownNameError: There are none.
    """
    files: list[Path] = []
    for path in paths:
        inside = sorted(one for one in path.rglob("*") if one.is_file()) if path.is_dir() else [path]
        files += [one for one in inside if is_evidence(one) and not one.name.startswith((".", "~$"))]
    if not files:
        names = ", ".join(path.name for path in paths[:3])
        raise UnknownNameError(f"{names} holds no photos, PDF or office files; choose another folder.")
    feedback.raise_if_cancelled()
    photos = [file for file in files if file.suffix.lower() in PHOTOS]
    found = [Piece(one.path, PHOTO, one) for one in _matched(workspace, photos)]
    return found + [Piece(file, DOCUMENT) for file in files if file not in photos]


def _matched(workspace: Workspace, files: Sequence[Path]) -> list[Photo]:
    """Return which patch each photo shows, by its name, its folders' names or its place."""
    with workspace.casebook.reading() as connection:
        patches = [patch for patch in rows.select_patches(connection) if patch.state is not State.REPLACED]
        held = {(one.sha256, one.number) for one in attachments.read(connection)}
    ground = Ground(workspace, patches)
    return [photo_of(file, Path(file.anchor), ground, (), held) for file in files]


def attach(workspace: Workspace, wanted: Sequence[tuple[Piece, str]], by: str) -> int:
    """Copy photos and papers into the dossiers of patches, an event each; what a patch has already is passed over.

    Returns:
        How many were attached.

    Raises:
        UnknownNameError: A number or file is unknown, or ``by`` is empty.
        MoveError: People are named and this one is none of them.
        OutputError: A file cannot be copied.
    """
    name, copied = checked_name(by), list[Path]()
    try:
        with workspace.casebook.writing() as connection:
            people.check_named(connection, name, "attaching files")
            drafts = [draft for one in wanted if (draft := _attached(connection, workspace, *one, name, copied))]
            history.append(connection, drafts)
            return len(drafts)
    except BaseException:
        for path in copied:
            path.unlink(missing_ok=True)
        raise


def _attached(
    connection: Connection, workspace: Workspace, piece: Piece, number: str, by: str, copied: list[Path]
) -> Draft | None:
    patch = rows.find(connection, number)
    there = attachments.read(connection, patch.number)
    if piece.path.is_file() and sha256_of(piece.path) in {one.sha256 for one in there}:
        return None
    attachments.attach(connection, workspace.folder, DOSSIERS, patch, piece.kind, piece.path, by)
    kept = attachments.read(connection, patch.number)[-1]
    copied.append(workspace.folder / kept.path)
    told = {piece.kind: kept.path, "file": piece.path.name, "sha256": kept.sha256}
    if piece.photo is not None:
        names = ("lon", "lat", "azimuth", "taken", "distance_m", "why")
        told |= {key: value for key in names if (value := getattr(piece.photo, key)) not in (None, "")}
    code = patch.state.code
    return Draft(ATTACHED, by, patch.number, code, code, {}, told)


def any_kept(workspace: Workspace, number: str) -> bool:
    """Return whether a patch has photos or papers; quick."""
    with workspace.casebook.reading() as connection:
        return bool(attachments.read(connection, number))


def kept(workspace: Workspace, number: str) -> list[Kept]:
    """Return the photos and papers of a patch, in the order they came.

    Raises:
        UnknownNameError: There is no such patch.
    """
    with workspace.casebook.reading() as connection:
        patch = rows.find(connection, number)
        held = attachments.read(connection, patch.number)
    found = []
    for one in held:
        path = workspace.folder / one.path
        facts = photo_facts(path) if one.kind == PHOTO else PhotoFacts()
        away = facts.distance_m(patch.lon, patch.lat)
        found.append(Kept(one.number, one.kind, path, one.sha256, path.is_file(), facts, away))
    return found


@dataclass(frozen=True)
class Placed:
    """A photo with a point inside its patch, in degrees."""

    kept: Kept
    lon: float
    lat: float


def photos_around(
    workspace: Workspace, bounds: Bounds, known: dict[str, PhotoFacts], feedback: Feedback, most: int = AROUND
) -> list[Placed]:
    """Return the photos of all patches in a box that say where they were taken, those nearest to its middle.

    Args:
        bounds: In the casebook's CRS.
        known: What photos say of themselves by their SHA-256, so that none is read twice; filled.
        most: How many photos are looked at.
    """
    with workspace.casebook.reading() as connection:
        near = attachments.photos_near(connection, bounds, most)
    found = []
    for one in near:
        feedback.raise_if_cancelled()
        held, path = one.attachment, workspace.folder / one.attachment.path
        facts = known.get(held.sha256) or photo_facts(path)
        known[held.sha256] = facts
        if facts.lon is not None:
            away = facts.distance_m(one.lon, one.lat)
            kept_one = Kept(held.number, held.kind, path, held.sha256, facts.readable, facts, away)
            found.append(Placed(kept_one, one.lon, one.lat))
    return found


def thumbnail(path: Path, side_px: int) -> bytes | None:
    """Return a photo, upright and no larger than a square, as PNG; nothing where it cannot be read."""
    try:
        with Image.open(path) as photo:
            photo.draft("RGB", (side_px * 2, side_px * 2))
            upright = ImageOps.exif_transpose(photo)
            upright.thumbnail((side_px, side_px))
            out = io.BytesIO()
            upright.convert("RGB").save(out, "PNG", compress_level=1)
            return out.getvalue()
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None


def looks_at(facts: PhotoFacts, lon: float, lat: float) -> float | None:
    """Return by how many degrees a photo's direction misses a place; None where it says no place or direction."""
    if facts.lon is None or facts.lat is None or facts.azimuth is None:
        return None
    towards = float(ELLIPSOID.inv(facts.lon, facts.lat, lon, lat)[0])
    return abs((facts.azimuth - towards + 180) % 360 - 180)
