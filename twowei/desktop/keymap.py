"""Which keys do what: those of the table of commands, unless somebody chose others. Knows no Qt."""

from __future__ import annotations

import json
from collections.abc import Mapping

from twowei import settings as wishes
from twowei.casebook.lifecycle import Verdict
from twowei.desktop.commands import COMMANDS
from twowei.desktop.decision_keys import REASON_KEYS, DecisionKeys
from twowei.settings import Settings

HOLD_BEFORE = "hold_before"
_VERDICT, _REASON = "verdict_", "reason_"


def verdict_name(verdict: Verdict) -> str:
    """Return the name of a verdict's key."""
    return _VERDICT + verdict.code


DEFAULTS: dict[str, tuple[str, ...]] = {
    **{each.name: each.keys for each in COMMANDS},
    **{verdict_name(verdict): (verdict.code,) for verdict in Verdict},
    **{_REASON + place: (place,) for place in REASON_KEYS},
    HOLD_BEFORE: ("B",),
}


class Keymap:
    """The keys in force; what cannot be read counts as the default."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._chosen = _read(settings.get(wishes.KEYS))

    def keys(self, name: str) -> tuple[str, ...]:
        """Return the key sequences of a command in Qt's notation; the first is printed."""
        if name in self._chosen or _group(name):
            return self._chosen.get(name, DEFAULTS[name])
        return tuple(key for key in DEFAULTS[name] if not self._gave_away(name, key))

    def _gave_away(self, name: str, key: str) -> bool:
        """Return whether somebody chose this key of a default for another command, as one of a later version may be."""
        return any(key in keys and other != name for other, keys in self._chosen.items())

    @property
    def decisions(self) -> DecisionKeys:
        """The keys of verdicts and reasons."""
        return DecisionKeys(
            {key: verdict for verdict in Verdict for key in self.keys(verdict_name(verdict))},
            {key: place for place in REASON_KEYS for key in self.keys(_REASON + place)},
        )

    def chosen(self) -> dict[str, tuple[str, ...]]:
        """Return what differs from the defaults."""
        return dict(self._chosen)

    def put(self, chosen: Mapping[str, tuple[str, ...]]) -> None:
        """Keep these keys instead of the defaults; those not named have theirs."""
        self._chosen = {name: keys for name, keys in chosen.items() if DEFAULTS.get(name, keys) != keys}
        self._settings.put(wishes.KEYS, json.dumps(self._chosen) if self._chosen else "")


def clash(keys: Mapping[str, tuple[str, ...]]) -> tuple[str, str, str] | None:
    """Return two commands with one key and that key, or None; verdicts and reasons may share theirs."""
    taken: dict[str, list[str]] = {}
    for name, sequences in keys.items():
        for key in sequences:
            for other in taken.get(key, ()):
                if not _may_share(name, other):
                    return other, name, key
            taken.setdefault(key, []).append(name)
    return None


def _may_share(name: str, other: str) -> bool:
    return {_group(name), _group(other)} == {_VERDICT, _REASON}


def _group(name: str) -> str:
    """Return whether a key is a verdict's, a reason's or a command's."""
    return next((head for head in (_VERDICT, _REASON) if name.startswith(head)), "")


def _read(text: str) -> dict[str, tuple[str, ...]]:
    try:
        found = json.loads(text) if text else {}
    except ValueError:
        return {}
    if not isinstance(found, dict):
        return {}
    return {
        name: tuple(str(key) for key in keys)
        for name, keys in found.items()
        if name in DEFAULTS and isinstance(keys, list) and keys
    }
