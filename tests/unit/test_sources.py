"""What a FIGURE may be."""

from __future__ import annotations

from pathlib import Path

import pytest

import svgconv
from svgconv.errors import SvgconvError
from svgconv.figure.declaration import FigureOptions
from svgconv.operations import OPERATIONS
from svgconv.options import options_of
from svgconv.sources.figure_argument import recipe_of


@pytest.mark.parametrize(
    ("call", "parameters"),
    [
        ("nn.Conv2d(1, 1, 3)", {"kernel_size": 3}),
        (
            "torch.nn.Conv2d(3, 64, (3, 5), 2, 1)",
            {
                "in_channels": 3,
                "out_channels": 64,
                "kernel_size": [3, 5],
                "stride": 2,
                "padding": 1,
            },
        ),
        (
            "Conv2d(8, 8, 3, padding='same', groups=4)",
            {
                "in_channels": 8,
                "out_channels": 8,
                "groups": 4,
                "kernel_size": 3,
                "padding": "same",
            },
        ),
        (
            "nn.ConvTranspose2d(2, 4, 3, 2, 0, 1, 2)",
            {
                "in_channels": 2,
                "out_channels": 4,
                "groups": 2,
                "kernel_size": 3,
                "stride": 2,
                "output_padding": 1,
            },
        ),
        ("nn.Conv2d(1, 1, kernel_size=3, bias=False, device='cpu')", {"kernel_size": 3}),
        (
            "nn.Sequential(nn.ReflectionPad2d((1, 2, 3, 4)), nn.Conv2d(1, 1, 3))",
            {"kernel_size": 3, "padding": [[3, 4], [1, 2]], "padding_mode": "reflect"},
        ),
        ("nn.Sequential(nn.ZeroPad2d(2), nn.Conv2d(1, 1, 3))", {"kernel_size": 3, "padding": 2}),
        (
            "nn.ConvTranspose2d(1, 1, 3)(x)[..., 1:, :-2]",
            {"kernel_size": 3, "padding": [[1, 0], [0, 2]]},
        ),
        ("nn.MaxPool2d(3, ceil_mode=True)", {"kernel_size": 3, "ceil_mode": True}),
        (
            "nn.MaxPool2d(3, 2, 1, 2, False, True)",
            {
                "kernel_size": 3,
                "stride": 2,
                "padding": 1,
                "dilation": 2,
                "ceil_mode": True,
            },
        ),
        (
            "nn.AvgPool2d(2, None, 1, False, False, 3)",
            {
                "kernel_size": 2,
                "padding": 1,
                "count_include_pad": False,
                "divisor_override": 3,
            },
        ),
        (
            "nn.Sequential(nn.ConstantPad2d((0, 1, 0, 1), float('-inf')), nn.MaxPool2d(2, 1))",
            {"kernel_size": 2, "stride": 1, "padding": [[0, 1], [0, 1]]},
        ),
        (
            "nn.Sequential(nn.ZeroPad2d((0, 1, 0, 1)), nn.MaxPool2d(2, 1))",
            {
                "kernel_size": 2,
                "stride": 1,
                "padding": [[0, 1], [0, 1]],
                "padding_mode": "zeros",
            },
        ),
        (
            "nn.Sequential(nn.ZeroPad2d(1), nn.AvgPool2d(3, 2, count_include_pad=False))",
            {"kernel_size": 3, "stride": 2, "padding": 1},
        ),
        (
            "nn.Sequential(nn.ConstantPad2d(2, 0.0), nn.AvgPool2d(3, 2))",
            {"kernel_size": 3, "stride": 2, "padding": 2, "padding_mode": "zeros"},
        ),
        ("nn.AdaptiveMaxPool2d((None, 3))", {"output_size": [9, 3]}),
        ("nn.AdaptiveAvgPool2d(1)", {"output_size": 1}),
    ],
)
def test_pytorch_calls(call: str, parameters: dict[str, object]) -> None:
    operation = svgconv.load(call, input_size=9).operation
    assert operation.parameters() == {"input_size": 9, **parameters}


def test_what_is_no_figure_at_all_is_refused_and_paths_are_taken(tmp_path: Path) -> None:
    with pytest.raises(svgconv.SvgconvError, match="figure: 3 is not text"):
        svgconv.load(3)
    made = svgconv.load("dilation")
    assert svgconv.load(made.save(tmp_path / "a.svg")) == made


def test_positional_arguments_are_those_of_the_module() -> None:
    up = svgconv.load("nn.ConvTranspose2d(1, 1, 3, 2, 1, 1, 1, True, 2)", input_size=3).operation
    assert up.parameters() == {
        "input_size": 3,
        "kernel_size": 3,
        "stride": 2,
        "padding": 1,
        "output_padding": 1,
        "dilation": 2,
    }


@pytest.mark.parametrize(
    "call",
    [
        "__import__('os').system('touch pwned')",
        "nn.Conv2d(1, 1, __import__('os'))",
        "nn.Conv2d(1, 1, 3, **{})",
        "nn.Conv2d(*[1, 1, 3])",
        "nn.Conv2d(1, 1, 3",
        "nn.Conv2d(1, 1, 3).weight",
        "nn.Linear(3, 4)",
        "nn.Conv2d(1, 1, 3, strid=2)",
        "nn.Conv2d(1, 1, 3, 1, 0, 1, 1, True, 'zeros', None, None, 7)",
        "nn.Conv2d(1, 1, 3, kernel_size=3)",
        "nn.Conv2d(3, 4, 3, groups=2)",
        "nn.Conv2d(0, 4, 3)",
        "nn.Conv2d(1, 1, 3, padding_mode='mirror')",
        "nn.ConvTranspose2d(1, 1, 3, padding_mode='reflect')",
        "nn.AdaptiveAvgPool2d()",
        "nn.MaxPool2d(3, return_indices=False, count_include_pad=True)",
        "nn.Sequential(nn.GLU(), nn.Conv2d(1, 1, 3))",
        "nn.Sequential(nn.ZeroPad2d(1), nn.Conv2d(1, 1, 3, padding=1))",
        "nn.Sequential(nn.ZeroPad1d(1), nn.Conv2d(1, 1, 3))",
        "nn.Sequential(nn.ZeroPad2d(1), nn.ConvTranspose2d(1, 1, 3))",
        "nn.Sequential(nn.ConstantPad2d(1, float('inf')), nn.MaxPool2d(3))",
        "nn.Sequential(nn.ConstantPad2d(1), nn.MaxPool2d(3))",
        "nn.Conv2d(1, 1, 3)(x)[..., 1:, :-1]",
        "nn.Sequential(nn.ZeroPad2d(1), 3)",
        "nn.ConvTranspose2d(1, 1, 3)(x)[0]",
        "nn.ConvTranspose2d(1, 1, 3)(x)[..., ::2, :]",
        "nn.ConvTranspose2d(1, 1, 3)(x)[..., :3, :]",
        "nn.ConvTranspose2d(1, 1, 3)(x)[..., a:, :]",
        "nn.Conv2d(1, 1)",
        "(" * 5000,
    ],
)
def test_other_calls_are_refused_and_never_evaluated(call: str, tmp_path: Path) -> None:
    with pytest.raises(svgconv.SvgconvError) as refusal:
        svgconv.load(call, input_size=9)
    assert "\n" not in str(refusal.value)
    assert not Path("pwned").exists()


def test_changes_go_before_what_the_figure_says(tmp_path: Path) -> None:
    path = tmp_path / "mine.svg"
    svgconv.conv(5, 3, padding="same", view="flat").save(path)
    wider = svgconv.load(str(path), kernel_size=5, theme="guide")
    assert (wider.view, wider.operation.output_size) == ("flat", (5, 5))


def test_a_toml_file_is_a_figure(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text('operation = "conv"\ninput_size = [4, 6]\nkernel_size = 3\nview = "flat"\n')
    assert svgconv.load(str(path)) == svgconv.conv((4, 6), 3, view="flat")
    path.write_text('figure = "padding_strides"\nstride = 1\n')
    published = svgconv.conv(5, 3, padding=1, outputs="all", beams="lines", frame_duration=1)
    assert svgconv.load(str(path)) == published
    path.write_text("operation = \n")
    with pytest.raises(svgconv.SvgconvError, match="is not TOML"):
        svgconv.load(str(path))


@pytest.mark.parametrize(
    "table",
    [
        "operation = 3",
        "operation = ['conv']",
        "stride = [[1, 2], [3, 4]]",
        "stride = {a = 1}",
        "stride = 1979-05-27",
        "padding = 'inside'",
        "kernel_size = ''",
        "view = 3",
        "theme = []",
        "plays = 1.5",
        "hold = 'long'",
        "crop = 'x'",
        "frames = 'x'",
        "frames = [99]",
        "at = 99",
        "at = 'x'",
        "frame_duration = true",
        "parameters = 3",
        "operations = 'conv'",
    ],
)
def test_nonsense_in_toml_and_in_recipes_gets_one_line(table: str, tmp_path: Path) -> None:
    usual = {"operation": "'conv'", "input_size": "5", "kernel_size": "3"}
    key = table.split(" =", 1)[0]
    lines = [f"{name} = {value}" for name, value in usual.items() if name != key]
    path = tmp_path / "a.toml"
    path.write_text("\n".join([*lines, table]))
    with pytest.raises(svgconv.SvgconvError) as refusal:
        svgconv.load(str(path))
    assert "\n" not in str(refusal.value)


@pytest.mark.parametrize("parameters", ["3", '"x"', "[1]", "null", '{"input_size": null}'])
def test_a_recipe_edited_to_nonsense_gets_one_line(parameters: str, tmp_path: Path) -> None:
    path = svgconv.conv(5, 3).save(tmp_path / "a.svg")
    text = path.read_text("utf-8")
    path.write_text(text.replace('{"input_size":5,"kernel_size":3}', parameters), "utf-8")
    with pytest.raises(svgconv.SvgconvError):
        svgconv.load(str(path))


def test_an_svg_of_somebody_else_is_refused(tmp_path: Path) -> None:
    for name, text in {"plain": "<svg/>", "broken": "<svg", "other": '{"a": 1}'}.items():
        path = tmp_path / f"{name}.svg"
        path.write_text(text)
        with pytest.raises(svgconv.SvgconvError, match="no svgconv recipe"):
            recipe_of(str(path))


@pytest.mark.parametrize("suffix", ["png", "gif", "pdf", "json", "mp4", "PNG"])
def test_a_file_of_somebody_else_is_refused_in_any_format(suffix: str, tmp_path: Path) -> None:
    path = tmp_path / f"x.{suffix}"
    path.write_bytes(b"something")
    with pytest.raises(svgconv.SvgconvError, match="holds no svgconv recipe; give a file that"):
        svgconv.load(path)
    with pytest.raises(svgconv.SvgconvError, match=r"nothing\.\w+: cannot be read"):
        svgconv.load(tmp_path / f"nothing.{suffix}")


def test_a_picture_is_the_figure_that_it_shows(tmp_path: Path) -> None:
    figure = svgconv.max_pool(4, 2, values=3)
    again = svgconv.load(figure.save(tmp_path / "Pooling.PNG"))
    assert (again.recipe["values"], again.name) == (figure.recipe["values"], "Pooling")


def test_a_files_name_may_have_brackets(tmp_path: Path) -> None:
    """Browsers write ``figure (1).svg`` when they download a file twice."""
    call, path = "nn.Conv2d(1, 1, 3)", tmp_path / "figure (1)"
    figure = svgconv.load(call, input_size=5)
    figure.save(path.with_suffix(".svg"))
    path.with_suffix(".txt").write_text(call, "utf-8")
    path.with_suffix(".toml").write_text('operation = "conv"\ninput_size = 5\nkernel_size = 3')
    for suffix in (".svg", ".txt", ".toml"):
        loaded = svgconv.load(path.with_suffix(suffix), input_size=5)
        assert (loaded.operation, loaded.name) == (figure.operation, "figure (1)")


def test_what_exists_is_not_said_to_be_missing(tmp_path: Path) -> None:
    with pytest.raises(svgconv.SvgconvError, match="is a folder; give a file in it"):
        svgconv.load(tmp_path)
    (tmp_path / "model").write_text("Conv2d(1, 1, 3)", "utf-8")
    with pytest.raises(svgconv.SvgconvError, match="is a file of an unknown kind; name it"):
        svgconv.load(tmp_path / "model")


def test_a_misspelt_option_in_toml_is_suggested(tmp_path: Path) -> None:
    """A key that is not an option may be meant as one, or as a parameter."""
    file = tmp_path / "figure.toml"
    names = [*options_of(FigureOptions), *options_of(OPERATIONS.get("conv"))]
    for name in names:
        for source in ('figure = "padding_strides"', 'operation = "conv"\ninput_size = 5'):
            file.write_text(f"{source}\n{name}z = 1\n")
            with pytest.raises(SvgconvError) as caught:
                svgconv.load(file)
            assert str(caught.value) == (
                f"{file}, {name}z: unknown parameter of conv; did you mean {name!r}?"
            )
