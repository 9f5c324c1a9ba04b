"""Values between the nodes of a lattice are those of looking each place up."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import ndimage

from twowei.geo.lattice import between


@pytest.mark.parametrize("shape", [(1, 4), (2, 2), (5, 7)])
def test_between_nodes_it_is_linear_and_beyond_them_constant(shape: tuple[int, int]) -> None:
    nodes = np.random.default_rng(0).normal(0, 3, shape)
    rows, cols = np.linspace(-1, shape[0] + 1, 23), np.linspace(-2, shape[1], 17)
    looked_up = ndimage.map_coordinates(nodes, np.meshgrid(rows, cols, indexing="ij"), order=1, mode="nearest")
    assert np.allclose(between(nodes, rows, cols, onwards=False), looked_up, atol=1e-5)


def test_a_plane_goes_on() -> None:
    nodes = 3.0 + 2.0 * np.arange(4)[:, None] - 0.5 * np.arange(3)
    rows, cols = np.array([-1.5, 0.0, 4.25]), np.array([-2.0, 2.0, 7.5])
    assert np.allclose(between(nodes, rows, cols, onwards=True), 3 + 2 * rows[:, None] - 0.5 * cols, atol=1e-5)
