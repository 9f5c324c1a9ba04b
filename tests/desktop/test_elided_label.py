"""A text that has no room ends in an ellipsis, one that has room stands whole."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from twowei.desktop.elided_label import ElidedLabel


def test_a_text_without_room_ends_in_an_ellipsis(qtbot: QtBot) -> None:
    label = ElidedLabel("殿前街道第三网格高殿社区责任人")
    qtbot.addWidget(label)
    label.resize(label.sizeHint())
    whole = label.grab().toImage()
    assert label.shown_text() == label.text()
    label.resize(label.width() // 2, label.height())
    assert label.shown_text().endswith("…") and label.text().startswith(label.shown_text()[:-1])
    cut = label.grab().toImage()
    assert cut != whole.copy(0, 0, cut.width(), cut.height())
    label.setWordWrap(True)
    assert label.shown_text() == label.text()
