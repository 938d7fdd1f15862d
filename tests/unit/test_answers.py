"""Wrong calls in Python raise the package's own error, and say what to do."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

import svgconv

FIGURE = svgconv.conv(5, 3)

WRONG: dict[str, tuple[Callable[[], object], str]] = {
    "compare a name": (
        lambda: svgconv.compare(FIGURE, "dilation"),  # type: ignore[arg-type]
        "compare: 'dilation' is not a figure; use svgconv.load('dilation')",
    ),
    "compare a number": (
        lambda: svgconv.compare(FIGURE, 3),  # type: ignore[arg-type]
        "compare: 3 is not a figure; give figures",
    ),
    "beside a number": (
        lambda: svgconv.conv(5, 3, beside=[3]),
        "beside: 3 is not a figure; use svgconv.compare",
    ),
    "beside a name": (
        lambda: svgconv.conv(5, 3, beside="conv1d"),
        "beside: 'conv1d' is not a figure; use svgconv.compare",
    ),
    "a figure of a number": (
        lambda: svgconv.Figure(3),  # type: ignore[arg-type]
        "operation: 3 is not an operation; use svgconv.load",
    ),
    "an unknown option of a file": (
        lambda: FIGURE.save("x.svg", widht=3),
        "widht: unknown option of a file; did you mean 'width'?",
    ),
    "a frame that does not exist": (
        lambda: FIGURE.frame(9),
        "frame: 9 does not exist; use -9 to 8",
    ),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_call_gets_one_line(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    call, answer = WRONG[name]
    with pytest.raises(svgconv.SvgconvError) as error:
        call()
    assert str(error.value) == answer
    assert not list(tmp_path.iterdir())
