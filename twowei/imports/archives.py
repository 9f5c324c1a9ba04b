"""Opening archives that strangers made: nothing climbs out of them, nothing swells without end."""

from __future__ import annotations

import shutil
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

from twowei.errors import VectorError

MOST_BYTES = 4 << 30
"""What an archive may hold when unpacked; the largest shapefile GDAL writes has 4 GB."""

MOST_FILES = 20_000
SWELLS_FROM = 64 << 20
SWELLS_BY = 200
"""An archive beyond `SWELLS_FROM` that unpacks to so many times its own size is a bomb, not data."""

_ENCRYPTED = 0x1
_UTF8 = 0x800
_CHUNK = 1 << 20


@contextmanager
def unpacked(path: Path) -> Iterator[Path]:
    """Give a folder with what an archive holds; it is gone afterwards.

    Raises:
        VectorError: The archive is damaged, locked, too large, or holds a path that leads out of it.
    """
    with tempfile.TemporaryDirectory(prefix="twowei-") as made:
        folder = Path(made)
        try:
            with zipfile.ZipFile(path) as archive:
                for entry, target in _checked(path, archive, folder):
                    _unpack(path, archive, entry, target)
        except (zipfile.BadZipFile, EOFError, NotImplementedError) as error:
            raise VectorError(f"{path} is a damaged archive or packed in an unknown way; ask for it again.") from error
        yield folder


def _checked(path: Path, archive: zipfile.ZipFile, folder: Path) -> list[tuple[zipfile.ZipInfo, Path]]:
    entries = [entry for entry in archive.infolist() if not entry.is_dir()]
    whole, packed = sum(entry.file_size for entry in entries), max(path.stat().st_size, 1)
    if whole > MOST_BYTES or len(entries) > MOST_FILES or (whole > SWELLS_FROM and whole > SWELLS_BY * packed):
        raise VectorError(
            f"{path} would unpack to {whole / 1e6:,.0f} MB in {len(entries):,} files; that is no delivery of patches,"
            " so nothing was unpacked."
        )
    found = []
    for entry in entries:
        name = _name(entry)
        parts = PurePosixPath(name.replace("\\", "/")).parts
        if not parts or parts[0] == "/" or ".." in parts or ":" in parts[0]:
            raise VectorError(f"{path} holds {name!r}, a path that leads out of the archive; nothing was unpacked.")
        if entry.flag_bits & _ENCRYPTED:
            raise VectorError(f"{path} is locked with a password; unpack it and give the file inside.")
        found.append((entry, folder.joinpath(*parts)))
    return found


def _name(entry: zipfile.ZipInfo) -> str:
    """Return an entry's name; archives made by Chinese Windows have GBK where the standard says code page 437."""
    if entry.flag_bits & _UTF8:
        return entry.filename
    raw = entry.filename.encode("cp437", "replace")
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return entry.filename


def _unpack(path: Path, archive: zipfile.ZipFile, entry: zipfile.ZipInfo, target: Path) -> None:
    """Unpack one file, and not a byte more than its entry says."""
    if target.exists():
        raise VectorError(f"{path} holds {entry.filename!r} twice; ask for it again.")
    target.parent.mkdir(parents=True, exist_ok=True)
    with archive.open(entry) as source, target.open("wb") as file:
        left = entry.file_size
        while chunk := source.read(min(_CHUNK, left + 1)):
            left -= len(chunk)
            if left < 0:
                raise VectorError(f"{path} holds more than it says; nothing was taken from it.")
            file.write(chunk)


def copied(path: Path, folder: Path, name: str) -> Path:
    """Copy a file under another name, for a reader that goes by endings."""
    target = folder / name
    shutil.copyfile(path, target)
    return target
