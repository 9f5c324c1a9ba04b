"""The main job on the sample district: from two months of tiles to candidates in a workspace."""

from __future__ import annotations

from pathlib import Path

from twowei import resources
from twowei.casebook.lifecycle import State
from twowei.casebook.zones import Zones, load
from twowei.errors import WorkspaceError
from twowei.feedback import Feedback
from twowei.services.detect import Detection, detect
from twowei.services.find import Wish
from twowei.services.ingest import ingest
from twowei.services.review import list_patches
from twowei.services.workspace import CASEBOOK, Workspace

FOLDER = Path("twowei-demo")
ZONES = "zones.gpkg"


def sample_months() -> list[str]:
    """Return the months of the sample district, oldest first.

    Raises:
        WorkspaceError: The sample is not part of this installation.
    """
    months = sorted(p.name for p in resources.sample_tiles().glob("[0-9]*-[0-9]*") if p.is_dir())
    if len(months) < 2:
        raise WorkspaceError(f"{resources.sample_tiles()} holds no two months of imagery; install twowei again.")
    return months


def demo(folder: Path, wish: Wish, feedback: Feedback) -> tuple[Detection, int]:
    """Make a workspace from the sample tiles, or open the one made before, and detect.

    Returns:
        The detection, and how many patches the casebook holds that nobody has judged yet.

    Raises:
        TwoweiError: Whatever the user can mend.
    """
    sample, (before, after) = resources.sample_tiles(), sample_months()[:2]
    with _workspace(folder, sample / ZONES) as workspace:
        for month in (before, after):
            if month not in workspace.months():
                ingest(workspace, [sample / month], month)
        detection = detect(workspace, before, after, wish, feedback)
        return detection, len(list_patches(workspace, State.CANDIDATE))


def _workspace(folder: Path, zones: Path) -> Workspace:
    if not (folder / CASEBOOK).is_file():
        return Workspace.create(folder, zones=zones)
    workspace = Workspace.open(folder)
    if not _is_demo(workspace, zones):
        workspace.close()
        raise WorkspaceError(
            f"{folder} is a workspace of yours, not of a demo; name another folder: twowei demo FOLDER."
        )
    return workspace


def _is_demo(workspace: Workspace, zones: Path) -> bool:
    """Return whether a workspace holds the sample's imagery and no other, or was stopped before it had any."""
    sample = resources.sample_tiles().resolve()
    paths = [path for files in workspace.files().values() for path in files]
    if paths:
        return all(sample in path.resolve().parents for path in paths)
    return not list_patches(workspace) and _has_zones(workspace, zones)


def _has_zones(workspace: Workspace, path: Path) -> bool:
    """Return whether a workspace's zones are those of a file: an empty one of the user's own has others or none."""
    from twowei.casebook.zone_files import read_zones  # brings pandas along

    with workspace.casebook.reading() as connection:
        return _codes(load(connection)) == _codes(read_zones(path))


def _codes(zones: Zones) -> list[tuple[int, str, str]]:
    return sorted((one.level, one.code, one.name) for one in zones.zones)
