"""The fifteen published GIFs: their sizes in pixels, and their bytes in all.

The pixels follow from the published figures' source (a cell of 0.5 cm at 150 dpi, a border of
10 pt, the planes' slants) and agree with the known sizes of 244×259 and 495×542.
"""

TOTAL_BYTES = 3_398_746

SIZES = {
    "no_padding_no_strides": (244, 259),
    "arbitrary_padding_no_strides": (495, 542),
    "same_padding_no_strides": (395, 449),
    "full_padding_no_strides": (495, 576),
    "no_padding_strides": (294, 288),
    "padding_strides": (395, 381),
    "padding_strides_odd": (445, 411),
    "no_padding_no_strides_transposed": (344, 386),
    "arbitrary_padding_no_strides_transposed": (445, 479),
    "same_padding_no_strides_transposed": (395, 449),
    "full_padding_no_strides_transposed": (395, 449),
    "no_padding_strides_transposed": (395, 449),
    "padding_strides_transposed": (395, 449),
    "padding_strides_odd_transposed": (445, 513),
    "dilation": (395, 381),
}
