"""APNG and WebP, read back by Pillow."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal

import numpy as np
import pytest
from PIL import Image

import svgconv
from svgconv.encoders import _dirty_rectangle, apng, webp
from svgconv.errors import SvgconvError
from svgconv.files.drawing import Drawing
from tests.encoders.scenes import SCENES, seen, shifted, wanted

Encode = Callable[[Drawing], bytes]
both = pytest.mark.parametrize("encode", [apng.encode, webp.encode], ids=["apng", "webp"])


@both
@pytest.mark.parametrize("background", ["white", "#123456", "transparent"])
@pytest.mark.parametrize("scene", SCENES)
def test_every_frame_is_exactly_what_was_drawn(scene: str, background: str, encode: Encode) -> None:
    drawing = SCENES[scene]().drawing(width=255, background=background)
    got, expected = seen(encode(drawing)).pictures, wanted(drawing)
    assert np.array_equal(got, expected)
    assert not np.array_equal(got, shifted(expected))


@both
@pytest.mark.parametrize("plays", [None, 1, 3])
def test_it_plays_as_often_as_asked(plays: int | None, encode: Encode) -> None:
    assert seen(encode(SCENES["conv"](plays=plays).drawing())).loop == (plays or 0)


@both
def test_delays_are_exact_and_the_last_frame_is_held(encode: Encode) -> None:
    drawing = SCENES["conv"](frame_duration=Decimal("0.125"), hold=Decimal(2)).drawing()
    assert seen(encode(drawing)).milliseconds == [125, 125, 125, 2125]


@both
def test_equal_frames_are_kept_apart(encode: Encode) -> None:
    drawing = SCENES["conv"]().drawing()
    drawing = replace(drawing, frames=(0, 0, 1, 1), durations=tuple(map(Decimal, "1234")))
    got = seen(encode(drawing))
    assert got.milliseconds == [1000, 2000, 3000, 4000]
    assert np.array_equal(got.pictures, wanted(drawing))


@both
def test_a_still_is_a_plain_picture(encode: Encode) -> None:
    drawing = SCENES["conv"]().frame(2).drawing()
    content = encode(drawing)
    with Image.open(io.BytesIO(content)) as image:
        assert not getattr(image, "is_animated", False)
    assert np.array_equal(seen(content).pictures, wanted(drawing))


def test_durations_that_a_format_cannot_hold_are_rejected() -> None:
    drawing = SCENES["conv"](frame_duration=Decimal("0.0015")).drawing()
    problem = (
        r"^frame_duration: 0\.0015 seconds is not a whole number of milliseconds; use one such"
    )
    with pytest.raises(SvgconvError, match=problem):
        webp.encode(drawing)
    assert seen(apng.encode(drawing)).milliseconds[0] == pytest.approx(1.5)
    with pytest.raises(SvgconvError, match=r"^frame_duration: 0\.100001 seconds is not a fraction"):
        apng.encode(replace(drawing, durations=(Decimal("0.100001"),) * 4))


def test_plays_that_webp_cannot_hold_are_rejected() -> None:
    problem = r"^plays: 70,000 is more than a WebP can hold; use at most"
    with pytest.raises(SvgconvError, match=problem):
        webp.encode(SCENES["conv"](plays=70000).drawing())


@pytest.mark.parametrize("grey", [0, 1, 2, 255])
def test_a_grey_that_stands_for_transparent_pixels_can_be_in_the_picture(grey: int) -> None:
    drawing = SCENES["conv"]().drawing(background=f"#{grey:02x}{grey:02x}{grey:02x}")
    content = apng.encode(drawing)
    assert (b"tRNS" + bytes([0, grey] * 3) in content) is False
    assert b"tRNS" in content
    assert np.array_equal(seen(content).pictures, wanted(drawing))


def test_a_picture_of_all_greys_has_alpha(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apng, "GREYS", range(1, 3))
    drawing = SCENES["conv"]().drawing(background="#010101")
    dark = replace(drawing.output, background="#020202")
    assert b"tRNS" in apng.encode(replace(drawing, output=dark))
    monkeypatch.setattr(apng, "GREYS", range(1, 2))
    content = apng.encode(drawing)
    assert b"tRNS" not in content
    assert np.array_equal(seen(content).pictures, wanted(drawing))


def test_a_picture_of_all_greys_is_composed_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    """Once until its greys are known, and once with alpha; not once for each grey."""
    composed, patches = [], _dirty_rectangle.patches

    def counted(drawing: Drawing) -> Iterator[_dirty_rectangle.Patch]:
        composed.append(drawing)
        return patches(drawing)

    monkeypatch.setattr(_dirty_rectangle, "patches", counted)
    content = svgconv.load("theme_print", frames="0-1").encode(".apng")
    assert b"tRNS" not in content
    assert len(composed) == 2
