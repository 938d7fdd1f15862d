"""The keywords of a PDF are read as pypdf reads them, and damaged or hostile files cost little."""

from __future__ import annotations

import io
import time
import zlib
from pathlib import Path

import cairocffi
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader, PdfWriter

import svgconv
from svgconv.encoders import ENCODERS
from svgconv.encoders._pdf_keywords import MOST_INFLATED, keywords_in_pdf

TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1)
ASCII = st.text(st.characters(min_codepoint=9, max_codepoint=126), min_size=1)
CURED = st.one_of(TEXT, st.text('()\\\r\n<>/%[]a7 "', min_size=1))
SECONDS = 2
"""The time that a hostile file of a few megabytes may take on a busy machine."""


def by_cairo(title: str, keywords: str) -> bytes:
    file = io.BytesIO()
    surface = cairocffi.PDFSurface(file, 9, 9)
    surface.set_metadata(cairocffi.PDF_METADATA_TITLE, title)
    surface.set_metadata(cairocffi.PDF_METADATA_KEYWORDS, keywords)
    surface.show_page()
    surface.finish()
    return file.getvalue()


def by_pypdf(about: dict[str, str]) -> bytes:
    writer = PdfWriter()
    writer.add_blank_page(9, 9)
    writer.add_metadata(about)
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


def theirs(data: bytes) -> str | None:
    about = PdfReader(io.BytesIO(data)).metadata
    return about.keywords if about else None


def in_an_object_stream(dictionary: bytes, number: int = 7, *, before: bytes = b"") -> bytes:
    """A PDF as cairo 1.18 writes it: the dictionary is an object in a compressed stream."""
    content = b"<< /Unused (/Keywords) >>\n" + dictionary
    header = b"3 0 %d %d " % (number, content.index(dictionary))
    body = zlib.compress(header + content)
    about = b"<< /Type /ObjStm /Length %d /N 2 /First %d /Filter /FlateDecode >>"
    stream = b"5 0 obj\n" + about % (len(body), len(header)) + b"\nstream\n" + body
    trailer = b"\nendstream\nendobj\n6 0 obj << /Type /XRef /Info %d 0 R >>\nstream\nendstream"
    return b"%PDF-1.7\n" + before + stream + trailer % number


@given(CURED, CURED)
@settings(deadline=None)
def test_keywords_by_cairo_are_what_pypdf_reads(title: str, keywords: str) -> None:
    data = by_cairo(title, keywords)
    assert keywords_in_pdf(data) == theirs(data)


@given(ASCII, CURED)
@settings(deadline=None)
def test_keywords_by_another_program_are_what_pypdf_reads(keywords: str, title: str) -> None:
    data = by_pypdf({"/Title": title, "/Keywords": keywords})
    assert keywords_in_pdf(data) == theirs(data) == keywords


def test_the_recipe_comes_back_from_every_text(tmp_path: Path) -> None:
    figure = svgconv.conv(4, 3, heading="a\\(b) 1 0 obj << /Keywords (x) >> é", annotate="title")
    path = figure.save(tmp_path / "a.pdf")
    assert ENCODERS.get("pdf").recipe(path) == figure.drawing().full_recipe
    assert keywords_in_pdf(path.read_bytes()) == theirs(path.read_bytes())


@pytest.mark.parametrize(
    ("dictionary", "keywords"),
    [
        (b"<</Title(a)/Keywords(b)>>", "b"),
        (b"<</Title /Keywords /Keywords (b)>>", "b"),
        (b"<< /Keywords % a comment (x)\n % another\n (b) >>", "b"),
        (b"<< /Kids [/Keywords (x)] /More << /Keywords (x) >> /Keywords (b) >>", "b"),
        (b"<< /Parent 1 0 R /Keywords (b) >>", "b"),
        (b"<< /Title (\\(/Keywords \\(x\\)) /Keywords (b(c)d) >>", "b(c)d"),
        (b"<< /Keywords (a\\\nb\\r\\061\\0612\r\nc) >>", "ab\r112\nc"),
        (b"<< /Keywords <FE FF 00 e9 D8 3D DE 00> >>", "é😀"),
        (b"<< /Keywords <617> >>", "ap"),
        (b"<< /Keywords (\xe9) >>", None),
        (b"<< /Keywords 7 /Title (b) >>", None),
        (b"<< /Title (b) >> /Keywords (c)", None),
        (b"<< /Keywords (b", None),
        (b"<<", None),
        (b"", None),
    ],
)
def test_dictionaries(dictionary: bytes, keywords: str | None) -> None:
    trailer = b"trailer << /Info 18 0 R >>"
    clear = b"%%PDF-1.5\n18 0 obj %s\nendobj\n%s" % (dictionary, trailer)
    assert keywords_in_pdf(clear) == keywords
    assert keywords_in_pdf(in_an_object_stream(dictionary, 18)) == keywords
    older = b"18 0 obj << /Keywords (older) >> endobj\n"
    assert keywords_in_pdf(clear.replace(b"18 0 obj", older + b"18 0 obj")) == (
        keywords if b"<<" in dictionary else "older"
    )


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"%PDF-1.4 not ours",
        b"%PDF-1.4 /Info 99999999999999999999 0 R",
        b"<< /Keywords (a) >>",
        b"%PDF-1.4\n/Info 1 0 R\n1 0 obj\n<<" + b"[" * 1_000_000,
        b"%PDF-1.4\n/Info 1 0 R\n1 0 obj\n<< /Keywords " + b"(" * 1_000_000,
        b"%PDF-1.4\n/Info 1 0 R\n1 0 obj\n<< /Keywords " + b"% " * 1_000_000,
        b"%PDF-1.4\n/Info 1 0 R\n1 0 obj\n<< /Keywords " + b"<" + b"a " * 1_000_000,
        b"%PDF-1.4\n/Info 1 0 R\n1 0 obj\n" + b"<< " * 1_000_000,
        b"%PDF-1.4\n/Info 1 0 R" + b"\n1 0 obj\n<<" * 300_000,
        b"%PDF-1.4\n" + b"/Info 1 0 R\n" * 300_000,
        b"%PDF-1.4\n/Info" + b" " * 3_000_000,
        b"%PDF-1.4\n/Info 7 0 R" + b"<</Type/ObjStm/First 4" * 200_000,
        b"%PDF-1.4\n/Info 7 0 R" + b"<</Type/ObjStm/First 4>>stream\n" * 100_000,
        b"%PDF-1.4\n/Info 7 0 R"
        + b"".join([b"<</Type/ObjStm/First 4>>stream\n", zlib.compress(b"7 0 <<")]) * 50_000,
        in_an_object_stream(b"<< " * (MOST_INFLATED // 2)),
        in_an_object_stream(b"<< /Keywords (a) >>")[:-90],
    ],
    ids=range(17),
)
def test_damaged_and_hostile_files_have_none_and_cost_little(data: bytes) -> None:
    start = time.process_time()
    assert keywords_in_pdf(data) is None
    assert time.process_time() - start < SECONDS


@given(st.data())
@settings(deadline=None)
def test_any_damage_gives_a_text_or_none(data: st.DataObject) -> None:
    whole = bytearray(
        data.draw(st.sampled_from([by_cairo("a", "{b}"), in_an_object_stream(b"<</Keywords(b)>>")]))
    )
    for _ in range(data.draw(st.integers(1, 5))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    assert isinstance(
        keywords_in_pdf(bytes(whole[: data.draw(st.integers(0, len(whole)))])), (str, type(None))
    )


def test_a_recipe_of_a_million_brackets_is_none_of_ours(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(by_cairo("a", "[" * 1_000_000))
    assert ENCODERS.get("pdf").recipe(path) is None
