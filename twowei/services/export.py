"""Handing patches to others: what goes out, what it would look like, and the casebook's memory of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rasterio.crs import CRS

from twowei.casebook import clock, deadlines, history, reason_lists, zones
from twowei.casebook.history import Draft, Head
from twowei.casebook.patch import Patch
from twowei.casebook.states import State, Verdict
from twowei.errors import OutputError
from twowei.exports import explanation
from twowei.exports import folder as export_folder
from twowei.exports.folder import Order
from twowei.exports.profile import DEFAULT, Encoding, Profile, load
from twowei.exports.selection import Selection
from twowei.exports.table import Table, table_of
from twowei.exports.values import Setting
from twowei.services.review import list_patches
from twowei.services.workspace import DOSSIERS, WORK, Workspace

COUNTY_LEVEL = 2


@dataclass(frozen=True)
class Wanted:
    """What somebody wants exported.

    Attributes:
        profile: Name of a shipped profile or path of a file.
        verdicts: None: the profile's; empty: every verdict.
        states: None: any but those the profile leaves out; empty: every state but merged and split (S99).
        months: After months, ``2026-06``.
        streets: Codes or names.
        archived: Only archived ones.
        unjudged: Also those without a verdict.
        numbers: These only.
        encoding: None: the profile's.
        crs: None: the profile's, else the casebook's.
        personal: Names of parties go out too.
        single_parts: A patch of several parts becomes as many rows with its number.
    """

    profile: str = DEFAULT
    verdicts: Sequence[Verdict] | None = None
    states: Sequence[State] | None = None
    months: Sequence[str] = ()
    streets: Sequence[str] = ()
    archived: bool = False
    unjudged: bool = False
    numbers: Sequence[str] = ()
    encoding: Encoding | None = None
    crs: CRS | None = None
    personal: bool = False
    single_parts: bool = False

    def selection(self, profile: Profile) -> Selection:
        """Return the conditions; what the profile leaves out counts where its own verdicts are wanted."""
        usual = self.verdicts is None or set(self.verdicts) == set(profile.verdicts)
        without = profile.without_states if usual and self.states is None else (State.REPLACED,)
        return Selection(
            verdicts=profile.verdicts if self.verdicts is None else tuple(self.verdicts),
            unjudged=self.unjudged,
            states=tuple(self.states) if self.states else None,
            without_states=() if self.states else without,
            months=tuple(self.months),
            streets=tuple(self.streets),
            archived=self.archived,
            numbers=tuple(self.numbers),
        )


@dataclass(frozen=True)
class Plan:
    """An export before it is written.

    Attributes:
        patches: Those that go out, their outlines sound.
        left_out: How many do not, by what keeps them.
        head: How far the history reached.
    """

    profile: Profile
    selection: Selection
    encoding: Encoding
    source: CRS
    setting: Setting
    patches: list[Patch]
    left_out: dict[str, int]
    head: Head
    stem: str

    @property
    def area_m2(self) -> float:
        """Ellipsoidal area of those that go out."""
        return sum(patch.area_m2 for patch in self.patches)

    def record(self, by: str) -> dict[str, Any]:
        """Return what the manifest tells."""
        return {
            "profile": f"{self.profile.name} {self.profile.version}",
            "made_at": self.setting.now.isoformat(),
            "by": by,
            "filter": self.selection.as_record(),
            "left_out": self.left_out,
            "rows": len(self.patches),
            "area_m2": round(self.area_m2, 2),
            "crs": self.setting.crs.to_string(),
            "encoding": self.encoding,
            "personal": self.setting.personal,
            "history": {"events": self.head.events, "head": self.head.hash},
        }


@dataclass(frozen=True)
class Preview:
    """What an export would hold."""

    plan: Plan
    table: Table


@dataclass(frozen=True)
class ExportResult:
    """What an export holds and where it lies.

    Attributes:
        folder: The folder; shapefile and geopackage lie in it.
        count: How many patches were exported.
        left_out: How many were not, by what keeps them (``未核查``: no verdict yet).
        area_m2: Ellipsoidal area of those exported.
        model_notice: Which models found them and whether these allow academic use only.
        warnings: A sentence for each value that was cut, and for each mandatory column with gaps.
        warnings_zh, model_notice_zh: The same in Chinese.
    """

    folder: Path
    shapefile: Path
    geopackage: Path
    count: int
    left_out: dict[str, int]
    area_m2: float
    model_notice: str
    warnings: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    warnings_zh: tuple[str, ...] = ()
    model_notice_zh: str = ""


def plan(workspace: Workspace, wanted: Wanted) -> Plan:
    """Find out what an export would hold.

    Raises:
        ProfileError: The profile cannot be used.
        UnknownNameError: There is no such street or number.
        OutputError: Nothing is to be handed over.
    """
    profile, held = load(wanted.profile), workspace.crs
    selection = wanted.selection(profile)
    chosen, left_out = selection.sort_out(list_patches(workspace))
    if not chosen:
        raise nothing(selection, left_out)
    setting, head = setting_of(workspace, wanted.crs or profile.crs or held, personal=wanted.personal)
    month = max(patch.after_month for patch in chosen)
    batches = {patch.batch for patch in chosen}
    batch = batches.pop().rpartition("-")[2] if len(batches) == 1 else ""
    stem = profile.named(workspace.casebook.county_code, month, batch)
    sound = export_folder.sound(chosen, held)
    if wanted.single_parts:
        sound = [part for patch in sound for part in export_folder.single_parts(patch, held)]
    return Plan(profile, selection, wanted.encoding or profile.encoding, held, setting, sound, left_out, head, stem)


def nothing(selection: Selection, left_out: dict[str, int]) -> OutputError:
    """Return the error for an export without a patch."""
    told = ", ".join(f"{label} {count}" for label, count in left_out.items()) or "the workspace has no patches"
    return OutputError(
        f"Nothing to hand over: no patch meets {selection} (left out: {told}); judge patches first, or choose others"
        " (--verdict, --state all, --month, --street)."
    )


def setting_of(workspace: Workspace, crs: CRS, *, personal: bool = False) -> tuple[Setting, Head]:
    """Return what values need beside the patches, and how far the history reaches."""
    with workspace.casebook.reading() as connection:
        county = [zone.name for zone in zones.load(connection).zones if zone.level == COUNTY_LEVEL]
        setting = Setting(
            crs=crs,
            now=clock.now(),
            policies=deadlines.load(connection),
            county_name=county[0] if len(county) == 1 else "",
            casebook=history.first_hash(connection),
            reasons={reason.code: reason.zh for reason in reason_lists.read(connection)},
            personal=personal,
        )
        return setting, history.head(connection)


def preview(workspace: Workspace, wanted: Wanted) -> Preview:
    """Return the rows an export would have, what would be cut and what is missing; nothing is written."""
    made = plan(workspace, wanted)
    return Preview(made, table_of(made.patches, made.profile, made.encoding, made.setting))


def export_patches(workspace: Workspace, out: Path, wanted: Wanted | None = None, *, by: str = "") -> ExportResult:
    """Write patches as a folder by a profile, and note it in the casebook.

    A folder of an earlier export is replaced; the files are read again before it is.

    Args:
        by: Who exports; the system's account where nobody says.

    Raises:
        OutputError: Nothing is to be handed over, or the folder holds other things or cannot be written.
    """
    folder = outside(workspace, out.absolute())
    export_folder.check_ours(folder)
    made = plan(workspace, wanted or Wanted())
    who = by.strip() or history.account()
    order = Order(made.profile, made.source, made.encoding, made.setting, _facts(made), made.record(who))
    with export_folder.making(folder) as draft:
        table = export_folder.write(draft, made.stem, made.patches, order)
        files = tuple(sorted(path.name for path in draft.iterdir()))
        with workspace.casebook.writing() as connection:
            history.append(connection, [_told(made, folder, who)])
            export_folder.put_in_place(draft, folder)
    return ExportResult(
        folder,
        folder / f"{made.stem}.shp",
        folder / f"{made.stem}.gpkg",
        len(_numbers(made)),
        made.left_out,
        made.area_m2,
        explanation.model_notice(made.patches),
        tuple(warnings_of(made.profile, table)),
        files,
        tuple(warnings_of(made.profile, table, chinese=True)),
        explanation.model_notice(made.patches, chinese=True),
    )


def _facts(made: Plan) -> list[tuple[str, str]]:
    return explanation.facts_of(
        made.patches,
        made.left_out,
        made.setting.crs.to_string(),
        made.encoding,
        str(made.selection),
        made.setting.personal,
        made.head,
    )


def _told(made: Plan, place: Path, by: str) -> Draft:
    """Return the event that remembers an export: who, where, what filter, which rows."""
    record = made.record(by)
    facts = {
        name: record[name]
        for name in ("profile", "filter", "rows", "left_out", "crs", "encoding", "personal", "history")
    }
    return Draft("exported", by, after={**facts, "folder": str(place), "patches": _numbers(made)})


def _numbers(made: Plan) -> list[str]:
    return list(dict.fromkeys(patch.number for patch in made.patches))


def warnings_of(profile: Profile, table: Table, *, chinese: bool = False) -> list[str]:
    """Return a sentence for each value that was cut and for each mandatory column with gaps."""
    aliases = profile.aliases
    if chinese:
        return [
            *(f"{loss.number} {loss.alias}({loss.name}): {loss.zh}" for loss in table.losses),
            *(
                f"必填项 {aliases[name]}({name}): {len(table.whole)} 个图斑中 {len(numbers)} 个为空"
                for name, numbers in table.missing.items()
            ),
        ]
    gaps = [
        f"{name} ({aliases[name]}) is mandatory and empty in {len(numbers)} of {len(table.whole)} patches."
        for name, numbers in table.missing.items()
    ]
    return [*map(str, table.losses), *gaps]


def outside(workspace: Workspace, folder: Path) -> Path:
    """Return the folder, unless it is one the workspace needs for itself.

    Raises:
        OutputError: It is.
    """
    own = (workspace.folder, workspace.folder / WORK, workspace.folder / DOSSIERS)
    if folder in own or any(folder.is_relative_to(one) for one in own[1:]):
        raise OutputError(f"{folder} belongs to the workspace itself; choose another folder.")
    return folder
