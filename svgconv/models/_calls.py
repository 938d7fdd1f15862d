"""What a layer does, from its call in any library."""

from __future__ import annotations

import ast
import re

from svgconv.errors import SvgconvError
from svgconv.models.base import Does, Like, Shift, Unknown, does_of, in_words
from svgconv.operations._layer import Layer
from svgconv.specification.calls import arguments, parsed, short_name
from svgconv.specification.sequences import padding_layer, pads

LP_POOL = re.compile(r"LPPool([123]d)")
LP_SIGNATURE = ("norm_type", "kernel_size", "stride", "ceil_mode")
LP_REASON = "an Lp pooling is not drawn; its windows are those of an average pooling"


def does_of_text(text: str) -> Does:
    """Return what a layer does, from its call, which may be that of a padding layer."""
    try:
        tree = parsed(text)
    except SvgconvError as error:
        return Unknown(in_words(error))
    return does_of_tree(tree) if isinstance(tree, ast.Call) else Unknown(f"{text} is no layer")


def does_of_tree(call: ast.Call) -> Does:
    """Return what a parsed call of a layer does."""
    if pads(call):
        try:
            sides, mode = padding_layer(call)
            cells = tuple((int(before), int(after)) for before, after in sides)
        except (SvgconvError, TypeError, ValueError) as error:
            return Unknown(in_words(error))
        return Shift(cells, (1,) * len(cells), mode)
    lp_pool = LP_POOL.fullmatch(short_name(call.func))
    return _lp_pool(call, lp_pool[1]) if lp_pool else does_of(ast.unparse(call))


def _lp_pool(call: ast.Call, axes: str) -> Does:
    try:
        given = arguments(call, short_name(call.func), LP_SIGNATURE)
    except SvgconvError as error:
        return Unknown(in_words(error))
    written = [f"{key}={given[key]!r}" for key in LP_SIGNATURE[1:] if key in given]
    like = does_of(f"AvgPool{axes}({', '.join(written)})")
    return Like(like, LP_REASON) if isinstance(like, Layer) else like
