"""Keras's layers, written: the expressions that compute what an operation computes."""

from __future__ import annotations

from collections.abc import Sequence

from svgconv.specification.phrases import torch_argument, torch_size
from svgconv.specification.sizes import Sides, Size, symmetric

PACKAGE = "keras.layers."
SAME = ("same", "same_upper")
"""The words for a padding that Keras calls ``"same"``."""


def sequence(layers: Sequence[str]) -> str:
    """Return the expression of one layer, or of several; ``""`` for none."""
    return (
        layers[0] if len(layers) == 1 else f"keras.Sequential([{', '.join(layers)}])" * bool(layers)
    )


def convolution(
    name: str,
    filters: int,
    kernel: Size,
    stride: Size,
    dilation: Size,
    groups: int,
    padding: object,
    sides: Sides,
) -> list[str]:
    """Return a convolution, behind a layer that pads it if no word of Keras does.

    Parameters
    ----------
    name: the class, such as ``Conv2D``.
    padding, sides: the padding as it is given, and its cells at each side.

    Returns
    -------
    The layers; none for a stride with a dilation, which Keras rejects.
    """
    if max(stride) > 1 and max(dilation) > 1:
        return []
    arguments = [str(filters), torch_size(kernel), *torch_argument("strides", stride, 1)]
    spans = [d * (k - 1) + 1 for k, d in zip(kernel, dilation, strict=True)]
    ahead, word = [], ""
    if padding in SAME or (set(stride) == {1} and sides == _same(spans) and max(spans) > 1):
        word = "same"
    elif len(kernel) == 1 and spans[0] > 1 and sides == ((spans[0] - 1, 0),):
        word = "causal"
    elif any(map(sum, sides)):
        ahead = [around(name, "ZeroPadding", sides)]
    arguments += [f'padding="{word}"'] * bool(word)
    arguments += torch_argument("dilation_rate", dilation, 1)
    arguments += torch_argument("groups", (groups,), 1)
    return [*ahead, f"{PACKAGE}{name}({', '.join(arguments)})"]


def transposed(
    name: str,
    filters: int,
    kernel: Size,
    stride: Size,
    dilation: Size,
    padding: Sides,
    output_padding: Size,
) -> list[str]:
    """Return a transposed convolution, before a layer that crops it if no word of Keras does."""
    if max(stride) > 1 and max(dilation) > 1:
        return []
    spans = [d * (k - 1) + 1 for k, d in zip(kernel, dilation, strict=True)]
    arguments = [str(filters), torch_size(kernel), *torch_argument("strides", stride, 1)]
    over = [max(0, span - s) for span, s in zip(spans, stride, strict=True)]
    same = tuple((total // 2, total - total // 2) for total in over)
    added = tuple(max(0, s - span) for span, s in zip(spans, stride, strict=True))
    behind = []
    if padding == same and output_padding == added and any(over):
        arguments.append('padding="same"')
    else:
        if output_padding != added:
            arguments.append(f"output_padding={torch_size(output_padding)}")
        if any(map(sum, padding)):
            behind = [around(name.removesuffix("Transpose"), "Cropping", padding)]
    arguments += torch_argument("dilation_rate", dilation, 1)
    return [f"{PACKAGE}{name}({', '.join(arguments)})", *behind]


def pooling(name: str, kernel: Size, stride: Size, word: str, sides: Sides | None) -> list[str]:
    """Return a pooling, behind a layer that pads it with zeros if there are ``sides``."""
    ahead = [around(name, "ZeroPadding", sides)] if sides else []
    arguments = [torch_size(kernel)]
    arguments += [f"strides={torch_size(stride)}"] * (stride != kernel)
    arguments += [f'padding="{word}"'] * bool(word)
    return [*ahead, f"{PACKAGE}{name}({', '.join(arguments)})"]


def is_same(kernel: Size, stride: Size, sides: Sides) -> bool:
    """Return whether ``"same"`` pads these sides, whatever the input's size."""
    return set(stride) == {1} and sides == _same(kernel)


def _same(spans: Size | list[int]) -> Sides:
    """Return the cells that ``"same"`` adds before and after each axis, for stride 1."""
    return tuple(((span - 1) // 2, span // 2) for span in spans)


def around(name: str, kind: str, sides: Sides) -> str:
    """Return the layer that pads or crops these sides: ``ZeroPadding2D(((0, 1), (0, 1)))``."""
    alike, axes = symmetric(sides), len(sides)
    if alike is not None and (len(set(alike)) == 1 or axes > 1):
        return f"{PACKAGE}{kind}{axes}D({torch_size(alike)})"
    pairs = [f"({before}, {after})" for before, after in sides]
    return f"{PACKAGE}{kind}{axes}D({pairs[0] if axes == 1 else '(' + ', '.join(pairs) + ')'})"
