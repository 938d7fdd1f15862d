"""The flags of the parameters that many operations share."""

from __future__ import annotations

from svgconv.options import Flag

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
