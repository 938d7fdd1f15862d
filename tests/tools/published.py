"""The fifteen published GIFs: the size of each in pixels, and its bytes.

Source: the folder ``gif`` of github.com/vdumoulin/conv_arithmetic at commit af6f818.
"""

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

BYTES = {
    "no_padding_no_strides": 37_751,
    "arbitrary_padding_no_strides": 476_750,
    "same_padding_no_strides": 276_460,
    "full_padding_no_strides": 435_605,
    "no_padding_strides": 44_665,
    "padding_strides": 118_422,
    "padding_strides_odd": 122_211,
    "no_padding_no_strides_transposed": 164_355,
    "arbitrary_padding_no_strides_transposed": 323_062,
    "same_padding_no_strides_transposed": 213_333,
    "full_padding_no_strides_transposed": 287_001,
    "no_padding_strides_transposed": 197_717,
    "padding_strides_transposed": 272_498,
    "padding_strides_odd_transposed": 303_965,
    "dilation": 124_951,
}

TOTAL_BYTES = sum(BYTES.values())
