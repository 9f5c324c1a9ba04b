"""Views of the list: a filter and an order under a name, kept between runs. Knows no Qt."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from twowei.services.queue import Order, Wanted


@dataclass(frozen=True)
class ListView:
    """What a list shows, and in which order."""

    wanted: Wanted = field(default_factory=Wanted)
    order: Order = Order.PRIORITY
    descending: bool = False

    def as_record(self) -> dict[str, Any]:
        """Return it for JSON."""
        return {"wanted": self.wanted.as_record(), "order": self.order.value, "descending": self.descending}

    @classmethod
    def from_record(cls, record: Any) -> ListView:
        """Return the view of a record; what cannot be understood is left out."""
        if not isinstance(record, dict):
            return cls()
        wanted = record.get("wanted")
        named = {order.value: order for order in Order}
        order = named.get(str(record.get("order")), Order.PRIORITY)
        return cls(
            Wanted.from_record(wanted) if isinstance(wanted, dict) else Wanted(),
            order,
            record.get("descending") is True,
        )


@dataclass(frozen=True)
class Place:
    """Where the work on a workspace was left: the view and the patch."""

    view: ListView = field(default_factory=ListView)
    number: str | None = None


def read_views(text: str) -> dict[str, ListView]:
    """Return the views of a setting, by name."""
    return {str(name): ListView.from_record(record) for name, record in _table(text).items()}


def write_views(views: dict[str, ListView]) -> str:
    """Return views as a setting keeps them."""
    return json.dumps({name: view.as_record() for name, view in views.items()}, ensure_ascii=False)


def read_place(text: str, folder: str) -> Place:
    """Return where the work on a workspace was left, as far as a setting tells."""
    record = _table(text).get(folder)
    if not isinstance(record, dict):
        return Place()
    number = record.get("number")
    return Place(ListView.from_record(record.get("view")), number if isinstance(number, str) else None)


def write_place(text: str, folder: str, place: Place, kept: Sequence[str]) -> str:
    """Return a setting with this place; of other workspaces only those in ``kept`` stay."""
    table = {name: record for name, record in _table(text).items() if name in kept}
    table[folder] = {"view": place.view.as_record(), "number": place.number}
    return json.dumps(table, ensure_ascii=False)


def _table(text: str) -> dict[str, Any]:
    try:
        found = json.loads(text) if text else {}
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}
