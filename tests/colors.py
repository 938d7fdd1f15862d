"""Colours as different eyes see them, and how far apart they are."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from svgconv.scene.theme import Theme

Colour = NDArray[np.float64]

SEEN = {
    "every cone": np.eye(3),
    "no L cones": np.array(
        [
            [0.152286, 1.052583, -0.204868],
            [0.114503, 0.786281, 0.099216],
            [-0.003882, -0.048116, 1.051998],
        ]
    ),
    "no M cones": np.array(
        [
            [0.367322, 0.860646, -0.227968],
            [0.280085, 0.672501, 0.047413],
            [-0.011820, 0.042940, 0.968881],
        ]
    ),
    "no S cones": np.array(
        [
            [1.255528, -0.076749, -0.178779],
            [-0.078411, 0.930809, 0.147602],
            [0.004733, 0.691367, 0.303900],
        ]
    ),
}
"""Machado, Oliveira, Fernandes (2009), severity 1, over linear RGB."""

LUMINANCE = np.array([0.2126, 0.7152, 0.0722])


def linear(colour: str) -> Colour:
    digits = colour[1:] if len(colour) == 7 else "".join(digit * 2 for digit in colour[1:])
    parts = np.array([int(digits[at : at + 2], 16) for at in (0, 2, 4)]) / 255
    return np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)


def lab(colour: Colour) -> Colour:
    to_xyz = np.array(
        [
            [0.4124564, 0.3575761, 0.1804375],
            [0.2126729, 0.7151522, 0.0721750],
            [0.0193339, 0.1191920, 0.9503041],
        ]
    )
    white = to_xyz @ np.ones(3)
    parts = to_xyz @ np.clip(colour, 0, 1) / white
    x, y, z = np.where(parts > 216 / 24389, np.cbrt(parts), (24389 / 27 * parts + 16) / 116)
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


def over(paint: str, opacity: float, below: str) -> str:
    mixed = [
        round(opacity * int(paint[at : at + 2], 16) + (1 - opacity) * int(below[at : at + 2], 16))
        for at in (1, 3, 5)
    ]
    return "#" + "".join(f"{part:02x}" for part in mixed)


def full(colour: str | None) -> str:
    assert colour is not None
    return colour if len(colour) == 7 else "#" + "".join(digit * 2 for digit in colour[1:])


def cells(theme: Theme) -> dict[str, str]:
    """The colour of every kind of cell that can be next to another."""
    shown = {
        role: full(theme.paint(role).fill)
        for role in ("zeros", "copied_padding", "input", "output")
    }
    window, active = theme.paint("window"), theme.paint("active")
    for role in ("zeros", "copied_padding", "input"):
        shown[f"{role} in the window"] = over(full(window.fill), window.fill_opacity, shown[role])
    shown["active"] = over(full(active.fill), active.fill_opacity, shown["output"])
    return shown


def contrast(one: str, other: str) -> float:
    """Contrast of WCAG 2.2, from 1 to 21."""
    lower, upper = sorted(float(LUMINANCE @ linear(colour)) for colour in (one, other))
    return (upper + 0.05) / (lower + 0.05)
