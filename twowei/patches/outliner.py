"""Outlines drawn beside a sweep: each row of windows is taken in as soon as it is finished."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from queue import SimpleQueue

from twowei.detection.card import Change
from twowei.detection.change_map import Block, Row
from twowei.patches.candidate import Candidate

Draw = Callable[[Iterator[Block], Change], list[Candidate]]
"""Makes candidates of all the blocks of a change map, from north to south."""


class Outliner:
    """Draws the outlines of each change in a thread. Use it in a ``with`` statement: leaving it ends the threads.

    Rows wait as the files they are, so that memory stays that of one window, and outlines are those of the finished
    change map.

    Args:
        changes: What to draw the outlines of.
        draw: What draws them.
    """

    def __init__(self, changes: Sequence[Change], draw: Draw) -> None:
        self._left = False
        self._rows: list[SimpleQueue[Row | None]] = [SimpleQueue() for _ in changes]
        self._pool = ThreadPoolExecutor(len(changes))
        self._found = [
            self._pool.submit(draw, self._blocks(rows), change)
            for rows, change in zip(self._rows, changes, strict=True)
        ]

    def take(self, row: Row) -> None:
        """Take in the next row of windows to the south.

        Raises:
            OutputError: An earlier one could not be read.
        """
        for rows, found in zip(self._rows, self._found, strict=True):
            rows.put(row)
            if found.done():  # before the last row: it failed
                found.result()

    def found(self) -> list[Candidate]:
        """Return the candidates of all rows, one change after the other.

        Raises:
            OutputError: A row could not be read.
        """
        self._end()
        return [candidate for found in self._found for candidate in found.result()]

    def __enter__(self) -> Outliner:
        return self

    def __exit__(self, *_: object) -> None:
        self._left = True
        self._end()
        self._pool.shutdown()

    def _end(self) -> None:
        for rows in self._rows:
            rows.put(None)

    def _blocks(self, rows: SimpleQueue[Row | None]) -> Iterator[Block]:
        while (row := rows.get()) is not None:
            for block in row():
                if self._left:
                    return
                yield block
