"""What travels with the program is found, and nothing is left out of the list of packages."""

from __future__ import annotations

import configparser
from pathlib import Path

import pytest

from twowei import resources

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def setup() -> configparser.ConfigParser:
    parser = configparser.ConfigParser()
    parser.read(ROOT / "setup.cfg", encoding="utf-8")
    return parser


def test_every_package_is_listed(setup: configparser.ConfigParser) -> None:
    listed = set(setup["options"]["packages"].split())
    there = {".".join(p.parent.relative_to(ROOT).parts) for p in (ROOT / "twowei").rglob("__init__.py")}
    assert listed == there | {"twowei.docs", "twowei.ui", "twowei.models", "twowei.sample_tiles"}


@pytest.mark.parametrize("package", ["ui", "models", "sample_tiles"])
def test_every_file_beside_the_code_is_packaged(setup: configparser.ConfigParser, package: str) -> None:
    patterns = [p.strip() for p in setup["options.package_data"][f"twowei.{package}"].split(",")]
    folder = ROOT / package
    packaged = {path for pattern in patterns for path in folder.glob(pattern)}
    tracked = {p for p in folder.rglob("*") if p.is_file() and not p.name.startswith(".") and p.suffix != ".tmp"}
    assert tracked <= packaged, tracked - packaged


def test_folders_are_found() -> None:
    assert (resources.models() / "README.md").is_file()
    assert (resources.sample_tiles() / "README.md").is_file()
    assert list((resources.ui() / "forms").glob("*.ui"))
    assert (resources.docs() / "guide.md").is_file()


def test_the_window_s_colour_and_form_need_no_code_in_ui() -> None:
    for folder in ("ui", "models", "sample_tiles"):
        assert not list((ROOT / folder).rglob("*.py"))


def test_the_presets_of_policies_travel_with_the_package(setup: configparser.ConfigParser) -> None:
    pattern = setup["options.package_data"]["twowei.casebook"]
    assert len(list((ROOT / "twowei" / "casebook").glob(pattern))) == 4
