from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rasterio.crs import CRS

from twowei.casebook.clock import CHINA_TIME
from twowei.casebook.lifecycle import State, Verdict
from twowei.casebook.patch import Patch
from twowei.exports.profile import Encoding, load
from twowei.exports.table import Row, Table, table_of
from twowei.exports.values import Setting

Make = Callable[..., Patch]
SETTING = Setting(crs=CRS.from_epsg(4548), now=datetime(2026, 7, 20, 9, tzinfo=CHINA_TIME), county_name="湖里区")


def table(patch: Patch, encoding: Encoding = "utf-8", profile: str = "demolition", personal: bool = False) -> Table:
    setting = Setting(**{**vars(SETTING), "personal": personal})
    return table_of([patch], load(profile), encoding, setting)


def row(patch: Patch, **how: bool | str) -> Row:
    return table(patch, **how).whole[0]  # type: ignore[arg-type]


def test_a_row_says_what_the_patch_is(make_patch: Make) -> None:
    told = row(make_patch())
    assert (told["QSX"], told["HSX"], told["HCRQ"]) == (date(2026, 5, 12), date(2026, 6, 14), date(2026, 7, 16))
    assert (told["JCMJ"], told["JCMJM"], told["ZXD"]) == (600.0, 0.9, 0.913)
    assert (told["TBLX"], told["HCJG"], told["WFLX"], told["ZT"], told["ZTMC"]) == ("20", "1", "V04", "S10", "待核查")
    assert (told["DAWJ"], told["ZDMJ"], told["CCRQ"], told["XT"]) == ("", None, None, "2")


def test_facts_of_the_ledger_stand_in_their_columns(make_patch: Make) -> None:
    facts = {"ZDMJ": 310.0, "CS": 2.0, "JHRQ": "2026-07-25", "CZFS": "3", "DZ": "高殿社区1号", "WGBH": "350206002-07"}
    told = row(make_patch(facts=facts))
    assert (told["ZDMJ"], told["CS"], told["JHRQ"], told["CZFS"]) == (310.0, 2.0, date(2026, 7, 25), "3")
    assert (told["DZ"], told["WGBH"]) == ("高殿社区1号", "350206002-07")


def test_the_earliest_forced_demolition_is_computed(make_patch: Make) -> None:
    facts = {"FLX": "1", "XQCCRQ": "2026-07-16", "ZCQX": "2026-07-30"}
    told = row(make_patch(state=State.ORDER_SERVED, facts=facts))
    assert (told["KCRQ"], told["DQRQ"]) == (date(2027, 1, 16), date(2026, 7, 30))
    assert told["YXJ"] in (1.0, 2.0, 3.0, 4.0, 5.0)


def test_names_of_parties_stay_unless_wanted(make_patch: Make) -> None:
    patch = make_patch(facts={"DSR": "李四", "DSRDH": "secret"})
    assert row(patch)["DSR"] == ""
    assert row(patch, personal=True)["DSR"] == "李四"
    assert "DSRDH" not in row(patch, profile="ledger", personal=True)


def test_a_month_alone_is_its_first_day(make_patch: Make) -> None:
    told = row(make_patch(before_date=None))
    assert (told["QSX"], told["HSX"]) == (date(2026, 5, 1), date(2026, 6, 14))
    assert row(make_patch(before_date=None), profile="jctb")["QSX"] == "202605"


def test_only_an_illegal_patch_has_a_violation(make_patch: Make) -> None:
    told = row(make_patch(verdict=Verdict.FALSE, reason="W01", state=State.FALSE), profile="ledger")
    assert (told["WFLX"], told["WYY"], told["HCJG"], told["ZT"]) == ("", "W01", "3", "S90")


def test_the_national_table_has_its_own_names(make_patch: Make) -> None:
    told = row(make_patch(facts={"JCBH": "130403SJBG26210183_3"}), profile="jctb")
    assert (told["JCBH"], told["XMC"], told["JCMJ"]) == ("130403SJBG26210183_3", "湖里区", 600.0)
    assert row(make_patch(), profile="jctb")["JCBH"] == "350206002202606W0001"
    assert 500_100 < float(str(told["XZB"])) < 500_120


def test_an_identity_is_the_same_every_time_and_differs_between_casebooks(make_patch: Make) -> None:
    first, again = (row(make_patch(), profile="ledger")["UUID"] for _ in range(2))
    other = table_of([make_patch()], load("ledger"), "utf-8", Setting(**{**vars(SETTING), "casebook": "b"}))
    assert first == again != other.whole[0]["UUID"]


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=300), st.sampled_from(["utf-8", "gbk"]))
def test_any_text_fits_its_width_and_is_cut_at_a_character(make_patch: Make, note: str, encoding: Encoding) -> None:
    made = table(make_patch(note=note, facts={"ZL": "1", "CZFS": "1", "DZ": "路"}), encoding)
    text, whole = made.fitted[0]["BZ"], made.whole[0]["BZ"]
    assert isinstance(text, str) and isinstance(whole, str)
    assert len(text.encode(encoding)) <= 240
    assert len(made.losses) == (text != whole)
    assert all(one in (other, "?") for one, other in zip(text, whole, strict=False))


def test_a_cut_is_told_with_number_column_and_bytes(make_patch: Make) -> None:
    made = table(make_patch(community_name="高" * 21))
    assert made.fitted[0]["SQMC"] == "高" * 20 and made.whole[0]["SQMC"] == "高" * 21
    assert [str(one) for one in made.losses] == ["350206002202606W0001: SQMC (社区村名称) is cut from 63 to 60 bytes."]
    assert table(make_patch(community_name="高" * 21), "gbk").losses == []
    made = table(make_patch(community_name="𠮷屋"), "gbk")
    assert made.fitted[0]["SQMC"] == "?屋" and "GBK lacks" in str(made.losses[0])


def test_a_number_too_long_for_its_column_is_left_out_and_told(make_patch: Make) -> None:
    made = table(make_patch(facts={"CS": 12345.0}))
    assert made.fitted[0]["CS"] is None and made.whole[0]["CS"] == 12345.0
    assert "does not fit 3 digits" in str(made.losses[0])


def test_gaps_are_told_by_column(make_patch: Make) -> None:
    made = table(make_patch())
    assert made.missing == {name: ["350206002202606W0001"] for name in ("DZ", "ZL", "CZFS")}
    assert made.empty["JZMJ"] == 1 and "GD" not in made.empty
