"""Windows of a pair read side by side: decoding and correlating leave Python's lock to one another."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from twowei.feedback import Feedback

THREADS = min(os.cpu_count() or 1, 4)

Given = TypeVar("Given")
Found = TypeVar("Found")


def each_beside(
    work: Callable[[Given], Found], todo: Sequence[Given], feedback: Feedback, tell: Callable[[float], None]
) -> Iterator[Found]:
    """Yield what work finds in each, in their order, and tell how far it is, 0 to 1.

    Raises:
        CancelledError: Stopped; what has not begun is left.
    """
    with ThreadPoolExecutor(THREADS) as pool:
        for done, found in enumerate(pool.map(work, todo), 1):
            if feedback.cancelled():
                pool.shutdown(cancel_futures=True)
                feedback.raise_if_cancelled()
            yield found
            tell(done / len(todo))
