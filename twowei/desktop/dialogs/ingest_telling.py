"""What the user says of files that are added: their supplier, their bands of colour, what fills their borders."""

from __future__ import annotations

from PyQt5.QtCore import QObject, pyqtSignal
from PyQt5.QtWidgets import QComboBox, QLineEdit

from twowei.errors import TwoweiError
from twowei.imagery.told import Bands, parse_bands, parse_nodata
from twowei.settings import Settings, bands_of_supplier, nodata_of_supplier, suppliers

_GAP = "  "


class Telling(QObject):
    """Keeps the three fields together; what was said of a supplier once comes back with its name."""

    changed = pyqtSignal()
    refused = pyqtSignal(object)  # TwoweiError

    def __init__(
        self, supplier: QComboBox, bands: QLineEdit, nodata: QComboBox, settings: Settings | None, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._supplier, self._bands, self._nodata, self._settings = supplier, bands, nodata, settings
        self.bands: Bands | None = None
        self.nodata: float | None = None
        self._fill()
        supplier.activated.connect(self._recall)
        bands.editingFinished.connect(self._read)
        nodata.activated.connect(self._read)
        for box, finished in ((supplier, self._recall), (nodata, self._read)):
            line = box.lineEdit()
            assert line is not None
            line.editingFinished.connect(finished)

    def remember(self) -> None:
        """Keep what is said under the supplier's name, where one is given."""
        name = self._supplier.currentText().strip()
        if not name or self._settings is None:
            return
        self._settings.put(bands_of_supplier(name), ",".join(map(str, self.bands)) if self.bands else "")
        self._settings.put(nodata_of_supplier(name), "" if self.nodata is None else f"{self.nodata:g}")

    def _fill(self) -> None:
        self._supplier.addItem("")
        self._supplier.addItems(suppliers(self._settings) if self._settings else [])
        line = self._supplier.lineEdit()
        assert line is not None
        line.setPlaceholderText(self.tr("Name, to be remembered"))
        self._bands.setPlaceholderText(self.tr("as marked"))
        self._nodata.addItem("")
        for value, name in (("0", self.tr("black")), ("255", self.tr("white"))):
            self._nodata.addItem(f"{value}{_GAP}{name}")
        line = self._nodata.lineEdit()
        assert line is not None
        line.setPlaceholderText(self.tr("as marked"))

    def _recall(self, *_: object) -> None:
        name = self._supplier.currentText().strip()
        if not name or self._settings is None or name.lower() not in suppliers(self._settings):
            return
        self._bands.setText(self._settings.get(bands_of_supplier(name)))
        self._nodata.setCurrentText(self._settings.get(nodata_of_supplier(name)))
        self._read()

    def _read(self, *_: object) -> None:
        filling = self._nodata.currentText().split(_GAP)[0].strip()
        try:
            said = (
                parse_bands(self._bands.text()) if self._bands.text().strip() else None,
                parse_nodata(filling) if filling else None,
            )
        except TwoweiError as error:
            self.refused.emit(error)
            return
        if said != (self.bands, self.nodata):
            self.bands, self.nodata = said
            self.changed.emit()
