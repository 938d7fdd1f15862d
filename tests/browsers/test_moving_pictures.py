"""APNG and WebP in browsers: what they show at the end is their last frame, pixel by pixel."""

from __future__ import annotations

import time
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import numpy as np
import pytest

import svgconv

from . import Browser

FRAME = Decimal("0.05")
FRAMES = (1, 4, 8)
TRIES = 20
ROUNDING = 2
"""A still is drawn at once, and a frame in layers."""


@pytest.mark.parametrize("suffix", ["apng", "webp"])
def test_it_stays_at_the_last_frame_that_it_has(
    browser: Browser, suffix: str, tmp_path: Path
) -> None:
    figure = svgconv.load("padding_strides")
    for frame in FRAMES:
        chosen = replace(figure, frames=f"0-{frame}", frame_duration=FRAME, plays=1)
        chosen.save(tmp_path / f"{frame}.{suffix}", width=300, height=290)
        figure.frame(frame).save(tmp_path / f"{frame}.png", width=300, height=290)
    rows = "".join(f'<img src="{at}.{suffix}"><img src="{at}.png"><br>' for at in FRAMES)
    page = tmp_path / "page.html"
    style = "<style>body { margin: 0; line-height: 0; white-space: nowrap }</style>"
    page.write_text(f"<!doctype html>{style}<body>{rows}", "utf-8")
    browser.size(600, 290 * len(FRAMES))
    browser.open(page.as_uri())
    for _ in range(TRIES):
        time.sleep(float(FRAME) * 5)
        shot = browser.screenshot()
        moved, stills = shot[:, :300], shot[:, 300:600]
        far = np.abs(moved.astype(int) - stills).max()
        if far <= ROUNDING:
            break
    assert far <= ROUNDING
    assert not np.array_equal(stills[:290], stills[290:580])
