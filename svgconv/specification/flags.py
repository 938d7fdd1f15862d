"""The flags of the parameters that many operations share."""

from __future__ import annotations

from dataclasses import replace

from svgconv.options import Flag

INPUT_SIZE = Flag("The size of the input, in cells.", short="-i")
KERNEL_SIZE = Flag("The size of the kernel, in cells.", short="-k")
IN_CHANNELS = Flag("The number of input channels.", metavar="N")
OUT_CHANNELS = Flag("The number of output channels.", metavar="N")
STRIDE = Flag("How many cells the window moves at each step.", short="-s")
PADDING = Flag("How many cells of padding each side gets.", short="-p")
PADDING_OR_VALID = replace(PADDING, metavar="N|H,W|valid")
PADDING_OF_SIDES = replace(PADDING, metavar="N|H,W|T,B,L,R|same_upper|same_lower")
PADDING_OF_CONV = replace(PADDING, metavar="N|H,W|T,B,L,R|same|valid|same_upper|same_lower")
PADDING_MODE = Flag("What the padding holds.", metavar="MODE")
TRANSPOSED_STRIDE = Flag(
    "How far apart neighbouring input units write, in output cells.", short="-s"
)
TRANSPOSED_PADDING = Flag(
    "How many cells the output loses at each side.",
    metavar="N|H,W|T,B,L,R|same_upper|same_lower",
    short="-p",
)
DILATION = Flag("The distance, in cells, between neighbouring taps.", short="-d")
OUTPUT_SIZE = Flag("The size of the output, in cells.", metavar="N|H,W")

FORMS_OF_AXES = {
    ("T,B,L,R", 1): "L,R",
    ("H,W", 3): "D,H,W",
    ("T,B,L,R", 3): "F,B,T,B,L,R",
}
"""The forms of sizes and sides for one and three axes, by the form for two axes."""


def forms_of_axes(metavar: str, axes: int) -> str:
    """Return a flag's forms, with a bar between them, for an operation with this many axes."""
    return "|".join(
        FORMS_OF_AXES.get((form, axes), form)
        for form in metavar.split("|")
        if (form, axes) != ("H,W", 1)
    )
