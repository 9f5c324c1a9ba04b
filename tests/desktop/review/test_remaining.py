"""How long is left, in a list: calendar days, hours on the last day."""

from __future__ import annotations

from datetime import datetime

import pytest
from PyQt5.QtWidgets import QApplication

from twowei.casebook.clock import CHINA_TIME
from twowei.desktop import language
from twowei.desktop.review.remaining import remaining

END = datetime(2026, 6, 10, 23, 59, 59, tzinfo=CHINA_TIME)


@pytest.mark.parametrize(
    ("now", "told"),
    [
        (datetime(2026, 6, 7, 23), "3 天"),
        (datetime(2026, 6, 10, 9), "15 小时"),
        (datetime(2026, 6, 10, 23, 30), "30 分钟"),
        (datetime(2026, 6, 11, 0, 1), "超 1 天"),
        (datetime(2026, 10, 14, 9), "超 126 天"),
    ],
)
def test_days_until_the_last_then_hours(qapp: QApplication, now: datetime, told: str) -> None:
    language.install("zh_CN")
    assert remaining(END, now.replace(tzinfo=CHINA_TIME)) == told
