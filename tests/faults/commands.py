"""The commands that write files, each with small figures, in every format."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path

from svgconv.encoders import ENCODERS
from svgconv.explorer.explored import BLOCKS
from svgconv.strip.strip import FORMATS as STRIP_FORMATS

OLD, NEW = "2", "1"
"""The kernel of the old figure and of the new one."""
TOML = """
formats = [{formats}]
[[sections]]
title = "S"
[[sections.figures]]
name = "a"
figure = "conv"
input_size = 2
kernel_size = {kernel}
[[sections.figures]]
name = "b"
figure = "conv"
input_size = 3
kernel_size = {kernel}
frames = "0,1"
"""
FIGURES = {
    "a": 'operation = "conv"\ninput_size = 2\nkernel_size = {kernel}\n',
    "b": 'operation = "conv"\ninput_size = 3\nkernel_size = {kernel}\nframes = "0,1"\n',
}
EXPLORER = """
[[operations]]
operation = "conv"
input_size = "2-3"
kernel_size = "1-2"
theme = ["guide", "dark"]
view = [{views}]
"""
VIEWS = {OLD: '"matrix", "im2col", "flat"', NEW: '"flat", "matrix"'}
"""The views of the old explorer, which has a block more, and of the new one; a gallery has the same
links to both, so that its page is that of either, if two runs meet."""


@dataclass(frozen=True)
class Command:
    """A command that makes files of one format.

    Attributes
    ----------
    name: of the command.
    format: the suffix; of files for LaTeX and of explorers, that of one of them.
    """

    name: str
    format: str

    @property
    def whole_name(self) -> str:
        """What ``--commands`` takes."""
        return f"{self.name}/{self.format}"

    @property
    def has_workers(self) -> bool:
        """Whether other processes draw."""
        return self.name in ("make", "explore")

    @property
    def explores(self) -> bool:
        """Whether it writes an explorer."""
        return "explore" in (self.name, self.format)

    def may_remove(self, path: str) -> bool:
        """Whether it may remove an old file: a block that an explorer does not have any more."""
        return self.explores and fnmatch(path.rpartition("/")[2], BLOCKS)

    def task_of(self, role: str) -> str:
        """What the error about a lost worker begins with."""
        return "operation '" if self.explores and role == "worker 1" else "figure '"

    def may_print(self, out: str) -> bool:
        """Whether it may print this before it fails: nothing, or that the explorer is written."""
        lines = out.splitlines()
        explored = self.name == "make" and self.explores and "/explore: " in out
        return not lines or (explored and len(lines) == 1)

    def set_up(self, folder: Path, kernel: str) -> None:
        """Write the files that the command reads."""
        if self.name == "make":
            others = [] if self.format == "explore" else [self.format]
            formats = ", ".join(f'"{one}"' for one in dict.fromkeys(["svg", *others]))
            (folder / "gallery.toml").write_text(TOML.format(formats=formats, kernel=kernel))
        if self.name == "slides":
            for name, text in FIGURES.items():
                (folder / f"{name}.toml").write_text(text.format(kernel=kernel))
        if self.explores:
            place = folder / ("explore" if self.name == "make" else "")
            place.mkdir(exist_ok=True)
            text = EXPLORER.format(views=VIEWS[kernel])
            (place / "explore.toml").write_text(text)

    def arguments(self, folder: Path, kernel: str) -> list[str]:
        """Return the command line."""
        figure = ["conv", "-i", "3", "-k", kernel]
        file = str(folder / f"figure.{self.format}")
        return {
            "render": ["render", *figure, "-o", file, "--frames", "0,1"],
            "frame": ["frame", *figure, "-o", file, "--at", "1"],
            "frames": ["frames", *figure, "-o", str(folder / "new"), "--format", self.format,
                       "--frames", "0,1"],
            "strip": ["strip", *figure, "-o", file, "--frames", "0,1"],
            "make": ["make", str(folder), *(["--explore"] if self.format == "explore" else [])],
            "tex": ["tex", *figure, "-o", str(folder / "tex"), "--frames", "0,1"],
            "slides": ["slides", *(str(folder / f"{one}.toml") for one in FIGURES), "-o", file],
            "explore": ["explore", str(folder)],
        }[self.name]  # fmt: skip


def commands() -> Iterator[Command]:
    """Yield every command in every format."""
    for name in ("render", "frame", "frames"):
        for format_ in ENCODERS.names():
            yield Command(name, format_)
    for format_ in STRIP_FORMATS:
        yield Command("strip", format_)
    for format_ in [*ENCODERS.names(), "still", "strip", "explore"]:
        yield Command("make", format_)
    yield Command("tex", "pdf")
    yield Command("slides", "html")
    yield Command("slides", "pptx")
    yield Command("explore", "js")
