"""`svgconv make --watch` draws what a changed file asks for, and says so in one line."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from svgconv.errors import SvgconvError
from svgconv.gallery import watch as watching
from svgconv.gallery.builder import build, prepare
from svgconv.gallery.report import Report
from svgconv.gallery.watch import watch
from tests.galleries import gallery_toml

TOML = gallery_toml(
    {"a": 'figure = "dilation"\ntheme = "theme.toml"', "b": 'figure = "padding_strides"'}
)
RED, GREEN = '[input]\nfill = "#ff0000"\n', '[input]\nfill = "#00ff00"\n'


class StopError(Exception):
    """Ends a watch."""


def lines(folder: Path, edits: list[tuple[str, str]], monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The lines of a watch during which files are written, one when nothing else happens."""
    said: list[str] = []
    left = iter(edits)

    def sleep(seconds: float) -> None:
        if seconds == watching.EVERY:
            name, text = next(left, ("", ""))
            if not name:
                raise StopError
            (folder / name).parent.mkdir(exist_ok=True)
            (folder / name).write_text(text)

    monkeypatch.setattr("svgconv.gallery.watch.time.sleep", sleep)
    with pytest.raises(StopError):
        watch(
            folder,
            lambda: build(folder),
            lambda: prepare(folder),
            said.append,
            lambda text: said.append(f"! {text}"),
        )
    return said


def test_every_change_is_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "gallery.toml").write_text(TOML)
    (tmp_path / "theme.toml").write_text(RED)
    said = lines(
        tmp_path,
        [
            ("gallery.toml", TOML.replace('"padding_strides"', '"dilation"')),
            ("theme.toml", GREEN),
            ("gallery.toml", "title = "),
            ("gallery.toml", TOML),
            ("theme.toml", "input = 3"),
            ("theme.toml", RED),
            ("gallery.toml", TOML + "# the same\n"),
        ],
        monkeypatch,
    )
    first, figure, theme, broken, mended, wrong, right, same = said
    assert first.endswith("; watching, Ctrl-C ends")
    assert figure.startswith("gallery.toml changed; wrote b.svg, b_still.svg, b_strip.svg and ")
    assert theme.startswith("theme.toml changed; wrote a.svg, a_still.svg, a_strip.svg and ")
    assert broken.startswith(f"! {tmp_path / 'gallery.toml'}: is not TOML (")
    assert mended.startswith("gallery.toml changed; wrote b.svg, ")
    assert wrong.startswith(f"! {tmp_path / 'gallery.toml'}, section 'S', figure 'a', ")
    assert right.startswith("theme.toml changed; wrote a.svg, ")
    assert same == "gallery.toml changed; nothing to write"
    assert not [text for text in said if "\n" in text]


def test_a_file_that_was_never_right_is_watched(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "gallery.toml").write_text(TOML)
    said = lines(tmp_path, [("theme.toml", RED)], monkeypatch)
    assert said[0].startswith("! ")
    assert said[1].startswith("theme.toml changed; wrote a.svg, ")


def test_an_explorer_that_appears_or_changes_is_linked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "gallery.toml").write_text(gallery_toml({"a": 'figure = "padding_strides"'}))
    texts = {"input_size": "5", "kernel_size": "3", "stride": "2", "padding": "1"}
    parameters = [{"name": name, "texts": [text]} for name, text in texts.items()]
    shown = json.dumps([{"name": "conv", "parameters": parameters, "looks": []}])
    page = f'<script type="application/json" id="explored">{shown}</script>'
    other = page.replace('["2"]', '["3"]')
    said = lines(
        tmp_path, [("explore/index.html", page), ("explore/index.html", other)], monkeypatch
    )
    assert said[1:] == ["index.html changed; wrote index.html"] * 2


def test_a_gallery_file_that_appears_is_built(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    builds: Iterator[Report | SvgconvError] = iter([Report((), ()), Report((), (), ("x",))])
    said: list[str] = []

    def sleep(seconds: float) -> None:
        if (tmp_path / "gallery.toml").exists() and len(said) == 3:
            raise StopError
        (tmp_path / "gallery.toml").write_text(TOML)

    monkeypatch.setattr("svgconv.gallery.watch.time.sleep", sleep)
    with pytest.raises(StopError):
        watch(
            tmp_path,
            lambda: next(builds),  # type: ignore[arg-type, return-value]
            lambda: said.append("prepared"),
            said.append,
            said.append,
        )
    assert said[1:] == ["prepared", "gallery.toml changed; nothing to write"]


def test_a_prepared_build_imports_nothing(small_gallery: Path) -> None:
    """What the first change needs is imported while nothing happens yet."""
    code = (
        "import sys; from pathlib import Path; from svgconv.gallery.builder import build, prepare\n"
        "folder = Path(sys.argv[1]); prepare(folder); before = set(sys.modules); build(folder)\n"
        "print(*(set(sys.modules) - before))"
    )
    command = [sys.executable, "-c", code, str(small_gallery)]
    imported = set(subprocess.check_output(command, text=True).split())
    ours = ("svgconv", "numpy", "svgwrite", "jinja2")
    assert not {name for name in imported - {"svgconv.themes.dark"} if name.startswith(ours)}, (
        "only the page's dark colours are left"
    )


@pytest.mark.slow
@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_it_cleanly(sent: signal.Signals, small_gallery: Path) -> None:
    code = (
        "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)\n"
        "from svgconv.__main__ import main; main()"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", code, "make", str(small_gallery), "--watch"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline().endswith("; watching, Ctrl-C ends\n")
    toml = small_gallery / "gallery.toml"
    toml.write_text(toml.read_text().replace('figure = "dilation"', 'figure = "padding_strides"'))
    start = time.monotonic()
    assert process.stdout.readline().startswith("gallery.toml changed; wrote dilation.svg, ")
    print(f"{time.monotonic() - start:.3f} s")
    process.send_signal(sent)
    assert process.communicate(timeout=60) == ("", "")
    assert process.returncode == 0
