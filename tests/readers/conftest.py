"""The programs that receivers use, as Debian packs them. Where one is absent its tests skip, saying so.

``.ci/run`` installs them all and sets TWOWEI_READERS=required: there an absent reader is a failure.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
import shapely
from rasterio.crs import CRS

from twowei.casebook.clock import CHINA_TIME
from twowei.casebook.lifecycle import State
from twowei.casebook.patch import Patch
from twowei.exports import explanation
from twowei.exports import folder as exports
from twowei.exports.folder import Order
from twowei.exports.profile import Encoding, load
from twowei.exports.values import Setting

GK = CRS.from_epsg(4548)
AT = datetime(2026, 7, 16, 9, 30, tzinfo=CHINA_TIME)
STEM = "out"
TEXT = "囍㎡（顶层）"
LONG = "囍" * 127
SYSTEM_PYTHON = "/usr/bin/python3"

Read = Callable[..., Any]


def missing(package: str) -> None:
    """Skip, or fail where all readers must be there."""
    told = f"no {package} on this machine (apt-get install {package})"
    if os.environ.get("TWOWEI_READERS") == "required":
        pytest.fail(told)
    pytest.skip(told)


def run(*command: object, timeout: float = 180, **extra: str) -> str:
    """Run a program outside this environment and return what it printed."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "VIRTUAL_", "GDAL_"))}
    kept |= {"PATH": "/usr/local/bin:/usr/bin:/bin", "QT_QPA_PLATFORM": "offscreen", **extra}
    done = subprocess.run(
        [str(word) for word in command], capture_output=True, text=True, timeout=timeout, env=kept, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="session")
def ogr() -> Read:
    """Read a layer with GDAL's own tool: GeoJSON features in the layer's own CRS."""
    if not shutil.which("ogr2ogr", path="/usr/bin"):
        missing("gdal-bin")

    def read(path: Path, *options: str) -> Any:
        out = run("ogr2ogr", "-f", "GeoJSON", "-lco", "RFC7946=NO", *options, "/vsistdout/", path)
        return json.loads(out)["features"]

    return read


@pytest.fixture(scope="session")
def qgis(tmp_path_factory: pytest.TempPathFactory) -> Read:
    """Ask QGIS about layers or projects; see qgis_reader.py."""
    there = subprocess.run([SYSTEM_PYTHON, "-c", "import qgis.core"], capture_output=True, check=False, env={})
    if there.returncode:
        missing("python3-qgis")
    home = str(tmp_path_factory.mktemp("qgis_home"))

    def ask(*paths: Path) -> Any:
        script = Path(__file__).with_name("qgis_reader.py")
        return json.loads(run(SYSTEM_PYTHON, script, *paths, HOME=home).splitlines()[-1])

    return ask


@pytest.fixture(scope="session")
def office(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Path]:
    """Convert a file with LibreOffice; return what it made."""
    if not shutil.which("soffice", path="/usr/bin"):
        missing("libreoffice-calc")
    if not Path("/usr/lib/libreoffice/program/libdbaselo.so").exists():
        missing("libreoffice-base-drivers")
    profile = tmp_path_factory.mktemp("office")

    def convert(path: Path, to: str, read_as: str = "") -> Path:
        out = tmp_path_factory.mktemp("converted")
        reading = [f"--infilter={read_as}"] if read_as else []
        run(
            "soffice", f"-env:UserInstallation=file://{profile}", "--headless", *reading, "--convert-to", to,
            "--outdir", out, path, HOME=str(profile),
        )  # fmt: skip
        (made,) = out.iterdir()
        return made

    return convert


@pytest.fixture(scope="session")
def patches(make_patch: Callable[..., Patch]) -> list[Patch]:
    """Two patches with difficult texts, one of them with a hole and a part aside."""
    yard = shapely.box(500_200, 2_700_100, 500_260, 2_700_160)
    yard = yard.difference(shapely.box(500_220, 2_700_120, 500_240, 2_700_140))
    many = shapely.union_all([yard, shapely.box(500_300, 2_700_100, 500_310, 2_700_110)])
    first = make_patch(shapely.box(500_100, 2_700_100, 500_120, 2_700_130))
    facts = {"CS": 2.0, "ZDMJ": 310.5, "JHRQ": "2026-07-25", "DZ": "=cmd|' /C calc'!A0", "CZFS": "3", "DSR": "李四"}
    return [
        replace(first, note=TEXT, facts=facts),
        replace(make_patch(many), number="350206002202606W0002", note=LONG, state=State.ORDER_SERVED, after_date=None),
    ]


@pytest.fixture(scope="session")
def exported(tmp_path_factory: pytest.TempPathFactory, patches: list[Patch]) -> Callable[..., Path]:
    """Write the patches as an export does; return the folder."""
    made: dict[tuple[str, str], Path] = {}

    def write(encoding: Encoding = "utf-8", profile: str = "demolition") -> Path:
        if (encoding, profile) not in made:
            folder = tmp_path_factory.mktemp(f"{profile}_{encoding}")
            loaded = load(profile)
            setting = Setting(crs=loaded.crs or GK, now=AT, county_name="湖里区", reasons={"V04": "屋顶加层/搭建"})
            facts = explanation.facts_of(patches, {}, setting.crs.to_string(), encoding, "结论 违法", False)
            exports.write(folder, STEM, patches, Order(loaded, GK, encoding, setting, facts, {}))
            made[encoding, profile] = folder
        return made[encoding, profile]

    return write
