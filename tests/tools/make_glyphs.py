"""Write ``svgconv/glyphs/glyphs.txt``: the font's advances and outlines as text, by fontTools.

Run it as ``python -m tests.tools.make_glyphs`` after a change to the font. A test compares the
table with what this module makes, so the two cannot drift apart.

The format of the table is described in `svgconv.glyphs.font`.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

FONT = Path(__file__).with_name("source-sans-3.woff")
TABLE = Path("svgconv/glyphs/glyphs.txt")
COMMANDS = {"moveTo": "M", "lineTo": "L", "qCurveTo": "Q", "closePath": "Z"}


def font() -> Any:
    """Return the font, as fontTools reads it."""
    from fontTools.ttLib import TTFont

    return TTFont(FONT, lazy=False)


def table() -> str:
    """Return the table of every character that the font has, and of the parts of these."""
    face = font()
    glyphs, characters = face.getGlyphSet(), face.getBestCmap()
    names = {glyph: f"u{code:x}" for code, glyph in sorted(characters.items(), reverse=True)}
    lines = {}
    todo = [(f"u{code:x}", glyph) for code, glyph in sorted(characters.items())]
    for name, glyph in todo:  # grows while it is read
        outline, parts = _outline(glyphs, glyph, names)
        lines[name] = f"{name} {glyphs[glyph].width} {outline}".rstrip()
        todo += [(names[part], part) for part in parts if names[part] not in lines]
    return "".join(f"{line}\n" for line in dict.fromkeys(lines.values()))


def _outline(glyphs: Any, glyph: str, names: dict[str, str]) -> tuple[str, list[str]]:
    """Return the outline of a glyph as text, and the glyphs that it is put together from."""
    from fontTools.pens.recordingPen import RecordingPen

    pen = RecordingPen()
    glyphs[glyph].draw(pen)
    outline, parts = "", []
    x = y = 0
    for method, values in pen.value:
        if method == "addComponent":
            part, (*matrix, right, up) = values
            assert matrix == [1, 0, 0, 1], "parts are only moved"
            parts.append(part)
            outline += f"+{names.setdefault(part, part)} {right} {up}"
            continue
        steps = []
        for right, up in values:
            steps += [right - x, up - y]
            x, y = right, up
        outline += COMMANDS[method] + " ".join(map(str, steps))
    return outline, parts


if __name__ == "__main__":
    TABLE.write_text(table(), "ascii")
