from __future__ import annotations

from collections.abc import Callable
from datetime import date

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from twowei.casebook.lifecycle import State, Verdict
from twowei.casebook.patch import Patch
from twowei.exports.fields import FIELDS, Encoding, table_of

Make = Callable[..., Patch]
BY_NAME = {field.name: field for field in FIELDS}


def test_columns_fit_a_dbf() -> None:
    assert all(f.name.isascii() and f.name.isupper() and len(f.name) <= 10 and f.width <= 254 for f in FIELDS)
    assert len(BY_NAME) == len(FIELDS) == len({f.alias for f in FIELDS})
    assert all(f.width == 8 for f in FIELDS if f.kind == "D")


def test_types_and_widths_are_the_trades() -> None:
    expected = {"TBBH": ("C", 30, 0), "JD": ("N", 12, 7), "WD": ("N", 11, 7), "JCMJ": ("N", 12, 2)}
    expected |= {"JCMJM": ("N", 10, 3), "ZXD": ("N", 5, 3), "BZ": ("C", 240, 0), "ZTMC": ("C", 30, 0)}
    assert {name: (BY_NAME[name].kind, BY_NAME[name].width, BY_NAME[name].decimals) for name in expected} == expected


def test_a_row_says_what_the_patch_is(make_patch: Make) -> None:
    (row,), warnings = table_of([make_patch()], "utf-8")
    assert warnings == []
    assert (row["QSX"], row["HSX"], row["HCRQ"]) == (date(2026, 5, 12), date(2026, 6, 14), date(2026, 7, 16))
    assert (row["JCMJ"], row["JCMJM"], row["ZXD"]) == (600.0, 0.9, 0.913)
    assert (row["TBLX"], row["HCJG"], row["WFLX"], row["ZT"], row["ZTMC"]) == ("20", "1", "V04", "S10", "待核查")
    assert row["DAWJ"] == ""


def test_a_month_alone_is_its_first_day(make_patch: Make) -> None:
    (row,), _ = table_of([make_patch(before_date=None)], "utf-8")
    assert (row["QSX"], row["HSX"]) == (date(2026, 5, 1), date(2026, 6, 14))


def test_only_an_illegal_patch_has_a_violation(make_patch: Make) -> None:
    (row,), _ = table_of([make_patch(verdict=Verdict.FALSE, reason="W01", state=State.FALSE)], "utf-8")
    assert (row["WFLX"], row["HCJG"], row["ZT"]) == ("", "3", "S90")


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=300), st.sampled_from(["utf-8", "gbk"]))
def test_any_text_fits_its_width_and_is_cut_at_a_character(make_patch: Make, note: str, encoding: Encoding) -> None:
    (row,), warnings = table_of([make_patch(note=note)], encoding)
    text = row["BZ"]
    assert isinstance(text, str)
    assert len(text.encode(encoding)) <= 240
    clean = " ".join("".join(" " if ord(c) < 32 else c for c in note).split())
    if text != clean:
        assert len(warnings) == 1
    else:
        assert warnings == []
    assert all(one in (other, "?") for one, other in zip(text, clean, strict=False))


def test_a_cut_is_told_with_number_and_column(make_patch: Make) -> None:
    (row,), (warning,) = table_of([make_patch(community_name="高" * 21)], "utf-8")
    assert row["SQMC"] == "高" * 20
    assert warning == "350206002202606W0001: SQMC (社区村名称) was cut to 60 bytes."
    assert table_of([make_patch(community_name="高" * 21)], "gbk")[1] == []
    (row,), (warning,) = table_of([make_patch(community_name="𠮷屋")], "gbk")
    assert (row["SQMC"], "GBK lacks" in warning) == ("?屋", True)
