"""A single file written beside its place and put there whole."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from twowei.errors import OutputError

LOCKS = ((".~lock.", "#"), ("~$", ""))
"""How LibreOffice and Excel mark a file they have open: before and after its name."""


def is_lock(name: str) -> bool:
    """Return whether a file of this name marks another as open."""
    return any(name.startswith(before) and name.endswith(after) for before, after in LOCKS)


@contextmanager
def drafting(path: Path) -> Iterator[Path]:
    """Give a place beside ``path`` to write to; whoever writes replaces ``path`` by it. What is left vanishes.

    Raises:
        OutputError: Nothing can be written there, or the file is open in another program.
    """
    opened = next((before for before, after in LOCKS if path.with_name(f"{before}{path.name}{after}").exists()), None)
    if opened:
        raise OutputError(f"{path} is open in another program; close it there and try again.")
    draft = path.with_name(f".{path.stem}.{uuid.uuid4().hex[:8]}{path.suffix}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        yield draft
    except PermissionError as error:
        raise OutputError(
            f"{path} cannot be written ({error.strerror or error}); close it in Excel and other programs, or choose"
            " another place."
        ) from error
    except OSError as error:
        raise OutputError(f"{path} cannot be written ({error.strerror or error}); choose another place.") from error
    finally:
        with suppress(OSError):
            draft.unlink(missing_ok=True)
