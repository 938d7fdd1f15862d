"""The flags of the parameters that many operations share."""

from __future__ import annotations

from svgconv.options import Flag

INPUT_SIZE = Flag("The size of the input, in cells.", short="-i")
KERNEL_SIZE = Flag("The size of the kernel, in cells.", short="-k")
STRIDE = Flag("The cells from each position of the window to the next.", short="-s")
PADDING = Flag(
    "The cells of padding at each side.",
    metavar="N|H,W|T,B,L,R|same|valid",
    short="-p",
)
DILATION = Flag("The cells from each tap of the kernel to the next.", short="-d")
OUTPUT_SIZE = Flag("The size of the output, in cells.", metavar="N|H,W")
