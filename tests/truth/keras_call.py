"""The printed Keras call, run by Keras: its output has the shape of PyTorch's."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

from tests.truth.case import Case
from tests.truth.remark import is_

if TYPE_CHECKING:
    from tests.truth.arithmetic import Layer

os.environ.setdefault("KERAS_BACKEND", "torch")


def keras_shape(case: Case, layer: Layer, match: re.Match[str]) -> str:
    """Return what is wrong with the call; empty if it is right. Keras has channels last."""
    import keras

    axes = len(case.figure.operation.output_size)
    before, after = ((1, 1, *shape)[-axes - 1 :] for shape in _shapes(case))
    made = eval(match[1], {"keras": keras})
    found = made.compute_output_shape((None, *before[1:], before[0]))
    return is_(list(found[1:]), [*after[1:], after[0]])


def _shapes(case: Case) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Return the shapes of PyTorch's input and output, without the batch."""
    return tuple(case.truth.input_shape), tuple(case.truth.output_shape)
