"""A small site that Sphinx builds: HTML plays, LaTeX has PDF strips, man and text have words."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from pypdf import PdfReader
from sphinx.cmd.build import build_main

from svgconv.ext.document_figure import DocumentFigure
from tests.docs import PAGES, blocks

pytestmark = pytest.mark.slow

CONFIGURATION = """
project = "Site"
author = "nobody"
extensions = ["myst_parser", "svgconv.ext.sphinx"]
man_pages = [("index", "site", "Site", ["nobody"], 1)]
"""

INDEX = """
Site
====

.. toctree::

   myst

.. svgconv:: nn.Conv2d(1, 1, 3,
      stride=2)
   :input-size: 5
   :view: flat
   :theme: mine.toml
   :beams: lines

{}
See :ref:`stride`.
"""

HOSTS = PAGES["docs/hosts.md"].read_text("utf-8")

THEME = 'base = "guide"\ninput = { fill = "#123456" }\n'


def build(folder: Path, builder: str) -> tuple[int, str]:
    """Build the site of a folder, and return the status and the warnings."""
    warnings = folder / "warnings.txt"
    words = ["-q", "-W", "--keep-going", "-w", str(warnings), "-d", str(folder / "trees")]
    status = build_main([*words, "-b", builder, str(folder), str(folder / builder)])
    return status, warnings.read_text("utf-8")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site, built four times."""
    folder = tmp_path_factory.mktemp("site")
    for name, text in {
        "conf.py": CONFIGURATION,
        "index.rst": INDEX.format(blocks(HOSTS, "rst")[0]),
        "myst.md": "# MyST\n\n"
        + "".join(re.findall(r"^````md\n(```\{.*?)^````", HOSTS, re.M | re.S)),
        "mine.toml": THEME,
    }.items():
        (folder / name).write_text(text, "utf-8")
    for builder in ("html", "latex", "text", "man"):
        assert build(folder, builder) == (0, ""), builder
    return folder


def picture(page: str, number: int) -> tuple[str, str]:
    """The names of the still and of the animation of a page's picture."""
    found = re.findall(
        r'<picture><source media="\(prefers-reduced-motion: reduce\)"'
        r' srcset="_images/([\w-]+\.svg)"><img [^>]*src="_images/([\w-]+\.svg)"[^>]*>\s*</picture>',
        page,
    )
    still, moving = found[number]
    return still, moving


def test_html_plays(site: Path) -> None:
    page = (site / "html" / "index.html").read_text("utf-8")
    images = site / "html" / "_images"
    for number in (0, 1):
        still, moving = ((images / name).read_text("utf-8") for name in picture(page, number))
        assert "<animate" in moving
        assert "<animate" not in still
    assert "#123456" in (images / picture(page, 0)[1]).read_text("utf-8")
    assert 'alt="The kernel moves row by row' in page
    assert re.search(r'<figure class="align-center" id="stride">', page)
    assert '<span class="caption-text">Convolution with <em>stride</em> 2.' in page


def test_a_still_is_alone_and_myst_has_the_same_options(site: Path) -> None:
    page = (site / "html" / "myst.html").read_text("utf-8")
    assert "<picture>" not in page
    (name,) = re.findall(r'<img alt="The third frame" src="_images/([\w-]+\.svg)"', page)
    assert "<animate" not in (site / "html" / "_images" / name).read_text("utf-8")


def test_latex_has_strips_of_vectors(site: Path) -> None:
    (page,) = (site / "latex").glob("*.tex")
    names = re.findall(r"\\sphinxincludegraphics\{\{([\w-]+)\}\.pdf\}", page.read_text("utf-8"))
    assert [name.partition("-")[0] for name in names] == ["max_pool", "conv", "conv"]
    for name, panels in zip(names, (0, 4, 4), strict=True):
        reader = PdfReader(site / "latex" / f"{name}.pdf")
        assert len(reader.pages) == 1
        assert not reader.pages[0].images
        assert (f"{panels} frames" in str(reader.metadata)) == bool(panels)


@pytest.mark.parametrize("file", ["text/index.txt", "man/site.1"])
def test_words_are_in_place_of_pictures(site: Path, file: str) -> None:
    page = " ".join((site / file).read_text("utf-8").split())
    assert "Convolution: input 5×5, kernel 3×3, stride 2, output 2×2. The kernel moves" in page
    assert "image" not in page


def test_a_mistake_is_a_warning_at_its_line(tmp_path: Path) -> None:
    (tmp_path / "conf.py").write_text(CONFIGURATION, "utf-8")
    page = "Site\n====\n\n.. svgconv:: conv\n   :input-size: 3\n   :kernel-size: 5\n"
    (tmp_path / "index.rst").write_text(page, "utf-8")
    status, warnings = build(tmp_path, "text")
    assert status == 1
    line = "kernel-size: 5 is larger than the padded input, 3; pad by 1 or use at most 3"
    assert re.search(rf"index\.rst:4: ERROR: .*{re.escape(line)}", warnings.replace("\n", " "))
    assert "Traceback" not in warnings


def test_a_picture_that_cannot_be_written_is_an_error_at_its_line(tmp_path: Path) -> None:
    (tmp_path / "conf.py").write_text(CONFIGURATION, "utf-8")
    (tmp_path / "index.rst").write_text("Site\n====\n\n.. svgconv:: dilation\n", "utf-8")
    others = (
        tmp_path / "trees" / "svgconv" / f"{DocumentFigure.read('dilation', {}, tmp_path).name}.svg"
    )
    others.parent.mkdir(parents=True)
    others.write_text("mine", "utf-8")
    status, warnings = build(tmp_path, "html")
    assert status == 1
    assert re.search(r"index\.rst:4: ERROR: .* exists and was not written by svgconv", warnings)
    assert others.read_text("utf-8") == "mine"
    assert "The kernel moves" in (tmp_path / "html" / "index.html").read_text("utf-8")
