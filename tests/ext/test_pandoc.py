"""The filter changes a document in pandoc's JSON: a picture, markup or words for each format."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from pypdf import PdfReader

import svgconv
from svgconv.errors import SvgconvError
from svgconv.ext import pandoc
from svgconv.ext.pandoc import filtered

FIGURE = svgconv.load("padding_strides", view="flat")
TEXT = 'padding_strides\nview: flat\ncount: 2\ncaption: Stride "2"\nalt: The windows'


@pytest.fixture(autouse=True)
def in_an_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The pictures go to a folder of the test."""
    monkeypatch.chdir(tmp_path)


def document(text: str = TEXT, version: tuple[int, ...] = (1, 23, 1), **options: str) -> str:
    """A document as pandoc gives it to a filter: a quotation that contains the block."""
    attributes = ["name", ["svgconv"], [[name, value] for name, value in options.items()]]
    block = {"t": "CodeBlock", "c": [attributes, text]}
    other = {"t": "CodeBlock", "c": [["", ["python"], []], "svgconv"]}
    blocks = [other, {"t": "BlockQuote", "c": [block]}]
    return json.dumps({"pandoc-api-version": version, "meta": {}, "blocks": blocks})


def block(target: str, **options: Any) -> Any:
    """The figure's block in the document for a format."""
    other, quotation = json.loads(filtered(document(**options), target))["blocks"]
    assert other["c"][1] == "svgconv"
    return quotation["c"][0]


@pytest.mark.parametrize("target", ["html", "revealjs", "html5"])
def test_a_page_has_the_figure_as_markup(target: str) -> None:
    found = block(target)
    assert found["t"] == "RawBlock"
    kind, markup = found["c"]
    assert kind == "html"
    assert markup.startswith('<figure class="svgconv" id="name"><picture>')
    assert markup.endswith("<figcaption>Stride &quot;2&quot;</figcaption></figure>")
    assert not Path("svgconv-figures").exists()


@pytest.mark.parametrize("target", ["latex", "docx", "pptx", "epub", "gfm"])
def test_other_documents_have_a_picture(target: str) -> None:
    found = block(target)
    assert found["t"] == "Figure"
    (name, _, _), (_, (caption,)), (plain,) = found["c"]
    words = [{"t": "Str", "c": "Stride"}, {"t": "Space"}, {"t": "Str", "c": '"2"'}]
    assert (name, caption["c"]) == ("name", words)
    _, alt, (path, title) = plain["c"][0]["c"]
    assert (alt[0]["c"], title) == ("The", "")
    content = Path(path).read_bytes()
    if target == "latex":
        assert len(PdfReader(io.BytesIO(content)).pages) == 1
    elif target in {"docx", "pptx"}:
        picture = Image.open(io.BytesIO(content))
        assert (picture.format, getattr(picture, "n_frames", 1)) == (
            ("PNG", 1) if target == "docx" else ("GIF", 9)
        )
    else:
        assert content.decode() == FIGURE.svg()


def test_pandoc_2_has_no_figures_as_blocks() -> None:
    found = block("latex", version=(1, 22, 2))
    assert found["t"] == "Para"
    (image,) = found["c"]
    assert image["t"] == "Image"
    (name, _, _), caption, (_, title) = image["c"]
    assert (name, caption[0]["c"], title) == ("name", "Stride", "fig:")


def test_without_a_caption_it_is_a_paragraph() -> None:
    found = block("latex", text="padding_strides")
    assert (found["t"], [one["t"] for one in found["c"]]) == ("Para", ["Image"])


def test_attributes_are_options_too() -> None:
    markup = block("html", text="padding_strides", stride="1", view="flat")["c"][1]
    assert markup == block("html", text="padding_strides\nstride: 1\nview: flat")["c"][1]


def test_an_attribute_of_several_lines_is_one_text() -> None:
    markup = block("html", text="padding_strides", caption="Stride\n2")["c"][1]
    assert markup.endswith("<figcaption>Stride 2</figcaption></figure>")


def test_words_are_in_place_of_pictures() -> None:
    words = "".join(one.get("c", " ") for one in block("man")["c"])
    assert words == f'{FIGURE.title}. {FIGURE.description} Stride "2"'


def test_a_mistake_is_one_line(
    capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    given = io.TextIOWrapper(io.BytesIO(document("conv\ninput-size: 3\nkernel-size: 5").encode()))
    monkeypatch.setattr(sys, "stdin", given)
    monkeypatch.setattr(sys, "argv", ["svgconv-pandoc", "html"])
    with pytest.raises(SystemExit) as end:
        pandoc.main()
    assert end.value.code == 2
    line = "kernel-size: 5 is larger than the padded input, 3; pad by 1 or use at most 3\n"
    assert capfd.readouterr() == ("", f"svgconv block 1 ('conv'), {line}")


BROKEN = document().replace('["svgconv"], []', '["svgconv"], 3')


@pytest.mark.parametrize(
    "given",
    [
        b"",
        b"# Markdown",
        b"[]",
        b"{}",
        b"\xff\xfe\xfd",
        b'{"pandoc-api-version": 3}',
        b'{"pandoc-api-version": ["x"]}',
        b"[" * 100_000,
        BROKEN.encode(),
        BROKEN.replace('"padding_strides', "3, ").encode(),
    ],
)
def test_what_is_no_document_is_one_line(
    given: bytes, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(given)))
    monkeypatch.setattr(sys, "argv", ["svgconv-pandoc"])
    with pytest.raises(SystemExit) as end:
        pandoc.main()
    assert end.value.code == 2
    line = "standard input: is not a document of pandoc in JSON; let pandoc run it as a filter"
    assert capfd.readouterr() == ("", f"{line}\n")


def test_letters_that_no_file_can_hold_are_kept(
    capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    given = json.dumps({"pandoc-api-version": [1, 23], "blocks": ["\ud800", "é"]})
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(given.encode())))
    monkeypatch.setattr(sys, "argv", ["svgconv-pandoc"])
    pandoc.main()
    assert json.loads(capfd.readouterr().out) == json.loads(given)


def test_a_mistake_after_a_picture_writes_nothing() -> None:
    whole = json.loads(document())
    whole["blocks"] += json.loads(document(text="conv\nsize: 3"))["blocks"]
    with pytest.raises(SvgconvError, match=r"^svgconv block 2"):
        filtered(json.dumps(whole), "latex")
    assert not Path("svgconv-figures").exists()


def test_a_picture_that_may_not_be_written_is_found_before_others_are() -> None:
    whole = json.loads(document())
    whole["blocks"] += json.loads(document(text="conv\ninput-size: 3\nkernel-size: 2"))["blocks"]
    filtered(json.dumps(whole), "latex")
    first, second = sorted(Path("svgconv-figures").iterdir(), key=lambda path: path.name < "p")
    first.unlink()
    second.write_text("mine")
    with pytest.raises(SvgconvError, match="was not written by svgconv"):
        filtered(json.dumps(whole), "latex")
    assert [path.read_text() for path in Path("svgconv-figures").iterdir()] == ["mine"]


def test_a_picture_that_is_too_large_is_a_mistake_of_its_block() -> None:
    text = "nn.Conv2d(1, 1, 4)\ninput-size: 40\nscale: 50"
    with pytest.raises(SvgconvError, match=r"^svgconv block 1 \(.*\), image size: "):
        filtered(document(text=text), "html")
