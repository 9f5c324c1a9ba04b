"""The casebook in a real QGIS, where the machine has one: styled layers, Chinese aliases, edits that are noticed."""

from __future__ import annotations

import json
import os
import subprocess
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from twowei.casebook.lifecycle import State, Verdict
from twowei.casebook.patch import Patch
from twowei.casebook.schema import PATCH_ALIASES
from twowei.services.keeping import list_edits, settle_edits, verify
from twowei.services.review import give_verdict
from twowei.services.workspace import CASEBOOK, Workspace

PYTHON = Path("/usr/bin/python3")
_OPEN = """
import json, sys
from qgis.core import *
app = QgsApplication([], False)
app.initQgis()
def layer(name):
    return QgsVectorLayer(f"{sys.argv[1]}|layername={name}", name, "ogr")
def end(told):
    print("TOLD" + json.dumps(told))
    sys.stdout.flush()
    import os
    os._exit(0)
"""
_LOOK = """
from qgis.PyQt.QtCore import QSize
told = {}
shown = [layer(name) for name in ("patches", "zones")]
for each in (*shown, layer("epochs"), layer("model_outlines")):
    renderer = each.renderer()
    told[each.name()] = {
        "valid": each.isValid(), "count": each.featureCount(), "renderer": renderer.type(),
        "aliases": {f.name(): each.attributeAlias(i) for i, f in enumerate(each.fields())},
        "labels": [c.label() for c in renderer.categories()] if renderer.type() == "categorizedSymbol" else [],
    }
told["events"] = layer("events").isValid()
settings = QgsMapSettings()
settings.setLayers(shown)
settings.setDestinationCrs(shown[0].crs())
settings.setExtent(shown[0].extent().buffered(20))
settings.setOutputSize(QSize(600, 400))
job = QgsMapRendererSequentialJob(settings)
job.start()
job.waitForFinished()
job.renderedImage().save(sys.argv[2])
end(told)
"""
_EDIT = """
patches = layer("patches")
first = next(patches.getFeatures())
larger = first.geometry().buffer(5, 4)
larger.convertToMultiType()
done = []
patches.startEditing()
patches.changeGeometry(first.id(), larger)
done.append(patches.commitChanges())
patches.startEditing()
patches.deleteFeature(first.id())
done.append(patches.commitChanges())
patches.rollBack()
end({"number": first["TBBH"], "done": done})
"""


@cache
def has_qgis() -> bool:
    if not PYTHON.exists():
        return False
    tried = subprocess.run([PYTHON, "-c", "import qgis.core"], check=False, capture_output=True, env=alone())
    return tried.returncode == 0


def alone() -> dict[str, str]:
    """The system's Python, without our environment's packages."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    return {**kept, "QT_QPA_PLATFORM": "offscreen"}


def qgis(workspace: Workspace, script: str, *more: Path) -> Any:
    """Run a script in QGIS on the casebook, as another program."""
    if not has_qgis():
        pytest.skip("no QGIS for /usr/bin/python3 (apt install python3-qgis)")
    path = workspace.folder / CASEBOOK
    done = subprocess.run(
        [PYTHON, "-c", _OPEN + script, path, *more],
        check=False,
        capture_output=True,
        text=True,
        env=alone(),
        timeout=120,
    )
    told = [line for line in done.stdout.splitlines() if line.startswith("TOLD")]
    assert told, done.stderr
    return json.loads(told[0].removeprefix("TOLD"))


def test_layers_are_styled_and_named_in_chinese(workspace: Workspace, patches: list[Patch], tmp_path: Path) -> None:
    give_verdict(workspace, patches[0].number, Verdict.ILLEGAL, "V01", "张三")
    told = qgis(workspace, _LOOK, tmp_path / "map.png")
    assert {name: told[name]["count"] for name in ("patches", "zones", "model_outlines")} == {
        "patches": 3, "zones": 4, "model_outlines": 3,
    }  # fmt: skip
    assert all(told[name]["valid"] for name in ("patches", "zones", "epochs", "model_outlines"))
    assert told["events"]
    assert told["patches"]["aliases"].items() >= PATCH_ALIASES.items()
    assert told["zones"]["aliases"]["person"] == "责任人"
    assert told["patches"]["labels"] == [f"{state.code} {state.zh}" for state in State]
    with Image.open(tmp_path / "map.png") as picture:
        pixels = np.asarray(picture.convert("RGB")).reshape(-1, 3).astype(int)
    coloured = pixels[np.ptp(pixels, axis=1) > 100]
    assert len(np.unique(coloured, axis=0)) >= 2, "the two states have colours of their own"
    assert verify(workspace).findings == ()


def test_an_outline_changed_in_qgis_is_noticed_and_nothing_is_deleted(
    workspace: Workspace, patches: list[Patch]
) -> None:
    told = qgis(workspace, _EDIT)
    assert told["done"] == [True, False]
    (edit,) = list_edits(workspace)
    assert (edit.number, edit.reshaped) == (told["number"], True)
    (taken,) = settle_edits(workspace, [edit.number], "张三", take=True)
    assert taken.area_m2 > 600
    assert verify(workspace).findings == ()
