"""The bar at the top of the map while an outline is drawn: ways to draw, undo, areas, take and leave."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PyQt5.QtCore import QEvent, QObject, Qt, pyqtSignal
from PyQt5.QtGui import QIcon
from PyQt5.QtWidgets import QButtonGroup, QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from twowei.desktop.icons import icon
from twowei.desktop.map.edit_tool import EditTool, Way
from twowei.geo.footprint import mu

TOP_PX = 44
"""Below the dates of the months."""


class EditBar(QWidget):
    """Follows an edit tool and works it."""

    model_wanted = pyqtSignal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WA_StyledBackground)
        self._tool: EditTool | None = None
        self.areas, self.hint = QLabel(), QLabel()
        self.areas.setProperty("role", "heading")
        self.hint.setProperty("role", "muted")
        self.ways: dict[Way, QToolButton] = {}
        group = QButtonGroup(self)
        row, below = QHBoxLayout(), QHBoxLayout()
        for way, (text, key) in self._ways().items():
            button = self._button(f"{text} {key}", icon(f"edit_{way.value}"))
            button.setCheckable(True)
            button.clicked.connect(partial(self._work, partial(EditTool.set_way, way=way)))
            group.addButton(button)
            row.addWidget(button)
            self.ways[way] = button
        self.undo = self._button("", icon("undo"), self.tr("Undo  (Ctrl+Z)"))
        self.redo = self._button("", icon("redo"), self.tr("Redo  (Ctrl+Y)"))
        self.model = self._button(
            self.tr("Model's outline"), icon("outlines"), self.tr("Begin again as the model drew")
        )
        self.take = self._button(self.tr("Keep Enter"), icon("check"))
        self.leave = self._button(self.tr("Leave Esc"), icon("cancel"))
        for button in (self.undo, self.redo, self.model):
            row.addWidget(button)
        row.addStretch()
        below.addWidget(self.areas)
        below.addWidget(self.hint, 1)
        below.addWidget(self.take)
        below.addWidget(self.leave)
        self.undo.clicked.connect(partial(self._work, EditTool.undo))
        self.redo.clicked.connect(partial(self._work, EditTool.redo))
        self.take.clicked.connect(partial(self._work, EditTool.take))
        self.leave.clicked.connect(partial(self._work, EditTool.give_up))
        self.model.clicked.connect(self.model_wanted)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 4, 8, 4)
        column.setSpacing(2)
        column.addLayout(row)
        column.addLayout(below)
        parent.installEventFilter(self)
        self.hide()

    def follow(self, tool: EditTool | None) -> None:
        """Show what a tool does, or go."""
        self._tool = tool
        if tool is not None:
            tool.signals.changed.connect(self.refresh)
            self.refresh()
        self.setVisible(tool is not None)
        self._place()

    def refresh(self) -> None:
        """Show ways, areas and what can be undone as they are now."""
        tool = self._tool
        if tool is None:
            return
        sketch = tool.sketch
        self.ways[tool.way].setChecked(True)
        self.areas.setText(self._areas(tool))
        self.undo.setEnabled(sketch.can_undo or tool.drawing)
        self.redo.setEnabled(sketch.can_redo)
        self.model.setEnabled(sketch.model is not None)
        self.hint.setText(self._hints()[tool.way])
        self._place()

    def _areas(self, tool: EditTool) -> str:
        """Return the areas as they are, and that of the ring which is being drawn."""
        sketch, ring = tool.sketch, tool.ring_m2()
        if sketch.pieces and not sketch.valid:
            return self.tr("crosses itself")
        if not ring or not sketch.pieces:
            return areas_text(sketch.areas_m2() or ([ring] if ring else []))
        sign = "−" if tool.way is Way.HOLE else "+"
        return f"{areas_text(sketch.areas_m2())}  {sign} {ring:,.1f} ㎡"

    def eventFilter(self, watched: QObject | None, event: QEvent | None) -> bool:
        if event is not None and event.type() == QEvent.Resize:
            self._place()
        return False

    def _work(self, step: Callable[[EditTool], None], _checked: bool = False) -> None:
        if self._tool is not None:
            step(self._tool)

    def _place(self) -> None:
        parent = self.parentWidget()
        assert parent is not None
        self.adjustSize()
        width = min(max(self.sizeHint().width(), 620), parent.width() - 8)
        self.setGeometry((parent.width() - width) // 2, TOP_PX, width, self.sizeHint().height())
        self.raise_()

    def _button(self, text: str, picture: QIcon, tip: str = "") -> QToolButton:
        button = QToolButton()
        button.setText(text)
        button.setIcon(picture)
        button.setToolTip(tip or text)
        button.setAccessibleName(tip or text)
        button.setToolButtonStyle(Qt.ToolButtonTextBesideIcon if text else Qt.ToolButtonIconOnly)
        button.setFocusPolicy(Qt.NoFocus)
        return button

    def _ways(self) -> dict[Way, tuple[str, str]]:
        return {
            Way.CORNERS: (self.tr("Corners"), "V"),
            Way.RESHAPE: (self.tr("Reshape"), "R"),
            Way.CUT: (self.tr("Cut"), "X"),
            Way.HOLE: (self.tr("Hole"), "H"),
            Way.ADD: (self.tr("Add"), "A"),
        }

    def _hints(self) -> dict[Way, str]:
        return {
            Way.CORNERS: self.tr("Drag a corner; drag the border for a new one; right-click removes one"),
            Way.RESHAPE: self.tr("Click a line that crosses the border twice; Enter or double-click ends it"),
            Way.CUT: self.tr("Click a line right across; each piece becomes a patch"),
            Way.HOLE: self.tr("Click around what is no building; a click into a hole fills it"),
            Way.ADD: self.tr("Click around what belongs to it; Enter or double-click ends"),
        }


def areas_text(areas_m2: Sequence[float]) -> str:
    """Write areas as people read them: each piece in ㎡, the sum in 亩 too."""
    if not areas_m2:
        return ""
    whole = sum(areas_m2)
    pieces = " + ".join(f"{area:,.1f}" for area in areas_m2) + " = " if len(areas_m2) > 1 else ""
    return f"{pieces}{whole:,.1f} ㎡  {mu(whole):,.3f} 亩"
