"""The figures that browsers show: the gallery's, and others that tell encodings apart."""

from __future__ import annotations

import svgconv
from svgconv.sources.catalogue import catalogue

GALLERY = {name: svgconv.load(name) for name in catalogue()}
OTHERS = {
    "scatter, cut and unlike axes": svgconv.conv_transpose(
        (2, 4), (3, 2), (2, 3), 2, dilation=(2, 1), view="scatter"
    ),
    "scatter, one axis, dilated": svgconv.conv_transpose1d(4, 3, 2, 1, 1, 2, view="scatter"),
    "matrix, padded": svgconv.conv((3, 4), 3, 2, 1, view="matrix"),
    "matrix, copies": svgconv.conv(3, 3, padding=1, padding_mode="reflect", view="matrix"),
    "im2col, padded and held": svgconv.conv(
        (3, 4), (2, 3), 1, (0, 1), view="im2col", values=2, hold=1
    ),
    "flat, unlike sides": svgconv.conv((4, 6), (2, 3), (1, 2), ((0, 1), (2, 0)), view="flat"),
    "oblique, unlike strides": svgconv.conv((6, 7), 3, (3, 2), 1),
    "transposed, cropped": svgconv.conv_transpose((3, 2), 2, (2, 3), 2),
    "dilated both ways": svgconv.conv(7, (3, 2), dilation=(2, 3), padding=1),
    "quick": svgconv.conv(5, 3, 2, 1, frame_duration=0.04),
    "many zeros": svgconv.conv_transpose((3, 4), 3, (3, 4), 1, view="flat"),
    "a lens, held": svgconv.conv((17, 19), 3, 8, 1, lens=True, hold=2),
    "one axis": svgconv.conv1d(7, 3, 2, 1),
    "one axis, flat": svgconv.adaptive_avg_pool1d(7, 4, view="flat"),
    "windows beyond the edge": svgconv.max_pool((4, 6), (3, 2), (2, 5), 1, ceil_mode=True),
    "windows of unequal sizes": svgconv.adaptive_avg_pool((5, 7), 3),
    "unequal and held": svgconv.adaptive_max_pool((3, 5), 2, hold=2, view="flat"),
    "copies": svgconv.conv(4, 3, padding=2, padding_mode="circular"),
    "numbers and sums": svgconv.conv((4, 5), 3, (1, 2), 1, values=3, sum=True),
    "numbers turned round": svgconv.conv_transpose(
        2, 3, 2, values={"input": [[0.25, -2], [1000, 0]]}, sum=True, view="flat"
    ),
    "numbers of unequal windows": svgconv.adaptive_avg_pool((5, 4), (3, 2), values=1, sum=True),
    "numbers of one axis": svgconv.max_pool1d(7, 3, 2, 1, ceil_mode=True, values=2, sum=True),
    "numbers, copied and held": svgconv.conv1d(
        5, 3, padding=2, padding_mode="reflect", values=5, hold=2, view="flat"
    ),
    "numbers, held": svgconv.conv(4, 2, values=1, hold=2),
    "numbers with a poster, held": svgconv.conv(
        (3, 4), 2, values=1, sum=True, hold=1, poster="middle"
    ),
    "numbers beside each other": svgconv.compare(
        svgconv.conv(4, 2, values=1), svgconv.max_pool(4, 2, values=1, sum=True)
    ),
    "a worksheet": svgconv.conv(3, 2, values=1, worksheet=True, sum=True, theme="dark"),
    "panels of groups, held": svgconv.conv(
        3,
        2,
        in_channels=2,
        out_channels=4,
        groups=2,
        values={"seed": 1, "bias": [1, 2, 3, 4]},
        view="flat",
        hold=2,
    ),
    "panels, dilated": svgconv.conv((5, 4), 2, 1, 1, (3, 2), values=1, view="flat"),
    "panels that slide": svgconv.conv1d(5, 2, 1, 1, 2, values={"seed": 1, "bias": [3]}, hold=2),
    "panels of one axis": svgconv.conv1d(5, 3, 1, 1, in_channels=2, values=2, theme="dark"),
    "stack": svgconv.stack("Conv2d(k=(3, 2), d=2, p=2) > MaxPool2d(2, ceil_mode=True)", (5, 6)),
    "stack of unlike fields": svgconv.stack("AdaptiveAvgPool2d((3, 4)) > Conv2d(k=2, p=1)", 5),
    "tree, strided": svgconv.stack("Conv1d(k=3, s=2, p=1) > Conv1d(k=2, d=2, p=(2, 0))", 12),
    "tree, transposed": svgconv.stack("Conv1d(k=2) > ConvTranspose1d(k=3, s=2, p=1)", 5),
    "upsampled to the nearest": svgconv.upsample((2, 3), (1.5, 2)),
    "upsampled, corners aligned": svgconv.upsample(
        (3, 2), size=(4, 5), mode="bilinear", align_corners=True, view="flat"
    ),
    "unfold, dilated and padded": svgconv.unfold((4, 5), 2, 2, 1, 2),
    "fold, strided and cropped": svgconv.fold((4, 3), (3, 2), (2, 1), 1, theme="print"),
    "pixel shuffle by 3": svgconv.pixel_shuffle((1, 2), 3, theme="dark"),
    "pixel unshuffle": svgconv.pixel_unshuffle((4, 6), 2),
    "one axis, planes": svgconv.stack("Conv1d(k=3, d=2) > AvgPool1d(2)", 10, view="planes"),
    "channels in groups": svgconv.conv(3, 2, in_channels=6, out_channels=8, groups=2),
    "channels, transposed": svgconv.conv_transpose(
        2, 2, 2, in_channels=3, out_channels=3, groups=3, view="flat"
    ),
    "channels of one axis": svgconv.conv1d(
        5, 3, 2, 1, in_channels=2, out_channels=6, hold=2, view="flat"
    ),
    "numbers of channels": svgconv.conv(
        3, 2, padding=1, in_channels=4, out_channels=2, groups=2, values=2, sum=True, view="flat"
    ),
    "numbers of channels, held": svgconv.conv1d(
        4, 2, in_channels=2, out_channels=3, values=2, hold=2, theme="dark"
    ),
    "numbers of channels beside others": svgconv.compare(
        svgconv.conv(2, 1, in_channels=1, out_channels=3, values=2),
        svgconv.conv(3, 2, in_channels=2, out_channels=2, values=1),
        svgconv.conv(3, 2, values=4),
    ),
    "numbers of slices": svgconv.conv3d((3, 2, 3), 2, padding=(1, 0, 0), values=4, sum=True),
    "numbers of slices, pooled": svgconv.max_pool3d((3, 4, 2), 2, values=4, sum=True, view="flat"),
    "numbers of slices, transposed": svgconv.conv_transpose3d(
        (2, 1, 2), (2, 1, 2), 2, values=4, theme="print"
    ),
    "deformed": svgconv.deform_conv((5, 4), (2, 3), 3, (2, 1), 1),
    "deformed, dilated and held": svgconv.deform_conv(6, 2, 5, dilation=2, hold=2, view="flat"),
    "deformed alike, in greys": svgconv.deform_conv(
        5, 2, "0.5,0.25;-0.5,0.75;0,0;1.25,-1", theme="print"
    ),
    "deformed beside undeformed": svgconv.compare(
        svgconv.deform_conv(4, 2, 1, view="flat"), svgconv.conv(4, 2, view="flat")
    ),
    "slices of unlike axes": svgconv.conv3d((4, 3, 5), (2, 2, 3), (1, 1, 2), (1, 0, 1)),
    "channels as blocks, held": svgconv.conv(
        3, 2, 1, 1, in_channels=6, out_channels=3, view="flat", planes="stacked", hold=1
    ),
    "slices, flat and held": svgconv.conv3d((3, 2, 3), 2, dilation=(2, 1, 1), hold=2, view="flat"),
    "slices, copied": svgconv.conv3d(2, 2, padding=1, padding_mode="reflect"),
    "slices, transposed": svgconv.conv_transpose3d((2, 1, 2), 2, 2, theme="dark"),
    "slices in windows beyond": svgconv.max_pool3d((3, 4, 3), 2, (2, 3, 2), ceil_mode=True),
    "slices beside one plane": svgconv.compare(
        svgconv.avg_pool3d((2, 4, 4), (1, 2, 2)), svgconv.avg_pool(4, 2)
    ),
    "channels beside none": svgconv.compare(
        svgconv.conv1d(4, 2, in_channels=2, out_channels=2, groups=2), svgconv.conv((2, 4), 2)
    ),
}
FIGURES = {**GALLERY, **OTHERS}

CHOSEN = [
    "a lens, held",
    "deformed, dilated and held",
    "numbers of slices, pooled",
    "numbers beside each other",
    "numbers of one axis",
    "panels of one axis",
    "numbers of channels, held",
    "tree, transposed",
    "tree, strided",
    "channels",
    "slices_stacked",
    "scatter_numbers",
    "theme_auto",
    "padding_strides",
    "quick",
]
"""Figures of few frames that have each kind of element, attribute and animation."""
