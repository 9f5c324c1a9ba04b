"""Whether a folder lies on a network share, where SQLite cannot keep a casebook safe."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from twowei.errors import WorkspaceError

_MOUNTS = Path("/proc/self/mounts")
_NETWORK = (
    "nfs",
    "cifs",
    "smb",
    "afs",
    "ncp",
    "fuse.sshfs",
    "fuse.rclone",
    "fuse.glusterfs",
    "ceph",
    "davfs",
    "webdav",
)
_REMOTE_DRIVE = 4


def check_local(path: Path) -> None:
    """Refuse a path on a network share.

    Raises:
        WorkspaceError: It lies on one; the sentence says why that is refused.
    """
    kind = share_of(path.absolute())
    if kind:
        raise WorkspaceError(
            f"{path} lies on a network share ({kind}), where file locks and the write-ahead log cannot be trusted and"
            " verdicts would be lost; put the workspace on a disk of this machine and copy backups to the share."
        )


def share_of(path: Path) -> str:
    """Return the kind of network share a path lies on; empty on a disk of this machine."""
    if str(path).startswith(("\\\\", "//")):
        return "UNC"
    if sys.platform == "win32":
        return _windows(path)
    return _mounted(path, _MOUNTS.read_text(encoding="utf-8", errors="replace")) if _MOUNTS.exists() else ""


def _windows(path: Path) -> str:
    import ctypes

    kernel = getattr(ctypes, "windll").kernel32  # noqa: B009 - the name exists on Windows only
    return "network drive" if kernel.GetDriveTypeW(f"{path.drive}\\") == _REMOTE_DRIVE else ""


def _mounted(path: Path, mounts: str) -> str:
    """Return the kind of share of the longest mount point above a path."""
    best, kind = "", ""
    for line in mounts.splitlines():
        words = line.split()
        if len(words) < 3:
            continue
        point = words[1].replace("\\040", " ")
        inside = str(path) == point or str(path).startswith(point.rstrip(os.sep) + os.sep)
        if inside and len(point) >= len(best):
            best, kind = point, words[2]
    return kind if kind.startswith(_NETWORK) else ""
