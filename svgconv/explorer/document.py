"""One combination of parameters as text: its facts and its SVG, or the reason why it has none."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from svgconv.errors import SvgconvError
from svgconv.figure.declaration import FigureOptions
from svgconv.figure.figure import Figure
from svgconv.figure.parameters import parameters
from svgconv.figure.snippets import Named, command_line
from svgconv.gallery.cell_data import cell_lines
from svgconv.gallery.player_data import playback_data
from svgconv.options import flag_of, flags_of, options_of
from svgconv.specification.phrases import frames_phrase
from svgconv.specification.sizes import times
from svgconv.svg.glyph_definitions import prefix_of
from svgconv.svg.style_sheet import scope_of

PLACES = "\x01", "\x02"
"""What stands for the figure's own ids in its SVG, so that figures have more lines in common.

svgconv writes no control characters into an SVG.
"""


def document(operation: str, values: Mapping[str, Any], options: Mapping[str, Any]) -> str:
    """Return the lines of a figure's facts, and then the file that `svgconv render` writes.

    In the file, `PLACES` stand for the two ids of the fact ``ids``.

    A fact is its kind and its text, with U+0009 between; a snippet of several lines is several
    facts. If the figure is impossible, the document is what the command line prints: one line.

    Parameters
    ----------
    values, options: of the parameters, and of the figure's options, as a recipe holds them.
    """
    recipe = {"operation": operation, "parameters": values, **options}
    try:
        figure = Figure.from_recipe(recipe)
        svg = figure.encode(".svg").decode()
    except SvgconvError as error:
        return _as_command(error)
    ids = prefix_of(figure.recipe), scope_of(figure.recipe)
    facts = list(_facts(figure))
    if any(own in svg for own in ids):
        facts.append(("ids", *ids))
    for own, place in zip(ids, PLACES, strict=True):
        svg = svg.replace(own, place)
    return "\n".join([*("\t".join(fact) for fact in facts), svg])


def _as_command(error: SvgconvError) -> str:
    """Return an error in the words of the command line, where options are flags."""

    def spell(name: str) -> str:
        return flag_of(name) if name in _flags() else name

    return str(error.spelled(spell(error.subject), spell))


@cache
def _flags() -> frozenset[str]:
    """Return the names that are flags of `svgconv render`."""
    return frozenset([*parameters(), *flags_of(options_of(FigureOptions))])


def _facts(figure: Figure) -> Iterator[tuple[str, ...]]:
    operation = figure.operation
    yield "size", f"Output {times(operation.output_shape)}"
    yield "frames", frames_phrase(figure.frame_count)
    yield from (("step", step.line) for step in operation.all_steps())
    yield from (("remark", remark) for remark in operation.remarks())
    file = f"{figure.stem}.svg"
    named: Named = operation.name, {}
    snippets = {
        "PyTorch": operation.torch_call(),
        "Keras": operation.keras_call(),
        "Command line": command_line(figure, file, named),
    }
    for language, snippet in snippets.items():
        yield from (("code", language, line) for line in snippet.split("\n") if line)
    yield "theme", figure.drawn_theme.name
    played = playback_data(figure)
    yield "player", json.dumps({"frameCount": played.pop("frame-count"), **played})
    yield from (("cells", line) for line in cell_lines(figure.drawing().scene))
