"""A delivery on its way into the casebook: what is asked, what becomes of each row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from twowei.casebook.memory import Kind
from twowei.casebook.patch import Patch
from twowei.casebook.sources import SOURCES, Source, parse_source
from twowei.imports.parcels import Parcel, Understood

THIRD_PARTY = next(source for source in SOURCES if source.letter == "D")


@dataclass(frozen=True)
class Request:
    """What is to be taken in, and what the user says about it.

    Attributes:
        month: Month it is for; that of the later imagery where none is said.
        encoding: Of its texts, where the user says it.
        layer: Layer or sheet, where there are several.
        crs: CRS, or ``GCJ-02``, where the user says it.
        columns: ``ROLE=COLUMN`` for columns that the names do not tell.
        skip_bad: Leave out rows that cannot be used, instead of taking nothing.
    """

    path: Path
    supplier: str
    month: str | None = None
    source: Source = THIRD_PARTY
    encoding: str | None = None
    layer: str | None = None
    crs: str | None = None
    columns: tuple[str, ...] = ()
    skip_bad: bool = False


def as_wish(request: Request) -> dict[str, Any]:
    """Return a request as JSON can hold it."""
    return {**asdict(request), "path": str(request.path), "source": request.source.code}


def from_wish(wish: Mapping[str, Any]) -> Request:
    """Return the request that was made a wish; what is more in it is left out."""
    known = {name: wish[name] for name in Request.__dataclass_fields__}
    source, columns = parse_source(known["source"]), tuple(known["columns"])
    return Request(**{**known, "path": Path(known["path"]), "source": source, "columns": columns})


@dataclass(frozen=True)
class Outcome:
    """What becomes of a row: new patch, known case or double; ``number`` is the patch that stands for it."""

    parcel: Parcel
    kind: Kind
    number: str | None


@dataclass(frozen=True)
class Intake:
    """What a delivery is or was to the casebook.

    Attributes:
        before_month: Month of the earlier imagery.
        outcomes: What becomes of each row that can be used and was not delivered before.
        repeated: How many rows were delivered before; they change nothing.
        batch: Batch (`PCH`), once it is taken and brought something.
    """

    request: Request
    understood: Understood
    before_month: str
    month: str
    outcomes: tuple[Outcome, ...]
    repeated: int
    batch: str | None = None
    added: tuple[Patch, ...] = field(default=(), repr=False)

    @property
    def kinds(self) -> dict[Kind, int]:
        """How many rows are of each kind."""
        told = Counter(outcome.kind for outcome in self.outcomes)
        return {kind: told[kind] for kind in Kind}

    def as_dict(self) -> dict[str, Any]:
        """Return it for a program to read."""
        u = self.understood
        return {
            "file": str(self.request.path),
            "form": u.delivery.form,
            "supplier": self.request.supplier,
            "source": self.request.source.code,
            "before": self.before_month,
            "month": self.month,
            "encoding": u.delivery.encoding,
            "crs": u.placed.crs.to_string(),
            "crs_why": u.placed.why,
            "gcj02": u.placed.shifted,
            "columns": dict(u.columns),
            "unit": u.unit.name,
            "rows": len(u.delivery.rows),
            "usable": len(u.parcels),
            "repeated": self.repeated,
            "kinds": {kind.value: count for kind, count in self.kinds.items()},
            "batch": self.batch,
            "numbers": [patch.number for patch in self.added],
            "outcomes": [
                {"row": o.parcel.row, "JCBH": o.parcel.number, "kind": o.kind.value, "TBBH": o.number}
                for o in self.outcomes
            ],
            "findings": [{"row": f.row, "text": f.text, "blocking": f.blocking} for f in u.findings],
        }
