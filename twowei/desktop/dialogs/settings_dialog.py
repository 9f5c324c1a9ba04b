"""All settings that can be chosen, made from their declarations; the keys on a page of their own."""

from __future__ import annotations

from PyQt5.QtCore import QT_TRANSLATE_NOOP, QCoreApplication
from PyQt5.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLineEdit,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from twowei.desktop.dialogs.key_editor import KeyEditor
from twowei.desktop.keymap import Keymap
from twowei.settings import DECLARED, Setting, Settings

CAPTIONS: dict[str, str] = {
    "language": QT_TRANSLATE_NOOP("Settings", "Language"),
    "theme": QT_TRANSLATE_NOOP("Settings", "Colours"),
    "scale": QT_TRANSLATE_NOOP("Settings", "Size of everything (from the next start)"),
    "analyst": QT_TRANSLATE_NOOP("Settings", "Who works here"),
    "export_encoding": QT_TRANSLATE_NOOP("Settings", "Encoding of shapefiles"),
    "compare_mode": QT_TRANSLATE_NOOP("Settings", "How two months are compared"),
    "swipe_line": QT_TRANSLATE_NOOP("Settings", "Line of the swipe"),
    "life_view": QT_TRANSLATE_NOOP("Settings", "Steps of the life cycle"),
    "two_windows": QT_TRANSLATE_NOOP("Settings", "List in its own window"),
    "stretch": QT_TRANSLATE_NOOP("Settings", "Contrast of the imagery"),
    "runtime": QT_TRANSLATE_NOOP("Settings", "What computes on a processor"),
    "basemap": QT_TRANSLATE_NOOP("Settings", "Basemap from the network"),
    "basemap_address": QT_TRANSLATE_NOOP("Settings", "Address of its tiles (empty: 天地图)"),
    "basemap_key": QT_TRANSLATE_NOOP("Settings", "Key of the basemap"),
}
"""What each setting is called; a test sees that none that can be chosen lacks its caption."""

VALUES: dict[tuple[str, str], str] = {
    ("language", "zh_CN"): "中文",
    ("language", "en"): "English",
    ("theme", "light"): QT_TRANSLATE_NOOP("Settings", "Light"),
    ("theme", "dark"): QT_TRANSLATE_NOOP("Settings", "Dark"),
    **{("scale", f"{percent}"): f"{percent} %" for percent in (100, 125, 150, 175, 200)},
    ("export_encoding", "utf-8"): "UTF-8",
    ("export_encoding", "gbk"): "GBK",
    ("compare_mode", "swipe"): QT_TRANSLATE_NOOP("Settings", "Swipe"),
    ("compare_mode", "side"): QT_TRANSLATE_NOOP("Settings", "Side by side"),
    ("compare_mode", "flicker"): QT_TRANSLATE_NOOP("Settings", "Flicker"),
    ("compare_mode", "fade"): QT_TRANSLATE_NOOP("Settings", "Fade"),
    ("compare_mode", "before"): QT_TRANSLATE_NOOP("Settings", "Before only"),
    ("compare_mode", "after"): QT_TRANSLATE_NOOP("Settings", "After only"),
    ("swipe_line", "upright"): QT_TRANSLATE_NOOP("Settings", "Upright"),
    ("swipe_line", "level"): QT_TRANSLATE_NOOP("Settings", "Level"),
    ("life_view", "simple"): QT_TRANSLATE_NOOP("Settings", "Without the legal procedure"),
    ("life_view", "full"): QT_TRANSLATE_NOOP("Settings", "All"),
    ("two_windows", "off"): QT_TRANSLATE_NOOP("Settings", "Off"),
    ("two_windows", "on"): QT_TRANSLATE_NOOP("Settings", "On"),
    ("runtime", "auto"): QT_TRANSLATE_NOOP("Settings", "The fastest installed"),
    ("runtime", "torch"): "torch",
    ("runtime", "openvino"): "OpenVINO",
    ("runtime", "onnx"): "ONNX Runtime",
    ("basemap", "off"): QT_TRANSLATE_NOOP("Settings", "Off"),
    ("basemap", "on"): QT_TRANSLATE_NOOP("Settings", "On"),
    ("stretch", "plain"): QT_TRANSLATE_NOOP("Settings", "As it is"),
    ("stretch", "each"): QT_TRANSLATE_NOOP("Settings", "Each month by itself"),
    ("stretch", "match"): QT_TRANSLATE_NOOP("Settings", "Both months alike"),
}
"""What a value of a setting with choices is called."""


class SettingsDialog(QDialog):
    """A row for each setting; nothing is kept before OK."""

    def __init__(self, settings: Settings, keymap: Keymap, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self.setWindowTitle(self.tr("Settings"))
        self.resize(560, 520)
        self.fields: dict[str, QComboBox | QLineEdit] = {}
        self.tabs = QTabWidget(self)
        self.tabs.addTab(self._make_page(), self.tr("Settings"))
        self.keys = KeyEditor(keymap, self)
        self.tabs.addTab(self.keys, self.tr("Keys"))
        buttons = QDialogButtonBox(QDialogButtonBox.Ok | QDialogButtonBox.Cancel)
        buttons.accepted.connect(self._keep)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addWidget(self.tabs)
        column.addWidget(buttons)

    def _make_page(self) -> QWidget:
        page = QWidget()
        form = QFormLayout(page)
        form.setContentsMargins(16, 16, 16, 16)
        form.setVerticalSpacing(10)
        for setting in DECLARED:
            if not setting.internal:
                field = self._field(setting)
                self.fields[setting.name] = field
                form.addRow(_spoken(CAPTIONS[setting.name]), field)
        path = QLineEdit(str(self._settings.path))
        path.setReadOnly(True)
        form.addRow(self.tr("Kept in"), path)
        return page

    def _field(self, setting: Setting) -> QComboBox | QLineEdit:
        value = self._settings.get(setting)
        if not setting.choices:
            return QLineEdit(value)
        field = QComboBox()
        for choice in setting.choices:
            field.addItem(_spoken(VALUES[(setting.name, choice)]), choice)
        field.setCurrentIndex(max(0, field.findData(value)))
        return field

    def _keep(self) -> None:
        if not self.keys.keep():
            self.tabs.setCurrentWidget(self.keys)
            return
        for setting in DECLARED:
            field = self.fields.get(setting.name)
            if isinstance(field, QComboBox):
                self._settings.put(setting, str(field.currentData()))
            elif field is not None:
                self._settings.put(setting, field.text().strip())
        self.accept()


def _spoken(text: str) -> str:
    return QCoreApplication.translate("Settings", text)
