"""Every kind of wrong table is one line that names the place; the JSON schema says the same."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any

import jsonschema
import pytest

import svgconv
from svgconv.errors import SvgconvError
from svgconv.figure.figure import Figure
from svgconv.figure.schema import DRAFT
from svgconv.gallery.model import GALLERY, Gallery, read_gallery
from svgconv.gallery.schema import gallery_schema
from svgconv.operations import OPERATIONS
from svgconv.sources.catalogue import catalogue_text
from svgconv.sources.toml import parse_toml

SECTION = '[[sections]]\ntitle = "S"\n'
FIGURE = f'{SECTION}[[sections.figures]]\nname = "x"\nfigure = "dilation"\n'
UNNAMED = f'{SECTION}[[sections.figures]]\nfigure = "dilation"\n'
CLASH = '[[sections.figures]]\nname = "X_still"\nfigure = "dilation"\n'
IN_SECTION = "section 'S', "
IN_FIGURE = "section 'S', figure 'x', "
QUOTES = "write it in quotes"
FIGURES = 'write [[sections.figures]], or figures = ["dilation"]'

WRONG = {
    # A wrong type at every level
    "title = 3": f"title: 3 is not text; {QUOTES}",
    "title = true": f"title: true is not text; {QUOTES}",
    "title = 1979-05-27": f"title: 1979-05-27 is not text; {QUOTES}",
    "title = 1.5": f"title: 1.5 is not text; {QUOTES}",
    "title = ['a']": f"title: ['a'] is not text; {QUOTES}",
    "title = {a = 1}": f"title: {{'a': 1}} is not text; {QUOTES}",
    "introduction = false": f"introduction: false is not text; {QUOTES}",
    "formats = 'svg'": """formats: 'svg' is not a list; write formats = ["svg", "gif"]""",
    "formats = true": """formats: true is not a list; write formats = ["svg", "gif"]""",
    "formats = ['svg', 3]": f"formats, entry 2: 3 is not text; {QUOTES}",
    "formats = [['svg']]": f"formats, entry 1: ['svg'] is not text; {QUOTES}",
    "sections = true": "sections: true is not a list; write [[sections]]",
    "sections = [{title = 'S'}, 'a']": "sections, entry 2: 'a' is not a table; write [[sections]]",
    "sections = [[]]": "sections, entry 1: [] is not a table; write [[sections]]",
    "[sections]": "sections: {} is not a list; write [[sections]]",
    "[[sections]]\ntitle = 3": f"section 1, title: 3 is not text; {QUOTES}",
    f"{SECTION}text = true": f"{IN_SECTION}text: true is not text; {QUOTES}",
    f"{SECTION}figures = 'a'": f"{IN_SECTION}figures: 'a' is not a list; {FIGURES}",
    f"{SECTION}figures = [1]": f"{IN_SECTION}figures, entry 1: 1 is not a table; {FIGURES}",
    f"{SECTION}figures = ['dilation', 'dilatoin']": f"{IN_SECTION}figures, entry 2, figure: "
    "'dilatoin' is not a figure of the catalogue; did you mean 'dilation'?",
    f"{SECTION}figures = ['zzz']": f"{IN_SECTION}figures, entry 1, figure: 'zzz' is not a figure "
    "of the catalogue; see svgconv list",
    "cover = 'y'": "cover: 'y' is not a figure of the gallery; add it to a section",
    f"cover = 'y'\n{FIGURE}": "cover: 'y' is not a figure of the gallery; use one of: x",
    f"{SECTION}[sections.figures]\nname = 'x'": f"{IN_SECTION}figures: {{'name': 'x'}} is not "
    f"a list; {FIGURES}",
    f"{SECTION}[[sections.figures]]\nname = true": f"{IN_SECTION}figure 1, name: true is not text",
    f"{FIGURE}caption = true": f"{IN_FIGURE}caption: true is not text; {QUOTES}",
    f"{FIGURE}caption = ['a']": f"{IN_FIGURE}caption: ['a'] is not text; {QUOTES}",
    # Unknown keys, with a suggestion
    "titel = 'a'": "titel: unknown key; did you mean 'title'?",
    "zzz = 1": "zzz: unknown key; use one of: command, cover, formats, introduction, sections, "
    "title",
    f"{SECTION}txt = 'a'": f"{IN_SECTION}txt: unknown key; did you mean 'text'?",
    f"{SECTION}figure = 'a'": f"{IN_SECTION}figure: unknown key; did you mean 'figures'?",
    f"{FIGURE}strid = 2": f"{IN_FIGURE}strid: ",
    # Missing keys
    "[[sections]]\ntext = 'a'": 'section 1, title: missing; add title = "..."',
    UNNAMED: f'{IN_SECTION}figure 1, name: missing; add name = "..."',
    f"{FIGURE}[[sections.figures]]\ncaption = 'a'": f"{IN_SECTION}figure 2, name: missing",
    f"{SECTION}[[sections.figures]]\nname = 'x'": f"{IN_FIGURE}operation: missing",
    # Names
    UNNAMED + "name = ''": f"{IN_SECTION}figure '', name: '' is not a portable file name",
    UNNAMED + "name = 'a b'": f"{IN_SECTION}figure 'a b', name: 'a b' is not a portable file name",
    UNNAMED + 'name = "a\\n"': f"{IN_SECTION}figure 'a\\n', name: 'a\\n' is not a portable",
    FIGURE + FIGURE: "name: 'x' and 'x' would be the same file; give each figure a name of its own",
    f"{FIGURE}{CLASH}": "name: 'X_still' and 'x' would be the same file; give each figure a name",
    # A figure's own keys
    f"{FIGURE}stride = true": f"{IN_FIGURE}stride: ",
    f"{FIGURE}stride = [[1], {{a = 2}}]": f"{IN_FIGURE}stride: ",
    f"{FIGURE}view = {{a = 1}}": f"{IN_FIGURE}view: ",
    f"{FIGURE}crop = 'a'": f"{IN_FIGURE}crop: ",
}  # fmt: skip


def read(toml: str, folder: Path) -> Gallery:
    """The gallery of a text."""
    (folder / "gallery.toml").write_text(toml, "utf-8")
    gallery = read_gallery(folder)
    for entry in gallery.entries:
        assert entry.figure.operation
    return gallery


@pytest.mark.parametrize("toml", WRONG)
def test_a_wrong_table_is_one_line_that_names_its_place(toml: str, tmp_path: Path) -> None:
    with pytest.raises(SvgconvError) as caught:
        read(toml, tmp_path)
    line = str(caught.value)
    assert line.startswith(f"{tmp_path / 'gallery.toml'}, {WRONG[toml]}")
    assert "\n" not in line


def test_a_long_wrong_value_is_cut(tmp_path: Path) -> None:
    with pytest.raises(SvgconvError, match=r"title: \[1, 1, .*\.\.\. is not text") as caught:
        read(f"title = [{'1, ' * 1000}]", tmp_path)
    assert len(str(caught.value)) < len(str(tmp_path)) + 120


def test_absent_keys_have_their_defaults(tmp_path: Path) -> None:
    gallery = read(FIGURE, tmp_path)
    assert (gallery.title, gallery.introduction) == ("Convolution arithmetic", "")
    assert gallery.formats == ("svg", "still", "strip")
    (section,) = gallery.sections
    assert (section.text, [entry.caption for entry in section.entries]) == ("", ["x"])
    assert read("", tmp_path).sections == ()
    assert read(SECTION, tmp_path).entries == []


def test_present_keys_are_read(tmp_path: Path) -> None:
    gallery = read(
        'title = "T"\nintroduction = "\\n I\\n"\nformats = ["svg", "gif", "svg"]\n'
        f'{FIGURE}caption = "C"\nstride = 2\n',
        tmp_path,
    )
    assert (gallery.title, gallery.introduction, gallery.formats) == ("T", "I", ("svg", "gif"))
    (entry,) = gallery.entries
    assert (entry.name, entry.caption) == ("x", "C")
    assert entry.figure.operation.parameters()["stride"] == 2


def test_a_name_stands_for_a_figure_of_the_catalogue_with_its_caption(tmp_path: Path) -> None:
    toml = f"{SECTION}figures = ['dilation', {{name = 'x', figure = 'dilation', stride = 2}}]\n"
    named, table = read(toml, tmp_path).entries
    assert (named.name, named.caption) == ("dilation", "No padding, no stride, dilation")
    assert named.figure == svgconv.load("dilation")
    assert (table.name, table.caption) == ("x", "x")
    assert errors(parse_toml(toml), gallery_schema()) == []


def test_the_cover_goes_with_its_figure(tmp_path: Path) -> None:
    gallery = read(f"cover = 'dilation'\n{SECTION}figures = ['dilation', 'im2col']\n", tmp_path)
    assert gallery.cover == "dilation"
    assert gallery.only(["dilation"]).cover == "dilation"
    assert gallery.only(["im2col"]).cover == ""


def errors(value: object, schema: Mapping[str, Any]) -> list[str]:
    """The places where a value breaks a schema."""
    validator = jsonschema.Draft202012Validator(schema)
    return [error.json_path for error in validator.iter_errors(value)]


def test_the_catalogue_keeps_the_schema() -> None:
    schema = gallery_schema()
    assert schema["$schema"] == DRAFT
    assert errors(parse_toml(catalogue_text()), schema) == []


@pytest.mark.parametrize(
    "toml",
    [toml for toml in WRONG if not re.search(r"stride =|view =|crop =|cover =|'x' and 'x'", toml)
     and toml not in (FIGURE + FIGURE, FIGURE + CLASH)],
)  # fmt: skip
def test_what_the_reader_rejects_the_schema_rejects(toml: str) -> None:
    assert errors(parse_toml(toml), gallery_schema())


def test_the_schema_has_every_key_with_its_default_and_description() -> None:
    schema = gallery_schema()
    section = schema["properties"]["sections"]["items"]
    figure = section["properties"]["figures"]["items"]
    assert schema["properties"].keys() == GALLERY.keys.keys()
    assert schema["properties"]["formats"]["default"] == ["svg", "still", "strip"]
    assert (section["required"], figure["required"]) == (["title"], ["name"])
    for table in (schema, section):
        assert all(key["description"] for key in table["properties"].values())
    options = {item.name for item in fields(Figure)} - {"name"}
    parameters = {name for one in OPERATIONS.names() for name in OPERATIONS.get(one).flags()}
    assert figure["properties"].keys() == {"name", "caption", "figure"} | options | parameters


def test_a_figures_keys_can_be_passed_in() -> None:
    schema = gallery_schema({"zoom": {"type": "number"}})
    figure = schema["properties"]["sections"]["items"]["properties"]["figures"]["items"]
    assert figure["properties"].keys() == {"name", "caption", "zoom"}
    assert figure["properties"]["zoom"] == {"type": "number"}
