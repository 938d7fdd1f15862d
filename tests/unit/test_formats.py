"""What each format declares of itself is true."""

from __future__ import annotations

import io
import mimetypes
from collections.abc import Iterator
from dataclasses import fields, replace
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

import svgconv
from svgconv.encoders import ENCODERS
from svgconv.encoders.base import MOTION, OUTPUT_OPTIONS, TIMING, Encoder, unused_options
from svgconv.errors import SvgconvError
from svgconv.figure.figure import Figure
from svgconv.files.drawing import Drawing
from svgconv.files.output import Output

NEW_TYPES = {"application/x-tex", "image/apng", "image/avif", "image/webp"}
"""Media types that some versions of Python do not know, or for a suffix that they do not know."""

FRAMES = "frames" if "frames" in {option.name for option in fields(Figure)} else "shown"
CHANGED: dict[str, Any] = {
    "width": 150,
    "height": 150,
    "scale": 0.5,
    "dpi": 50,
    "background": "#123456",
    "colors": 8,
    "full_frames": True,
    "max_frames": 1,
    "key": True,
    "custom_properties": True,
    "frame_duration": 2,
    "duration": 8,
    "pace": "teach",
    "motion": "smooth",
    "poster": 3,
    "plays": 2,
    "hold": 3,
    "frames": "1,3",
    "text_size": "1px",
}
SIZES = {"width", "height", "scale", "dpi"}
"""Of which a file has one: all others are compared in small files, which are made quickly."""


def figure(**options: Any) -> Figure:
    return svgconv.conv(3, 2, **options)


@cache
def file(name: str, option: str = "", *, worksheet: bool = False, small: bool = True) -> bytes:
    """A file in which one option has another value, but not the recipe that it holds."""
    encoder = ENCODERS.get(name)
    own, output = figure(worksheet=worksheet), {"width": 60} if small else {}
    if option in TIMING | MOTION:
        own = figure(**{FRAMES if option == "frames" else option: CHANGED[option]})
    elif option:
        output |= {option: CHANGED[option]}
    own = own if encoder.animated else own.frame(own.chosen_frames[0])
    drawing = replace(own.drawing(**output), recipe=figure().recipe)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Drawing, "full_recipe", property(lambda self: dict(self.recipe)))
        try:
            return encoder.encode(drawing)
        except SvgconvError as error:
            return str(error).encode()


def alike(option: str) -> dict[str, bool]:
    """What two files of one comparison have in common: numbers for key and text, and their size."""
    return {"worksheet": option in ("key", "text_size"), "small": option not in SIZES}


def cases(*, used: bool) -> Iterator[tuple[str, str]]:
    for name in ENCODERS.names():
        for option in sorted(OUTPUT_OPTIONS | TIMING | MOTION):
            if (option in ENCODERS.get(name).options) == used:
                yield name, option


def test_every_option_is_tried_with_another_value() -> None:
    assert set(CHANGED) == OUTPUT_OPTIONS | TIMING | MOTION
    for name in ENCODERS.names():
        assert set(CHANGED) >= ENCODERS.get(name).options


@pytest.mark.slow
@pytest.mark.parametrize(("name", "option"), list(cases(used=True)))
def test_options_that_a_format_uses_change_its_files(name: str, option: str) -> None:
    assert file(name, option, **alike(option)) != file(name, **alike(option))


@pytest.mark.parametrize(("name", "option"), list(cases(used=False)))
def test_other_options_change_nothing(name: str, option: str) -> None:
    assert file(name, option, **alike(option)) == file(name, **alike(option))


def test_options_without_effect_are_named() -> None:
    svg, png, gif = map(ENCODERS.get, ("svg", "png", "gif"))
    given = {"theme": "dark", "colors": 8, "width": 100, "full_frames": True, "dpi": None}
    assert unused_options(svg, given) == ("colors", "full_frames")
    assert unused_options(gif, given) == ()
    assert unused_options(png, {"plays": 2, "frames": "0", "hold": 1}) == ("plays", "hold")


@pytest.mark.parametrize("name", ENCODERS.names())
def test_what_a_format_holds(name: str) -> None:
    encoder: Encoder = ENCODERS.get(name)
    data = file(name)
    assert encoder.media_type in (mimetypes.guess_type(f"a.{name}")[0], *NEW_TYPES)
    if encoder.content == "text":
        assert data.decode().isprintable() or "\n" in data.decode()
    else:
        with pytest.raises(UnicodeDecodeError):
            data.decode()
    if encoder.content == "pixels" and encoder.media_type.startswith("image/"):
        with Image.open(io.BytesIO(data)) as image:
            assert (getattr(image, "n_frames", 1) > 1) == encoder.animated
            assert np.array(image).size


def test_a_file_keeps_only_the_options_that_it_uses(tmp_path: Path) -> None:
    for name in ("svg", "gif"):
        path = tmp_path / f"a.{name}"
        path.write_bytes(ENCODERS.get(name).file(figure().drawing(colors=8, width=99)))
        kept = {"width": 99, **({"colors": 8} if name == "gif" else {})}
        assert (ENCODERS.get(name).recipe(path) or {})["output"] == kept
    assert Output().colors == 255
