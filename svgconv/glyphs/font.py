"""The metrics of Source Sans 3 (SIL Open Font License), the only font that svgconv contains.

``signs.txt`` has signs that the font lacks, in the same format: ⊙ and ∗.

``glyphs.txt`` is made by ``tests/tools/make_glyphs.py``. Each line holds a glyph: its name, its
advance, and its outline. A character is named ``u`` and its code point in hexadecimal; other names
are those of parts. All lengths are whole units of the font, 1000 to an em, with y upwards. An
outline is one of these:

- contours of M, L, Q and Z: the points of TrueType curves, each relative to the one before it;
- parts, each ``+NAME RIGHT UP``: another glyph, moved by these two lengths;
- nothing, for a space.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

TABLES = ("glyphs.txt", "signs.txt")
UNITS = 1000
"""The font's units to an em."""
FIGURES = (-0.012, 0.65)
"""The lowest and the highest ordinate of the digits, in ems above the baseline."""

TWICE = {"≈": "~"}
"""Signs that the font lacks, and the sign that is drawn twice for each, one above the other."""
APART = 0.18
"""The distance between the two, in ems."""


@cache
def glyph_table() -> dict[str, tuple[int, str]]:
    """Return the advance and the outline of every glyph, by name. It is read once, when needed."""
    tables = (Path(__file__).with_name(name).read_text("ascii") for name in TABLES)
    fields = (line.split(" ", 2) for table in tables for line in table.splitlines())
    return {name: (int(advance), "".join(outline)) for name, advance, *outline in fields}


def glyph_name(letter: str) -> str:
    """Return the name of a character's glyph, which is also fit for an id."""
    return f"u{ord(letter):x}"


def missing_letter(text: str) -> str:
    """Return the first letter of a text that the font lacks or an empty string."""
    return next((letter for letter in text if glyph_name(letter) not in glyph_table()), "")


@cache
def width(text: str) -> float:
    """Return the width of a line of text in ems, without kerning.

    Raises
    ------
    KeyError: the font lacks a letter; see `missing_letter`.
    """
    table = glyph_table()
    return sum(table[glyph_name(TWICE.get(letter, letter))][0] for letter in text) / UNITS
