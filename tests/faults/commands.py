"""The commands that write files, each with small figures, in every format."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from svgconv.encoders import ENCODERS
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


@dataclass(frozen=True)
class Command:
    """A command that makes files of one format.

    Attributes
    ----------
    name: of the command.
    format: the suffix.
    """

    name: str
    format: str

    def set_up(self, folder: Path, kernel: str) -> None:
        """Write the files that the command reads."""
        if self.name == "make":
            formats = ", ".join(f'"{one}"' for one in dict.fromkeys(["svg", self.format]))
            (folder / "gallery.toml").write_text(TOML.format(formats=formats, kernel=kernel))

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
            "make": ["make", str(folder)],
        }[self.name]  # fmt: skip


def commands() -> Iterator[Command]:
    """Yield every command in every format."""
    for name in ("render", "frame", "frames"):
        for format_ in ENCODERS.names():
            yield Command(name, format_)
    for format_ in STRIP_FORMATS:
        yield Command("strip", format_)
    for format_ in [*ENCODERS.names(), "still", "strip"]:
        yield Command("make", format_)
