"""A strip looks alike in browsers and in cairosvg: its glyphs are outlines, its parts are used."""

from __future__ import annotations

import io
from pathlib import Path

import cairosvg
import numpy as np
from PIL import Image

import svgconv

from . import Browser

MEAN = 1.0
"""Renderers draw edges otherwise; on the mean of all pixels it is so much of 255."""


def test_a_strip_looks_as_cairosvg_draws_it(browser: Browser, tmp_path: Path) -> None:
    strip = svgconv.Strip(svgconv.load("padding_strides"), frames="0,5", columns=2)
    (path,) = strip.save(tmp_path / "strip.svg")
    drawn = cairosvg.svg2png(path.read_bytes(), background_color="white")
    wanted = np.array(Image.open(io.BytesIO(drawn)).convert("RGB"), np.int16)
    height, width, _ = wanted.shape
    browser.size(width, height)
    browser.open(path.as_uri())
    shot = browser.screenshot().astype(np.int16)
    assert shot.shape == wanted.shape
    assert np.abs(shot - wanted).mean() < MEAN
    left = int(strip.plan.across)
    assert np.abs(np.roll(shot, left, axis=1) - wanted).mean() > 2 * MEAN
