"""AVIF, read back by Pillow."""

from __future__ import annotations

import time
from dataclasses import replace
from decimal import Decimal
from typing import Any

import numpy as np
import pytest
from PIL import features

from svgconv.encoders.avif import ENCODER
from svgconv.errors import MissingLibraryError, SvgconvError
from tests.encoders.scenes import SCENES, Pictures, error, seen, shifted, wanted

MEAN = 0.9
"""The tolerance of the frame that is worst: its mean error, of 255."""


def _worst(got: Pictures, expected: Pictures) -> float:
    return float(error(got, expected)[..., :3].mean(axis=(1, 2, 3)).max())


@pytest.mark.parametrize("scene", SCENES)
def test_every_frame_is_near_what_was_drawn(scene: str) -> None:
    drawing = SCENES[scene]().drawing(width=301, height=305, background="#ddeeff")
    got, expected = seen(ENCODER.encode(drawing)).pictures, wanted(drawing)
    assert got.shape == expected.shape
    assert _worst(got, expected) <= MEAN
    assert _worst(got, shifted(expected)) > 2 * MEAN
    assert error(got, expected)[:, -1].max() <= 2


def test_a_transparent_background_stays_transparent() -> None:
    drawing = SCENES["conv"]().drawing(background="transparent")
    got, expected = seen(ENCODER.encode(drawing)).pictures, wanted(drawing)
    assert error(got, expected)[..., 3].mean() <= 1
    assert 0.1 < (got[..., 3] == 0).mean() < 0.9
    solid = expected[..., 3] == 255
    assert error(got, expected)[solid][:, :3].mean() <= 2 * MEAN


def test_delays_are_exact_and_the_last_frame_is_held() -> None:
    drawing = SCENES["conv"](frame_duration=Decimal("0.125"), hold=Decimal(2)).drawing()
    assert seen(ENCODER.encode(drawing)).milliseconds == [125, 125, 125, 2125]
    odd = SCENES["conv"](frame_duration=Decimal("0.0015")).drawing()
    with pytest.raises(SvgconvError, match=r"^frame_duration: 0\.0015 seconds is not a whole"):
        ENCODER.encode(odd)


def test_equal_frames_are_kept_apart() -> None:
    drawing = SCENES["conv"]().drawing()
    drawing = replace(drawing, frames=(0, 0, 1, 1), durations=tuple(map(Decimal, "1234")))
    got = seen(ENCODER.encode(drawing))
    assert got.milliseconds == [1000, 2000, 3000, 4000]
    assert _worst(got.pictures, wanted(drawing)) <= MEAN


def test_a_still_is_a_plain_picture() -> None:
    drawing = SCENES["conv"]().frame(2).drawing()
    got = seen(ENCODER.encode(drawing)).pictures
    assert len(got) == 1
    assert np.array_equal(got[..., 3], wanted(drawing)[..., 3])
    assert _worst(got, wanted(drawing)) <= MEAN


def test_the_time_of_day_is_not_in_the_file() -> None:
    drawing = SCENES["conv"]().drawing()
    before = ENCODER.encode(drawing)
    start = time.time()
    while int(time.time()) == int(start):
        time.sleep(0.05)
    assert ENCODER.encode(drawing) == before


@pytest.mark.parametrize("plays", [None, 1, 2, 7])
def test_it_plays_as_often_as_asked(plays: int | None) -> None:
    """libavif divides the duration of the track by that of the edit list's only play."""
    drawing = SCENES["conv"](plays=plays, hold=2).drawing()
    file = ENCODER.encode(drawing)
    header, movie, edits = (file.index(name) + 4 for name in (b"tkhd", b"mvhd", b"elst"))
    repeated = int.from_bytes(file[edits : edits + 4], "big") & 1
    play = int.from_bytes(file[edits + 8 : edits + 16], "big")
    whole = int.from_bytes(file[header + 28 : header + 36], "big")
    assert play == 1000 * sum(drawing.durations)
    assert repeated == (plays != 1)
    assert whole == (plays * play if plays else 2**64 - 1)
    assert int.from_bytes(file[movie + 24 : movie + 32], "big") == whole
    assert seen(file).milliseconds == [1000 * duration for duration in drawing.durations]


def test_without_its_encoder_it_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(feature: str) -> Any:
        return feature != "avif"

    monkeypatch.setattr(features, "check", missing)
    with pytest.raises(MissingLibraryError, match=r"^avif: needs a Pillow .*; run pip install -U"):
        ENCODER.encode(SCENES["conv"]().drawing())
