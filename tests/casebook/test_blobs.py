from __future__ import annotations

import sqlite3
import struct
from contextlib import closing

import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from twowei.casebook.blobs import box, from_blobs, is_empty, register_functions, to_blob

numbers = st.floats(-1e7, 1e7, allow_nan=False)
boxes = st.builds(lambda x, y, w, h: shapely.box(x, y, x + w, y + h), numbers, numbers, *[st.floats(1, 1e4)] * 2)


@given(st.lists(boxes, min_size=1, max_size=4))
def test_outlines_come_back_as_they_were(outlines: list[shapely.Polygon]) -> None:
    back = from_blobs([to_blob(outline, 4548) for outline in outlines])
    assert back == outlines
    assert {outline.geom_type for outline in back} == {"Polygon"}


def test_several_parts_and_holes_survive() -> None:
    ring = shapely.box(0, 0, 9, 9).difference(shapely.box(3, 3, 6, 6))
    many = shapely.MultiPolygon([ring, shapely.box(20, 0, 21, 1)])
    assert from_blobs([to_blob(many, 4548), to_blob(ring, 4548)]) == [many, ring]


def test_none_to_read_is_none_read() -> None:
    assert from_blobs([]) == []


def test_the_header_says_what_the_standard_asks() -> None:
    blob = to_blob(shapely.box(1, 2, 3, 4), 4548)
    magic, version, flags, srs_id = struct.unpack_from("<2sBBi", blob)
    assert (magic, version, flags, srs_id) == (b"GP", 0, 0b11, 4548)
    assert struct.unpack_from("<4d", blob, 8) == (1, 3, 2, 4)


def test_an_envelope_is_found_in_any_kind_of_header() -> None:
    wkb = shapely.to_wkb(shapely.box(1, 2, 3, 4))
    bare = struct.pack("<2sBBi", b"GP", 0, 0b1, 4548) + wkb
    big_endian = struct.pack(">2sBBi4d", b"GP", 0, 0b10, 4548, 1, 3, 2, 4) + wkb
    high = struct.pack("<2sBBi6d", b"GP", 0, 0b101, 4548, 1, 3, 2, 4, 0, 0) + wkb
    assert box(bare) == box(big_endian) == box(high) == (1, 3, 2, 4)


def test_sqlite_can_call_the_functions_of_the_spatial_index() -> None:
    blob = to_blob(shapely.box(1, 2, 3, 4), 4548)
    empty = struct.pack("<2sBBi", b"GP", 0, 0b10001, 4548)
    with closing(sqlite3.connect(":memory:")) as connection:
        register_functions(connection)
        asked = "SELECT ST_MinX(?1), ST_MaxX(?1), ST_MinY(?1), ST_MaxY(?1), ST_IsEmpty(?1)"
        assert connection.execute(asked, [blob]).fetchone() == (1, 3, 2, 4, 0)
        assert connection.execute(asked, [None]).fetchone() == (None,) * 5
    assert is_empty(empty) == 1


def test_other_bytes_are_refused() -> None:
    with pytest.raises(ValueError, match="not a GeoPackage geometry"):
        box(b"XXXXXXXXXXXXXXXX")
