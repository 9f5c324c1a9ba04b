from __future__ import annotations

import csv
from pathlib import Path

import pytest

from twowei.casebook.states import State, Verdict
from twowei.exports.profile import ProfileError, load, parse, shipped, text_of

SHARED = Path(__file__).parents[3] / "shared" / "domain"


@pytest.mark.parametrize("name", shipped())
def test_columns_fit_a_dbf(name: str) -> None:
    profile = load(name)
    names = [c.name for c in profile.columns]
    assert all(c.name.isascii() and c.name.isupper() and len(c.name) <= 10 and c.width <= 254 for c in profile.columns)
    assert len(set(names)) == len(names) and len({c.alias for c in profile.columns}) == len(names)
    assert all(c.width == 8 for c in profile.columns if c.kind == "D")


@pytest.mark.parametrize(
    ("name", "schema", "without"),
    [("demolition", "schema_ccqd.csv", set()), ("ledger", "schema_ledger.csv", {"DSRDH", "DSRZJ"})],
)
def test_names_widths_and_marks_are_the_trades(name: str, schema: str, without: set[str]) -> None:
    path = SHARED / schema
    if not path.is_file():
        pytest.skip(f"the reference {path} is absent")
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["name"] not in without]
    expected = [
        (r["name"], r["alias"], r["type"], int(r["width"]), int(r["dec"] or 0), r["mandatory"], r["unit"]) for r in rows
    ]
    assert [(c.name, c.alias, c.kind, c.width, c.decimals, c.need, c.unit) for c in load(name).columns] == expected


def test_the_demolition_export_has_52_columns_of_what_is_illegal_and_open() -> None:
    profile = load("demolition")
    assert (len(profile.columns), profile.verdicts) == (52, (Verdict.ILLEGAL,))
    assert {State.CLOSED, State.STRUCK_OFF, State.LAWFUL} <= set(profile.without_states)
    assert profile.named("350206", "2026-07", "01") == "CCQD_350206_202607_01"
    assert profile.named("350206", "2026-07", "") == "CCQD_350206_202607"


def test_an_office_changes_a_copy(tmp_path: Path) -> None:
    text = text_of("jctb").replace('name = "TBLX"', 'codes = { "20" = "JZ" }, name = "TBLX"')
    path = tmp_path / "本单位.toml"
    path.write_text(text.replace('encoding = "utf-8"', 'encoding = "gbk"'), "utf-8-sig")
    profile = load(str(path))
    assert profile.encoding == "gbk"
    assert next(c for c in profile.columns if c.name == "TBLX").codes == {"20": "JZ"}


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ('type = "C30"', 'type = "X30"', "none such as C30"),
        ('type = "C30"', 'type = "C255"', "does not fit a DBF"),
        ('name = "TBLX"', 'name = "图斑类型"', "ten ASCII capitals"),
        ('name = "TBLX"', 'name = "JCBH"', "stands there twice"),
        ('value = "x"', 'value = "nonsense"', "no value 'nonsense'"),
        ('value = "x"', 'value = "DSRDH"', "no value 'DSRDH'"),
        ('encoding = "utf-8"', 'encoding = "big5"', "neither utf-8 nor gbk"),
        ('title = "国家遥感监测图斑 JCTB"', "", "'title' is missing"),
        ("JCTB_{county}", "a/b_{county}", "no name of a file"),
        ("{month}", "{year}", "knows only"),
        ('legend = ""', 'legend = "ZT"', "no column"),
        ('"S99"', '"S98"', "no state 'S98'"),
        ("[filter]", "[filter", "is no TOML"),
        ('crs = "EPSG:4490"', 'crs = "EPSG:1"', "no known CRS"),
    ],
)
def test_an_error_is_told_in_a_sentence(old: str, new: str, sentence: str) -> None:
    text = text_of("jctb")
    assert old in text
    with pytest.raises(ProfileError, match=sentence):
        parse(text.replace(old, new, 1), "mine.toml")


def test_a_profile_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(ProfileError, match="demolition, jctb, ledger"):
        load(str(tmp_path / "none.toml"))
