"""The values that a column of an export may hold, by name: the trade's names, and a few of ours in lower case."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property, lru_cache

from rasterio.crs import CRS

from twowei.casebook.clock import CHINA_TIME
from twowei.casebook.deadlines import Deadline, Policies
from twowei.casebook.ledger import FACTS, Fact
from twowei.casebook.lifecycle import Verdict
from twowei.casebook.patch import Patch
from twowei.casebook.priority import priority
from twowei.casebook.sources import SOURCES
from twowei.geo.crs import LONLAT, transformer

Value = str | float | date | None

_NAMESPACE = uuid.UUID("6f0d6f1e-2c4b-5b7f-9a52-7d1a35020620")
_ROOF = "V04"
_FORCED = "forced"


@dataclass(frozen=True)
class Setting:
    """What values need beside the patch.

    Attributes:
        crs: CRS of the files.
        now: When the export is made.
        policies: Give deadlines and priority.
        county_name: Of the casebook.
        casebook: What tells this casebook from any other: the hash of its first event.
        reasons: Labels of reasons by code.
        personal: Whether names of parties go out.
    """

    crs: CRS
    now: datetime
    policies: Policies = field(default_factory=lambda: Policies(()))
    county_name: str = ""
    casebook: str = ""
    reasons: Mapping[str, str] = field(default_factory=dict, hash=False)
    personal: bool = False


class Subject:
    """A patch in its setting; what costs time is computed once."""

    def __init__(self, patch: Patch, setting: Setting) -> None:
        self.patch = patch
        self.setting = setting

    @cached_property
    def deadlines(self) -> list[Deadline]:
        """The clocks that run."""
        return self.setting.policies.deadlines(self.patch)

    @cached_property
    def point(self) -> tuple[float, float]:
        """The point inside, in the CRS of the files."""
        x, y = transformer(LONLAT, self.setting.crs).transform(self.patch.lon, self.patch.lat)
        return float(x), float(y)

    def __getitem__(self, name: str) -> Value:
        """Return a value by its name; ``A|B`` is the first that there is."""
        for one in name.split("|"):
            value = self._value(one)
            if value not in (None, ""):
                return value
        return None

    def _value(self, name: str) -> Value:
        if name in _VALUES:
            return _VALUES[name](self)
        return self.fact(FACTS[name]) if name in FACTS else None

    def fact(self, fact: Fact) -> Value:
        """Return a fact of the ledger as a column holds it; what is personal only where that is wanted."""
        value = self.patch.facts.get(fact.name)
        if value is None or fact.kind == "secret" or (fact.private and not self.setting.personal):
            return None
        if fact.kind == "day":
            return date.fromisoformat(str(value)[:10])
        if fact.kind == "time":
            return _clock(datetime.fromisoformat(str(value)))
        return value


def _clock(when: datetime) -> str:
    """Return a time as the trade's C14, in China's time."""
    local = when.astimezone(CHINA_TIME) if when.tzinfo else when
    return f"{local:%Y%m%d%H%M%S}"


def first_day(month: str) -> date:
    """Return the first day of a month ``2026-05``."""
    return date.fromisoformat(f"{month}-01")


def _text_of(day: date | None, month: str) -> str:
    return f"{day:%Y%m%d}" if day else month.replace("-", "")


def _form(subject: Subject) -> Value:
    """Return 1平面 or 2立体屋顶: as noted, else as the reason says."""
    return subject.fact(FACTS["XT"]) or ("2" if subject.patch.reason == _ROOF else None)


def _next_due(subject: Subject) -> Value:
    open_ones = [one.due for one in subject.deadlines if one.kind == "due" and one.met is None]
    return min(open_ones).date() if open_ones else None


def _forced_from(subject: Subject) -> Value:
    return next((one.due.date() for one in subject.deadlines if one.clock == _FORCED), None)


def _level(subject: Subject) -> Value:
    setting = subject.setting
    return float(priority(subject.patch, subject.deadlines, setting.policies.now.weights, setting.now).level)


def _identity(subject: Subject) -> Value:
    return str(uuid.uuid5(_NAMESPACE, f"{subject.setting.casebook}/{subject.patch.number}"))


def _judged(value: Callable[[Verdict], str]) -> Callable[[Subject], Value]:
    return lambda s: value(s.patch.verdict) if s.patch.verdict else None


def _of(read: Callable[[Patch], Value]) -> Callable[[Subject], Value]:
    return lambda subject: read(subject.patch)


_SOURCES = {source.code: source.zh for source in SOURCES}

_VALUES: dict[str, Callable[[Subject], Value]] = {
    "TBBH": _of(lambda p: p.number),
    "JCBH": _of(lambda p: p.supplier_number),
    "PCH": _of(lambda p: p.batch),
    "LY": _of(lambda p: p.source),
    "XZQDM": _of(lambda p: p.county_code),
    "XZDM": _of(lambda p: p.street_code),
    "XZMC": _of(lambda p: p.street_name),
    "SQDM": _of(lambda p: p.community_code),
    "SQMC": _of(lambda p: p.community_name),
    "ZRR": _of(lambda p: p.responsible),
    "JD": _of(lambda p: p.lon),
    "WD": _of(lambda p: p.lat),
    "QSX": _of(lambda p: p.before_date or first_day(p.before_month)),
    "HSX": _of(lambda p: p.after_date or first_day(p.after_month)),
    "QSX_text": _of(lambda p: _text_of(p.before_date, p.before_month)),
    "HSX_text": _of(lambda p: _text_of(p.after_date, p.after_month)),
    "TBLX": _of(lambda p: p.tblx),
    "XT": _form,
    "JCMJ": _of(lambda p: p.area_m2),
    "JCMJM": _of(lambda p: p.area_mu),
    "WFLX": _of(lambda p: p.reason if p.verdict is Verdict.ILLEGAL else None),
    "WYY": _of(lambda p: p.reason),
    "ZXD": _of(lambda p: p.score),
    "HCJG": _judged(lambda v: v.code),
    "HCR": _of(lambda p: p.judged_by),
    "HCRQ": _of(lambda p: p.judged_at.date() if p.judged_at else None),
    "ZT": _of(lambda p: p.state.code),
    "ZTMC": _of(lambda p: p.state.zh),
    "YXJ": _level,
    "DQRQ": _next_due,
    "KCRQ": _forced_from,
    "DAWJ": _of(lambda p: p.dossier),
    "BZ": _of(lambda p: p.note),
    "UUID": _identity,
    "FBH": _of(lambda p: p.parent),
    "HCCS": _of(lambda p: float(p.relapses)),
    "MXBB": _of(lambda p: p.model),
    "YZ": _of(lambda p: p.threshold),
    "SFLA": _of(lambda p: "1" if p.facts.get("LAH") else "0"),
    "FYBZ": _of(lambda p: None if p.facts.get("FYAH") else "0"),
    "county_name": lambda s: s.setting.county_name,
    "x": lambda s: s.point[0],
    "y": lambda s: s.point[1],
    "reason": lambda s: s.setting.reasons.get(s.patch.reason or ""),
    "verdict_name": _judged(lambda v: v.zh),
    "source_name": lambda s: _SOURCES.get(s.patch.source),
}


@lru_cache(maxsize=1)
def known_values() -> frozenset[str]:
    """Return the names of all values; contacts kept encrypted are none."""
    return frozenset(_VALUES) | {fact.name for fact in FACTS.values() if fact.kind != "secret"}
