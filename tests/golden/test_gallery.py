"""The committed gallery is what `svgconv make` writes, to the byte, and as small as promised."""

from __future__ import annotations

import gzip
from pathlib import Path
from typing import Any

import svgconv
from svgconv.gallery.builder import build
from svgconv.sources.catalogue import catalogue
from tests.golden import same_bytes

COMMITTED = Path(__file__).parents[2] / "gallery"
GUIDE = list(catalogue())[:15]
PUBLISHED_GIFS = 3_398_746


def test_the_committed_gallery_is_what_make_writes(tmp_path: Path) -> None:
    report = build(tmp_path / "gallery")
    written = {file.path.name for file in report.files}
    assert written == {path.name for path in COMMITTED.iterdir()}
    for name in sorted(written):
        same_bytes(tmp_path / "gallery" / name, COMMITTED / name)


def test_the_fifteen_files_are_small() -> None:
    files = [(COMMITTED / f"{name}.svg").read_bytes() for name in GUIDE]
    assert len(files) == 15
    raw, zipped = sum(map(len, files)), sum(len(gzip.compress(file)) for file in files)
    assert raw < 36_000 < PUBLISHED_GIFS / 90
    assert zipped < 13_000


def test_a_large_figure_grows_with_its_axes_only() -> None:
    figure = svgconv.conv(input_size=224, kernel_size=3, padding=1)
    assert figure.frame_count == 50_176
    svg = figure.svg().encode()
    assert len(svg) < 64_000
    assert len(gzip.compress(svg)) < 10_000
    half = len(svgconv.conv(input_size=112, kernel_size=3, padding=1).svg())
    assert len(svg) < 2.2 * half
    for stride in (2, 3):
        large = svgconv.conv_transpose(input_size=100, kernel_size=3, stride=stride)
        small = svgconv.conv_transpose(input_size=50, kernel_size=3, stride=stride)
        assert len(large.svg()) < 2.2 * len(small.svg())


def test_a_catalogue_figure_is_the_same_file_by_every_way(tmp_path: Path) -> None:
    committed = (COMMITTED / "padding_strides.svg").read_text("utf-8")
    published: dict[str, Any] = {"outputs": "all", "beams": "lines", "frame_duration": 1}
    by_hand = svgconv.conv(input_size=5, kernel_size=3, stride=2, padding=1, **published)
    by_call = svgconv.load("nn.Conv2d(1, 1, 3, stride=2, padding=1)", input_size=5, **published)
    by_file = svgconv.load(str(COMMITTED / "padding_strides.svg"))
    assert committed == by_hand.svg() == by_call.svg() == by_file.svg()
