"""Modules of PyTorch."""

from __future__ import annotations

from typing import Any

from svgconv.models._torch_calls import call_of, is_module
from svgconv.models.base import Model, Reader, needed
from svgconv.specification.sizes import Size


def read(module: Any, shape: Size | None) -> Model:
    """Return the model of a module, which runs once on shapes alone."""
    from svgconv.models._torch_trace import traced

    return traced(module, needed(shape))


READER = Reader("a torch.nn.Module", is_module, read, call_of)
