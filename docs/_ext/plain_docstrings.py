"""svgconv's docstrings as Sphinx reads them: ``name: text`` under a section's name.

A docstring has numpy's sections (Parameters, Attributes, Returns, Raises), and each entry is
``name: text``, its further lines indented. They become lists in fields.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from sphinx.application import Sphinx

from svgconv.figure.declaration import FigureOptions
from svgconv.options import options_of

COMMON = (*options_of(FigureOptions),)
"""The options that every function of an operation has: `svgconv.Figure` explains them."""

SOURCES = "Sources"
"""What comes after the last section: lines such as ``PyTorch: https://...``."""

SECTIONS = ("Parameters", "Attributes", "Returns", "Raises")

ENTRY = re.compile(r"(?P<names>[*\w.]+(?:, [*\w.]+)*): (?P<text>.*)")


def converted(lines: list[str]) -> Iterator[str]:
    """The docstring's lines, its sections as fields that hold lists."""
    section = ""
    for number, line in enumerate(lines):
        following = lines[number + 1] if number + 1 < len(lines) else ""
        if line in SECTIONS and re.fullmatch("-{3,}", following):
            section = line
            yield f":{section}:"
        elif section and re.fullmatch("-{3,}", line):
            yield ""
        elif not line:
            section = section and SOURCES
            yield line
        elif section == SOURCES:
            yield f"  {line.strip()}" if line.startswith(" ") else f"* {line}"
        elif section and (entry := ENTRY.fullmatch(line)) and section != "Returns":
            names = ", ".join(f"``{name}``" for name in entry["names"].split(", "))
            yield f"    * {names}: {entry['text']}"
        elif section:
            yield f"      {line.strip()}" if section != "Returns" else f"    {line}"
        else:
            yield line


def _plain(line: str) -> str:
    """The line with its asterisks as text, except in literals and in examples."""
    if line.lstrip().startswith(">>>"):
        return line
    parts = re.split(r"(`+.*?`+)", line)
    return "".join(part if part[:1] == "`" else part.replace("*", r"\*") for part in parts)


def convert(
    app: Sphinx, what: str, name: str, thing: object, options: object, lines: list[str]
) -> None:
    """Convert a docstring in place; a function refers to `svgconv.Figure` for what all have."""
    if what == "function":
        lines[:] = _without_common(lines)
    lines[:] = converted([_plain(line) for line in lines])


def _without_common(lines: list[str]) -> Iterator[str]:
    """The lines without the entries of the common options, and one entry instead of them."""
    common = False
    left_out = False
    for line in lines:
        entry = ENTRY.fullmatch(line)
        if entry or not line.startswith(" "):
            common = bool(entry) and entry["names"] in COMMON
        if common and not left_out:
            yield "options: those of `svgconv.Figure`: ``view``, ``theme``, ``values`` and others."
            left_out = True
        if not common:
            yield line


def shorten(
    app: Sphinx, what: str, name: str, thing: object, options: object, signature: str, returns: str
) -> tuple[str, str] | None:
    """Leave the common options out of a function's signature."""
    own, common, _ = (signature or "").partition(f", {COMMON[0]}:")
    if what != "function" or not common:
        return None
    return f"{own.removesuffix(', *')}, **options)", returns


def setup(app: Sphinx) -> dict[str, Any]:
    """Convert every docstring that autodoc reads."""
    app.connect("autodoc-process-docstring", convert)
    app.connect("autodoc-process-signature", shorten)
    return {"parallel_read_safe": True}
