"""The desktop starts without torch, and without what only an export needs."""

from __future__ import annotations

import subprocess
import sys

CODE = """
import sys
import twowei.desktop.app
loaded = {"torch", "torchvision", "segmentation_models_pytorch", "timm"} & set(sys.modules)
sys.exit(f"loaded: {loaded}" if loaded else 0)
"""


def test_importing_the_desktop_loads_no_torch() -> None:
    done = subprocess.run([sys.executable, "-c", CODE], capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr


def test_the_core_of_the_map_knows_no_qt() -> None:
    modules = ["pyramid", "cache", "scheduler", "wishes", "framing", "compare", "pixels", "epochs", "scene"]
    imports = ", ".join(f"twowei.desktop.map.{name}" for name in modules)
    code = f"import {imports}, twowei.desktop.review.entry, twowei.desktop.review.queue, twowei.settings, sys\n"
    code += "import twowei.desktop.display\nsys.exit('PyQt5 is loaded' if 'PyQt5' in sys.modules else 0)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
