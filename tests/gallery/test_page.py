"""The page is complete and small, and contains only what its author wrote."""

from __future__ import annotations

import ast
import json
import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest

import svgconv
from svgconv.gallery.builder import build
from svgconv.gallery.card import Card
from svgconv.gallery.names import inline_file
from svgconv.gallery.page import _inline_script, page_files
from svgconv.gallery.page_parts import BEGINNING, PAGE_MARK, POLICY
from svgconv.operations.stack import Stack
from svgconv.scene.marks import ChangingText, FixedText
from svgconv.sources.catalogue import catalogue
from tests.command import run

COMMITTED = Path(__file__).parents[2] / "gallery"
GUIDE = list(catalogue())[:15]
FIVE = ["one", "two", "three", "four", "five"]
"""Names of figures that do not fill the table's rows of four."""

HOSTILE = {
    "script": "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "quotes": "\"'`>' onclick=\"alert(1)",
    "cdata": "]]> --> </figure></dialog>&lt;&amp;{{ 7 * 7 }}",
    "arabic": "\u0627\u0644\u062a\u0641\u0627\u0641 \u05e7\u05d5\u05e0\u05d1\u05d5\u05dc",
    "long": "w" * 10_000,
    "emoji": "👩‍🔬 \N{COMBINING ACUTE ACCENT}" * 5,
}


class Page(HTMLParser):
    """An HTML page's tags with their attributes, and its text."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text.append(data)

    def all(self, tag: str, **wanted: str) -> list[dict[str, str | None]]:
        """Return the attributes of the matching elements."""
        return [
            attributes
            for name, attributes in self.tags
            if name == tag and wanted.items() <= attributes.items()
        ]


def make(folder: Path, figures: dict[str, str], *options: str, title: str = "T") -> Page:
    """Make a gallery of small figures by name and caption, and return its page."""
    tables = [
        f"[[sections.figures]]\nname = '{name}'\ncaption = {_toml(caption)}\n"
        'figure = "no_padding_no_strides"'
        for name, caption in figures.items()
    ]
    head = f"title = {_toml(title)}\nintroduction = {_toml(title)}\n"
    section = f"[[sections]]\ntitle = {_toml(title)}\ntext = {_toml(title)}\n"
    folder.mkdir(exist_ok=True)
    (folder / "gallery.toml").write_text(head + section + "\n".join(tables), "utf-8")
    result = run("make", str(folder), *options)
    assert result.status == 0, result.err
    return Page((folder / "index.html").read_text("utf-8"))


def _toml(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


OWN = 84_500
"""The bytes of the fifteen's page without its figures; scripts and style sheets are 48,000, and of
these the pointer is 9,000 and the header of a figure and a command 400."""
EACH = 5_000
"""The bytes of each figure of the page of all, without the figure."""


def weigh(folder: Path) -> tuple[int, list[int]]:
    """Return the bytes of the page's own files without empty figures, and of figures' scripts."""
    html = (folder / "index.html").read_text("utf-8")
    page = Page(html)
    names = [str(figure["id"]) for figure in page.all("figure")]
    sizes = {name: (folder / name).stat().st_size for name in page_files(names, plain=False)}
    frames = sum(len(svg.encode()) for svg in re.findall(r'<svg [^>]*class="figure.*?</svg>', html))
    return sum(sizes.values()) - frames, [sizes[inline_file(name)] for name in names]


def test_the_page_of_the_fifteen_is_small(tmp_path: Path) -> None:
    tables = [f'[[sections.figures]]\nname = "{name}"\nfigure = "{name}"' for name in GUIDE]
    sections = '[[sections]]\ntitle = "All"\n' + "\n".join(tables)
    (tmp_path / "gallery.toml").write_text(sections, "utf-8")
    build(tmp_path)
    total, drawn = weigh(tmp_path)
    assert len(drawn) == 15
    assert total - sum(drawn) < OWN
    assert total < 150_000


MEASURED_FIGURES = 67
"""The figures of the catalogue for which the page's limit of 200 kB was set."""


def test_the_page_of_all_is_small() -> None:
    """Figures with numbers have bounds of their own, in the tests of numbers."""
    total, drawn = weigh(COMMITTED)
    assert len(drawn) == len(catalogue())
    count = len(catalogue())
    assert (COMMITTED / "index.html").stat().st_size < 200_000 / MEASURED_FIGURES * count
    assert (total - sum(drawn)) / len(drawn) < EACH
    figures = [svgconv.load(name) for name in catalogue()]
    without_numbers = [
        size
        for size, figure in zip(drawn, figures, strict=True)
        if not any(isinstance(mark, (FixedText, ChangingText)) for mark in figure.scene.marks)
    ]
    assert len(without_numbers) > 40
    assert sum(without_numbers) / len(without_numbers) < 6_000


def test_every_figure_has_its_snippets_and_files() -> None:
    page = Page((COMMITTED / "index.html").read_text("utf-8"))
    text = " ".join(" ".join(page.text).split())
    for name in GUIDE:
        assert page.all("figure", id=name), name
        for file in (f"{name}.svg", f"{name}_still.svg", f"{name}_strip.svg"):
            assert page.all("a", href=file), file
        assert f'svgconv.load("{name}").save("{name}.svg")' in text
        assert f"svgconv render {name} -o {name}.svg" in text
    assert (
        "relationship 6: o = floor((i + 2p - k) / s) + 1 = floor((5 + 2·1 - 3) / 2) + 1 = 3" in text
    )
    (size,) = {
        (COMMITTED / "padding_strides.svg").stat().st_size,
    }
    assert f"SVG {size / 1000:.1f} kB".replace("SVG ", "SVG") in text.replace("SVG ", "SVG")


def test_a_network_has_its_table() -> None:
    page = (COMMITTED / "index.html").read_text("utf-8")
    card = page.split('id="network"')[1].split("</figcaption>")[0]
    rows = [line.split() for line in card.split("<details><summary>Layers")[1].splitlines()]
    assert rows[1][-6:] == ["3×12×12", "1×1", "1", "0", "0", "0"]
    assert rows[-1][-2:] == ["1,392", "49,536</pre></details>"]
    assert page.count("<details><summary>Layers") == sum(
        isinstance(svgconv.load(name).operation, Stack) for name in catalogue()
    )


def test_the_page_has_no_inline_script_and_no_external_resource() -> None:
    page = Page((COMMITTED / "index.html").read_text("utf-8"))
    (policy,) = page.all("meta", **{"http-equiv": "Content-Security-Policy"})
    assert policy["content"] == POLICY
    assert not page.all("style")
    assert page.all("script") == [{"src": "gallery.js", "defer": None}]
    for tag, attributes in page.tags:
        assert not [key for key in attributes if key.startswith("on") or key == "style"], tag
        for key in ("src", "href", "xlink:href"):
            address = attributes.get(key) or ""
            outside = ":" in address and not address.startswith("data:,")
            assert not outside or (tag, key) == ("a", "href"), address


def test_ids_are_unique_in_the_page() -> None:
    page = Page((COMMITTED / "index.html").read_text("utf-8"))
    names = [attributes["id"] for _, attributes in page.tags if "id" in attributes]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("options", [(), ("--plain", "--fragment")])
def test_hostile_texts_stay_text(options: tuple[str, ...], tmp_path: Path) -> None:
    harmless = make(tmp_path / "harmless", dict.fromkeys(HOSTILE, "caption"), *options)
    for title in HOSTILE.values():
        page = make(tmp_path / "hostile", HOSTILE, *options, title=title)
        shape = [(tag, sorted(attributes)) for tag, attributes in page.tags]
        assert shape == [(tag, sorted(attributes)) for tag, attributes in harmless.tags]
        text = "".join(page.text)
        assert text.count(title) >= 4
        for caption in HOSTILE.values():
            assert caption in text


def test_the_classic_page_is_tables_of_four_columns_without_script(tmp_path: Path) -> None:
    page = make(tmp_path, dict.fromkeys(FIVE, "caption"), "--plain")
    assert not (tmp_path / "gallery.js").exists()
    assert not page.all("script")
    assert not page.all("button")
    assert (len(page.all("td")), len(page.all("tr"))) == (8, 2)
    assert [image["src"] for image in page.all("img")] == [f"{name}.svg" for name in FIVE]
    assert all(image["alt"] and image["width"] and image["height"] for image in page.all("img"))


def test_the_fragment_can_be_pasted_into_markdown(tmp_path: Path) -> None:
    make(
        tmp_path,
        dict.fromkeys(FIVE, "caption"),
        "--fragment",
        "--base",
        "https://example.org/conv",
    )
    text = (tmp_path / "fragment.html").read_text("utf-8")
    assert not re.search(r"\n\s*\n|^\s", text, re.MULTILINE), "an empty line would end the HTML"
    page = Page(text)
    assert {tag for tag, _ in page.tags} == {
        "h2",
        "p",
        "table",
        "tr",
        "td",
        "a",
        "img",
        "br",
        "small",
    }
    sources = [image["src"] for image in page.all("img")]
    assert sources == [f"https://example.org/conv/{name}.svg" for name in FIVE]


def test_a_fragment_without_a_base_names_files_in_its_folder(small_gallery: Path) -> None:
    run("make", str(small_gallery), "--fragment")
    assert 'src="padding_strides.svg"' in (small_gallery / "fragment.html").read_text("utf-8")


def test_a_base_without_a_fragment_is_rejected(tmp_path: Path) -> None:
    result = run("make", str(tmp_path / "new"), "--base", "/images/")
    assert (result.status, result.err) == (
        2,
        "--base: applies only to the fragment; add --fragment\n",
    )
    assert not (tmp_path / "new").exists()


def test_the_header_has_a_command_and_a_figure(small_gallery: Path) -> None:
    toml = small_gallery / "gallery.toml"
    toml.write_text(f"command = 'a < b'\ncover = 'dilation'\n{toml.read_text('utf-8')}", "utf-8")
    assert run("make", str(small_gallery)).status == 0
    html = (small_gallery / "index.html").read_text("utf-8")
    assert '<div class="command"><pre>a &lt; b</pre></div>' in html
    page = Page(html)
    assert page.all("a", href="#dilation")[0]["class"] == "cover"
    cover = page.all("img")[0]
    assert (cover["src"], cover["alt"]) == ("dilation.svg", "")
    assert page.all("source")[0]["srcset"] == "dilation_still.svg"


@pytest.mark.parametrize("name", ["index.html", "gallery.css", "gallery.js", "fragment.html"])
def test_the_page_does_not_overwrite_files_of_others(name: str, small_gallery: Path) -> None:
    folder = small_gallery
    mine = f"mine, {'.' * BEGINNING} which quotes {PAGE_MARK}"
    (folder / name).write_text(mine)
    result = run("make", str(folder), "--fragment")
    assert result.status == 2
    assert {path.name for path in folder.iterdir()} == {name, "gallery.toml"}
    assert (folder / name).read_text() == mine
    assert run("make", str(folder), "--fragment", "--force").status == 0
    assert run("make", str(folder), "--fragment").status == 0


def test_the_script_gets_the_playback_options_and_filters(tmp_path: Path) -> None:
    (tmp_path / "gallery.toml").write_text(
        '[[sections]]\ntitle = "S"\n[[sections.figures]]\nname = "a"\nfigure = "dilation"\n'
        'frame_duration = 0.25\nhold = 2\nplays = 3\nframes = "0,4,8"\n'
        '[[sections.figures]]\nname = "b"\nfigure = "dilation"\nat = 4\n',
        "utf-8",
    )
    run("make", str(tmp_path))
    page = Page((tmp_path / "index.html").read_text("utf-8"))
    moving, still = page.all("figure")
    data = {key.removeprefix("data-"): value for key, value in moving.items()}
    assert data == {
        "class": "card", "id": "a", "frame-count": "9", "shape": "3,3", "duration": "0.25",
        "hold": "2", "plays": "3", "frames": "0,4,8",
        "operation": "conv", "stride": "1", "padding": "0", "dilation": "2",
    }  # fmt: skip
    assert still["data-frames"] == "4"


@pytest.mark.parametrize("text", ["it's", '"', "\\", "\n", "−1·2"])
def test_any_texts_of_cells_reach_the_page(text: str) -> None:
    """Sums of other packages' operations can have any texts."""
    drawing = svgconv.load("dilation").drawing()
    card = Card.of("x", "C", drawing, svgconv.load("dilation"), {}, ("dilation", {}))
    cells = json.dumps({"sums": text}, ensure_ascii=False)
    script = _inline_script(replace(card, cells=cells))
    # Python reads these quotes and escapes as JavaScript does.
    called = ast.literal_eval(script[script.index("(") :].removesuffix(";\n"))
    assert called == ("x", card.markup, cells)
