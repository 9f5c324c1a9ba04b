"""A patch (图斑): a candidate once it stands in the casebook."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from twowei.casebook.ledger import Facts, public
from twowei.casebook.states import State, Verdict
from twowei.detection.card import Change
from twowei.geo.footprint import Outline, mu
from twowei.patches.candidate import TBLX


@dataclass(frozen=True)
class Patch:
    """One patch as the casebook knows it.

    Attributes:
        number: Lifelong number (`TBBH`).
        geometry: Outline in the casebook's CRS, as the analyst left it.
        model_geometry: Outline in the casebook's CRS, as the model drew it.
        area_m2: Ellipsoidal area of ``geometry``.
        lon: Longitude of a point inside, CGCS2000 degrees.
        lat: Latitude of that point.
        score: The model's score, 0 to 1.
        before_month: Month of the before epoch, ``2026-05``.
        before_date: Day of the before imagery, where it is known.
        source: Code of the source (`LY`).
        county_code: Six digits.
        street_code: Nine digits; the county's code and 000 outside all streets.
        reason: Code of the reason of the verdict.
        judged_at: When the verdict was given.
        archived_at: When number and dossier folder were fixed; archiving is not closing the case.
        dossier: Dossier folder relative to the workspace.
        model: Name and version of the model that proposed it.
        academic_only: Whether the model's training data allow academic use only.
        batch: Batch of the detection run (`PCH`).
        revision: Counts the changes; two writers compare it.
        entered_at: When it came to its present state; None in casebooks of version 1.
        parent: Number it came from by splitting, merging or 回潮 (`FBH`); of several, joined by ``;``.
        relapses: How often its site was built up again (`HCCS`).
        facts: What else the ledger knows, by the names of `ledger.FACTS`.
    """

    number: str
    state: State
    change: Change
    geometry: Outline
    model_geometry: Outline
    area_m2: float
    lon: float
    lat: float
    score: float
    before_month: str
    after_month: str
    before_date: date | None
    after_date: date | None
    source: str
    county_code: str
    street_code: str
    street_name: str
    community_code: str
    community_name: str
    responsible: str
    verdict: Verdict | None
    reason: str | None
    note: str
    judged_by: str
    judged_at: datetime | None
    archived_at: datetime | None
    dossier: str | None
    model: str
    threshold: float
    academic_only: bool
    batch: str
    created_at: datetime
    revision: int
    entered_at: datetime | None = None
    parent: str | None = None
    relapses: int = 0
    facts: Facts = field(default_factory=dict, hash=False)

    @property
    def tblx(self) -> str:
        """Type code (`TBLX`)."""
        return TBLX[self.change]

    @property
    def supplier_number(self) -> str | None:
        """The number a supplier or a higher office gave it (`JCBH`), as given."""
        number = self.facts.get("JCBH")
        return str(number) if number else None

    @property
    def area_mu(self) -> float:
        """Area in 亩."""
        return mu(self.area_m2)

    def as_record(self) -> dict[str, Any]:
        """Return the patch for JSON, keyed by the names of the trade's schema, plus ``state``.

        Numbers are rounded as the export writes them. A time of imagery is a day where it is known, else a
        month.
        """
        illegal = self.verdict is Verdict.ILLEGAL
        return {
            "TBBH": self.number,
            "state": self.state.code,
            "ZT": self.state.code,
            "ZTMC": self.state.zh,
            "PCH": self.batch,
            "LY": self.source,
            "XZQDM": self.county_code,
            "XZDM": self.street_code,
            "XZMC": self.street_name,
            "SQMC": self.community_name,
            "ZRR": self.responsible,
            "JD": round(self.lon, 7),
            "WD": round(self.lat, 7),
            "QSX": _day_or_month(self.before_date, self.before_month),
            "HSX": _day_or_month(self.after_date, self.after_month),
            "TBLX": self.tblx,
            "JCMJ": round(self.area_m2, 2),
            "JCMJM": round(self.area_mu, 3),
            "ZXD": round(self.score, 3),
            "HCJG": self.verdict.code if self.verdict else None,
            "WYY": self.reason,
            "WFLX": self.reason if illegal else None,
            "HCR": self.judged_by or None,
            "HCRQ": f"{self.judged_at:%Y%m%d}" if self.judged_at else None,
            "DAWJ": self.dossier,
            "BZ": self.note,
            "MXBB": self.model,
            "YZ": self.threshold,
            "JCBH": self.supplier_number,
            "FBH": self.parent,
            "HCCS": self.relapses,
            "entered_at": self.entered_at.isoformat() if self.entered_at else None,
            "facts": public(self.facts),
        }


def _day_or_month(day: date | None, month: str) -> str:
    return f"{day:%Y%m%d}" if day else month.replace("-", "")
