from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twowei.casebook.numbering import Number, parse_number, street_code_of
from twowei.casebook.sources import SOURCES, source_of_sensor
from twowei.errors import UnknownNameError

numbers = st.builds(
    Number,
    st.from_regex(r"[0-9]{9}", fullmatch=True),
    st.builds("{:04d}-{:02d}".format, st.integers(1990, 2100), st.integers(1, 12)),
    st.sampled_from([source.letter for source in SOURCES]),
    st.integers(1, 10**6),
)


@given(numbers)
def test_a_number_can_be_taken_apart_again(number: Number) -> None:
    assert parse_number(str(number)) == number


@given(numbers, numbers)
def test_different_parts_give_different_numbers(one: Number, other: Number) -> None:
    assert (str(one) == str(other)) == (one == other)


def test_the_running_number_grows_beyond_four_digits() -> None:
    number = Number("350206002", "2026-06", "W", 9999)
    assert str(number) == "350206002202606W9999"
    assert str(Number("350206002", "2026-06", "W", 10000)) == "350206002202606W10000"


@pytest.mark.parametrize("text", ["", "350206002202606W12", "350206002202606Z0001", "35020600220260600001"])
def test_other_texts_are_no_numbers(text: str) -> None:
    with pytest.raises(UnknownNameError, match="is no number"):
        parse_number(text)


def test_a_patch_in_no_street_is_counted_under_its_county() -> None:
    assert street_code_of("350206", "") == "350206000"
    assert street_code_of("350206", "350206002") == "350206002"


def test_the_sensor_decides_the_source() -> None:
    assert (source_of_sensor("satellite").code, source_of_sensor("drone").letter) == ("01", "U")
    with pytest.raises(UnknownNameError, match="satellite, drone"):
        source_of_sensor("balloon")
