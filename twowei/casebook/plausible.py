"""What cannot be: a demolition larger than its building, a step before the building was found, a day still to come."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date, datetime

from twowei.casebook import clock
from twowei.casebook.clock import CHINA_TIME
from twowei.casebook.ledger import FACTS, Facts, number_of
from twowei.casebook.patch import Patch
from twowei.errors import MoveError

LARGER_FROM = 1.05
"""How many times the building a demolition may measure before somebody must say why."""

FOUND = "FXSJ"
OLD = "2"
AFTER_FOUND = (
    "CCRQ", "demolished_at", "SBSJ", "XFSJ", "LARQ", "JARQ", "ZLTZRQ", "XQCCRQ", "ZCQX", "CGRQ", "GGRQ", "QZJDRQ",
    "FYRQ", "FYSQRQ", "CDRQ", "CFRQ", "JHRQ", "FHRQ", "XHRQ", "amend_by", "stop_by",
)  # fmt: skip
"""Days of steps that follow from the discovery; a title may have been frozen for another reason before."""

PAST = (FOUND, "CCRQ", "demolished_at")
"""Days that tell what has happened."""

_AREAS = (("CCMJ", ("CCMJ", "JZMJ", "SYMJ")), ("CCZDMJ", ("CCZDMJ", "ZDMJ")))


def check(patch: Patch, given: Collection[str], why: str = "") -> None:
    """Refuse facts that cannot be.

    Args:
        patch: As it would be with them.
        given: Names of the facts that are given now; others are not judged again.
        why: What justifies a demolition larger than the building.

    Raises:
        MoveError: One of them cannot be; the sentence says which and what to do.
    """
    for _name, error in objections(patch, given, why):
        raise error


def objections(patch: Patch, given: Collection[str], why: str = "") -> Iterator[tuple[str, MoveError]]:
    """Yield what stands against facts that are given: the name of the fact, and why it cannot be."""
    if not why.strip():
        yield from _too_large(patch, given)
    yield from _to_come(patch, given)
    yield from _too_early(patch, given)


def building_m2(facts: Facts) -> float | None:
    """Return the floor area of a building: as surveyed, else its footprint on every storey; None where unknown."""
    whole, ground, storeys = (number_of(facts, name) for name in ("JZMJ", "ZDMJ", "CS"))
    return whole or (ground * storeys if ground and storeys else None)


def found_on(patch: Patch) -> date | None:
    """Return the day of the discovery, or None where nobody wrote it down."""
    found = patch.facts.get(FOUND)
    return _day(str(found)) if found else None


def _too_large(patch: Patch, given: Collection[str]) -> Iterator[tuple[str, MoveError]]:
    """Yield areas removed that are larger than what stood there."""
    facts = patch.facts
    wholes = {"CCMJ": building_m2(facts), "CCZDMJ": number_of(facts, "ZDMJ")}
    for name, touching in _AREAS:
        gone, whole = number_of(facts, name) or 0.0, wholes[name]
        if whole and gone > LARGER_FROM * whole and any(one in given for one in touching):
            title = str(FACTS[name]).removesuffix("(㎡)")
            error = MoveError(
                f"{patch.number}: {title} {gone:,.2f} ㎡ is more than the building has, {whole:,.2f} ㎡; measure again,"
                " correct the survey (JZMJ, ZDMJ), or say why it is larger (--why)."
            )
            yield name, error


def _to_come(patch: Patch, given: Collection[str]) -> Iterator[tuple[str, MoveError]]:
    today = clock.now().date()
    for name in PAST:
        if name in given and (day := _day(str(patch.facts[name]))) > today:
            yield (
                name,
                MoveError(f"{patch.number}: {FACTS[name]} {day} has not come yet; tell it when it has happened."),
            )


def _too_early(patch: Patch, given: Collection[str]) -> Iterator[tuple[str, MoveError]]:
    """Yield days before the discovery; without one, before the imagery in which the building was not there yet."""
    found = found_on(patch)
    anew = FOUND in given and not patch.relapses
    first = found or _not_there(patch)
    for name in AFTER_FOUND if first else ():
        if name not in patch.facts or not (anew or name in given):
            continue
        if first and (day := _day(str(patch.facts[name]))) < first:
            if found:
                error = MoveError(
                    f"{patch.number} was found on {first}; {FACTS[name]} cannot be {day}; mend that day, or the"
                    " discovery (FXSJ) first."
                )
            else:
                error = MoveError(
                    f"{patch.number} was not there yet on {first}, as the imagery before shows; {FACTS[name]} cannot"
                    f" be {day}; mend that day, or write down when it was found (FXSJ)."
                )
            yield name, error


def _not_there(patch: Patch) -> date | None:
    """Return a day on which a new building was not there yet: that of the imagery before."""
    if not patch.before_month or patch.facts.get("ZL") == OLD:
        return None
    return patch.before_date or date.fromisoformat(f"{patch.before_month}-01")


def _day(text: str) -> date:
    """Return the day, in China, of a stored day or time."""
    when = datetime.fromisoformat(text)
    return when.astimezone(CHINA_TIME).date() if when.tzinfo else when.date()
