from __future__ import annotations

from pathlib import Path

import pytest

from twowei.casebook import disks
from twowei.casebook.store import Casebook
from twowei.errors import WorkspaceError

MOUNTS = """/dev/sda1 / ext4 rw 0 0
server:/export /mnt/share nfs4 rw 0 0
//nas/gis /mnt/my\\040nas cifs rw 0 0
/dev/sdb1 /mnt/share/local ext4 rw 0 0
broken
"""


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/home/a", ""),
        ("/mnt/share/区/casebook.gpkg", "nfs4"),
        ("/mnt/shared/x", ""),
        ("/mnt/share/local/x", ""),
        ("/mnt/my nas/x", "cifs"),
        ("//nas/gis/x", "UNC"),
        ("\\\\nas\\gis", "UNC"),
    ],
)
def test_a_share_is_told_from_a_disk(path: str, kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    mounts = tmp_path / "mounts"
    mounts.write_text(MOUNTS)
    monkeypatch.setattr(disks, "_MOUNTS", mounts)
    assert disks.share_of(Path(path)) == kind


def test_a_casebook_on_a_share_is_refused_with_the_reason(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Casebook.create(tmp_path / "casebook.gpkg").close()
    monkeypatch.setattr(disks, "share_of", lambda _: "cifs")
    for attempt in (Casebook.create, Casebook.open):
        with pytest.raises(WorkspaceError, match=r"network share \(cifs\).*verdicts would be lost"):
            attempt(tmp_path / "casebook.gpkg")
