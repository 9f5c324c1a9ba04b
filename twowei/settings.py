"""What the program remembers between runs: each setting declared once, all in one INI file.

An unreadable file or value never blocks the start: the default counts and `Settings.problems` says so.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Sequence
from configparser import ConfigParser
from configparser import Error as IniError
from dataclasses import dataclass
from pathlib import Path

SECTION = "twowei"
RECENT_KEPT = 8
_KEPT = ("bands ", "nodata ")
_SEPARATOR = "|"
_NO_DELIMITERS = str.maketrans("=:[]#;", "______")


@dataclass(frozen=True)
class Setting:
    """One setting: its name in the file, its default, and the values it may take (any, when empty).

    Attributes:
        internal: Whether the program only remembers it; all others stand in the settings dialog.
    """

    name: str
    default: str
    choices: tuple[str, ...] = ()
    internal: bool = False


LANGUAGE = Setting("language", "zh_CN", ("zh_CN", "en"))
THEME = Setting("theme", "light", ("light", "dark"))
SCALE = Setting("scale", "100", ("100", "125", "150", "175", "200"))
ANALYST = Setting("analyst", "")
RECENT = Setting("recent_workspaces", "", internal=True)
GEOMETRY = Setting("window_geometry", "", internal=True)
SPLITTER = Setting("panel_widths", "", internal=True)
EXPORT_FOLDER = Setting("export_folder", "", internal=True)
EXPORT_ENCODING = Setting("export_encoding", "utf-8", ("utf-8", "gbk"))
COMPARE_MODE = Setting("compare_mode", "swipe", ("swipe", "side", "flicker", "fade", "before", "after"))
SWIPE_LINE = Setting("swipe_line", "upright", ("upright", "level"))
TWO_WINDOWS = Setting("two_windows", "off", ("off", "on"))
LIST_GEOMETRY = Setting("list_geometry", "", internal=True)
"""Where the window of the list stands."""
LIFE_VIEW = Setting("life_view", "full", ("simple", "full"))
"""Whether the steps of the legal procedure are offered."""
LEFT_AT = Setting("left_at", "", internal=True)
KEYS = Setting("keys", "", internal=True)
VIEWS = Setting("saved_views", "", internal=True)
STRETCH = Setting("stretch", "plain", ("plain", "each", "match"))
RUNTIME = Setting("runtime", "auto", ("auto", "torch", "openvino", "onnx"))
"""What computes a detection on a processor."""
HIDDEN_LAYERS = Setting("hidden_layers", "community|district|shift|street", internal=True)
PHOTOS = Setting("photos", "on", ("on", "off"), internal=True)
"""Whether the map shows where the photos of all patches were taken."""
BASEMAP = Setting("basemap", "off", ("off", "on"))
BASEMAP_ADDRESS = Setting("basemap_address", "")
"""Of a tile, with {x}, {y}, {z} and {key}; empty for 天地图."""
BASEMAP_KEY = Setting("basemap_key", "")
PRESETS = tuple(Setting(f"preset_reason_{digit}", "", internal=True) for digit in "12345")
"""The reason that Enter gives with each verdict: the one given last."""

DECLARED = (
    LANGUAGE,
    THEME,
    SCALE,
    ANALYST,
    RECENT,
    GEOMETRY,
    SPLITTER,
    EXPORT_FOLDER,
    EXPORT_ENCODING,
    COMPARE_MODE,
    LEFT_AT,
    VIEWS,
    KEYS,
    LIFE_VIEW,
    TWO_WINDOWS,
    LIST_GEOMETRY,
    SWIPE_LINE,
    STRETCH,
    BASEMAP,
    BASEMAP_ADDRESS,
    BASEMAP_KEY,
    RUNTIME,
    HIDDEN_LAYERS,
    PHOTOS,
    *PRESETS,
)


def bands_of_supplier(name: str) -> Setting:
    """Return the setting that keeps which bands a supplier's red, green and blue are."""
    return _of_supplier("bands", name)


def nodata_of_supplier(name: str) -> Setting:
    """Return the setting that keeps which value fills the borders of a supplier's imagery."""
    return _of_supplier("nodata", name)


def suppliers(settings: Settings) -> list[str]:
    """Return the names of the suppliers of which something is remembered."""
    names = {name.partition(" ")[2] for name, value in settings.values().items() if value and name.startswith(_KEPT)}
    return sorted(names - {""})


def _of_supplier(what: str, name: str) -> Setting:
    return Setting(f"{what} {' '.join(name.lower().split())}".translate(_NO_DELIMITERS), "")


def default_path() -> Path:
    """Return where the settings lie: ``TWOWEI_SETTINGS``, else the system's place for them."""
    if chosen := os.environ.get("TWOWEI_SETTINGS"):
        return Path(chosen)
    if sys.platform == "win32":
        base = Path(os.environ.get("APPDATA") or Path.home() / "AppData" / "Roaming")
    elif sys.platform == "darwin":
        base = Path.home() / "Library" / "Preferences"
    else:
        base = Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config")
    return base / "twowei" / "twowei.ini"


class Settings:
    """The values of one INI file; every change is written at once."""

    def __init__(self, path: Path | None = None) -> None:
        self.path = path or default_path()
        self.problems: list[str] = []
        self._values: dict[str, str] = {}
        self._read()

    def get(self, setting: Setting) -> str:
        """Return a value, or the default where there is none that may be used."""
        value = self._values.get(setting.name, setting.default)
        return setting.default if setting.choices and value not in setting.choices else value

    def put(self, setting: Setting, value: str) -> None:
        """Remember a value."""
        if self._values.get(setting.name) != value:
            self._values[setting.name] = value
            self._write()

    def values(self) -> dict[str, str]:
        """Return every value that was kept, by its name."""
        return dict(self._values)

    def recent(self) -> list[Path]:
        """Return the workspaces opened last that are still there, newest first."""
        return [path for path in self.opened_last() if path.is_dir()]

    def opened_last(self) -> list[Path]:
        """Return the workspaces opened last, newest first; some may be gone, or on a disk that is not connected."""
        return [Path(text) for text in self.get(RECENT).split(_SEPARATOR) if text]

    def forget_workspace(self, folder: Path) -> None:
        """Take a workspace off the recent ones; its folder stays as it is."""
        self.put(RECENT, join([path for path in self.opened_last() if path != folder]))

    def remember_workspace(self, folder: Path) -> None:
        """Put a workspace first among the recent ones."""
        others = [path for path in self.opened_last() if path != folder]
        self.put(RECENT, join([folder, *others][:RECENT_KEPT]))

    def _read(self) -> None:
        parser = ConfigParser(interpolation=None)
        try:
            parser.read_string(self.path.read_text(encoding="utf-8"))
            self._values = dict(parser[SECTION]) if SECTION in parser else {}
        except FileNotFoundError:
            return
        except (OSError, UnicodeDecodeError, IniError) as error:
            self.problems.append(f"{self.path} cannot be read ({error}); defaults are used.")
            return
        for setting in DECLARED:
            value = self._values.get(setting.name, setting.default)
            if setting.choices and value not in setting.choices:
                self.problems.append(f"{setting.name} = {value} in {self.path} is unknown; {setting.default} is used.")

    def _write(self) -> None:
        parser = ConfigParser(interpolation=None)
        parser[SECTION] = {name: value.replace("\n", " ") for name, value in sorted(self._values.items())}
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            handle, draft = tempfile.mkstemp(dir=self.path.parent, suffix=".ini")
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                parser.write(file)
            Path(draft).replace(self.path)
        except OSError as error:
            self.problems.append(f"{self.path} cannot be written ({error}); settings last until the end only.")


def join(paths: Sequence[Path]) -> str:
    """Return paths as one line of the file."""
    return _SEPARATOR.join(str(path) for path in paths)
