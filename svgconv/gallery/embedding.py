"""How a figure is put into a document: HTML, Markdown, LaTeX and reStructuredText.

Each is written so that whatever the words hold stays words in that language.
"""

from __future__ import annotations

import re
from collections.abc import Container
from html import escape

MARKDOWN = r"[\\`*_\[\]<>&]"
RST = r"[\\`*_|]"


def embeddings(
    name: str, words: str, size: tuple[int, int], files: Container[str]
) -> dict[str, str]:
    """What to paste, by language.

    Parameters
    ----------
    name: the figure's, as its files bear it.
    words: what is shown, for those who cannot see it.
    size: width and height in CSS pixels.
    files: the names of the files that lie beside the page.
    """
    width, height = size
    file, words = f"{name}.svg", " ".join(words.split())
    return {
        "HTML": f'<img src="{file}" width="{width}" height="{height}" alt="{escape(words)}">',
        "Markdown": f"![{_backslashed(words, MARKDOWN)}]({file})",
        "LaTeX": _latex(name, files),
        "reStructuredText": f".. image:: {file}\n   :width: {width}\n"
        f"   :alt: {_backslashed(words, RST)}",
    }


def _backslashed(text: str, special: str) -> str:
    return re.sub(special, lambda found: "\\" + found[0], text)


def _latex(name: str, files: Container[str]) -> str:
    """The PDF's first page; a remark says how to make a PDF that is not there yet."""
    made = "" if f"{name}.pdf" in files else f"% svgconv render {name}.svg -o {name}.pdf\n"
    return f"{made}\\includegraphics[width=.5\\linewidth]{{{name}.pdf}}"
