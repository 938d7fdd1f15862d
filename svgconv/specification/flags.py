"""How a parameter is given on the command line; each operation says it of its own."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Flag:
    """A parameter's flag.

    Attributes
    ----------
    help: a line for people.
    metavar: the forms of its value; ``""`` for yes or no.
    short: a letter of its own, such as ``"-k"``.
    """

    help: str
    metavar: str = "N|H,W"
    short: str = ""


INPUT_SIZE = Flag("The input's size; of three axes D,H,W.", short="-i")
KERNEL_SIZE = Flag("The kernel's size.", short="-k")
STRIDE = Flag("Cells from step to step.", short="-s")
PADDING = Flag(
    "Padding of all sides, of each axis, or top,bottom,left,right.",
    metavar="N|H,W|T,B,L,R|same|valid",
    short="-p",
)
DILATION = Flag("Cells from tap to tap.", short="-d")
OUTPUT_SIZE = Flag("The output's size (adaptive pooling, fold); - is the input's.", metavar="N|H,W")
