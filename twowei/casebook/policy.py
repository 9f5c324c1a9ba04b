"""The rules of a city as a file (TOML): its clocks, its calendar, thresholds, weights; never in code.

Presets lie in ``policies/``. Periods taken from law are to be confirmed by the legal office of whoever uses them.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, tzinfo
from pathlib import Path
from typing import Any, Literal, cast
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

from twowei.casebook.calendar import Calendar, parse_term
from twowei.casebook.clock import CHINA_TIME
from twowei.casebook.ledger import FACTS
from twowei.casebook.lifecycle import ENTRIES
from twowei.casebook.states import State, Verdict
from twowei.errors import PolicyError

FOLDER = Path(__file__).parent / "policies"
DEFAULT = "nanjing"
ENTERED = "entered"
Kind = Literal["due", "opens", "task"]


@dataclass(frozen=True)
class Longer:
    """A longer term and what justifies it: an area above some ㎡, or a fact with a value."""

    term: str
    area_above_m2: float | None = None
    fact: str = ""
    value: str = ""


@dataclass(frozen=True)
class Clock:
    """A clock of a policy.

    Attributes:
        kind: ``due`` must be done by then, ``opens`` may not be done before, ``task`` is a reminder.
        states: States in which it runs.
        start: Facts of which the first known starts it; ``entered`` is when the state was entered.
        term: How long it runs; empty where the deadline stands in a fact.
        due_fact: The fact in which the deadline stands.
        met_by: The fact that says when it was done; without one, leaving the state does.
        track: Only for cases of this track (`FLX`).
        longer: Longer terms; the first that is justified counts.
        warn_days: Days before the end at which to warn.
    """

    name: str
    title: str
    states: frozenset[State]
    kind: Kind = "due"
    start: tuple[str, ...] = (ENTERED,)
    term: str = ""
    due_fact: str = ""
    met_by: str = ""
    track: str = ""
    longer: tuple[Longer, ...] = ()
    warn_days: tuple[int, ...] = ()


@dataclass(frozen=True)
class SecondLook:
    """What a second person must judge as well.

    Attributes:
        verdicts: Verdicts that always need it.
        share_of_false: Share of 伪变化 that is checked as a sample.
        blind: Whether the first verdict stays hidden until the second is given.
    """

    verdicts: tuple[Verdict, ...] = (Verdict.LEGAL, Verdict.FARM)
    share_of_false: float = 0.1
    blind: bool = True


@dataclass(frozen=True)
class Policy:
    """A city's rules, of one version, from a day on."""

    name: str
    title: str
    version: str
    effective_from: date
    notice: str
    calendar: Calendar
    clocks: tuple[Clock, ...]
    waived: frozenset[str]
    thresholds: Mapping[str, float]
    weights: Mapping[str, float]
    second_look: SecondLook = SecondLook()

    def __str__(self) -> str:
        return f"{self.name} {self.version}"


THRESHOLDS = {
    "memory_months": 12.0, "sample_share": 0.05, "sample_least": 1.0, "grown_from": 1.3, "pass_percent": 95.0,
    "rank_least": 1.0,
}  # fmt: skip
WEIGHTS = ("area", "stage", "farmland", "deadline", "score", "relapse")


def presets() -> list[str]:
    """Return the names of the presets."""
    return sorted(path.stem for path in FOLDER.glob("*.toml"))


def preset_text(name: str) -> str:
    """Return a preset as TOML.

    Raises:
        PolicyError: There is none of this name.
    """
    path = FOLDER / f"{name}.toml"
    if name not in presets():
        raise PolicyError(f"There is no policy {name!r}; give a TOML file or one of: {', '.join(presets())}.")
    return path.read_text(encoding="utf-8")


def parse_policy(text: str, source: str) -> Policy:
    """Read a policy.

    Args:
        source: Where the text is from, for errors.

    Raises:
        PolicyError: The text is no TOML, or says what no policy can mean; the sentence names line or entry.
    """
    try:
        return _policy(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise PolicyError(f"{source} is no TOML: {error}; mend the line.") from error
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        told = f"{error.args[0]!r} is missing" if isinstance(error, KeyError) else str(error)
        raise PolicyError(
            f"{source}{_line_of(text, told)}: {told}; mend it. The policy before stays in force."
        ) from error


def _line_of(text: str, told: str) -> str:
    """Return the line that an error speaks of, where its words can be found in the text."""
    quoted = [word for word in told.split("'")[1::2] if word]
    for number, line in enumerate(text.splitlines(), 1):
        if any(word in line for word in quoted):
            return f", line {number}"
    return ""


def _policy(data: dict[str, Any]) -> Policy:
    _known(
        data,
        "name title version effective_from timezone notice calendar evidence thresholds priority clocks second_look",
    )
    days = data.get("calendar", {})
    _known(days, "holidays workdays")
    waived = data.get("evidence", {}).get("waive", [])
    return Policy(
        name=str(data["name"]),
        title=str(data.get("title", data["name"])),
        version=str(data["version"]),
        effective_from=_day(data["effective_from"], "effective_from"),
        notice=str(data.get("notice", "")),
        calendar=Calendar(
            _zone(data.get("timezone", "Asia/Shanghai")),
            frozenset(_day(day, "holidays") for day in days.get("holidays", [])),
            frozenset(_day(day, "workdays") for day in days.get("workdays", [])),
        ),
        clocks=tuple(_clock(name, entry) for name, entry in data["clocks"].items()),
        waived=frozenset(_demand(key) for key in waived),
        thresholds={**THRESHOLDS, **_numbers(data.get("thresholds", {}), tuple(THRESHOLDS))},
        weights=_numbers(data.get("priority", {}), WEIGHTS),
        second_look=_second_look(data.get("second_look", {})),
    )


def _second_look(entry: Mapping[str, Any]) -> SecondLook:
    _known(entry, "verdicts share_of_false blind")
    usual = SecondLook()
    share = _numbers({"share_of_false": entry.get("share_of_false", usual.share_of_false)}, ("share_of_false",))
    if share["share_of_false"] > 1:
        raise ValueError("'share_of_false' is a share from 0 to 1")
    blind = entry.get("blind", usual.blind)
    if not isinstance(blind, bool):
        raise ValueError(f"'blind' is true or false, not {blind!r}")
    verdicts = tuple(_verdict(name) for name in entry["verdicts"]) if "verdicts" in entry else usual.verdicts
    return SecondLook(verdicts, share["share_of_false"], blind)


def _verdict(name: str) -> Verdict:
    found = next((verdict for verdict in Verdict if name in (verdict.code, verdict.zh, verdict.en)), None)
    if found is None:
        raise ValueError(f"there is no verdict '{name}' (there are {', '.join(one.zh for one in Verdict)})")
    return found


def _known(entries: Mapping[str, Any], names: str) -> None:
    for name in entries:
        if name not in names.split():
            raise ValueError(f"there is no entry '{name}' (there are {', '.join(names.split())})")


def _day(value: object, name: str) -> date:
    if type(value) is not date:
        raise ValueError(f"'{name}' must be a day such as 2026-01-01, not {value!r}")
    return value


def _zone(name: str) -> tzinfo:
    if name == "Asia/Shanghai":
        return CHINA_TIME
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError) as error:
        raise ValueError(f"there is no time zone '{name}'") from error


def _demand(key: str) -> str:
    known = {f"{state.code}.{demand.key}" for state, entry in ENTRIES.items() for demand in entry.demands}
    if key not in known:
        raise ValueError(f"there is no proof '{key}' to waive (there are {', '.join(sorted(known))})")
    return key


def _numbers(entries: Mapping[str, Any], names: tuple[str, ...]) -> dict[str, float]:
    _known(entries, " ".join(names))
    for name, value in entries.items():
        if isinstance(value, bool) or not isinstance(value, int | float) or value < 0:
            raise ValueError(f"'{name}' must be a number of 0 or more, not {value!r}")
    return {name: float(value) for name, value in entries.items()}


def _clock(name: str, entry: Mapping[str, Any]) -> Clock:
    _known(entry, "title kind states start term due met_by track longer warn_days")
    if ("term" in entry) == ("due" in entry):
        raise ValueError(f"clock '{name}' needs either term or due")
    starts = entry.get("start", ENTERED)
    kind = entry.get("kind", "due")
    if kind not in ("due", "opens", "task"):
        raise ValueError(f"clock '{name}' is of no kind '{kind}' (due, opens, task)")
    facts = tuple(_fact(fact, ("time", "day")) for fact in ([starts] if isinstance(starts, str) else starts))
    return Clock(
        name,
        str(entry.get("title", name)),
        frozenset(_state(code) for code in entry["states"]),
        cast(Kind, kind),
        facts,
        _term(entry.get("term", "")),
        _fact(entry.get("due", ""), ("day",)),
        _fact(entry.get("met_by", ""), ("time", "day")),
        str(entry.get("track", "")),
        tuple(_longer(one) for one in entry.get("longer", [])),
        tuple(int(days) for days in entry.get("warn_days", [])),
    )


def _state(code: str) -> State:
    try:
        return State.of(code)
    except KeyError:
        raise ValueError(f"there is no state '{code}'") from None


def _term(term: str) -> str:
    if term:
        parse_term(term)
    return term


def _fact(name: str, kinds: tuple[str, ...]) -> str:
    if name and name != ENTERED and (name not in FACTS or FACTS[name].kind not in kinds):
        raise ValueError(f"there is no {' or '.join(kinds)} '{name}' in the ledger")
    return name


def _longer(entry: Mapping[str, Any]) -> Longer:
    _known(entry, "term area_above_m2 fact value")
    if entry.get("fact") and entry["fact"] not in FACTS:
        raise ValueError(f"there is no fact '{entry['fact']}' in the ledger")
    area = entry.get("area_above_m2")
    if area is None and not entry.get("fact"):
        raise ValueError("a 'longer' term needs area_above_m2 or fact")
    return Longer(
        _term(entry["term"]),
        None if area is None else _numbers({"area_above_m2": area}, ("area_above_m2",))["area_above_m2"],
        str(entry.get("fact", "")),
        str(entry.get("value", "")),
    )
