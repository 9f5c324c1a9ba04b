"""What commands share: progress on stderr, results on stdout, known errors as one sentence."""

from __future__ import annotations

import json
import signal
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from types import FrameType
from typing import Any

import click
from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

from twowei.errors import UnknownNameError
from twowei.feedback import Feedback

json_option = click.option("--json", "as_json", is_flag=True, help="Print the result as JSON, for a program to read.")
progress_option = click.option(
    "--progress",
    type=click.Choice(["auto", "bar", "json", "none"]),
    default="auto",
    show_default=True,
    help="Progress on stderr: a bar, JSON lines, or none; auto is a bar on a terminal.",
)


def facts_from(words: Sequence[str]) -> dict[str, str]:
    """Take ``NAME=VALUE`` apart.

    Raises:
        UnknownNameError: A word has no equals sign.
    """
    for word in words:
        if "=" not in word:
            raise UnknownNameError(f"{word!r} is no fact; give NAME=VALUE, such as SBSJ=2026-07-16T11:00.")
    return {name.strip(): value for name, _, value in (word.partition("=") for word in words)}


def counted(count: int, one: str, more: str = "") -> str:
    """Return a number with its noun: ``1 patch``, ``2 patches``."""
    return f"{count:,} {one if count == 1 else more or one + 's'}"


def say(message: str) -> None:
    """Print a line of the result."""
    click.echo(message)


def say_json(value: Any) -> None:
    """Print the result as JSON, Chinese as it is."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))


def console() -> Console:
    """Return a console for tables; wide enough for a table where the output is no terminal."""
    return Console(width=None if sys.stdout.isatty() else 120)


class _Interruptible(Feedback):
    """Stops at the next safe point after Ctrl+C or a polite kill; a second Ctrl+C stops at once."""

    def __init__(self) -> None:
        self._stop = False

    def stop(self, signum: int, _frame: FrameType | None) -> None:
        if self._stop:
            raise KeyboardInterrupt
        self._stop = True

    def cancelled(self) -> bool:
        return self._stop

    def warn(self, message: str) -> None:
        click.echo(f"Warning: {message}", err=True)

    def tell(self, message: str) -> None:
        click.echo(message, err=True)


class _JsonLines(_Interruptible):
    """A JSON object a line: ``{"fraction": …, "message": …}``, ``{"warning": …}`` or ``{"told": …}``."""

    def report(self, fraction: float, message: str = "") -> None:
        print(
            json.dumps({"fraction": round(fraction, 4), "message": message}, ensure_ascii=False),
            file=sys.stderr,
            flush=True,
        )

    def warn(self, message: str) -> None:
        print(json.dumps({"warning": message}, ensure_ascii=False), file=sys.stderr, flush=True)

    def tell(self, message: str) -> None:
        print(json.dumps({"told": message}, ensure_ascii=False), file=sys.stderr, flush=True)


class _Bar(_Interruptible):
    def __init__(self, progress: Progress) -> None:
        super().__init__()
        self._progress = progress
        self._task = progress.add_task("", total=1.0)

    def report(self, fraction: float, message: str = "") -> None:
        self._progress.update(self._task, completed=fraction, description=message)

    def warn(self, message: str) -> None:
        self._progress.console.print(f"Warning: {message}", markup=False)

    def tell(self, message: str) -> None:
        self._progress.console.print(message, markup=False)


@contextmanager
def progress(kind: str) -> Iterator[Feedback]:
    """Give long work its feedback: shows progress as ``kind`` says and takes Ctrl+C as a wish to stop."""
    if kind == "bar" or (kind == "auto" and sys.stderr.isatty()):
        columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), TimeRemainingColumn())
        with (
            Progress(*columns, console=Console(stderr=True), transient=True) as bar,
            _listening(_Bar(bar)) as feedback,
        ):
            yield feedback
    else:
        with _listening(_JsonLines() if kind == "json" else _Interruptible()) as feedback:
            yield feedback


@contextmanager
def _listening(feedback: _Interruptible) -> Iterator[Feedback]:
    signals = [signal.SIGINT, signal.SIGTERM]
    former = [signal.signal(s, feedback.stop) for s in signals]
    try:
        yield feedback
    finally:
        for number, handler in zip(signals, former, strict=True):
            signal.signal(number, handler)
