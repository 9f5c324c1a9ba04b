"""Where a clue came from (`LY`): one table of codes, letters of the number, labels and sensors."""

from __future__ import annotations

from dataclasses import dataclass

from twowei.errors import UnknownNameError


@dataclass(frozen=True)
class Source:
    """A source of clues.

    Attributes:
        code: The stored code.
        letter: Stands in the patch's number.
        zh: Chinese label.
        sensor: The sensor of an epoch that makes this the source, or None.
    """

    code: str
    letter: str
    zh: str
    sensor: str | None = None


SOURCES = (
    Source("01", "W", "卫星", "satellite"),
    Source("02", "U", "无人机", "drone"),
    Source("03", "X", "巡查"),
    Source("04", "T", "投诉"),
    Source("05", "S", "上级交办"),
    Source("06", "D", "第三方图斑"),
    Source("07", "J", "物业小区"),
    Source("08", "M", "人工"),
    Source("09", "Q", "其他"),
)


def source_of_sensor(sensor: str) -> Source:
    """Return the source that imagery of this sensor is.

    Raises:
        UnknownNameError: No source has this sensor.
    """
    for source in SOURCES:
        if source.sensor == sensor:
            return source
    known = ", ".join(source.sensor for source in SOURCES if source.sensor)
    raise UnknownNameError(f"There is no sensor {sensor!r}; choose one of: {known}.")


def parse_source(text: str) -> Source:
    """Read a source by its code, letter or label.

    Raises:
        UnknownNameError: There is none called so.
    """
    for source in SOURCES:
        if text.strip().upper() in (source.code, source.letter) or text.strip() == source.zh:
            return source
    known = ", ".join(source.code + source.zh for source in SOURCES)
    raise UnknownNameError(f"There is no source {text!r}; choose one of: {known}.")
