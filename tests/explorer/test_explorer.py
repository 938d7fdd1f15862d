"""Every figure of an explorer is the file that `svgconv render` writes, byte by byte."""

from __future__ import annotations

import random
import re
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

import svgconv
from svgconv.errors import SvgconvError
from svgconv.explorer.document import document
from svgconv.explorer.explored import Explored
from svgconv.explorer.page import assets, page
from svgconv.explorer.values import values_in
from svgconv.gallery.explorer import Explorer
from svgconv.gallery.written_file import WrittenFile
from tests.command import run
from tests.explorer import Decoded, decoded, manifest
from tests.galleries import gallery_toml

SMALL = """
title = "Small </title><script>alert(1)</script>"
[[operations]]
operation = "conv"
input_size = "2-3"
kernel_size = "2-3"
padding = [0, [1, 0]]
view = ["flat", "oblique"]
[[operations]]
operation = "conv_transpose1d"
input_size = 2
kernel_size = "1-2"
stride = "1,3"
output_padding = "0-1"
theme = ["guide", "</script>.toml"]
seed = ["none", 7]
view = "flat"
[[operations]]
operation = "max_pool"
input_size = 3
kernel_size = 2
ceil_mode = [false, true]
view = "flat"
"""
THEME = '[input]\nfill = "#123456"\n'


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small explorer, with numbers, a theme of a hostile name, and impossible combinations."""
    folder = tmp_path_factory.mktemp("explorer")
    (folder / "explore.toml").write_text(SMALL, "utf-8")
    theme = folder / "</script>.toml"
    theme.parent.mkdir()
    theme.write_text(THEME, "utf-8")
    svgconv.explore(folder)
    return folder


def written(one: Decoded, folder: Path, file: Path) -> str:
    """Return what the command line writes for a combination, or its error."""
    words = [str(folder / word) if word.endswith(".toml") else word for word in one.words]
    result = run(*words, "-o", str(file))
    if result.status:
        return result.err
    return file.read_bytes().decode()


def test_every_figure_is_what_the_command_line_writes(folder: Path, tmp_path: Path) -> None:
    found = list(decoded(folder))
    assert len(found) == 2 * 8 + 4 * 8 + 2
    impossible = 0
    for number, one in enumerate(found):
        right = written(one, folder, tmp_path / f"{number}.svg")
        assert (one.svg or f"{one.document}\n") == right, one.words
        impossible += not one.svg
    assert 0 < impossible < len(found) / 2


def test_the_built_in_ranges_are_what_figures_are(tmp_path: Path) -> None:
    """Some documents of the default set; `make explore` compares all."""
    explored = Explored.of(tmp_path)
    chosen = random.Random(20)
    for block in explored.blocks:
        name = block.ranges.operation.name
        for parameters in chosen.sample(block.ranges.combinations, 2):
            one = Decoded(name, {}, document(name, parameters, block.options))
            try:
                right = svgconv.load(name, **parameters, **block.options).encode(".svg").decode()
            except SvgconvError:
                controls = {**parameters, **{name: block.options[name] for name in ("view",)}}
                words = Decoded(name, {key: str(one) for key, one in controls.items()}, "").words
                right = run(*words, "-o", str(tmp_path / "none.svg")).err.rstrip("\n")
            assert (one.svg or one.document) == right


def test_facts_are_those_of_the_figure(folder: Path) -> None:
    (one,) = (
        one
        for one in decoded(folder)
        if one.operation == "conv" and [*one.controls.values()][:3] == ["3", "2", "0"]
        if one.controls["view"] == "flat"
    )
    facts = one.document.split("\n<svg")[0].split("\n")
    assert facts[:3] == [
        "size\tOutput 2×2",
        "frames\t4 frames",
        "step\trelationship 1: o = (i - k) + 1 = (3 - 2) + 1 = 2",
    ]
    assert "code\tPyTorch\tnn.Conv2d(1, 1, 2)" in facts
    assert "code\tKeras\tkeras.layers.Conv2D(1, 2)" in facts
    command = "svgconv render conv --input-size 3 --kernel-size 2 --view flat -o conv.svg"
    assert f"code\tCommand line\t{command}" in facts


def test_the_page_is_small_and_escapes_all_names(folder: Path) -> None:
    html = (folder / "index.html").read_text("utf-8")
    assert html.count("<script") == html.count("</script>") == 2
    assert "alert(1)</script>" not in html
    (theme,) = (one["looks"][1] for one in manifest(folder) if one["name"] == "conv_transpose1d")
    assert theme["texts"] == ["guide", "</script>.toml"]
    built_in = Explored.of(folder / "nothing")
    files = [block.file("01234567") for block in built_in.blocks]
    assert sum(map(len, assets().values())) + len(page(built_in, files)) < 60_000


def test_a_second_run_writes_nothing_and_a_change_is_written(folder: Path, tmp_path: Path) -> None:
    ranges = {"max_pool1d": {"input_size": 4, "kernel_size": "1-2", "view": "flat"}}
    place = tmp_path / "explorer"
    first = svgconv.explore(place, ranges)
    assert len(first.written) == len(first.files) == 6
    before = {path.name: path.read_bytes() for path in place.iterdir()}
    assert svgconv.explore(place, ranges).written == []
    assert svgconv.explore(place, ranges, overwrite=True).written == []
    (block,) = place.glob("max_pool1d_0_*.js")
    block.write_text("/* svgconv */", "utf-8")
    assert svgconv.explore(place, ranges).written == [block.name]
    assert {path.name: path.read_bytes() for path in place.iterdir()} == before
    again = svgconv.explore(place, {"max_pool1d": {**ranges["max_pool1d"], "kernel_size": 2}})
    (other,) = place.glob("max_pool1d_0_*.js")
    assert again.written == [other.name, "index.html"]
    assert again.removed == 1


def test_a_page_keeps_its_blocks_until_there_is_another_page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whenever a run is stopped or killed, the page shows its own figures."""
    ranges = {"max_pool1d": {"input_size": "4-5", "kernel_size": "1-2", "view": "flat"}}
    others = {"max_pool1d": {**ranges["max_pool1d"], "input_size": "6-7"}}
    svgconv.explore(tmp_path, ranges)
    figures, files = [*decoded(tmp_path)], {*tmp_path.iterdir()}
    put = WrittenFile.put

    def stopped(path: Path, *others: Any) -> WrittenFile:
        if path.name == "index.html":
            raise KeyboardInterrupt
        return put(path, *others)

    monkeypatch.setattr(WrittenFile, "put", stopped)
    with pytest.raises(KeyboardInterrupt):
        svgconv.explore(tmp_path, others)
    assert {*tmp_path.iterdir()} == files
    monkeypatch.setattr("svgconv.explorer.builder._remove", len)  # a killed run removes nothing
    with pytest.raises(KeyboardInterrupt):
        svgconv.explore(tmp_path, others)
    assert len({*tmp_path.iterdir()} - files) == 1
    assert [*decoded(tmp_path)] == figures
    monkeypatch.undo()
    assert svgconv.explore(tmp_path, ranges).removed == 1
    assert {*tmp_path.iterdir()} == files
    assert [*decoded(tmp_path)] == figures


def test_nothing_of_others_is_overwritten_and_nothing_is_half_written(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("mine", "utf-8")
    ranges = {"conv1d": {"input_size": 4, "kernel_size": 2}}
    with pytest.raises(SvgconvError, match="was not written by svgconv"):
        svgconv.explore(tmp_path, ranges)
    assert [path.name for path in tmp_path.iterdir()] == ["index.html"]


def test_a_folder_that_does_not_exist_is_not_made_for_wrong_ranges(tmp_path: Path) -> None:
    with pytest.raises(SvgconvError):
        svgconv.explore(tmp_path / "new", {"conv": {"kernel_size": "5-1"}})
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize(
    ("given", "values"),
    [
        ("3-5", (3, 4, 5)),
        ("1,3-4, 7", (1, 3, 4, 7)),
        ("0,same", (0, "same")),
        (3, (3,)),
        (["1-2", "valid", [1, 0]], (1, 2, "valid", [1, 0])),
        ([1, True], (1, True)),
        ("2,2", (2,)),
    ],
)
def test_values(given: object, values: tuple[object, ...]) -> None:
    assert repr(values_in("padding", given)) == repr(values)


@pytest.mark.parametrize(
    ("words", "line"),
    [
        (["--operation", "conv", "-k", "5-1"], "--kernel-size: '5-1' runs backwards; write 1-5\n"),
        (["-k", "3"], "--kernel-size: applies only to an operation; add --operation NAME\n"),
        (["--operation", "conv", "-k", "0-3"], "--kernel-size: 0 is below 1; use 1 or more\n"),
        (
            ["--operation", "conv", "-i", "1-9999"],
            "--input-size: 9,999 values are more than 1,000; give a shorter range\n",
        ),
        (
            ["--operation", "conv", "-i", "1-1000"],
            "explore: 288,000 figures are more than 20,000; give shorter ranges, or fewer views\n",
        ),
        (
            ["--operation", "conv", "-i", "3-400"],
            "explore: 114,624 figures are more than 20,000; give shorter ranges, or fewer views\n",
        ),
        (
            ["--operation", "upsample", "-i", "3", "--seed", "x"],
            "--seed: 'x' is not a seed; give whole numbers, or none\n",
        ),
        (
            ["--operation", "unfold", "-i", "3"],
            "--kernel-size: missing, but required by unfold; give a range such as 1-5\n",
        ),
        (
            ["--operation", "max_pool", "--view", "matrix"],
            "--view: 'matrix' does not draw max_pool; use one of: flat, oblique\n",
        ),
        (
            ["--operation", "max_pool", "--groups", "1"],
            "--groups: unknown parameter of max_pool; ",
        ),
    ],
)
def test_errors_are_one_line(words: list[str], line: str, tmp_path: Path) -> None:
    result = run("explore", str(tmp_path / "new"), *words)
    assert result.status == 2
    assert result.err.startswith(line)
    assert result.err.count("\n") == 1
    assert not (tmp_path / "new").exists()


def test_toml_errors_name_the_place(tmp_path: Path) -> None:
    (tmp_path / "explore.toml").write_text(
        '[[operations]]\noperation = "conv"\ninput_size = 3\nkernel_size = 2\nstrid = 1\n', "utf-8"
    )
    result = run("explore", str(tmp_path))
    place = f"{tmp_path / 'explore.toml'}, operation 'conv', strid"
    assert result.err.startswith(f"{place}: unknown parameter of conv; did you mean 'stride'?")


def test_the_command_takes_ranges(tmp_path: Path) -> None:
    place = tmp_path / "explorer"
    flags = "--operation max_pool1d -i 4 -k 1-2 -s 1 -p 0 -d 1 --view flat --seed none,3"
    result = run("explore", str(place), *flags.split())
    assert (result.status, result.err) == (0, "")
    assert result.out.startswith("7 files, ")
    (operation,) = manifest(place)
    texts = [one["texts"] for one in operation["parameters"]]
    assert texts == [["4"], ["1", "2"], ["1"], ["0"], ["1"]]
    assert operation["looks"][2]["texts"] == ["none", "3"]


def test_addresses_start_with_a_figures_own_parameters(tmp_path: Path) -> None:
    assert Explorer.next_to(tmp_path) is None
    page_file = tmp_path / "explore" / "index.html"
    page_file.parent.mkdir()
    built_in = Explored.of(tmp_path)
    page_file.write_bytes(page(built_in, [""] * len(built_in.blocks)))
    explored = Explorer.next_to(tmp_path)
    assert explored is not None
    figure = svgconv.load("padding_strides")
    assert explored.address(figure.recipe) == (
        "explore/index.html#operation=conv&input_size=5&kernel_size=3&stride=2&padding=1&dilation=1&view=oblique"
    )
    assert explored.address(svgconv.max_pool(6, 2, view="flat").recipe) == (
        "explore/index.html#operation=max_pool&input_size=6&kernel_size=2&stride=2&padding=0&dilation=1&view=flat"
    )
    for other in (
        svgconv.conv((5, 6), 3),
        svgconv.conv(5, 3, padding_mode="reflect", padding=1),
        svgconv.conv(70, 3),
        svgconv.pixel_shuffle(2, 2),
        svgconv.compare(figure, figure),
    ):
        assert explored.address(other.recipe) == ""
    for text in ("", page_file.read_text("utf-8").replace('"texts"', '"words"')):
        page_file.write_text(text, "utf-8")
        others = Explorer.next_to(tmp_path)
        assert others is None or not others.address(figure.recipe)


def test_blocks_of_another_explorer_are_removed(folder: Path, tmp_path: Path) -> None:
    """An explorer in a folder with an older one is complete, and others' files stay."""
    copy = tmp_path / "copy"
    shutil.copytree(folder, copy)
    others = {"mine_1.js": "svgconvBlock(", "gallery_2.js": "/* svgconv */\nconst mine = 1;\n"}
    for name, text in others.items():
        (copy / name).write_text(text, "utf-8")
    (copy / "folder_3.js").mkdir()
    ranges = {"conv": {"input_size": 3, "kernel_size": "1-2", "padding": 0, "view": "flat"}}
    report = svgconv.explore(copy, ranges)
    assert report.summary.endswith(" written, 7 removed")
    assert {one.operation for one in decoded(copy)} == {"conv"}
    assert all(one.svg for one in decoded(copy))
    own = {file.path.name for file in report.files}
    kept = {*others, "folder_3.js", "explore.toml", "<"}
    assert {path.name for path in copy.iterdir()} == own | kept
    assert svgconv.explore(copy, ranges).summary.endswith("; 0 written")


def test_a_file_that_cannot_be_removed_is_one_line(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(folder, copy)

    def stuck(path: Path, missing_ok: bool = False) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "unlink", stuck)
    with pytest.raises(
        SvgconvError, match=r"_\w{8}\.js: cannot be removed \(Permission denied\); "
    ):
        svgconv.explore(copy, {"conv": {"input_size": 3, "kernel_size": 2, "view": "flat"}})


def test_themes_are_files_next_to_what_names_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place, current = tmp_path / "explorer", tmp_path / "current"
    for path in place, current:
        path.mkdir()
        (path / "mine.toml").write_text(THEME.replace("123456", f"{len(path.name):06}"), "utf-8")
    toml = 'operation = "max_pool1d"\ninput_size = 3\nkernel_size = 2\ntheme = "mine.toml"\n'
    (place / "explore.toml").write_text(f"[[operations]]\n{toml}", "utf-8")
    monkeypatch.chdir(current)

    def colors(ranges: Mapping[str, object]) -> set[str]:
        svgconv.explore(place, {"max_pool1d": {**ranges, "view": "flat"}})
        return {color for one in decoded(place) for color in re.findall(r"#0{5}\d", one.svg)}

    assert colors({"stride": 1}) == {"#000008"}
    assert colors({"stride": 1, "theme": "mine.toml"}) == {"#000007"}
    (place / "mine.toml").unlink()
    result = run("explore", str(place), "--operation", "max_pool1d", "-s", "1")
    assert result.err.startswith(f"{place / 'mine.toml'}: cannot be read ")
    (place / "explore.toml").write_text(f"[[operations]]\n{toml}strid = 2\n", "utf-8")
    result = run("explore", str(place), "--operation", "max_pool1d", "-s", "1")
    source = f"{place / 'explore.toml'}, operation 'max_pool1d', strid: unknown parameter"
    assert result.err.startswith(source)


def test_a_gallery_links_to_the_explorer_next_to_it(tmp_path: Path) -> None:
    figures = {"same": 'figure = "padding_strides"', "large": 'figure = "conv"\ninput_size = 9'}
    toml = gallery_toml({name: f"{one}\nkernel_size = 3" for name, one in figures.items()})
    (tmp_path / "gallery.toml").write_text(toml, "utf-8")
    links = r'href="(explore/[^"]*)">Try other parameters'

    def made(*flags: str) -> list[str]:
        result = run("make", str(tmp_path), *flags)
        assert (result.status, result.err) == (0, "")
        return re.findall(links, (tmp_path / "index.html").read_text("utf-8"))

    assert made() == []
    (tmp_path / "explore").mkdir()
    ranges = 'input_size = "4-5"\nkernel_size = 3\nstride = "1-2"\npadding = "0-1"\nview = "flat"'
    one = f'[[operations]]\noperation = "conv"\n{ranges}\n'
    (tmp_path / "explore" / "explore.toml").write_text(one, "utf-8")
    assert made() == []
    address = "explore/index.html#operation=conv&amp;input_size=5&amp;kernel_size=3&amp;stride=2"
    assert made("--explore") == [f"{address}&amp;padding=1"]
    assert any(one.svg for one in decoded(tmp_path / "explore"))
    assert made() == [f"{address}&amp;padding=1"]
    (tmp_path / "explore" / "explore.toml").write_text(one.replace("4-5", "4"), "utf-8")
    assert made() == [f"{address}&amp;padding=1"], "the page is as it was"
    larger = "--operation conv -i 9 -k 3 -s 1 -p 0".split()
    assert run("explore", str(tmp_path / "explore"), *larger).status == 0
    large = address.replace("size=5", "size=9").replace("stride=2", "stride=1")
    assert made() == [f"{large}&amp;padding=0"]
    (tmp_path / "explore" / "index.html").unlink()
    assert made() == []
