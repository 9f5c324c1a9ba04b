"""Photos and papers of a patch: copied into its dossier folder, their SHA-256 in the casebook."""

from __future__ import annotations

import hashlib
import os
import shutil
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, insert, select

from twowei.casebook import clock
from twowei.casebook.patch import Patch
from twowei.casebook.schema import attachments
from twowei.casebook.states import State
from twowei.errors import OutputError, UnknownNameError

_number = attachments.c.TBBH

FOLDER = "附件"
PHOTO, DOCUMENT = "photo", "document"
_CHUNK = 1 << 20


@dataclass(frozen=True)
class Attachment:
    """A file of a patch.

    Attributes:
        path: Relative to the workspace.
        sha256: Of its bytes when it was attached, in hex.
    """

    id: int
    number: str
    kind: str
    path: str
    sha256: str


@dataclass(frozen=True)
class PhotoNear:
    """A photo of a patch, with a point inside the patch in degrees."""

    attachment: Attachment
    lon: float
    lat: float


_PHOTOS_NEAR = """
SELECT a.attach_id, a.TBBH, a.kind, a.path, a.sha256, p.JD, p.WD
FROM rtree_patches_geom r JOIN patches p ON p.fid = r.id JOIN attachments a ON a.TBBH = p.TBBH
WHERE a.kind = ? AND p.ZT <> ? AND r.maxx >= ? AND r.minx <= ? AND r.maxy >= ? AND r.miny <= ?
ORDER BY abs(r.minx + r.maxx - ?) + abs(r.miny + r.maxy - ?), a.attach_id LIMIT ?
"""


def sha256_of(path: Path) -> str:
    """Return the SHA-256 of a file's bytes, in hex."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


def attach(connection: Connection, workspace: Path, dossiers: str, patch: Patch, kind: str, file: Path, by: str) -> int:
    """Copy a file into a patch's dossier folder and remember it; return its id.

    Raises:
        UnknownNameError: The file does not exist.
        OutputError: It cannot be copied.
    """
    if not file.is_file():
        raise UnknownNameError(f"{file} does not exist; check the path of the {kind}.")
    try:
        digest = sha256_of(file)
        relative = Path(dossiers, patch.number, FOLDER, f"{digest[:8]}_{file.name}")
        _copy(file, workspace / relative)
    except OSError as error:
        raise OutputError(f"{file} cannot be copied into the dossier ({error.strerror or error}).") from error
    row = {
        "TBBH": patch.number,
        "kind": kind,
        "path": relative.as_posix(),
        "sha256": digest,
        "bytes": file.stat().st_size,
        "actor": by,
        "at": clock.now().isoformat(),
    }
    made = connection.execute(insert(attachments).values(row))
    assert made.inserted_primary_key is not None
    return int(made.inserted_primary_key[0])


def _copy(file: Path, target: Path) -> None:
    """Copy so that the file is whole on the disk before its name is."""
    target.parent.mkdir(parents=True, exist_ok=True)
    draft = target.with_name(f".{target.name}.partial")
    shutil.copyfile(file, draft)
    with draft.open("rb+") as copied:
        os.fsync(copied.fileno())
    draft.replace(target)


def read(connection: Connection, number: str | None = None) -> list[Attachment]:
    """Return the attachments of a patch, or all, in the order they came."""
    c = attachments.c
    query = select(c.attach_id, c.TBBH, c.kind, c.path, c.sha256).order_by(c.attach_id)
    if number is not None:
        query = query.where(_number == number)
    return [Attachment(*row) for row in connection.execute(query)]


def photos_near(connection: Connection, bounds: tuple[float, float, float, float], most: int) -> list[PhotoNear]:
    """Return up to ``most`` photos of the patches in a box, in the casebook's CRS: those nearest to its middle."""
    x, y = (bounds[0] + bounds[2]) / 2, (bounds[1] + bounds[3]) / 2
    found: list[PhotoNear] = []
    for share in (1 / 16, 1 / 4, 1):  # a box with very many patches takes seconds, of which the middle has enough
        across, up = (bounds[2] - bounds[0]) / 2 * share, (bounds[3] - bounds[1]) / 2 * share
        wish = (PHOTO, State.REPLACED.code, x - across, x + across, y - up, y + up, 2 * x, 2 * y, most)
        near = connection.exec_driver_sql(_PHOTOS_NEAR, wish)
        found = [PhotoNear(Attachment(*row[:5]), row[5], row[6]) for row in near]
        if len(found) == most:
            break
    return found
