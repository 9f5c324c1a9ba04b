"""What the docs say is true: every command has help and a README line, every exit code is documented."""

from __future__ import annotations

import re
from pathlib import Path

import click
import pytest

from twowei import errors
from twowei.cli.main import COMMANDS, twowei
from twowei.desktop.display import PACKAGES

ROOT = Path(__file__).parents[1]
READMES = ("README.md", "README.zh-CN.md")


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help(name: str) -> None:
    assert isinstance(twowei, click.Group)
    command = twowei.get_command(click.Context(twowei), name)
    assert command is not None and command.help
    for parameter in command.params:
        if isinstance(parameter, click.Option):
            assert parameter.help, f"{name} {parameter.opts} has no help"


@pytest.mark.parametrize("readme", READMES)
@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_stands_in_the_readme(name: str, readme: str) -> None:
    assert f"`twowei {name}" in (ROOT / readme).read_text("utf-8")


@pytest.mark.parametrize("readme", READMES)
def test_the_two_commands_lead_the_readme(readme: str) -> None:
    text = (ROOT / readme).read_text("utf-8")
    first = text.index("python -m pip install . && twowei demo")
    second = text.index('python -m pip install -e ".[test]" && python -m pytest')
    assert first < second < len(text) / 2


def known_errors() -> list[type[errors.TwoweiError]]:
    found = [errors.TwoweiError]
    for kind in found:
        found += kind.__subclasses__()
    return found[1:]


def test_exit_codes_are_documented() -> None:
    assert twowei.help
    for kind in known_errors():
        assert f" {kind.exit_code} " in twowei.help.replace("\n", " "), kind
        for readme in READMES:
            assert f"| {kind.exit_code} |" in (ROOT / readme).read_text("utf-8"), (kind, readme)


@pytest.mark.parametrize("readme", READMES)
def test_the_readme_names_the_debian_packages_of_the_window(readme: str) -> None:
    text = (ROOT / readme).read_text("utf-8")
    assert not [name for name in PACKAGES.split() if name not in text]


def test_the_guide_has_its_pictures_and_no_others() -> None:
    docs = ROOT / "docs"
    told = {
        name for page in docs.glob("guide*.md") for name in re.findall(r"!\[.*?\]\((.*?)\)", page.read_text("utf-8"))
    }
    assert told
    assert told == {path.relative_to(docs).as_posix() for path in (docs / "pictures").iterdir()}
    assert sum((docs / name).stat().st_size for name in told) < 4_200_000
