"""The scheduler reads what is wanted now, and drops the rest."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator

import numpy as np
import pytest

from twowei.desktop.map.pyramid import TileKey
from twowei.desktop.map.scheduler import Arrival, Scheduler
from twowei.imagery.reader import Picture

EMPTY = Picture(np.zeros((3, 1, 1), np.uint8), np.zeros((1, 1), bool))


def keys(*columns: int) -> list[TileKey]:
    return [TileKey("2026-05", 0, 0, column) for column in columns]


class SlowSource:
    """Lets a read end only when it is allowed to."""

    def __init__(self) -> None:
        self.begun: list[int] = []
        self.gate = threading.Semaphore(0)

    def __call__(self, key: TileKey) -> Picture:
        self.begun.append(key.col)
        assert self.gate.acquire(timeout=5)
        return EMPTY


class Bench:
    def __init__(self, workers: int) -> None:
        self.source = SlowSource()
        self.arrived: list[int] = []
        self.scheduler = Scheduler(self.source, lambda arrival: self.arrived.append(arrival.key.col), workers)

    def wait(self, begun: int) -> None:
        end = time.monotonic() + 5
        while len(self.source.begun) < begun and time.monotonic() < end:
            time.sleep(0.002)
        assert len(self.source.begun) == begun

    def finish(self) -> None:
        end = time.monotonic() + 5
        self.source.gate.release(100)
        while not self.scheduler.idle and time.monotonic() < end:
            time.sleep(0.002)
        assert self.scheduler.idle


@pytest.fixture
def bench() -> Iterator[Bench]:
    made = Bench(workers=1)
    yield made
    made.source.gate.release(100)
    made.scheduler.close()


def test_reads_in_the_order_of_the_list(bench: Bench) -> None:
    bench.scheduler.want(keys(3, 1, 2))
    bench.finish()
    assert bench.source.begun == [3, 1, 2]
    assert bench.arrived == [3, 1, 2]


def test_stale_tiles_leave_the_queue_unread_and_are_dropped_on_arrival(bench: Bench) -> None:
    bench.scheduler.want(keys(1, 2, 3, 4))
    bench.wait(begun=1)
    generation = bench.scheduler.want(keys(9))
    bench.finish()
    assert generation == 2
    assert bench.source.begun == [1, 9], "2, 3 and 4 were never read"
    assert bench.arrived == [9], "1 came too late to be wanted"


def test_what_is_being_read_and_is_still_wanted_is_not_read_twice(bench: Bench) -> None:
    bench.scheduler.want(keys(1, 2))
    bench.wait(begun=1)
    bench.scheduler.want(keys(2, 1))
    bench.finish()
    assert sorted(bench.source.begun) == [1, 2]
    assert sorted(bench.arrived) == [1, 2]


def test_a_read_that_fails_arrives_with_its_reason_and_the_thread_goes_on() -> None:
    arrivals: list[Arrival[Picture]] = []

    def read(key: TileKey) -> Picture:
        if key.col == 1:
            raise OSError("the disk is gone")
        return EMPTY

    scheduler = Scheduler(read, arrivals.append, workers=1)
    scheduler.want(keys(1, 2))
    while not scheduler.idle:
        time.sleep(0.002)
    scheduler.close()
    assert [(each.key.col, each.result is None, each.failure) for each in arrivals] == [
        (1, True, "the disk is gone"),
        (2, False, ""),
    ]


def test_closing_waits_for_its_threads_and_delivers_nothing_more() -> None:
    bench = Bench(workers=4)
    bench.scheduler.want(keys(*range(20)))
    bench.wait(begun=4)
    threading.Timer(0.05, lambda: bench.source.gate.release(100)).start()
    bench.scheduler.close()
    assert bench.arrived == []
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("tiles-")]
