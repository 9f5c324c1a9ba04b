"""The Chinese font of this machine, for PDFs and charts; none is shipped (a CJK font weighs 16 MB)."""

from __future__ import annotations

import atexit
import os
import tempfile
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import uharfbuzz as hb

from twowei.errors import OutputError

VARIABLE = "TWOWEI_FONT"
"""Names a font file (TTF, OTF or TTC) to take before all others."""

_NEEDED = frozenset(map(ord, "违拆销号㎡0A"))
_FULL_NAME = 4
_SIMPLIFIED = (" SC", " CN", "GB")
"""How the faces of a collection are named whose characters are drawn as on the mainland."""

_REGULAR_AND_BOLD = (
    ("NotoSansCJK-Regular.ttc", "NotoSansCJK-Bold.ttc"),
    ("NotoSansCJKsc-Regular.otf", "NotoSansCJKsc-Bold.otf"),
    ("NotoSansSC-Regular.otf", "NotoSansSC-Bold.otf"),
    ("SourceHanSansSC-Regular.otf", "SourceHanSansSC-Bold.otf"),
    ("SourceHanSansCN-Regular.otf", "SourceHanSansCN-Bold.otf"),
    ("msyh.ttc", "msyhbd.ttc"),
    ("msyh.ttf", "msyhbd.ttf"),
    ("Deng.ttf", "Dengb.ttf"),
    ("simhei.ttf", "simhei.ttf"),
    ("simsun.ttc", "simhei.ttf"),
    ("PingFang.ttc", "PingFang.ttc"),
    ("Hiragino Sans GB.ttc", "Hiragino Sans GB.ttc"),
    ("STHeiti Light.ttc", "STHeiti Medium.ttc"),
    ("Songti.ttc", "Songti.ttc"),
    ("wqy-microhei.ttc", "wqy-microhei.ttc"),
    ("wqy-zenhei.ttc", "wqy-zenhei.ttc"),
    ("NotoSerifCJK-Regular.ttc", "NotoSerifCJK-Bold.ttc"),
    ("DroidSansFallbackFull.ttf", "DroidSansFallbackFull.ttf"),
    ("Arial Unicode.ttf", "Arial Unicode.ttf"),
)


class NoFontError(OutputError):
    """A machine on which no font has Chinese characters."""


@dataclass(frozen=True)
class Face:
    """A face of a font file.

    Attributes:
        index: Which face of a collection; 0 in a file of one.
    """

    path: Path
    index: int = 0


@dataclass(frozen=True)
class Fonts:
    """The faces that paper is set in."""

    regular: Face
    bold: Face


def folders() -> list[Path]:
    """Return where the systems keep fonts, of all of them: absent folders cost nothing."""
    home = Path.home()
    windows = Path(os.environ.get("WINDIR", "C:/Windows")) / "Fonts"
    local = Path(os.environ.get("LOCALAPPDATA", str(home / "AppData/Local"))) / "Microsoft/Windows/Fonts"
    named = ("/usr/share/fonts", "/usr/local/share/fonts", "/Library/Fonts", "/System/Library/Fonts")
    apple = (
        "/System/Library/AssetsV2/com_apple_MobileAsset_Font7",
        "/System/Library/PrivateFrameworks/FontServices.framework",
    )
    own = (home / ".fonts", home / ".local/share/fonts", home / "Library/Fonts")
    return [windows, local, *map(Path, named), *own, *map(Path, apple)]


def find() -> Fonts:
    """Return the Chinese font of this machine, the one that `VARIABLE` names before all others.

    Raises:
        NoFontError: There is none, or the one named cannot be used.
    """
    return _find(os.environ.get(VARIABLE, ""), tuple(folders()))


@lru_cache(maxsize=64)
def cut(face: Face, extra: frozenset[int] = frozenset()) -> Path:
    """Return a font file with what a face has of the usual characters (GB 2312), or of ``extra`` alone.

    Made once in a run: a whole Chinese font costs a second a document, this one a few hundredths.
    """
    wish = hb.SubsetInput()
    wish.sets(hb.SubsetInputSets.UNICODE).set(extra or _usual())
    wish.sets(hb.SubsetInputSets.LAYOUT_FEATURE_TAG).clear()
    wish.flags = hb.SubsetFlags.NO_HINTING | hb.SubsetFlags.NOTDEF_OUTLINE | hb.SubsetFlags.DESUBROUTINIZE
    path = Path(_folder().name) / f"{face.path.stem}-{face.index}-{'-'.join(map(str, sorted(extra)))}.otf"
    path.write_bytes(hb.subset(_open(face), wish).blob.data)
    return path


@lru_cache(maxsize=4)
def characters(face: Face) -> frozenset[int]:
    """Return every character that a face has."""
    return frozenset(_open(face).unicodes)


@lru_cache(maxsize=4)
def _open(face: Face) -> hb.Face:
    return hb.Face(hb.Blob.from_file_path(str(face.path)), face.index)


@lru_cache(maxsize=1)
def _folder() -> tempfile.TemporaryDirectory[str]:
    folder = tempfile.TemporaryDirectory(prefix="twowei-fonts-")
    atexit.register(folder.cleanup)
    return folder


@lru_cache(maxsize=1)
def _usual() -> frozenset[int]:
    lead, trail = range(0xA1, 0xF8), range(0xA1, 0xFF)
    hanzi = "".join(bytes([high, low]).decode("gb2312", "ignore") for high in lead for low in trail)
    ranges = ((0x20, 0x250), (0x2000, 0x2070), (0x2190, 0x2300), (0x2460, 0x2600), (0x3000, 0x3020), (0xFF00, 0xFFF0))
    return frozenset(map(ord, hanzi + "㎡")) | {code for start, end in ranges for code in range(start, end)}


@lru_cache(maxsize=4)
def _find(named: str, places: tuple[Path, ...]) -> Fonts:
    if named:
        face = _face(Path(named))
        if face is None:
            raise NoFontError(f"{named} ({VARIABLE}) is no font with Chinese characters; name a TTF, OTF or TTC file.")
        return Fonts(face, face)
    there = _files(places)
    for regular, bold in _REGULAR_AND_BOLD:
        face = _face(there[regular]) if regular in there else None
        if face:
            return Fonts(face, (_face(there[bold]) if bold in there else None) or face)
    raise NoFontError(
        "This machine has no font with Chinese characters, so nothing can be printed; install one (Noto Sans CJK:"
        f" apt install fonts-noto-cjk) or name a font file in the variable {VARIABLE}."
    )


def _files(places: tuple[Path, ...]) -> dict[str, Path]:
    """Return the wanted font files there are, by name; the first place counts."""
    wanted = {name for pair in _REGULAR_AND_BOLD for name in pair}
    found: dict[str, Path] = {}
    for place in places:
        for folder, _, names in os.walk(place):
            for name in sorted(wanted.intersection(names)):
                found.setdefault(name, Path(folder, name))
    return found


def _face(path: Path) -> Face | None:
    """Return the face of a file that suits simplified Chinese, or None where no face has its characters."""
    try:
        blob = hb.Blob.from_file_path(str(path))
    except (OSError, hb.HarfBuzzError):
        return None
    faces = [hb.Face(blob, index) for index in range(hb.Face(blob, 0).count)]
    able = [index for index, face in enumerate(faces) if set(face.unicodes) >= _NEEDED]
    simplified = [index for index in able if _is_simplified(faces[index])]
    return Face(path, (simplified or able)[0]) if able else None


def _is_simplified(face: hb.Face) -> bool:
    name = face.get_name(_FULL_NAME) or ""
    return any(sign in name for sign in _SIMPLIFIED)
