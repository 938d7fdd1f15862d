"""Snippets that embed a figure in a document: HTML, Markdown, LaTeX and reStructuredText.

Each snippet escapes the description for its language.
"""

from __future__ import annotations

import re
from collections.abc import Container
from html import escape

MARKDOWN = r"[\\`*_\[\]<>&]"
RST = r"[\\`*_|]"


def embeddings(
    name: str, description: str, size: tuple[int, int], files: Container[str]
) -> dict[str, str]:
    """Return the snippets by language.

    Parameters
    ----------
    name: the name of the figure's files, without a suffix.
    description: the alternative text.
    size: the width and height in CSS pixels.
    files: the names of the files next to the page.
    """
    width, height = size
    file, alt = f"{name}.svg", " ".join(description.split())
    return {
        "HTML": f'<img src="{file}" width="{width}" height="{height}" alt="{escape(alt)}">',
        "Markdown": f"![{_escape(alt, MARKDOWN)}]({file})",
        "LaTeX": _latex(name, files),
        "reStructuredText": f".. image:: {file}\n   :width: {width}\n   :alt: {_escape(alt, RST)}",
    }


def _escape(text: str, special: str) -> str:
    """Return the text with a backslash before each match of ``special``."""
    return re.sub(special, lambda match: "\\" + match[0], text)


def _latex(name: str, files: Container[str]) -> str:
    """Return the command that includes the PDF, after a comment that makes it if it is missing."""
    comment = "" if f"{name}.pdf" in files else f"% svgconv render {name}.svg -o {name}.pdf\n"
    return f"{comment}\\includegraphics[width=.5\\linewidth]{{{name}.pdf}}"
