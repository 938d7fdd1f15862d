"""What a layer does, from its call in any library."""

from __future__ import annotations

import ast

from svgconv.errors import SvgconvError
from svgconv.models.base import Does, Shift, Unknown, does_of, in_words
from svgconv.specification.calls import parsed
from svgconv.specification.sequences import padding_layer, pads


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
    return does_of(ast.unparse(call))
