"""Reconciling a month: suppliers, our model and people on the ground, and how each fared by our verdicts."""

from __future__ import annotations

import shutil
import uuid
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import select

from twowei.casebook import deliveries
from twowei.casebook.reconciliation import CATEGORIES, Party, Score, Site, read_sites, score
from twowei.casebook.schema import delivered, patches
from twowei.casebook.shares import Share
from twowei.errors import OutputError, UnknownNameError
from twowei.imagery.epoch import check_month
from twowei.services.workspace import Workspace


@dataclass(frozen=True)
class Reconciliation:
    """A month reconciled.

    Attributes:
        scores: Of every supplier, of the model and of the patrol, as far as they claim anything.
    """

    month: str
    sites: tuple[Site, ...]
    scores: tuple[Score, ...]

    @property
    def counts(self) -> dict[str, int]:
        """How many sites each category has, the empty ones left out."""
        told = Counter(site.category for site in self.sites)
        return {category: told[category] for category in CATEGORIES if told[category]}

    def as_dict(self) -> dict[str, Any]:
        """Return it for a program to read."""
        from twowei.exports.reconciliation import row_of  # it brings workbooks along

        return {
            "month": self.month,
            "counts": self.counts,
            "scores": [_score(one) for one in self.scores],
            "sites": [row_of(site) for site in self.sites],
        }


def _score(one: Score) -> dict[str, Any]:
    names = ("sites", "illegal", "lawful", "false", "open", "alone", "alone_real", "alone_illegal")
    return {
        "party": one.party.code,
        "who": one.who,
        **{name: getattr(one, name) for name in names},
        "precision_change": _share(one.change),
        "precision_illegal": _share(one.violations),
    }


def _share(share: Share) -> dict[str, Any]:
    return {"part": share.part, "whole": share.whole, "value": share.value, "interval_95": share.interval}


def months(workspace: Workspace) -> list[str]:
    """Return the months that have patches or deliveries, the newest first."""
    with workspace.casebook.reading() as connection:
        found = set(connection.execute(select(patches.c.after_month).distinct()).scalars())
        found |= set(connection.execute(select(delivered.c.month).distinct()).scalars())
    return sorted(found, reverse=True)


def reconcile(workspace: Workspace, month: str, suppliers: Collection[str] | None = None) -> Reconciliation:
    """Return whose patches of a month agree.

    Args:
        suppliers: Names of those to look at; None for all.

    Raises:
        UnknownNameError: The month is malformed, or a supplier delivered nothing for it.
    """
    check_month(month)
    with workspace.casebook.reading() as connection:
        sites = read_sites(connection, month, suppliers)
        known = sorted({row.supplier for row in deliveries.read(connection, month)})
    names = sorted({name for site in sites for name in site.suppliers})
    missing = sorted(set(suppliers or ()) - set(known))
    if missing:
        told = ", ".join(known) or "nobody"
        raise UnknownNameError(f"{', '.join(missing)} delivered nothing for {month} ({told} did).")
    scores = [score(sites, Party.SUPPLIER, name) for name in names]
    scores += [score(sites, party) for party in (Party.MODEL, Party.PATROL)]
    return Reconciliation(month, tuple(sites), tuple(one for one in scores if one.sites))


def write(workspace: Workspace, found: Reconciliation, path: Path) -> None:
    """Write a reconciliation as .xlsx (table and scorecard) or .gpkg (map), whole or not at all.

    Raises:
        OutputError: The ending is another, or the file cannot be written.
    """
    from twowei.exports import reconciliation as files

    if path.suffix.lower() not in (".xlsx", ".gpkg"):
        raise OutputError(f"{path.name} ends neither in .xlsx (table) nor in .gpkg (map); choose one of them.")
    making = path.with_name(f".{path.stem}.{uuid.uuid4().hex[:8]}.partial")
    try:
        making.mkdir(parents=True)
        if path.suffix.lower() == ".xlsx":
            files.write_workbook(making / path.name, found.month, found.sites, found.scores)
        else:
            files.write_layer(making / path.name, found.month, found.sites, workspace.crs)
        (making / path.name).replace(path)
    except OSError as error:
        raise OutputError(f"{path} cannot be written ({error.strerror or error}); is it open in Excel?") from error
    finally:
        shutil.rmtree(making, ignore_errors=True)
