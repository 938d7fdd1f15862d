"""Every operation, view, theme and format can be chosen, and the answer is the library's own."""

from __future__ import annotations

import html
import json
import re
import shlex
from dataclasses import dataclass, fields, replace
from pathlib import Path

import pytest
from starlette.testclient import TestClient

import svgconv
from svgconv.encoders import ENCODERS
from svgconv.gallery.inline import inline_svg
from svgconv.operations import OPERATIONS
from svgconv.operations.base import parameter
from svgconv.operations.conv import Conv
from svgconv.options import Flag
from svgconv.serve.presets import presets
from svgconv.serve.preview import Preview
from svgconv.serve.request import formats, parse, preview
from svgconv.specification.scalars import one_of
from svgconv.themes import THEMES
from svgconv.views import VIEWS, views_of
from tests.command import run

from . import Page, at

STRIDES = {
    "operation": "conv",
    "input_size": "5",
    "kernel_size": "3",
    "stride": "2",
    "padding": "1",
    "outputs": "all",
    "beams": "lines",
    "frame_duration": "1",
}


@pytest.mark.parametrize("name", OPERATIONS.names())
def test_every_operation_has_its_form_and_composes(name: str, client: TestClient) -> None:
    page = Page(client.get(at({"operation": name})))
    assert page.drawn
    assert page.errors == {}
    assert page.values["operation"] == name
    kind = OPERATIONS.get(name)
    assert {item.name for item in fields(kind)} <= {*page.values}
    others = {flag for one in OPERATIONS.names() for flag in OPERATIONS.get(one).flags()}
    assert not (others - {*kind.flags()}) & {*page.values}
    assert page.choices["view"] == ["", *views_of(kind)]
    assert page.choices["theme"] == THEMES.names()
    again = Page(client.get(at({key: text for key, text in page.values.items() if text})))
    assert again.values == page.values


LINES = {"stack": {"input_size": "9", "layers": "Conv1d(k=3) > Conv1d(k=3, d=2)"}}
"""Of operations that some views draw in one axis only, such a one."""


@pytest.mark.slow
@pytest.mark.parametrize("name", OPERATIONS.names())
def test_every_view_and_theme_draws(name: str, client: TestClient) -> None:
    start = {"operation": name, **LINES.get(name, {})}
    for view in views_of(OPERATIONS.get(name)):
        for theme in THEMES.names():
            page = Page(client.get(at({**start, "view": view, "theme": theme})))
            assert page.drawn, page.errors
            assert (page.values["view"], page.values["theme"]) == (view, theme)


@pytest.mark.parametrize(
    "said",
    [
        {"values": "true", "sum": "true"},
        {"seed": "3", "worksheet": "true", "sum": "true"},
        {"input_values": "1,2;3,4", "weight_values": "1"},
        {"plays": "2", "hold": "1.5", "frame_duration": "0.5"},
        {"frames": "0,-1", "heading": "Two of them", "annotate": "legend,frame"},
        {"crop": "2", "at": "-1", "view": "flat", "theme": "dark"},
    ],
    ids="+".join,
)
def test_every_option_is_the_figures(said: dict[str, str], client: TestClient) -> None:
    said = {"operation": "conv", "input_size": "2", "kernel_size": "1", **said}
    assert Page(client.get(at(said))).drawn
    composed = preview(said.items())
    assert isinstance(composed, Preview)
    command = shlex.split(composed.snippets["Command line"])
    flags = {word.split("=")[0] for word in command}
    for name in said.keys() - {"operation", "values"}:
        assert f"--{name.replace('_', '-')}" in flags, name
    written = run(*command[1:-1], "-").out
    assert client.get(at(said, "/figure.svg")).text == written


def test_one_of_two_parameters_is_not_joined_by_the_other(client: TestClient) -> None:
    page = Page(client.get(at({"operation": "upsample", "input_size": "3", "size": "5"})))
    assert page.drawn, page.errors
    assert page.values["scale_factor"] == ""


def test_the_page_shows_the_librarys_figure_and_words(client: TestClient) -> None:
    figure = svgconv.load("padding_strides")
    text = client.get(at(STRIDES)).text
    assert inline_svg(figure.drawing()) in text
    said = html.unescape(text)
    assert "Output 3×3, 9 frames" in said
    assert (
        "relationship 6: o = floor((i + 2p - k) / s) + 1 = floor((5 + 2·1 - 3) / 2) + 1 = 3" in said
    )
    assert "svgconv render padding_strides -o conv.svg" in said
    assert 'svgconv.load("padding_strides").save("conv.svg")' in said
    assert figure.operation.torch_call() in said


def test_axes_that_differ_are_told_apart(client: TestClient) -> None:
    text = client.get(at({**STRIDES, "kernel_size": "3,4", "padding": "1,0,2,1"})).text
    assert "height, asymmetric padding" in text
    assert "width, asymmetric padding" in text


@pytest.mark.parametrize("suffix", ENCODERS.names())
def test_every_format_downloads_as_the_library_encodes_it(suffix: str, client: TestClient) -> None:
    page = Page(client.get(at({**STRIDES, "width": "150"})))
    (link,) = [
        said["href"]
        for said in page.all("a")
        if (said.get("href") or "").startswith(f"figure.{suffix}?")
    ]
    answer = client.get(f"/{link}")
    assert answer.status_code == 200
    assert answer.headers["content-disposition"] == f'attachment; filename="conv.{suffix}"'
    assert answer.content == svgconv.load("padding_strides").encode(f".{suffix}", width=150)


def test_options_of_playing_and_of_the_file_reach_the_file(client: TestClient) -> None:
    options = {"frame_duration": "0.5", "hold": "1", "plays": "2", "frames": "0,3-5", "crop": "-5"}
    file = {"width": "300", "background": "#ffeecc", "colors": "16", "full_frames": "true"}
    answer = client.get(at(STRIDES | options | file, "/figure.gif"))
    figure = svgconv.load("padding_strides", **options)
    assert answer.content == figure.encode(
        ".gif", width=300, background="#ffeecc", colors=16, full_frames=True
    )
    still = client.get(at({**STRIDES, "at": "-1"}, "/figure.svg"))
    assert still.text == svgconv.load("padding_strides").frame(8).svg()


SHOWN = [
    {**STRIDES, "values": "true", "seed": "7", "sum": "true", "annotate": "title,frame"},
    {
        **STRIDES,
        "input_size": "2",
        "kernel_size": "2",
        "input_values": "1,2;3,-4.5",
        "worksheet": "true",
        "heading": "An 'own' \"title\" & <more>",
    },
    {**LINES["stack"], "operation": "stack", "view": "planes", "theme": "auto"},
    STRIDES,
    {**STRIDES, "at": "4", "format": "png", "dpi": "200", "background": "transparent"},
    {**STRIDES, "input_size": "4,6", "view": "flat", "theme": "dark", "hold": "2"},
    {**STRIDES, "format": "gif", "width": "200", "colors": "8", "full_frames": "true"},
    {"operation": "avg_pool", "input_size": "5", "kernel_size": "2", "count_include_pad": "false"},
]


@pytest.mark.parametrize("query", SHOWN)
def test_the_command_and_the_python_that_are_shown_write_the_download(
    query: dict[str, str], client: TestClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    suffix = query.get("format", "svg")
    download = client.get(at(query, f"/figure.{suffix}")).content
    shown = re.findall(r"<pre[^>]*>(.*?)</pre>", client.get(at(query)).text, re.DOTALL)
    command, code, *_ = map(html.unescape, shown)
    assert run(*shlex.split(command)[1:]).status == 0
    assert (tmp_path / f"{query['operation']}.{suffix}").read_bytes() == download
    exec(code, {})
    assert (tmp_path / f"{query['operation']}.{suffix}").read_bytes() == download


def test_every_preset_is_a_figure_of_the_catalogue(client: TestClient) -> None:
    assert len(presets()) >= 15
    for preset in presets():
        page = Page(client.get(at(preset.query)))
        assert page.drawn, (preset, page.errors)
        assert {key: page.values[key] for key in preset.query} == dict(preset.query)


@dataclass(frozen=True)
class Outside:
    """A member that another package adds."""

    member: object

    def load(self) -> object:
        """The member."""
        return self.member


def test_new_members_of_every_family_appear_by_themselves(monkeypatch: pytest.MonkeyPatch) -> None:
    @dataclass(frozen=True)
    class Sparse(Conv):
        name = "sparse"
        sparsity: int = parameter(one_of("much", "little"), Flag("How sparse."), default="much")

    added = {
        "svgconv.operations": {"sparse": Outside(Sparse)},
        "svgconv.views": {"seen": Outside(replace(VIEWS.get("flat"), name="seen"))},
        "svgconv.themes": {"pastel": Outside(replace(THEMES.get("guide"), name="pastel"))},
        "svgconv.encoders": {"xyz": Outside(ENCODERS.get("svg"))},
    }
    monkeypatch.setattr("svgconv.registry._entry_points", lambda group: added[group])
    said = parse([("operation", "sparse")])
    own = said.fields
    assert said.problem is None
    assert said.values == {"operation": "sparse", "input_size": "6", "kernel_size": "3"}
    assert "sparse" in own["operation"].choices
    assert own["sparsity"].choices == ("much", "little")
    assert (own["sparsity"].default, own["sparsity"].help) == ("much", "How sparse.")
    assert "seen" in own["view"].choices
    assert "pastel" in own["theme"].choices
    assert "xyz" in formats()
    assert isinstance(preview(said.values.items()), Preview)


PRINTED = "Sequential(\n  (0): Conv2d(1, 1, kernel_size=(3, 3), stride=(1, 1))\n  (1): ReLU()\n)"
PASTED = {
    "nn.Conv2d(1, 1, 3, stride=2)": svgconv.conv(4, 3, stride=2),
    " padding_strides\n": svgconv.load("padding_strides"),
    "numerical_padding_strides": svgconv.load("numerical_padding_strides"),
    "keras.layers.MaxPooling2D(2)": svgconv.max_pool(6, 2),
    "ConvTranspose1d(k=3, s=2)": svgconv.load("ConvTranspose1d(k=3, s=2)", input_size=4),
    PRINTED: svgconv.load("stack", layers="Conv2d(k=3) > ReLU()", input_size=12),
    json.dumps(svgconv.load("wavenet").recipe): svgconv.load("wavenet"),
    json.dumps(svgconv.load("deformable").recipe): svgconv.load("deformable"),
}


@pytest.mark.parametrize("text", PASTED)
def test_a_pasted_figure_fills_the_fields(text: str, client: TestClient) -> None:
    answer = client.get(at({"figure": text}), follow_redirects=False)
    assert answer.status_code == 303
    address = answer.headers["location"]
    assert address.startswith("./?operation=")
    page = Page(client.get(address.removeprefix(".")))
    assert page.errors == {}
    assert inline_svg(PASTED[text].drawing()) in client.get(address.removeprefix(".")).text


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("/etc/passwd", "'/etc/passwd' is not a figure; paste a call such as "),
        ("secret.svg", "'secret.svg' is not a figure; paste a call such as "),
        ("secret.toml", "'secret.toml' is not a figure; paste a call such as "),
        ("-", "'-' is not a figure; paste a call such as "),
        ("{", "is not JSON ("),
        ("[]", "'[]' is not a figure; paste a call such as "),
        ('{"operation": "conv"}', "is not a recipe of svgconv; paste a call such as "),
        ("{" * 500, "is not JSON ("),
        ("nn.Linear(3, 4)", "'nn.Linear' is not drawn; "),
        ("nn.Conv2d(1, 1, 3, strid=2)", "Conv2d: unknown argument 'strid'; did you mean 'stride'?"),
        ("compare_dilation", "compared figures have no fields; paste one of them"),
        (
            '{"operation": "conv", "parameters": {"input_size": 5}, "theme": {"base": "dark"}}',
            "a table of colours has no field; use svgconv render",
        ),
    ],
)
def test_what_cannot_be_pasted_is_said_at_its_field(
    text: str, message: str, client: TestClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "secret.toml").write_text('base = "dark"\n', "utf-8")
    svgconv.conv(2, 2).save(tmp_path / "secret.svg")
    page = Page(client.get(at({"figure": text})))
    assert [*page.errors] == ["figure"]
    assert page.errors["figure"].startswith(message)
    recipe = svgconv.conv(2, 2).recipe | {"theme": "secret.toml"}
    page = Page(client.get(at({"figure": json.dumps(recipe)})))
    assert page.errors["theme"].startswith("'secret.toml' is not known; ")
