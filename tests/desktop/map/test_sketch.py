"""An outline while it is drawn: pieces, undo, shared corners, and the tool that works it."""

from __future__ import annotations

import pytest
import shapely
from PyQt5.QtCore import QPointF, Qt
from PyQt5.QtWidgets import QApplication
from rasterio.crs import CRS

from twowei.desktop.map.edit_bar import areas_text
from twowei.desktop.map.edit_tool import EditTool, Way
from twowei.desktop.map.pyramid import Pyramid
from twowei.desktop.map.sketch import Sketch
from twowei.desktop.map.tool import Spot

GK = CRS.from_epsg(4548)
PYRAMID = Pyramid(GK, 500_000.0, 3_500_000.0, 0.5, 0.5, 4096, 4096)
SQUARE = shapely.box(500_100, 3_499_800, 500_120, 3_499_820)


@pytest.fixture
def tool(qapp: QApplication) -> EditTool:
    return EditTool(Sketch(SQUARE, GK, SQUARE), PYRAMID)


def spot(x: float, y: float, button: Qt.MouseButton = Qt.LeftButton) -> Spot:
    """Return the mouse ``x`` metres right and ``y`` m below the square's upper left corner."""
    across, down = PYRAMID.to_scene(500_100 + x, 3_499_820 - y)
    return Spot(QPointF(across, down), QPointF(), 4.0, button)


def drag(tool: EditTool, start: tuple[float, float], end: tuple[float, float]) -> None:
    assert tool.press(spot(*start))
    tool.move(spot(*end))
    tool.release(spot(*end))


def line(tool: EditTool, *points: tuple[float, float]) -> None:
    for point in points:
        tool.click(spot(*point))
    assert tool.key(Qt.Key_Return, Qt.NoModifier)


def area(tool: EditTool) -> float:
    return sum(piece.area for piece in tool.sketch.pieces)


def test_a_corner_is_dragged_and_undone_in_one_step(tool: EditTool) -> None:
    drag(tool, (20, 0), (30, 0))
    assert area(tool) == pytest.approx(500)
    tool.key(Qt.Key_Z, Qt.ControlModifier)
    assert tool.sketch.pieces == (SQUARE,)
    assert not tool.sketch.changed
    tool.key(Qt.Key_Y, Qt.ControlModifier)
    assert area(tool) == pytest.approx(500)


def test_the_border_is_broken_and_a_corner_removed(tool: EditTool) -> None:
    drag(tool, (10, 0.2), (10, -5))
    assert area(tool) == pytest.approx(450)
    assert tool.press(spot(10, -5, Qt.RightButton))
    assert area(tool) == pytest.approx(400)
    assert not tool.press(spot(10, 10)), "what is inside is left to panning"
    tool.undo()
    tool.undo()
    assert (area(tool), tool.sketch.can_undo) == (pytest.approx(400), False), "a new corner dragged out is one step"


def test_lines_and_rings_work_the_outline(tool: EditTool) -> None:
    tool.key(Qt.Key_R, Qt.NoModifier)
    line(tool, (5, -1), (5, 5), (15, 5), (15, -1))
    assert area(tool) == pytest.approx(350)
    tool.key(Qt.Key_H, Qt.NoModifier)
    line(tool, (8, 10), (12, 10), (12, 14), (8, 14))
    assert area(tool) == pytest.approx(334)
    tool.click(spot(10, 12))
    assert area(tool) == pytest.approx(350)
    tool.key(Qt.Key_A, Qt.NoModifier)
    line(tool, (20, 0), (24, 0), (24, 20), (20, 20))
    assert area(tool) == pytest.approx(430)


def test_pieces_of_a_cut_share_their_corners(tool: EditTool) -> None:
    tool.key(Qt.Key_X, Qt.NoModifier)
    line(tool, (10, -1), (10, 21))
    assert len(tool.sketch.pieces) == 2
    tool.key(Qt.Key_V, Qt.NoModifier)
    drag(tool, (10, 0), (6, 0))
    assert area(tool) == pytest.approx(400)
    assert sorted(round(piece.area) for piece in tool.sketch.pieces) == [160, 240]


def test_a_crossing_is_untangled_before_it_is_taken(tool: EditTool) -> None:
    said, taken = [], []
    tool.signals.refused.connect(said.append)
    tool.signals.taken.connect(lambda: taken.append(True))
    drag(tool, (20, 0), (10, 30))
    assert not tool.sketch.valid
    tool.key(Qt.Key_Return, Qt.NoModifier)
    assert (said, taken) == (["mended"], [])
    assert tool.sketch.valid
    tool.key(Qt.Key_Return, Qt.NoModifier)
    assert taken == [True]


def test_what_cannot_be_done_is_said(tool: EditTool) -> None:
    said: list[str] = []
    tool.signals.refused.connect(said.append)
    tool.key(Qt.Key_X, Qt.NoModifier)
    line(tool, (5, 5), (10, 10))
    tool.key(Qt.Key_R, Qt.NoModifier)
    line(tool, (50, 50), (60, 60))
    line(tool, (50, 50))
    assert said == ["cut", "reshape", "too short"]
    assert tool.drawing, "a line that takes more points stays; Esc drops it"
    assert tool.sketch.pieces == (SQUARE,)


def test_escape_drops_the_line_first(tool: EditTool) -> None:
    left: list[bool] = []
    tool.signals.left.connect(lambda: left.append(True))
    tool.key(Qt.Key_R, Qt.NoModifier)
    tool.click(spot(5, -1))
    tool.key(Qt.Key_Escape, Qt.NoModifier)
    assert (tool.drawing, left) == (False, [])
    tool.key(Qt.Key_Escape, Qt.NoModifier)
    assert left == [True]


def test_neighbours_are_snapped_to(qapp: QApplication) -> None:
    neighbour = shapely.box(500_125, 3_499_800, 500_140, 3_499_820)
    tool = EditTool(Sketch(SQUARE, GK, None, [neighbour]), PYRAMID)
    drag(tool, (20, 0), (24, 0.3))
    corners = shapely.get_coordinates(tool.sketch.pieces[0]).tolist()
    assert [500_125, 3_499_820] in corners


def test_a_new_patch_begins_with_a_ring(qapp: QApplication) -> None:
    tool = EditTool(Sketch(None, GK), PYRAMID, Way.ADD)
    for point in ((0, 0), (10, 0), (10, 10)):
        tool.click(spot(*point))
    assert tool.ring_m2() == pytest.approx(50, rel=0.01)
    tool.move(spot(0, 10))
    assert tool.ring_m2() == pytest.approx(100, rel=0.01), "the area follows the mouse"
    tool.click(spot(0, 10))
    tool.key(Qt.Key_Return, Qt.NoModifier)
    assert area(tool) == pytest.approx(100)
    assert tool.way is Way.CORNERS


def test_areas_are_written_in_both_units() -> None:
    assert areas_text([]) == ""
    assert areas_text([400.0]) == "400.0 ㎡  0.600 亩"
    assert areas_text([160.0, 240.0]) == "160.0 + 240.0 = 400.0 ㎡  0.600 亩"
