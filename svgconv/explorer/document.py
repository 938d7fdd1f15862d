"""One combination of parameters as text: its facts and its SVG, or the reason why it has none."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from svgconv.errors import SvgconvError
from svgconv.figure.figure import Figure
from svgconv.figure.snippets import Named, command_line, python_code
from svgconv.gallery.player_data import playback_data
from svgconv.specification.phrases import frames_phrase
from svgconv.specification.sizes import times


def document(operation: str, parameters: Mapping[str, Any], options: Mapping[str, Any]) -> str:
    """Return the lines of a figure's facts, and then the file that `svgconv render` writes.

    A fact is its kind and its text, with U+0009 between; a snippet of several lines is several
    facts. If the figure is impossible, the document is what the command line prints: one line.

    Parameters
    ----------
    parameters, options: the operation's, and the figure's, as a recipe holds them.
    """
    recipe = {"operation": operation, "parameters": parameters, **options}
    try:
        figure = Figure.from_recipe(recipe)
        svg = figure.encode(".svg").decode()
    except SvgconvError as error:
        return str(error)
    return "\n".join([*("\t".join(fact) for fact in _facts(figure)), svg])


def _facts(figure: Figure) -> Iterator[tuple[str, ...]]:
    operation = figure.operation
    yield "size", f"Output {times(operation.output_shape)}"
    yield "frames", frames_phrase(figure.frame_count)
    yield from (("step", step) for step in operation.step_lines())
    yield from (("remark", remark) for remark in operation.remarks())
    file = f"{figure.stem}.svg"
    named: Named = operation.name, {}
    snippets = {
        "PyTorch": operation.torch_call(),
        "Keras": operation.keras_call(),
        "Command line": command_line(figure, file, named),
        "Python": python_code(figure, file, named),
    }
    for language, snippet in snippets.items():
        yield from (("code", language, line) for line in snippet.split("\n") if line)
    yield "theme", figure.drawn_theme.name
    played = playback_data(figure)
    yield "player", json.dumps({"frameCount": played.pop("frame-count"), **played})
