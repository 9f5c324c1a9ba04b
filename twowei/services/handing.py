"""Everything that can be handed out, behind one request: what the export dialog asks for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

from twowei.casebook.states import State, Verdict, parse_state, parse_verdict
from twowei.errors import UnknownNameError
from twowei.feedback import Feedback
from twowei.services.workspace import Workspace

if TYPE_CHECKING:  # brings pandas along, which asking what is wanted does without
    from twowei.services.export import Wanted

PROFILES = ("demolition", "jctb", "ledger")
LEDGERS = {"cases": "违法建设台账", "checks": "核查登记", "removals": "月拆除表", "satellite": "卫片清单"}
FILES = {"geojson": ".geojson", "dxf": ".dxf", "platform": ".json", "project": ".qgz"}


@dataclass(frozen=True)
class HandOver:
    """What somebody wants handed out.

    Attributes:
        kind: ``demolition``, ``jctb`` or ``ledger`` (folders by a profile), a ledger, ``field``, or a kind of file.
        out: Folder or file.
        verdicts: Of these.
        states: None: what is usual for the kind; empty: every state.
        month: After month, or empty.
        street: Code, or empty.
        encoding: Of a shapefile.
        crs: Such as ``EPSG:4490``; empty: the usual.
    """

    kind: str
    out: Path
    verdicts: Sequence[Verdict] = (Verdict.ILLEGAL,)
    states: Sequence[State] | None = None
    month: str = ""
    street: str = ""
    encoding: str = "utf-8"
    crs: str = ""
    personal: bool = False
    pictures: bool = False


def as_wish(request: HandOver) -> dict[str, Any]:
    """Return a request as JSON can hold it."""
    states = None if request.states is None else [state.code for state in request.states]
    return {
        **{one.name: getattr(request, one.name) for one in fields(request)},
        "out": str(request.out),
        "verdicts": [verdict.code for verdict in request.verdicts],
        "states": states,
    }


def from_wish(wish: dict[str, Any]) -> HandOver:
    """Return the request that `as_wish` wrote; what stands beside it is overlooked.

    Raises:
        UnknownNameError: A verdict or state is not known (any more).
    """
    known = {one.name: wish[one.name] for one in fields(HandOver) if one.name in wish}
    states = None if wish["states"] is None else [parse_state(code) for code in wish["states"]]
    verdicts = [parse_verdict(code) for code in wish["verdicts"]]
    return HandOver(**{**known, "out": Path(wish["out"]), "verdicts": verdicts, "states": states})


@dataclass(frozen=True)
class HandedOver:
    """What was handed out, or would be.

    Attributes:
        place: Where it lies.
        names: Names of files worth telling.
        left_out: How many patches are not in it, by what keeps them.
        remarks: A sentence for each thing that was cut or lacks, and about models.
    """

    place: Path
    count: int
    area_m2: float
    names: tuple[str, ...] = ()
    left_out: dict[str, int] = field(default_factory=dict)
    remarks: tuple[str, ...] = ()


def streets(workspace: Workspace) -> list[tuple[str, str]]:
    """Return code and name of the streets that patches lie in, by code."""
    from sqlalchemy import select

    from twowei.casebook.schema import patches

    query = select(patches.c.XZDM, patches.c.XZMC).distinct().order_by(patches.c.XZDM)
    with workspace.casebook.reading() as connection:
        return [(str(code), str(name)) for code, name in connection.execute(query)]


def hand_over(
    workspace: Workspace, request: HandOver, by: str, feedback: Feedback, *, chinese: bool = False
) -> HandedOver:
    """Write what is wanted; remarks are in one of two languages.

    Raises:
        OutputError: Nothing is to be handed over, or it cannot be written.
    """
    if request.kind in LEDGERS:
        return _ledger(workspace, request, by, feedback)
    if request.kind == "field":
        return _field(workspace, request, by, feedback)
    if request.kind in FILES:
        return _file(workspace, request, by)
    return _folder(workspace, request, by, chinese)


def look(workspace: Workspace, request: HandOver, *, chinese: bool = False) -> HandedOver:
    """Return what an export by a profile would hold, remarks in one of two languages; nothing is written.

    Raises:
        OutputError: Nothing would be handed over.
    """
    from twowei.services.export import preview, warnings_of

    seen = preview(workspace, _wanted(request))
    made = seen.plan
    remarks = tuple(warnings_of(made.profile, seen.table, chinese=chinese))
    return HandedOver(request.out, len(made.patches), made.area_m2, (made.stem,), made.left_out, remarks)


def _wanted(request: HandOver) -> Wanted:
    from twowei.geo.crs import parse_crs
    from twowei.services.export import Wanted

    if request.kind not in (*PROFILES, *FILES):
        raise UnknownNameError(f"There is no kind of export {request.kind!r}.")
    return Wanted(
        profile=request.kind if request.kind in PROFILES else "ledger" if request.kind == "platform" else "demolition",
        verdicts=tuple(request.verdicts),
        states=None if request.states is None else tuple(request.states),
        months=_one(request.month),
        streets=_one(request.street),
        encoding=request.encoding,  # type: ignore[arg-type]
        crs=parse_crs(request.crs) if request.crs else None,
        personal=request.personal,
    )


def _one(text: str) -> tuple[str, ...]:
    return (text,) if text else ()


def _folder(workspace: Workspace, request: HandOver, by: str, chinese: bool) -> HandedOver:
    from twowei.services.export import export_patches

    done = export_patches(workspace, request.out, _wanted(request), by=by)
    names = (done.shapefile.name, done.geopackage.name)
    english, zh = (done.model_notice, *done.warnings), (done.model_notice_zh, *done.warnings_zh)
    remarks = zh if chinese else english
    return HandedOver(done.folder, done.count, done.area_m2, names, done.left_out, tuple(filter(None, remarks)))


def _file(workspace: Workspace, request: HandOver, by: str) -> HandedOver:
    from twowei.services.share import export_file

    done = export_file(workspace, request.out, _wanted(request), by=by)
    return HandedOver(done.path, done.count, done.area_m2, (done.path.name,), done.left_out)


def _ledger(workspace: Workspace, request: HandOver, by: str, feedback: Feedback) -> HandedOver:
    from twowei.services.ledger import WantedLedger, parse_ledger, write_ledger

    wanted = WantedLedger(
        ledger=parse_ledger(request.kind),
        verdicts=tuple(request.verdicts),
        states=tuple(request.states or ()),
        months=_one(request.month),
        streets=_one(request.street),
        personal=request.personal,
        pictures=request.pictures,
    )
    done = write_ledger(workspace, request.out, wanted, by=by, feedback=feedback)
    return HandedOver(done.path, done.count, 0.0, (done.title,), done.left_out)


def _field(workspace: Workspace, request: HandOver, by: str, feedback: Feedback) -> HandedOver:
    from twowei.services.field import IN_THE_FIELD, write_packages

    done = write_packages(
        workspace,
        request.out,
        verdicts=tuple(request.verdicts),
        states=IN_THE_FIELD if request.states is None else request.states or tuple(State),
        months=_one(request.month),
        streets=_one(request.street),
        by=by,
        feedback=feedback,
    )
    patches = [patch for squad in done.squads for patch in squad.patches]
    names = tuple(f"{squad.folder.name} ({len(squad.patches)})" for squad in done.squads)
    return HandedOver(done.folder, len(patches), sum(p.area_m2 for p in patches), names, done.left_out)
