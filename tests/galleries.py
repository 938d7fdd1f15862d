"""Small galleries for tests: the whole catalogue takes seconds."""

from __future__ import annotations

from collections.abc import Mapping

EXAMPLE = """
[[sections]]
title = "Convolution"
group = "guide"
[[sections.figures]]
name = "no_padding_strides"
figure = "no_padding_strides"
[[sections]]
title = "Pooling"
[[sections.figures]]
name = "wavenet"
figure = "dilation"
"""
"""What `svgconv make` makes in examples: the whole catalogue takes minutes in all formats."""


def gallery_toml(figures: Mapping[str, str], settings: str = "") -> str:
    """Return the text of a `gallery.toml` with one section, S.

    Parameters
    ----------
    figures: the lines of TOML of each figure, by its name.
    settings: lines of TOML before the section.
    """
    tables = "".join(
        f'[[sections.figures]]\nname = "{name}"\n{lines}\n' for name, lines in figures.items()
    )
    return f'{settings}\n[[sections]]\ntitle = "S"\n{tables}'
