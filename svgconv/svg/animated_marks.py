"""The animated marks of a drawing, made once for all files that show them."""

from __future__ import annotations

from svgconv.files.drawing import Drawing
from svgconv.svg.clock import Clock
from svgconv.svg.elements import Element, distinguish_groups
from svgconv.svg.glyph_definitions import GlyphDefinitions, prefix_of
from svgconv.svg.smil import animated


def animated_marks(drawing: Drawing) -> tuple[GlyphDefinitions, Element]:
    """Return a drawing's definitions, and the group of all its marks with their animations.

    Callers must not change them: the next one gets the same.
    """
    prefix = prefix_of(drawing.full_recipe)
    if prefix not in drawing.shared:
        definitions = GlyphDefinitions(prefix)
        clock = Clock(
            odometer=drawing.scene.odometer,
            frames=drawing.frames,
            durations=drawing.durations,
            plays=drawing.plays,
            cycle=f"{prefix}T",
            glides=drawing.glides,
            poster=drawing.poster,
        )
        drawn = animated(drawing.scene, clock, definitions)
        distinguish_groups(drawn)
        drawn.texts = {}
        drawing.shared[prefix] = definitions, drawn
    definitions, drawn = drawing.shared[prefix]
    return definitions, drawn
