"""The gate grades what it measures: overlap, missing pixels, cloud, sharpness, resolution, shift, time, shadows."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import numpy as np
import pytest
from affine import Affine
from scipy import ndimage

from twowei.alignment.pair import Pair
from twowei.alignment.quality import AMBER, GREEN, RED, RULES, Quality, assess
from twowei.feedback import Feedback
from twowei.geo.sun import sun_at, turned
from twowei.imagery.inspection import open_epoch

HOME = Affine(0.5, 0, 500_000, 0, -0.5, 3_500_000)
SIDE = 640


@pytest.fixture
def graded(write_raster) -> Callable[..., Quality]:
    def grade(
        before: np.ndarray, after: np.ndarray, moved: tuple[float, float] = (0, 0), scale: float = 1, **kw: object
    ) -> Quality:
        days = kw.pop("days", (date(2026, 5, 12), date(2026, 6, 14)))
        tags = [{"TIFFTAG_DATETIME": f"{d:%Y:%m:%d} 10:00:00"} for d in days]  # type: ignore[attr-defined]
        transform = HOME * Affine.translation(*moved) * Affine.scale(scale)
        older = open_epoch([write_raster("b.tif", before, transform=transform, tags=tags[0], **kw)])
        newer = open_epoch([write_raster("a.tif", after, transform=HOME, tags=tags[1], **kw)])
        with Pair(older, newer, 0.5, 10) as pair:
            return assess(pair, 0.5, Feedback())

    return grade


def grades(quality: Quality) -> dict[str, str]:
    return {c.code: c.grade for c in quality.checks}


def test_a_good_pair_is_green(graded, texture) -> None:
    quality = graded(texture(SIDE, SIDE), texture(SIDE, SIDE))
    facts = quality.as_dict()
    assert quality.grade == GREEN and quality.reasons == []
    assert (facts["overlap_pct"], facts["resolution_ratio"]) == (100, 1)
    assert facts["shift_px"] < 0.1 and facts["residual_px"] < 0.1
    assert facts["months_apart"] == pytest.approx(1.08, abs=0.01)
    assert set(RULES) <= set(facts)


def test_half_an_overlap_is_told(graded, texture) -> None:
    ground = texture(SIDE, SIDE + 320)
    quality = graded(ground[..., 320:], ground[..., :SIDE], moved=(320, 0))
    assert grades(quality)["overlap_pct"] == AMBER
    assert quality.as_dict()["overlap_pct"] == pytest.approx(50, abs=0.5)
    assert any("stay unseen" in reason for reason in quality.reasons)


def test_missing_pixels_are_counted(graded, texture) -> None:
    before = texture(SIDE, SIDE)
    before[:, :, :160] = 0
    facts = graded(before, texture(SIDE, SIDE), nodata=0).as_dict()
    assert facts["nodata_pct"] == pytest.approx(25, abs=2)


def test_cloud_is_seen_and_a_white_roof_is_none(graded, texture) -> None:
    clouded, roofed = texture(SIDE, SIDE), texture(SIDE, SIDE)
    clouded[:, 100:400, 200:560] = 240
    roofed[:, 100:150, 200:260] = 240  # 25 m by 30 m
    assert graded(clouded, texture(SIDE, SIDE)).as_dict()["cloud_pct"] == pytest.approx(26, abs=5)
    assert graded(roofed, texture(SIDE, SIDE)).as_dict()["cloud_pct"] == 0


def test_haze_is_seen(graded, texture) -> None:
    clear = texture(SIDE, SIDE)
    clear[:, ::9] = 20
    hazy = (clear * 0.3 + 140).astype(np.uint8)
    assert graded(hazy, clear).as_dict()["haze_pct"] > 90


def test_a_soft_date_is_told(graded, texture) -> None:
    noisy = texture(SIDE, SIDE).astype(int) + np.random.default_rng(0).integers(-25, 25, (3, SIDE, SIDE))
    sharp = np.clip(noisy, 0, 255).astype(np.uint8)
    soft = np.stack([ndimage.gaussian_filter(b, 1.5) for b in sharp])
    assert grades(graded(soft, sharp))["sharpness_ratio"] == AMBER


def test_a_coarse_date_is_red_for_the_model(graded, texture) -> None:
    coarse = texture(160, 160)
    quality = graded(coarse, texture(SIDE, SIDE), scale=4)
    assert grades(quality)["coarseness"] == RED and quality.as_dict()["resolution_ratio"] == pytest.approx(4, abs=0.01)


def test_the_shift_is_graded_by_what_is_left(graded, texture) -> None:
    facts = graded(texture(SIDE, SIDE), texture(SIDE, SIDE), moved=(6, 3)).as_dict()
    assert facts["shift_px"] == pytest.approx(np.hypot(6, 3), abs=0.1) and facts["shift_m"] == pytest.approx(
        3.35, abs=0.05
    )
    assert facts["residual_px"] < 0.3 and facts["grade"] == GREEN


def test_summer_against_winter(graded, texture) -> None:
    days = date(2026, 7, 1), date(2027, 1, 1)
    assert grades(graded(texture(SIDE, SIDE), texture(SIDE, SIDE), days=days))["season_deg"] == AMBER


def test_the_sun_of_a_morning_pass() -> None:
    june, december = sun_at(date(2026, 6, 21), 32.0), sun_at(date(2026, 12, 21), 32.0)
    assert june.elevation == pytest.approx(67, abs=3) and december.elevation == pytest.approx(31, abs=3)
    assert june.azimuth < december.azimuth < 180 and turned(350, 20) == 30


def test_the_sun_in_a_text_file_beside(write_raster, texture) -> None:
    from twowei.imagery.sun import sun_of

    path = write_raster("gf2.tif", texture(64, 64))
    epoch = open_epoch([path])
    assert sun_of(epoch) is None
    path.with_suffix(".xml").write_text("<SolarAzimuth>161.5</SolarAzimuth><SolarZenith>40</SolarZenith>")
    told = sun_of(epoch)
    assert told is not None and (told.azimuth, told.elevation, told.assumed) == (161.5, 50, False)
