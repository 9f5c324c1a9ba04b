"""Charts that print well: grey enough to copy, values written on the bars, nothing cut off at 100 %."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from typing import TYPE_CHECKING

from PIL import Image

from twowei.papers import fonts

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

BLUE, PALE, RED = "#2f5597", "#9db7dd", "#c00000"
DPI = 200
_WIDE_IN = 7.1


def bars(
    labels: Sequence[str], values: Sequence[float | None], title: str, *, mark: float | None = None, unit: str = "%"
) -> Image.Image:
    """Return a bar for each label; None is a gap with a dash, ``mark`` a line to be reached.

    Values beyond 100 % are drawn as long as they are.
    """
    figure, axes = _axes(max(1.4, 0.3 * len(labels) + 0.8))
    heights = [value or 0.0 for value in values]
    places = list(range(len(labels)))
    passed = [mark is None or value is None or value >= mark for value in values]
    axes.barh(places, heights, color=[BLUE if good else PALE for good in passed], height=0.62, zorder=2)
    for place, value in zip(places, values, strict=True):
        axes.text((value or 0.0), place, f" {'—' if value is None else f'{value:,.2f}{unit}'}", va="center", fontsize=8)
    axes.set_yticks(places, labels, fontsize=8)
    axes.invert_yaxis()
    if mark is not None:
        axes.axvline(mark, color=RED, linewidth=1, linestyle="--", zorder=3)
        axes.text(mark, len(labels) - 0.45, f" {mark:g}{unit}", color=RED, fontsize=8, ha="left", va="bottom")
    axes.set_xlim(0, max([*heights, mark or 0.0, 1.0]) * 1.18)
    axes.tick_params(axis="x", labelsize=8)
    axes.set_title(title, fontsize=10, loc="left")
    return _drawn(figure)


def months(
    names: Sequence[str], shares: Sequence[float | None], amounts: Sequence[float], share_label: str, amount_label: str
) -> Image.Image:
    """Return twelve months: a share as a line with gaps where there is none, an amount as bars."""
    figure, axes = _axes(2.6)
    places = list(range(len(names)))
    axes.bar(places, amounts, color=PALE, width=0.6, zorder=2)
    for place, amount in zip(places, amounts, strict=True):
        if amount:
            axes.text(place, 0, f"{amount:,.0f}\n", ha="center", va="bottom", fontsize=6.5, linespacing=0.4, zorder=3)
    axes.yaxis.set_major_formatter(lambda value, _place: f"{value:,.0f}")
    axes.set_title(f"{share_label}(折线)、{amount_label}(柱)", fontsize=10, loc="left")
    axes.set_ylabel(amount_label, fontsize=8)
    axes.set_xticks(places, [name[2:] for name in names], fontsize=8)
    axes.set_ylim(0, max([*amounts, 1.0]) * 1.25)
    line = axes.twinx()
    drawn = [float("nan") if share is None else share for share in shares]
    line.plot(places, drawn, color=BLUE, marker="o", markersize=3.5, linewidth=1.4)
    for place, share in zip(places, shares, strict=True):
        if share is not None:
            line.annotate(f"{share:.0f}", (place, share), fontsize=7, ha="center", xytext=(0, 5),
                          textcoords="offset points")  # fmt: skip
    line.set_ylabel(share_label, fontsize=8)
    line.set_ylim(0, max([100.0, *(share for share in shares if share is not None)]) * 1.12)
    for side in (axes, line):
        side.tick_params(labelsize=8)
        side.spines["top"].set_visible(False)
    return _drawn(figure)


def _axes(height_in: float) -> tuple[Figure, Axes]:
    """Return an empty chart in the paper's font; drawn without a display."""
    from matplotlib import font_manager
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    path = fonts.cut(fonts.find().regular)
    known = {entry.fname for entry in font_manager.fontManager.ttflist}
    if str(path) not in known:
        font_manager.fontManager.addfont(str(path))
    figure = Figure(figsize=(_WIDE_IN, height_in), dpi=DPI, layout="constrained")
    FigureCanvasAgg(figure)
    axes = figure.add_subplot()
    axes.spines[["top", "right"]].set_visible(False)
    axes.grid(axis="both", color="#e4e4e4", linewidth=0.6, zorder=0)
    return figure, axes


def _drawn(figure: Figure) -> Image.Image:
    """Return a chart as a picture."""
    from matplotlib.font_manager import FontProperties
    from matplotlib.text import Text

    family = FontProperties(fname=str(fonts.cut(fonts.find().regular))).get_name()
    for text in figure.findobj(Text):
        text.set_fontfamily(family)
    stored = BytesIO()
    figure.savefig(stored, format="png", metadata={"Software": None})
    stored.seek(0)
    with Image.open(stored) as picture:
        drawn: Image.Image = picture.convert("RGB")
        return drawn
