"""Recording a demolition: part by part, with method, areas, photos from the same bearing, papers, requests."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from pathlib import Path

from sqlalchemy import Connection

from twowei.casebook import attachments, clock, deadlines, moves, people, plausible, rows
from twowei.casebook.deadlines import Policies
from twowei.casebook.history import checked_name
from twowei.casebook.ledger import FACTS, FactValue, number_of, parse_fact
from twowei.casebook.moves import Step
from twowei.casebook.patch import Patch
from twowei.casebook.states import Role, State
from twowei.casebook.words import plain
from twowei.errors import MoveError, UnknownNameError
from twowei.services.photos import photo_facts
from twowei.services.workspace import DOSSIERS, Workspace

SAME_BEARING_DEG = 30.0
FORCED = "3"
DAYTIME = (time(6), time(22))
"""Hours that are not night."""


SERVED: Mapping[str, tuple[str, str, str, str]] = {
    "stop": ("ZLTZH", "ZLTZRQ", "stop_receipt", "stop_by"),
    "order": ("XQCCH", "XQCCRQ", "order_receipt", "ZCQX"),
    "amend": ("amend_order", "", "", "amend_by"),
    "urging": ("CGH", "CGRQ", "", ""),
    "announcement": ("GGH", "GGRQ", "", ""),
    "decision": ("QZJDH", "QZJDRQ", "", ""),
    "freeze": ("DJWH", "DJRQ", "", ""),
    "release": ("JDWH", "JDRQ", "", ""),
}
"""Papers: the facts that hold number, day, receipt and term of each."""


@dataclass(frozen=True)
class Removal:
    """What was removed on a day.

    Attributes:
        method: Code or label of 处置方式: 自拆, 助拆, 强拆.
        floor_m2: Floor area removed now; ``footprint_m2`` the ground it stood on.
        left_m2: What still stands [the building less all that was removed].
        at: When.
        why: Why it is larger than the building, or told late.
    """

    at: datetime
    method: str
    floor_m2: float
    footprint_m2: float = 0.0
    left_m2: float | None = None
    squad: str = ""
    plan: str = ""
    why: str = ""
    note: str = ""


class Doubts(list[str]):
    """What somebody should look at."""

    def warn(self, text: str) -> None:
        """Tell something."""
        self.append(text)


@dataclass(frozen=True)
class Recorded:
    """A patch as it is now, and what somebody should look at."""

    patch: Patch
    warnings: Doubts


def record(
    workspace: Workspace, number: str, removal: Removal, by: str, *, photos: Sequence[Path] = (),
    documents: Sequence[Path] = (),
) -> Recorded:  # fmt: skip
    """Record a demolition or a part of it; with nothing left and a photo it is told as done (S71).

    Raises:
        UnknownNameError: The number, the method or a file is unknown.
        MoveError: It is larger than the building, before the discovery, or the life cycle does not allow it.
    """
    name = checked_name(by)
    way = parse_fact("CZFS", removal.method)
    with workspace.casebook.writing() as connection:
        patch = rows.find(connection, number)
        facts, held = _facts(patch, removal, way), deadlines.load(connection)
        plausible.check(replace(patch, facts={**patch.facts, **facts}), facts, removal.why)
        waived = held.now.waived
        warnings = Doubts()
        _doubt_bearings(workspace.folder, connection, patch, photos, warnings)
        _doubt_sums(patch, facts, warnings)
        _doubt_hour(removal.at, str(way), patch.state, held, warnings)
        _doubt_wait(removal.at, str(way), patch, held, warnings)
        if patch.state is not State.DEMOLISHING:
            begun = {**facts, "CCMJ": 0.0, "CCZDMJ": 0.0, "SYMJ": float(facts["CCMJ"]) + float(facts["SYMJ"])}
            for later in ("CCRQ", "demolished_at"):
                begun.pop(later, None)
            patch = moves.make(
                connection, patch, Step(State.DEMOLISHING, name, None, begun, note=removal.note, waived=waived)
            )
        files = [
            attachments.attach(connection, workspace.folder, DOSSIERS, patch, kind, file, name)
            for kind, some in ((attachments.PHOTO, photos), (attachments.DOCUMENT, documents))
            for file in some
        ]
        target = State.DEMOLISHED if not facts["SYMJ"] and photos else State.DEMOLISHING
        step = Step(target, name, None, facts, tuple(files), len(photos), removal.note, why=removal.why, waived=waived)
        moved = moves.make(connection, patch, step)
    if not facts["SYMJ"] and not photos:
        warnings.warn(f"{number}: nothing is left, but without a photo afterwards it is not told as done.")
    return Recorded(moved, warnings)


def _facts(patch: Patch, removal: Removal, way: FactValue) -> dict[str, FactValue]:
    """Return the ledger's sums with a removal."""
    begun = patch.state in (State.DEMOLISHING, State.DEMOLISHED)
    had = (number_of(patch.facts, "CCMJ") or 0.0) if begun else 0.0
    ground = (number_of(patch.facts, "CCZDMJ") or 0.0) if begun else 0.0
    gone = round(had + removal.floor_m2, 2)
    whole = plausible.building_m2(patch.facts)
    if whole is None and removal.left_m2 is None:
        raise MoveError(
            f"{patch.number}: how large the building is was never written down (JZMJ); say what still stands (--left),"
            " 0 where nothing does."
        )
    left = removal.left_m2 if removal.left_m2 is not None else max((whole or gone) - gone, 0.0)
    day = removal.at.date().isoformat()
    timed = removal.at.timetz().replace(tzinfo=None) != time()
    return {
        "plan": removal.plan or str(patch.facts.get("plan", "现场处置")),
        "JHRQ": patch.facts.get("JHRQ", day),
        "CZFS": way,
        "CCMJ": gone,
        "CCZDMJ": round(ground + removal.footprint_m2, 2),
        "SYMJ": round(left, 2),
        "CCRQ": day,
        **({"demolished_at": removal.at.isoformat()} if timed else {}),
        **({"CCDW": removal.squad} if removal.squad else {}),
    }


def _doubt_bearings(folder: Path, connection: Connection, patch: Patch, photos: Sequence[Path], doubts: Doubts) -> None:
    """Tell which photos look in another direction than any of those before."""
    earlier = bearings(folder, connection, patch.number)
    for photo in photos:
        azimuth = photo_facts(photo).azimuth
        apart = apart_deg(azimuth, earlier)
        if apart is not None and apart > SAME_BEARING_DEG:
            doubts.warn(f"{photo.name} looks {azimuth:.0f}°, {apart:.0f}° away from any photo before.")


def bearings(folder: Path, connection: Connection, number: str) -> list[float]:
    """Return the directions in which the photos of a patch look, as far as they tell."""
    found = (
        photo_facts(folder / one.path).azimuth
        for one in attachments.read(connection, number)
        if one.kind == attachments.PHOTO
    )
    return [azimuth for azimuth in found if azimuth is not None]


def apart_deg(azimuth: float | None, earlier: Sequence[float]) -> float | None:
    """Return by how much a photo looks in another direction than the nearest of those before; None where unknown."""
    if azimuth is None or not earlier:
        return None
    return min(abs((azimuth - other + 180) % 360 - 180) for other in earlier)


def _doubt_sums(patch: Patch, facts: Mapping[str, FactValue], doubts: Doubts) -> None:
    """Tell where what was removed and what still stands do not make the building."""
    whole = plausible.building_m2(patch.facts)
    made = float(facts["CCMJ"]) + float(facts["SYMJ"])
    if whole and abs(made - whole) > (plausible.LARGER_FROM - 1) * whole:
        doubts.warn(
            f"{patch.number}: removed and still standing make {made:,.2f} ㎡, the building has {whole:,.2f} ㎡; look at"
            " the areas again."
        )


def _doubt_hour(at: datetime, way: str, state: State, held: Policies, doubts: Doubts) -> None:
    """Tell of forced demolition at night or on a day off (行政强制法 §43; urgent cases may)."""
    if way != FORCED or state is State.QUICK:
        return
    if not held.on(at.date()).calendar.is_workday(at.date()):
        doubts.warn(
            f"{at:%Y-%m-%d} is no working day; forced demolition then is for urgent cases only (行政强制法 §43)."
        )
    elif at.time() != time() and not DAYTIME[0] <= at.time() < DAYTIME[1]:
        doubts.warn(f"{at:%H:%M} is at night; forced demolition then is for urgent cases only (行政强制法 §43).")


def _doubt_wait(at: datetime, way: str, patch: Patch, held: Policies, doubts: Doubts) -> None:
    """Tell of forced demolition before objections and suits have run out (行政强制法 §44, §53; urgent cases may)."""
    if way != FORCED or patch.state is State.QUICK or (wait := held.earliest_force(patch)) is None:
        return
    if at.date() <= wait.due.astimezone(at.tzinfo).date():
        doubts.warn(
            f"{patch.number}: {at:%Y-%m-%d} lies within the wait before force, {wait.title}, which ends on"
            f" {wait.due:%Y-%m-%d}; look at the case again, for objections and suits come first (行政强制法 §44, §53)."
        )


def serve(
    workspace: Workspace,
    number: str,
    paper: str,
    paper_number: str,
    by: str,
    *,
    served: date | None = None,
    due: date | None = None,
    receipt: Path | None = None,
) -> Patch:
    """Write down a paper: number, day of service, term, and its receipt as a file.

    Raises:
        UnknownNameError: There is no such paper, or the receipt does not exist.
        MoveError: The day is before the discovery, or the term before the service.
    """
    name = checked_name(by)
    if paper not in SERVED:
        raise UnknownNameError(f"There is no paper {paper!r}; choose one of: {', '.join(SERVED)}.")
    if served and due and due < served:
        raise MoveError(f"{number}: the term {due} ends before the service on {served}; mend one of them.")
    names = SERVED[paper]
    told = (paper_number, served and served.isoformat(), receipt and receipt.name, due and due.isoformat())
    with workspace.casebook.writing() as connection:
        patch = rows.find(connection, number)
        people.check(connection, name, [Role.LEGAL, Role.MANAGER], "serving papers")
        if served and served > clock.now().date():
            raise MoveError(f"{number}: {served} has not come yet; a service is written down when it was made.")
        given = {fact: parse_fact(fact, str(text)) for fact, text in zip(names, told, strict=True) if fact and text}
        if receipt:
            attachments.attach(connection, workspace.folder, DOSSIERS, patch, attachments.DOCUMENT, receipt, name)
        return moves.note(connection, patch, given, name, f"文书 {FACTS[names[0]].zh}")


def ask_extension(workspace: Workspace, number: str, until: date, why: str, by: str) -> Patch:
    """Ask for a later deadline; a manager grants it.

    Raises:
        UnknownNameError: The number is unknown or no reason is given.
    """
    if not why.strip():
        raise UnknownNameError("An extension needs its reason (--why).")
    asked = {"extension_to": until.isoformat(), "extension_why": why.strip(), "extension_by": checked_name(by)}
    with workspace.casebook.writing() as connection:
        return moves.note(connection, rows.find(connection, number), asked, checked_name(by), "延期申请")


def answer_extension(workspace: Workspace, number: str, by: str, *, granted: bool) -> Patch:
    """Grant or refuse the extension that was asked for.

    Raises:
        MoveError: None was asked for, the asker answers, or no manager does.
    """
    name = checked_name(by)
    with workspace.casebook.writing() as connection:
        patch = rows.find(connection, number)
        people.check(connection, name, [Role.MANAGER], "answering an extension")
        if not patch.facts.get("extension_to"):
            raise MoveError(f"{number}: no extension was asked for (twowei extend --until DAY --why TEXT).")
        if plain(str(patch.facts.get("extension_by", ""))) == plain(name):
            raise MoveError(f"{number}: {name} asked for the extension; somebody else must answer it.")
        facts = {key: value for key, value in patch.facts.items() if not key.startswith("extension_")}
        if granted:
            facts |= {"YQZ": patch.facts["extension_to"], "YQYY": patch.facts["extension_why"]}
        return moves.replace_facts(connection, patch, facts, name, "准予延期" if granted else "不予延期")


def ask_return(workspace: Workspace, number: str, why: str, by: str) -> Patch:
    """Give a patch back to the analysts: from the field at once, else as a request that is noted.

    Raises:
        UnknownNameError: The number is unknown or no reason is given.
    """
    name = checked_name(by)
    if not why.strip():
        raise UnknownNameError("A return needs its reason (--why).")
    with workspace.casebook.writing() as connection:
        patch = rows.find(connection, number)
        if patch.state is State.IN_FIELD:
            return moves.make(connection, patch, Step(State.SUSPECTED, name, note=why.strip()))
        return moves.note(connection, patch, {"return_why": why.strip()}, name, "退回申请")
