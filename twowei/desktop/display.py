"""Whether a window can be opened here. Knows no Qt, because asking it wrongly ends the process.

PyQt5 aborts when its platform plugin cannot load or no display answers, so a child process tries first.
"""

from __future__ import annotations

import os
import subprocess
import sys

PACKAGES = (
    "libgl1 libegl1 libglib2.0-0 libdbus-1-3 libfontconfig1 libxkbcommon-x11-0 libxcb-icccm4 libxcb-image0 "
    "libxcb-keysyms1 libxcb-randr0 libxcb-render-util0 libxcb-shape0 libxcb-xinerama0 libxcb-xkb1 fonts-noto-cjk"
)
TIMEOUT_S = 20.0
_HEADLESS = frozenset({"offscreen", "minimal", "vnc"})
_TRIAL = "from PyQt5.QtGui import QGuiApplication; import sys; QGuiApplication(sys.argv[:1])"


def usable_display(someone_looks: bool = False) -> str | None:
    """Return None when a window can be opened, else one sentence that says why not and what helps.

    Args:
        someone_looks: Whether a window that nobody can see (Qt's offscreen platform) will not do.
    """
    platform = os.environ.get("QT_QPA_PLATFORM", "").split(":")[0]
    if platform in _HEADLESS:
        return f"QT_QPA_PLATFORM={platform} shows nothing; unset it to see the window." if someone_looks else None
    if sys.platform.startswith("linux") and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        return "No window can be opened: neither DISPLAY nor WAYLAND_DISPLAY is set, so there is no screen here."
    try:
        trial = subprocess.run(
            [sys.executable, "-c", _TRIAL], capture_output=True, text=True, timeout=TIMEOUT_S, check=False
        )
    except subprocess.TimeoutExpired:
        return f"No window can be opened: the display did not answer within {TIMEOUT_S:.0f} s."
    if trial.returncode == 0:
        return None
    return f"No window can be opened: {_why(trial.stderr)} {_remedy()}"


def _why(stderr: str) -> str:
    if "ModuleNotFoundError" in stderr or "ImportError" in stderr:
        return stderr.strip().splitlines()[-1] + "."
    if "could not connect to display" in stderr:
        return f"the display {os.environ.get('DISPLAY', '')} does not answer."
    return "Qt's platform plugin could not be loaded."


def _remedy() -> str:
    if not sys.platform.startswith("linux"):
        return "Reinstall PyQt5."
    return f"On Debian or Ubuntu a bare system lacks: apt install {PACKAGES}"
