"""Masked convolutions of PyTorch: layers that multiply their weight by a buffer of 0 and 1."""

from __future__ import annotations

from typing import Any


def masks_of(module: Any) -> list[Any]:
    """The buffers of a layer that are 0 or 1 for each of its weights, as lists of kernels."""
    weight = vars(module).get("_parameters", {}).get("weight")
    buffers = vars(module).get("_buffers", {}).values()
    if weight is None or weight.dim() < 3:
        return []
    alike = [one for one in buffers if one is not None and one.shape == weight.shape]
    kinds = [one.detach().reshape(-1, *one.shape[2:]).tolist() for one in alike]
    return [one for one in kinds if {*_flat(one)} <= {0, 1}]


def masked(call: str, masks: list[Any]) -> str:
    """Return the call of a masked convolution; ``""`` if its mask is not one for all channels.

    Parameters
    ----------
    masks: what `masks_of` returns.
    """
    first = masks[0][0]
    alike = all(one == first for one in masks[0])
    if len(masks) > 1 or not alike or not call.startswith("Conv2d("):
        return ""
    return f"Masked{call[:-1]}, mask={[[int(number) for number in row] for row in first]})"


def _flat(value: Any) -> list[Any]:
    return (
        [number for part in value for number in _flat(part)] if isinstance(value, list) else [value]
    )
