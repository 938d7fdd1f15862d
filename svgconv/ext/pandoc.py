"""The pandoc filter: ``pandoc --filter svgconv-pandoc``; Quarto takes the same filter.

A block of code of the class ``svgconv`` becomes the figure that `svgconv.ext.block` reads in it.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from itertools import count
from pathlib import Path
from typing import Any

from svgconv.encoders import ENCODERS
from svgconv.errors import SvgconvError, Words, in_place
from svgconv.ext.block import LANGUAGE, Block
from svgconv.ext.markup import block
from svgconv.files.writer import check, make_folder, write

FOLDER = Path("svgconv-figures")
"""The folder of the pictures, in the current one."""

PAGES = frozenset(
    ["html", "html4", "html5", "revealjs", "s5", "slidy", "slideous", "dzslides", "chunkedhtml"]
)
"""The formats that are pages of HTML, which hold their pictures."""

WORDS = frozenset(["plain", "man", "ms", "haddock"])
"""The formats without pictures."""

FORMATS = {
    **dict.fromkeys(["latex", "beamer", "context", "typst", "pdf"], "pdf"),
    **dict.fromkeys(["docx", "odt", "rtf", "icml"], "png"),
    "pptx": "gif",
}
"""The picture of each format; the others have an SVG."""

WITH_FIGURES = [1, 23]
"""The first version of pandoc's documents, those of pandoc 3, that has figures as blocks."""

NO_ATTRIBUTES = ["", [], []]


def main() -> None:
    """Filter the document on standard input; bad input is one line and exit status 2."""
    target = sys.argv[1] if len(sys.argv) > 1 else "html"
    try:
        sys.stdout.buffer.write(filtered(sys.stdin.buffer.read(), target).encode())
    except SvgconvError as error:
        print(error, file=sys.stderr)
        sys.exit(2)


def filtered(document: str | bytes, target: str) -> str:
    """Return a document in pandoc's JSON with figures in place of their blocks.

    Parameters
    ----------
    target: the format that pandoc writes.

    Raises
    ------
    SvgconvError: it is not such a document, the text of a block is malformed, or a picture cannot
        be written.
    """
    numbers, pictures = count(1), dict[Path, bytes]()

    def replaced(node: dict[str, Any]) -> dict[str, Any]:
        if node.get("t") != "CodeBlock" or (found := _block(node.get("c"))) is None:
            return node
        identifier, text = found
        made = Block.read(text, Path(), next(numbers))
        with in_place(made.place):
            return _drawn(made, identifier, target, version, pictures)

    try:
        version = [int(part) for part in json.loads(document)["pandoc-api-version"]]
    except (ValueError, KeyError, TypeError, OverflowError, RecursionError):
        raise _no_document() from None
    made = json.dumps(json.loads(document, object_hook=replaced))
    _write(pictures)
    return made


def _block(content: Any) -> tuple[str, str] | None:
    """Return the identifier and the text of a figure's block; None for other blocks.

    Raises
    ------
    SvgconvError: pandoc writes no such block.
    """
    try:
        (identifier, classes, options), text = content
        lines = [text, *(f"{name}: {' '.join(str(value).split())}" for name, value in options)]
        return (str(identifier), "\n".join(lines)) if LANGUAGE in classes else None
    except (TypeError, ValueError):
        raise _no_document() from None


def _no_document() -> SvgconvError:
    remedy = "let pandoc run it as a filter"
    return SvgconvError(Words("standard input"), "is not a document of pandoc in JSON", remedy)


def _drawn(
    made: Block, identifier: str, target: str, version: list[int], pictures: dict[Path, bytes]
) -> dict[str, Any]:
    """Return a figure as a block of a document; its picture is added to those to write."""
    if target in PAGES:
        html = block(made.figure, made.alt, made.caption, identifier)
        return _node("RawBlock", ["html", html])
    if target in WORDS:
        return _node("Para", _inlines(f"{made.figure.words} {made.caption}"))
    attributes: list[Any] = [identifier, [], []]
    suffix = FORMATS.get(target, "svg")
    file = FOLDER / f"{made.figure.name}.{suffix}"
    pictures[file], path = _picture(made, suffix), file.as_posix()
    if not made.caption:
        return _node("Para", [_node("Image", [attributes, _inlines(made.alt), [path, ""]])])
    if version < WITH_FIGURES:  # the title says that the alternative text is a caption
        image = _node("Image", [attributes, _inlines(made.caption), [path, "fig:"]])
        return _node("Para", [image])
    image = _node("Image", [NO_ATTRIBUTES, _inlines(made.alt), [path, ""]])
    caption = [None, [_node("Plain", _inlines(made.caption))]]
    return _node("Figure", [attributes, caption, [_node("Plain", [image])]])


def _node(kind: str, content: Any) -> dict[str, Any]:
    return {"t": kind, "c": content}


def _inlines(text: str) -> list[dict[str, Any]]:
    """Return a text as words and spaces."""
    words = [node for word in text.split() for node in ({"t": "Space"}, _node("Str", word))]
    return words[1:]


def _picture(made: Block, suffix: str) -> bytes:
    """Return a figure's picture."""
    if suffix == "svg":
        return made.figure.svg()
    if suffix == "gif":
        return made.figure.figure.encode(".gif", full_frames=True)
    return made.figure.print(f".{suffix}")


def _write(pictures: Mapping[Path, bytes]) -> None:
    """Write the pictures of a whole document, if each of them can be written."""
    own = {path: ENCODERS.get(path.suffix.removeprefix(".")).wrote for path in pictures}
    for path, wrote in own.items():
        check(path, wrote=wrote)
    if pictures:
        make_folder(FOLDER)
    for path, content in pictures.items():
        write(path, content, wrote=own[path])


if __name__ == "__main__":
    main()
