"""Windows cover every pixel exactly once; grids over the same ground share pixels."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from rasterio.crs import CRS

from twowei.geo.grid import Grid, intersection, union
from twowei.geo.windows import Window, even_layout, rows_of_windows


@given(st.integers(1, 200), st.integers(1, 200), st.integers(1, 64))
@settings(deadline=None)  # a busy machine
def test_every_pixel_once(height: int, width: int, core: int) -> None:
    seen = np.zeros((height, width), int)
    for row in rows_of_windows(height, width, core):
        for w in row:
            seen[w.row : w.row + w.height, w.col : w.col + w.width] += 1
    assert (seen == 1).all()


@given(st.integers(1, 2_000), st.integers(1, 2_000), st.integers(4, 24), st.integers(0, 48))
@settings(deadline=None)
def test_few_even_windows(height: int, width: int, steps: int, margin: int) -> None:
    window = 32 * steps
    layout = even_layout(height, width, window, margin, 32)
    seen = np.zeros((height, width), int)
    for w in (w for row in layout.rows for w in row):
        seen[w.row : w.row + w.height, w.col : w.col + w.width] += 1
        region = layout.region(w)
        assert (region.height, region.width) == layout.size
        assert region == region.within(height, width)
        wanted = w.grown(margin).within(height, width)
        assert region.row <= wanted.row and region.row + region.height >= wanted.row + wanted.height
        assert region.col <= wanted.col and region.col + region.width >= wanted.col + wanted.width
    assert (seen == 1).all()
    for side, length, count in zip(layout.size, (height, width), (len(layout.rows), len(layout.rows[0])), strict=True):
        assert side == length if length <= window else side % 32 == 0 and side <= window
        assert count == max(-(-(length - 2 * margin) // (window - 2 * margin)), 1)  # as few as may be


def test_windows_end_with_the_raster() -> None:
    assert Window(0, 90, 50, 50).grown(8).within(100, 120) == Window(0, 82, 58, 38)


@given(st.floats(-1e6, 1e6), st.floats(-1e6, 1e6), st.floats(1, 500), st.floats(1, 500))
def test_grid_covers_and_is_anchored(x: float, y: float, width: float, height: float) -> None:
    grid = Grid.over(CRS.from_epsg(4548), (x, y, x + width, y + height), 0.5)
    left, bottom, right, top = grid.bounds
    assert left <= x and bottom <= y and right >= x + width and top >= y + height
    assert left % 0.5 == 0 and top % 0.5 == 0
    assert right - left < width + 1.0001 and top - bottom < height + 1.0001


def test_part_of_a_grid_lies_where_it_should() -> None:
    grid = Grid.over(CRS.from_epsg(4548), (0, 0, 100, 100), 0.5)
    part = grid.part(-2, 10, 20, 30)
    assert part.transform * (0, 0) == grid.transform * (10, -2)
    assert part.shape == (20, 30)


def test_boxes() -> None:
    assert intersection((0, 0, 2, 2), (1, 1, 3, 3)) == (1, 1, 2, 2)
    assert intersection((0, 0, 1, 1), (1, 0, 2, 1)) is None
    assert union([(0, 0, 1, 1), (2, -1, 3, 0)]) == (0, -1, 3, 1)
