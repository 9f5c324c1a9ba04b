"""Layer styles in QGIS's own format, so that a casebook and an export open coloured by state."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from xml.etree import ElementTree as ET

from twowei.casebook.states import State, Verdict

COLOURS = {
    State.CANDIDATE: "#f59e0b",
    State.SUSPECTED: "#d7191c",
    State.IN_FIELD: "#e6550d",
    State.LAWFUL: "#1a9641",
    State.UNLAWFUL: "#7f0000",
    State.QUICK: "#ff0066",
    State.FILED: "#54278f",
    State.STOP_SERVED: "#6a51a3",
    State.ORDER_SERVED: "#807dba",
    State.CONTESTED: "#9e9ac8",
    State.FORCED: "#3f007d",
    State.COURT: "#4a1486",
    State.AMENDING: "#2b8cbe",
    State.DEMOLISHING: "#0868ac",
    State.DEMOLISHED: "#43a2ca",
    State.KEPT: "#8c6d31",
    State.RECHECKED: "#31a354",
    State.CLOSED: "#6b7280",
    State.REBUILT: "#c51b8a",
    State.FALSE: "#a3a3a3",
    State.STRUCK_OFF: "#74c476",
    State.ENDED: "#8d99ae",
    State.REPLACED: "#d9d9d9",
}
"""Outline of a patch by state."""

VERDICT_COLOURS = {
    Verdict.ILLEGAL: "#d7191c",
    Verdict.LEGAL: "#1a9641",
    Verdict.FALSE: "#a3a3a3",
    Verdict.FARM: "#a6611a",
    Verdict.PENDING: "#f59e0b",
}
"""Outline of a patch by verdict."""

_WIDTH_MM = "0.6"


def style_by_state(aliases: Mapping[str, str], only: Collection[State] | None = None) -> str:
    """Return a style that colours patches by their state code (`ZT`).

    Args:
        aliases: Chinese names of columns; QGIS before GDAL 3.7 learns them only here.
        only: States that the legend shows; None for all.
    """
    shown = [(state.code, state.zh, colour) for state, colour in COLOURS.items() if only is None or state in only]
    return style_by_code("ZT", shown, aliases)


def style_by_verdict(aliases: Mapping[str, str]) -> str:
    """Return a style that colours patches by the code of their verdict (`HCJG`)."""
    return style_by_code("HCJG", [(v.code, v.zh, colour) for v, colour in VERDICT_COLOURS.items()], aliases)


def style_by_code(column: str, shown: Sequence[tuple[str, str, str]], aliases: Mapping[str, str]) -> str:
    """Return a style by the codes of a column; each is code, label, colour."""
    root, renderer = _document("categorizedSymbol", aliases)
    renderer.set("attr", column)
    categories = ET.SubElement(renderer, "categories")
    symbols = ET.SubElement(renderer, "symbols")
    for position, (code, label, colour) in enumerate(shown):
        symbol = str(position)
        ET.SubElement(categories, "category", value=code, symbol=symbol, label=f"{code} {label}", render="true")
        _outline(symbols, symbol, colour, "solid")
    return ET.tostring(root, encoding="unicode")


def style_by_outline(colour: str, aliases: Mapping[str, str], *, dashed: bool = False) -> str:
    """Return a style of one outline without a filling."""
    root, renderer = _document("singleSymbol", aliases)
    _outline(ET.SubElement(renderer, "symbols"), "0", colour, "dash" if dashed else "solid")
    return ET.tostring(root, encoding="unicode")


def _document(kind: str, aliases: Mapping[str, str]) -> tuple[ET.Element, ET.Element]:
    root = ET.Element("qgis", version="3.22", styleCategories="Symbology|Fields")
    renderer = ET.SubElement(root, "renderer-v2", type=kind, enableorderby="0", forceraster="0")
    names = ET.SubElement(root, "aliases")
    for column, alias in aliases.items():
        ET.SubElement(names, "alias", field=column, name=alias)
    return root, renderer


def _outline(symbols: ET.Element, name: str, colour: str, line: str) -> None:
    symbol = ET.SubElement(symbols, "symbol", type="fill", name=name, alpha="1")
    layer = ET.SubElement(symbol, "layer", {"class": "SimpleFill", "enabled": "1", "pass": "0"})
    red, green, blue = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    options = {
        "style": "no",
        "outline_color": f"{red},{green},{blue},255",
        "outline_style": line,
        "outline_width": _WIDTH_MM,
        "outline_width_unit": "MM",
    }
    for key, value in options.items():
        ET.SubElement(layer, "prop", k=key, v=value)
