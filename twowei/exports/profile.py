"""What an export looks like, from a file that an office can copy and change: columns, codes, encoding, CRS, filter."""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib import resources
from pathlib import Path
from typing import Any, Literal

from rasterio.crs import CRS

from twowei.casebook.states import State, Verdict, parse_state, parse_verdict
from twowei.errors import PolicyError, TwoweiError
from twowei.exports.values import known_values
from twowei.geo.crs import parse_crs

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

Kind = Literal["C", "N", "D"]
Encoding = Literal["utf-8", "gbk"]

DEFAULT = "demolition"
MOST_FIELDS, MOST_RECORD, MOST_TEXT, MOST_NAME = 255, 65_535, 254, 10
"""What a DBF can hold: fields, bytes of a record, bytes of a text, characters of a name."""

_TYPE = re.compile(r"([CND])(\d+)(?:\.(\d+))?")
_NAME = re.compile(r"[A-Z][A-Z0-9_]*")
_STEM = re.compile(r"[^/\\:*?\"<>|\s]+")


class ProfileError(PolicyError):
    """A profile with an error, or one that does not exist."""


@dataclass(frozen=True)
class Column:
    """A column of an export.

    Attributes:
        name: At most ten ASCII capitals.
        alias: Chinese name.
        kind: C text, N number, D day.
        width: Bytes.
        decimals: Digits after the point.
        need: M mandatory, C where it applies, O optional.
        value: Which value stands there; several joined by ``|``: the first that there is; empty: none.
        unit: Of a number.
        about: Codes or rule, for the sheet that explains the columns.
        codes: The receiver's codes for ours.
    """

    name: str
    alias: str
    kind: Kind
    width: int
    decimals: int = 0
    need: Literal["M", "C", "O"] = "O"
    value: str = ""
    unit: str = ""
    about: str = ""
    codes: Mapping[str, str] = field(default_factory=dict, hash=False)


@dataclass(frozen=True)
class Profile:
    """A kind of export.

    Attributes:
        stem: Name of the files, with ``{county}``, ``{month}`` and ``{batch}``.
        crs: CRS of the files, None for the casebook's.
        legend: Column by which the patches are coloured, or empty.
        verdicts: Whose patches go out; empty: every verdict.
        without_states: States that do not, unless asked for.
    """

    name: str
    title: str
    version: str
    stem: str
    encoding: Encoding
    crs: CRS | None
    legend: str
    columns: tuple[Column, ...]
    verdicts: tuple[Verdict, ...]
    without_states: tuple[State, ...]

    @property
    def aliases(self) -> dict[str, str]:
        """Chinese names by column."""
        return {column.name: column.alias for column in self.columns}

    @property
    def record_bytes(self) -> int:
        """Bytes of a record of the DBF."""
        return 1 + sum(column.width for column in self.columns)

    def named(self, county: str, month: str, batch: str) -> str:
        """Return the name of the files; ``month`` is ``2026-06``, ``batch`` may be empty."""
        filled = self.stem.format(county=county, month=month.replace("-", ""), batch=batch)
        return filled.strip("_-")


def shipped() -> list[str]:
    """Return the names of the profiles that come with the program."""
    folder = resources.files("twowei.exports") / "profiles"
    return sorted(Path(file.name).stem for file in folder.iterdir() if file.name.endswith(".toml"))


def load(which: str) -> Profile:
    """Return a shipped profile by its name, or one from a file.

    Raises:
        ProfileError: There is none, or it has an error.
    """
    return parse(text_of(which), which)


def text_of(which: str) -> str:
    """Return the text of a profile, shipped or from a file.

    Raises:
        ProfileError: There is none.
    """
    if which in shipped():
        return (resources.files("twowei.exports") / "profiles" / f"{which}.toml").read_text("utf-8")
    try:
        return Path(which).read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise ProfileError(
            f"There is no profile {which!r}; give one of {', '.join(shipped())}, or the path of a file in UTF-8"
            " (twowei profiles NAME --save FILE writes one to change)."
        ) from error


def parse(text: str, source: str) -> Profile:
    """Read a profile.

    Args:
        source: What to call it in an error.

    Raises:
        ProfileError: It has an error; the sentence says where.
    """
    try:
        return _profile(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise ProfileError(f"The profile {source} is no TOML: {error}.") from error
    except (KeyError, TypeError, ValueError, AttributeError, TwoweiError) as error:
        told = f"{error.args[0]!r} is missing" if isinstance(error, KeyError) else str(error)
        raise ProfileError(f"The profile {source} cannot be used: {told.rstrip('.')}.") from error


def _profile(told: dict[str, Any]) -> Profile:
    wanted = told.get("filter", {})
    encoding = told.get("encoding", "utf-8")
    if encoding not in ("utf-8", "gbk"):
        raise ValueError(f"encoding {encoding!r} is neither utf-8 nor gbk")
    columns = tuple(_column(one) for one in told["columns"])
    made = Profile(
        name=str(told["name"]),
        title=str(told["title"]),
        version=str(told.get("version", "1")),
        stem=_checked_stem(str(told["stem"])),
        encoding=encoding,
        crs=parse_crs(told["crs"]) if told.get("crs") else None,
        legend=str(told.get("legend", "")),
        columns=columns,
        verdicts=tuple(parse_verdict(name) for name in wanted.get("verdicts", ())),
        without_states=tuple(parse_state(name) for name in wanted.get("without_states", ())),
    )
    _check(made)
    return made


def _column(told: dict[str, Any]) -> Column:
    name = str(told["name"])
    match = _TYPE.fullmatch(str(told["type"]))
    if not _NAME.fullmatch(name) or len(name) > MOST_NAME:
        raise ValueError(f"column {name!r}: a name is at most ten ASCII capitals, digits and _")
    if not match:
        raise ValueError(f"column {name}: type {told['type']!r} is none such as C30, N12.2 or D8")
    need = told.get("need", "O")
    if need not in ("M", "C", "O"):
        raise ValueError(f"column {name}: need {need!r} is none of M, C, O")
    value = str(told.get("value", name))
    unknown = [one for one in value.split("|") if one and one not in known_values()]
    if unknown:
        raise ValueError(f"column {name}: there is no value {unknown[0]!r} (docs/profiles.md lists them)")
    kind, width, decimals = match[1], int(match[2]), int(match[3] or 0)
    _check_width(name, kind, width, decimals)
    return Column(
        name,
        str(told["alias"]),
        kind,  # type: ignore[arg-type]
        width,
        decimals,
        need,
        value,
        str(told.get("unit", "")),
        str(told.get("about", "")),
        {str(ours): str(theirs) for ours, theirs in told.get("codes", {}).items()},
    )


def _check_width(name: str, kind: str, width: int, decimals: int) -> None:
    most = {"C": MOST_TEXT, "N": 20, "D": 8}[kind]
    if not 1 <= width <= most or (kind == "D" and width != 8) or (decimals and decimals > width - 2):
        raise ValueError(f"column {name}: {kind}{width}.{decimals} does not fit a DBF (at most {most} bytes)")


def _checked_stem(stem: str) -> str:
    try:
        filled = stem.format(county="350206", month="202606", batch="01")
    except (KeyError, IndexError, ValueError):
        raise ValueError(f"stem {stem!r} knows only {{county}}, {{month}} and {{batch}}") from None
    if not _STEM.fullmatch(filled):
        raise ValueError(f"stem {stem!r} gives no name of a file")
    return stem


def _check(profile: Profile) -> None:
    names = [column.name for column in profile.columns]
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice:
        raise ValueError(f"column {twice} stands there twice")
    if not names or len(names) > MOST_FIELDS or profile.record_bytes > MOST_RECORD:
        raise ValueError(f"a DBF holds 1 to {MOST_FIELDS} columns of {MOST_RECORD} bytes together")
    if profile.legend and (profile.legend not in names or profile.legend not in ("ZT", "HCJG")):
        raise ValueError(f"legend {profile.legend!r} is neither ZT nor HCJG, or no column")
