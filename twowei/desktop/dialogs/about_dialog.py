"""What this program is, and what its models may be used for."""

from __future__ import annotations

from html import escape
from pathlib import Path

from PyQt5.QtGui import QIcon
from PyQt5.QtWidgets import QDialog, QLabel, QWidget

from twowei import __version__
from twowei.desktop import forms, themes
from twowei.detection.card import Card, load_card, model_names
from twowei.errors import TwoweiError


class AboutDialog(QDialog):
    """Version, licence, models with their terms, and where the settings lie."""

    logo: QLabel
    version: QLabel
    models: QLabel
    settings: QLabel

    def __init__(self, settings_path: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        forms.load(self, "about_dialog")
        self.logo.setPixmap(QIcon("icons:twowei.svg").pixmap(56, 56))
        self.version.setText(self.tr("Version {0}").format(__version__))
        self.settings.setText(str(settings_path))
        self.models.setText("<br>".join(self._models()) or self.tr("No model is installed."))

    def _models(self) -> list[str]:
        paragraphs = []
        for name in model_names():
            try:
                paragraphs.append(self._about(load_card(name)))
            except TwoweiError as error:
                paragraphs.append(escape(str(error)))
        return paragraphs

    def _about(self, card: Card) -> str:
        if card.academic_only:
            tone, use = "warn", self.tr("Its training data allow academic use only.")
        else:
            tone, use = "good", self.tr("Its training data allow any use.")
        trained = self.tr("Trained on {0}.").format(card.trained_on)
        licence = self.tr("Licence: {0}.").format(card.licence)
        colour = themes.colour(tone).name()
        return (
            f"<b>{escape(card.label)}</b> — <span style='color:{colour}'><b>{escape(use)}</b></span><br>"
            f"{escape(trained)}<br>{escape(licence)}"
        )
