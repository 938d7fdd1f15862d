"""The answer key of a worksheet, in the same PDF or on further sheets."""

from __future__ import annotations

from pathlib import Path

import pytest
from pypdf import PdfReader

import svgconv
from svgconv.errors import SvgconvError
from tests.command import run
from tests.numbers import shown

SHEET = svgconv.conv(4, 3, view="flat", values=7, worksheet=True)


def pages(path: Path) -> int:
    return len(PdfReader(path).pages)


@pytest.mark.slow
def test_a_pdf_has_the_sheets_frames_and_then_the_keys(tmp_path: Path) -> None:
    every, one, last = (tmp_path / name for name in ("a.pdf", "b.pdf", "c.pdf"))
    given = ("conv", "-i", "4", "-k", "3", "--view", "flat", "--seed", "7", "--worksheet", "--key")
    assert run("render", *given, "-o", str(every)).status == 0
    assert run("frame", *given, "--at", "1", "-o", str(one)).status == 0
    assert run("frame", *given, "--at", "-1", "-o", str(last)).status == 0
    assert [pages(path) for path in (every, one, last)] == [8, 3, 2]
    assert one.read_bytes() == SHEET.frame(1).encode(".pdf", key=True)
    assert svgconv.load(str(one)) == SHEET.frame(1)


def test_the_key_shows_what_the_sheet_leaves_blank() -> None:
    drawing = SHEET.frame(1).drawing(key=True)
    assert drawing.key is not None
    key = drawing.key()
    assert (drawing.frames, key.frames) == ((1,), (1, 3))
    sheet, solved = SHEET, SHEET.frame(1).answer_key
    assert not shown(sheet.frame(3).svg(), 0)["output_value"]
    now = shown(solved.frame(3).svg(), 0)
    assert (len(now["output_value"]), len(now["product_value"])) == (4, 9)


def test_compared_worksheets_are_all_answered() -> None:
    both = svgconv.compare(SHEET, svgconv.conv(4, 3, view="flat", values=8, worksheet=True))
    assert [one.worksheet for one in both.answer_key.figures] == [False, False]


def test_a_strip_has_more_sheets(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    given = ("conv", "-i", "4", "-k", "3", "--view", "flat", "--seed", "7", "--worksheet", "--key")
    assert run("strip", *given, "-o", str(path)).status == 0
    assert pages(path) == 2
    sheet, key = svgconv.Strip(SHEET, count=2, key=True).pages()
    assert sheet == svgconv.Strip(SHEET, count=2, key=True)._own_sheets(in_pixels=False)[0]
    assert 'aria-label="17"' in key or len(key) > len(sheet)
    assert "Frames 0, 3 of" in key


@pytest.mark.parametrize("command", ["render", "strip"])
def test_a_key_needs_a_worksheet(command: str, tmp_path: Path) -> None:
    target = tmp_path / "a.pdf"
    result = run(command, "conv", "-i", "4", "-k", "3", "--values", "--key", "-o", str(target))
    problem = "--key: there is no worksheet to answer; add --worksheet"
    assert (result.status, result.err.strip()) == (2, problem)
    assert not target.exists()
    with pytest.raises(
        SvgconvError, match=r"^key: there is no worksheet to answer; add worksheet$"
    ):
        svgconv.conv(4, 3, values=1).encode(".pdf", key=True)


def test_other_formats_have_no_key(tmp_path: Path) -> None:
    result = run("frame", "channels_worksheet", "--at", "0", "--key", "-o", str(tmp_path / "a.png"))
    assert (result.status, result.err.strip()) == (0, "--key: no effect on .png files")


def test_all_pages_count() -> None:
    with pytest.raises(SvgconvError, match="8 frames are more than 7"):
        SHEET.encode(".pdf", key=True, max_frames=7)
