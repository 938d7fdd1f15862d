"""PyTorch calls, printed models and stacks, as the FIGURE of a command line."""

from __future__ import annotations

from hypothesis import strategies as st

from svgconv.operations import OPERATIONS
from tests.fuzz import commands
from tests.fuzz.case import Case
from tests.fuzz.mutations import as_word, damaged_text, tokens, weighted
from tests.fuzz.reader import Reader

PRINTED = (
    "Conv2d(1, 1, kernel_size=(3, 3), stride=(1, 1), padding=(1, 1))",
    "MaxPool2d(kernel_size=2, stride=2, padding=0, dilation=1, ceil_mode=False)",
    "Sequential(\n  (0): Conv2d(1, 8, kernel_size=(3, 3), stride=(1, 1))\n  (1): ReLU()\n"
    "  (2): MaxPool2d(kernel_size=2, stride=2, padding=0, dilation=1, ceil_mode=False)\n)",
    "Net(\n  (features): Sequential(\n    (0): Conv1d(1, 1, kernel_size=(3,), stride=(1,))\n"
    "    (1-2): 2 x Conv1d(1, 1, kernel_size=(3,), stride=(1,))\n  )\n)",
    "ConvTranspose2d(1, 1, kernel_size=(3, 3), stride=(2, 2), bias=False)",
    "Upsample(scale_factor=2.0, mode='nearest')",
    "AdaptiveAvgPool2d(output_size=(2, 2))",
)
STACKS = (
    "Conv2d(k=3) > MaxPool2d(2)",
    "Conv1d(k=3, p=1) > Conv1d(k=3, d=2) > AvgPool1d(2)",
    "nn.Sequential(nn.ZeroPad1d((1, 0)), nn.Conv1d(1, 1, 2), nn.MaxPool1d(2))",
    "nn.Sequential(nn.Conv2d(3, 4, 3), nn.Conv2d(4, 4, 3, groups=2), nn.AdaptiveAvgPool2d(2))",
    "nn.ReflectionPad2d(1) > nn.Conv2d(1, 1, 3)",
    "ConvTranspose2d(k=3, s=2) > Conv2d(k=3)",
)
SIZES = ("3", "4", "5", "6", "4,5", "3,4,5", "8")


@st.composite
def _written(draw: st.DrawFn) -> str:
    """A call of a known module with hostile arguments."""
    known = [one for one in map(OPERATIONS.get, OPERATIONS.names()) if one.torch_signature]
    operation = draw(st.sampled_from(known))
    given = [draw(_value()) for _ in range(draw(st.integers(0, 4)))]
    keys = draw(st.lists(st.sampled_from(operation.torch_signature), max_size=3))
    given += [f"{key}={draw(_value())}" for key in keys]
    return f"nn.{operation.torch_module}({', '.join(given)})"


def _value() -> st.SearchStrategy[str]:
    small = st.integers(-1, 4).map(str)
    pair = st.lists(small, min_size=1, max_size=4).map(lambda parts: f"({', '.join(parts)},)")
    quoted = tokens.map(repr)
    return weighted((4, small), (2, pair), (1, tokens), (1, quoted))


@st.composite
def _cases(draw: st.DrawFn, figures: st.SearchStrategy[str], reader: str) -> Case:
    words = draw(commands.around(as_word(draw(figures))))
    size = draw(st.sampled_from(SIZES)) if draw(st.integers(0, 9)) else as_word(draw(tokens))
    return Case(reader, (*words, "-i", size), commands.DECOYS)


_calls = st.deferred(lambda: weighted((3, damaged_text(commands.calls(), 2)), (1, _written())))

READERS = (
    Reader("calls", _cases(_calls, "calls")),
    Reader("models", _cases(damaged_text(PRINTED), "models")),
    Reader("stacks", _cases(damaged_text(STACKS), "stacks")),
)
