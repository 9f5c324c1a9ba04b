"""The order of the list: where to go from here, and which patches still wait. Knows no Qt."""

from __future__ import annotations

from collections.abc import Sequence


class Listed:
    """The numbers of a list in their order; knows which still wait for what the list is for.

    Args:
        waiting: For each number whether it waits.
    """

    def __init__(self, numbers: Sequence[str] = (), waiting: Sequence[bool] = ()) -> None:
        self.numbers = list(numbers)
        self._waits = bytearray(waiting)
        self._places: dict[str, int] | None = None

    def __len__(self) -> int:
        return len(self.numbers)

    def place_of(self, number: str | None) -> int | None:
        """Return the place of a number, or nothing where the list does not hold it."""
        if self._places is None:
            self._places = {one: place for place, one in enumerate(self.numbers)}
        return self._places.get(number) if number else None

    def step(self, current: str | None, by: int) -> str | None:
        """Return the number that stands ``by`` places after the current one, or nothing beyond the ends."""
        if not self.numbers:
            return None
        here = self.place_of(current)
        if here is None:
            return self.numbers[0] if by > 0 else self.numbers[-1]
        place = here + by
        return self.numbers[place] if 0 <= place < len(self.numbers) else None

    def upcoming(self, current: str | None, count: int = 1) -> list[str]:
        """Return up to ``count`` waiting numbers after the current one, then those before it."""
        here = self.place_of(current)
        start = 0 if here is None else here + 1
        found = self._waiting_between(start, len(self.numbers), count)
        return found + self._waiting_between(0, start - 1 if here is not None else 0, count - len(found))

    def settle(self, number: str, waits: bool) -> None:
        """Note whether a patch still waits."""
        place = self.place_of(number)
        if place is not None:
            self._waits[place] = waits

    def remove(self, number: str) -> None:
        """Take a number off the list."""
        place = self.place_of(number)
        if place is not None:
            del self.numbers[place]
            del self._waits[place]
            self._places = None

    def _waiting_between(self, start: int, end: int, count: int) -> list[str]:
        found: list[str] = []
        place = self._waits.find(1, start, max(end, start))
        while place >= 0 and len(found) < count:
            found.append(self.numbers[place])
            place = self._waits.find(1, place + 1, end)
        return found


def short_number(number: str) -> str:
    """Return what tells patches of a county apart, 002-2607W0123 of 350206002202607W0123: street, month and count."""
    return f"{number[6:9]}-{number[11:]}" if len(number) > 15 else number
