"""Which encoding texts are in, told from what the file says and from the bytes themselves.

What a file says of itself (.cpg, the language byte of a DBF) is often wrong or missing, and some files mix two
encodings. Bytes that are strict UTF-8 and spell Chinese are UTF-8: GBK texts do not look so but by the rarest chance.
"""

from __future__ import annotations

import codecs
from collections.abc import Sequence
from dataclasses import dataclass

GB = "gb18030"
"""Holds all of GBK and GB2312."""

LANGUAGE_BYTES = {0x4D: GB, 0x7A: GB, 0x4E: "cp949", 0x7B: "cp932", 0x13: "cp932", 0x4F: "big5", 0x78: "big5",
                  0x79: "cp949", 0x03: "cp1252", 0x01: "cp437", 0x02: "cp850", 0x58: "cp1252"}  # fmt: skip
"""What a DBF's language byte stands for; 0x57, the code page of whoever wrote it, says nothing."""

CHOICES = ("utf-8", GB, "big5")
"""What people may force."""

_SMALLEST_THREE_BYTES = 0x800
_ALIKE = {"gbk": GB, "gb2312": GB, "cp936": GB, "936": GB, "oem 936": GB, "ansi 936": GB, "65001": "utf-8",
          "950": "big5", "utf8": "utf-8"}  # fmt: skip


@dataclass(frozen=True)
class Choice:
    """An encoding, why it was taken, and the cells (by position) that are in the other one.

    Attributes:
        name: Name of the codec.
        why: In a few words.
        other: Codec of the deviating cells.
        deviating: Positions of the cells that are not in `name`.
    """

    name: str
    why: str
    other: str = GB
    deviating: frozenset[int] = frozenset()

    def text(self, position: int, cell: bytes) -> str:
        """Return a cell as text; what no codec reads becomes �."""
        return cell.decode(self.other if position in self.deviating else self.name, "replace")


def codec(name: str) -> str | None:
    """Return the codec a .cpg or a user names, or None where there is none such."""
    plain = name.strip().lower().replace("_", "-")
    plain = _ALIKE.get(plain, plain)
    try:
        found = codecs.lookup(plain).name
    except (LookupError, ValueError):
        return None
    return _ALIKE.get(found, found)


def choose(
    cells: Sequence[bytes], *, forced: str | None = None, cpg: str | None = None, language_byte: int = 0
) -> Choice:
    """Return the encoding of texts: forced, else .cpg, language byte, strict UTF-8, GB18030, as far as the bytes agree.

    Args:
        forced: What the user says; then nothing is guessed.
        cpg: The words of the .cpg file.
    """
    if forced:
        bad = frozenset(i for i, cell in enumerate(cells) if not _reads(cell, forced))
        return Choice(forced, "as you say", forced, bad)
    utf8 = frozenset(i for i, cell in enumerate(cells) if _is_utf8(cell))
    other = frozenset(i for i, cell in enumerate(cells) if i not in utf8 and not cell.isascii() and not _maybe(cell))
    claim, by = _claim(cpg, language_byte)
    if all(cell.isascii() for cell in cells):
        return Choice(claim or "utf-8", by if claim else "plain ASCII")
    rest = [cells[i] for i in other]
    legacy = claim if claim not in (None, "utf-8") and _all_read(rest, claim) and _many_bytes(claim) else GB
    if not _all_read(rest, legacy) and claim and _all_read(rest, claim):
        legacy = claim
    if utf8 and len(utf8) >= len(other):
        return Choice("utf-8", _why("utf-8", claim, by, "the bytes are UTF-8"), legacy, other)
    return Choice(legacy, _why(legacy, claim, by, "the bytes are no UTF-8"), "utf-8", utf8)


def _claim(cpg: str | None, language_byte: int) -> tuple[str | None, str]:
    said = codec(cpg) if cpg else None
    if said:
        return said, f"as the .cpg says ({cpg})"
    byte = LANGUAGE_BYTES.get(language_byte)
    return byte, f"as the DBF's language byte says (0x{language_byte:02X})"


def _why(chosen: str, claim: str | None, by: str, bytes_say: str) -> str:
    if claim == chosen:
        return by
    return f"{bytes_say}, not {claim} {by}" if claim else bytes_say


def _many_bytes(name: str) -> bool:
    return name in (GB, "big5", "cp949", "cp932", "euc_jp", "euc_kr", "hz", "gbk", "gb2312")


def _reads(cell: bytes, name: str) -> bool:
    try:
        cell.decode(name)
    except UnicodeDecodeError:
        return False
    return True


def _all_read(cells: Sequence[bytes], name: str | None) -> bool:
    return name is not None and all(_reads(cell, name) for cell in cells)


def _is_utf8(cell: bytes) -> bool:
    """Return whether a cell is UTF-8 beyond doubt: strict, with a character of three bytes or more."""
    text = _strict(cell)
    return text is not None and any(ord(letter) >= _SMALLEST_THREE_BYTES for letter in text)


def _maybe(cell: bytes) -> bool:
    """Return whether a cell is strict UTF-8 of two-byte characters only, which some GBK words are too."""
    return _strict(cell) is not None


def _strict(cell: bytes) -> str | None:
    """Return a cell as strict UTF-8, a character that its column cut in the middle left out."""
    for cut in range(4):
        try:
            return cell[: len(cell) - cut].decode("utf-8")
        except UnicodeDecodeError as error:
            if error.reason != "unexpected end of data":
                return None
    return None
