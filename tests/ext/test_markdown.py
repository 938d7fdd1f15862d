"""Fenced blocks become figures in Python-Markdown, and the directive in docutils."""

from __future__ import annotations

import re
from base64 import b64decode
from pathlib import Path
from typing import Any

import pytest
from docutils.core import publish_parts
from sphinx.util.docutils import docutils_namespace

import svgconv
from svgconv.errors import SvgconvError
from svgconv.ext.docutils import register
from tests.docs import PAGES
from tests.ext import library

markdown = library("markdown")

FIGURE = svgconv.load("nn.Conv2d(1, 1, 3, stride=2)", input_size=5)

HOSTS = PAGES["docs/hosts.md"].read_text("utf-8")

PAGE = """# Title

```svgconv
nn.Conv2d(1, 1, 3, stride=2)
input-size: 5
```

After.
"""


def html(page: str, **options: str) -> str:
    """A page as MkDocs makes it, with the extension for other blocks of code."""
    extensions = ["fenced_code", "svgconv.ext.markdown"]
    configs = {"svgconv.ext.markdown": options}
    text: str = markdown.markdown(page, extensions=extensions, extension_configs=configs)
    return text


def pictures(page: str) -> list[str]:
    """The SVGs in a page: of each figure the still, if it is animated, and then itself."""
    found = re.findall(r'src(?:set)?="data:image/svg\+xml;base64,([\w+/=]+)"', page)
    return [b64decode(one).decode() for one in found]


def test_a_block_is_a_figure_with_its_still() -> None:
    page = html(PAGE)
    assert pictures(page) == [FIGURE.frame(0).svg(), FIGURE.svg()]
    assert f'alt="{FIGURE.description}"' in page
    assert page.startswith("<h1>Title</h1>\n<p class=")
    assert page.endswith("\n<p>After.</p>")
    assert '<source media="(prefers-reduced-motion: reduce)" srcset="data:' in page


def test_the_figure_can_be_in_the_first_line_and_have_a_caption() -> None:
    block = "~~~~ svgconv padding_strides\n:at: -1\n:alt: The last\nCAPTION\n~~~~~\n"
    page = html(block.replace("CAPTION", "caption: Stride <2>"))
    assert pictures(page) == [svgconv.load("padding_strides").frame(-1).svg()]
    assert "<picture>" not in page
    assert 'alt="The last"><figcaption>Stride &lt;2&gt;</figcaption></figure>' in page


def test_options_that_are_repeated_have_several_lines() -> None:
    page = html("```svgconv\npadding_strides\nbeside: dilation\nbeside: padding_reflect\n```\n")
    beside = ["dilation", "padding_reflect"]
    assert pictures(page)[1] == svgconv.load("padding_strides", beside=beside).svg()


@pytest.mark.parametrize(
    "page",
    [
        "``` {.svgconv #here view=flat values caption='A b'}\npadding_strides\n```\n",
        "```{ .svgconv #here view=flat values caption='A b' }\npadding_strides\n```\n",
        "~~~ .svgconv padding_strides\nview: flat\nvalues:\ncaption: A b\n~~~\n",
    ],
)
def test_the_language_can_be_a_class_with_attributes(page: str) -> None:
    found = html(page)
    assert pictures(found)[1] == svgconv.load("padding_strides", view="flat", values=True).svg()
    assert ('<figure class="svgconv" id="here">' in found) == ("{" in page)
    assert "<figcaption>A b</figcaption>" in found


@pytest.mark.parametrize(
    "before", ["~~~\ntext", "````python\ntext", "```code``` in a text", "~~~ x"]
)
def test_a_fence_that_is_not_closed_hides_no_figure(before: str) -> None:
    found = html(f"{before}\n\n{PAGE}")
    assert pictures(found) == [FIGURE.frame(0).svg(), FIGURE.svg()]


@pytest.mark.parametrize(
    "page",
    [
        "````\n```svgconv\nconv\n```\n````\n",
        "````\n```\n\n```svgconv\nconv\n```\n````\n",
        "~~~\n```svgconv\nconv\n```\n~~~\n",
        "```svgconvs\nconv\n```\n",
        "```svgconv\nconv\n",
        "```python\nsvgconv\n```\n",
        "```svgconv`x\nconv\n```\n",
        "```\n```svgconv\n```\n",
        "``` {.python #svgconv}\nconv\n```\n",
    ],
)
def test_other_blocks_are_left_alone(page: str) -> None:
    assert html(page) == markdown.markdown(page, extensions=["fenced_code"])


class Counted(list[str]):
    """Lines that count how often one is looked at."""

    looks = 0

    def __getitem__(self, place: Any) -> Any:
        self.looks += 1
        return super().__getitem__(place)


@pytest.mark.parametrize(
    "fences", [["````x"] * 500 + ["```"] * 500, ["```x"] * 500 + ["~~~"] * 500, ["```"] * 1000]
)
def test_fences_that_are_not_closed_are_looked_at_a_few_times(fences: list[str]) -> None:
    from svgconv.ext.markdown import Figures  # needs the library

    lines = Counted(fences)
    assert Figures(markdown.Markdown(), Path()).run(lines) == fences
    assert lines.looks < 5 * len(lines)


def test_files_are_in_the_folder_that_the_option_names(tmp_path: Path) -> None:
    svgconv.max_pool(4, 2).save(tmp_path / "mine.svg")
    page = html("```svgconv\nmine.svg\n```\n", folder=str(tmp_path))
    assert pictures(page)[1] == svgconv.max_pool(4, 2).svg()


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        (
            "conv\ninput-size: 3\nkernel-size: 5",
            "svgconv block 2 ('conv'), kernel-size: 5 is larger than the padded input",
        ),
        (
            "conv\ninput_size: 3\nkernel_size: 5",
            "svgconv block 2 ('conv'), kernel_size: 5 is larger than the padded input",
        ),
        (
            "conv\ninput-size: 3\nkernel size 5",
            "svgconv block 2 ('conv'), 'kernel size 5': is not an option; write an option as ",
        ),
        ("", "svgconv block 2, figure: is empty"),
        *(
            (
                f"conv\ninput-size: 4\nkernel-size: 3\n{lines}",
                f"block 2 ('conv'), {name}: is given twice;",
            )
            for lines, name in {
                "theme: dark\ntheme: mine.toml": "theme",
                "kernel_size: 2": "kernel_size",
                "digits:\nno-digits:": "no-digits",
            }.items()
        ),
    ],
)
def test_a_mistake_ends_the_build_with_one_line(lines: str, message: str) -> None:
    with pytest.raises(SvgconvError, match=re.escape(message)):
        html(f"{PAGE}\n```python\n```\n\n```svgconv\n{lines}\n```\n")


def test_an_attribute_that_is_given_twice_is_a_mistake() -> None:
    with pytest.raises(SvgconvError, match="view: is given twice; give it once"):
        html("``` {.svgconv view=flat view=matrix}\nconv\n```\n")


def test_every_block_of_the_page_about_hosts_is_a_figure() -> None:
    page = "".join(re.findall(r"^(````?md\n.*?^````?)$", HOSTS, re.M | re.S))
    (block,) = re.findall(r"^```svgconv\n.*?^```$", page, re.M | re.S)
    assert len(pictures(html(block))) == 2


def test_the_directive_without_sphinx() -> None:
    page = ".. svgconv:: nn.Conv2d(1, 1, 3, stride=2)\n   :input-size: 5\n\n   A *caption*.\n"
    settings = {"report_level": 2, "halt_level": 2}
    with docutils_namespace():
        register()
        body = publish_parts(page, writer="html5", settings_overrides=settings)["body"]
    assert pictures(body) == [FIGURE.frame(0).svg(), FIGURE.svg()]
    assert "A <em>caption</em>." in body


LARGE = "nn.Conv2d(1, 1, 4, padding=2)", "input-size: 40", "scale: 50"
"""A figure that can be read, but not be drawn."""


def test_a_picture_that_is_too_large_is_a_mistake_of_its_block() -> None:
    with pytest.raises(
        SvgconvError, match=r"^svgconv block 1 \(.*\), image size: .* are more than"
    ):
        html("\n".join(["```svgconv", *LARGE, "```"]))


def test_a_picture_that_is_too_large_is_a_message_of_docutils() -> None:
    figure, *options = LARGE
    page = "\n".join([f".. svgconv:: {figure}", *(f"   :{one}" for one in options)])
    with docutils_namespace():
        register()
        settings = {"report_level": 3, "halt_level": 5, "warning_stream": ""}
        body = publish_parts(page, writer="html5", settings_overrides=settings)["body"]
    assert "image size: " in body
    assert "System Message: ERROR/3" in body


@pytest.mark.parametrize(
    "lines",
    [
        "mine.svg",
        "mine.toml",
        "dilation\n   :theme: theme.toml",
        "conv\n   :input-size: 2\n   :kernel-size: 1\n   :input-values: numbers.csv",
        "dilation\n   :beside: mine.svg",
    ],
)
def test_the_directive_reads_no_file_where_docutils_may_not(
    lines: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    svgconv.max_pool(4, 2).save(tmp_path / "mine.svg")
    (tmp_path / "mine.toml").write_text('figure = "dilation"\n', "utf-8")
    (tmp_path / "theme.toml").write_text('base = "dark"\n', "utf-8")
    (tmp_path / "numbers.csv").write_text("1,2\n3,4\n", "utf-8")

    def body(allowed: bool) -> str:
        page = f".. svgconv:: {lines}\n"
        with docutils_namespace():
            register()
            settings = {"file_insertion_enabled": allowed, "report_level": 3, "halt_level": 5}
            return str(
                publish_parts(
                    page,
                    source_path=str(tmp_path / "page.rst"),
                    writer="html5",
                    settings_overrides={**settings, "warning_stream": False},
                )["body"]
            )

    assert pictures(body(True))
    refused = body(False)
    assert not pictures(refused)
    assert "may not be read (file_insertion_enabled is off)" in refused
