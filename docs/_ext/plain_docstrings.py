"""svgconv's docstrings as Sphinx reads them: ``name: text`` under a section's name.

A docstring has numpy's sections (Parameters, Attributes, Returns, Raises), and each entry is
``name: text``, its further lines indented. They become lists in fields.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from sphinx.application import Sphinx

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
        elif section and (entry := ENTRY.fullmatch(line)) and section != "Returns":
            names = ", ".join(f"``{name}``" for name in entry["names"].split(", "))
            yield f"    * {names}: {entry['text']}"
        elif section and line:
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
    """Convert a docstring in place."""
    lines[:] = converted([_plain(line) for line in lines])


def setup(app: Sphinx) -> dict[str, Any]:
    """Convert every docstring that autodoc reads."""
    app.connect("autodoc-process-docstring", convert)
    return {"parallel_read_safe": True}
