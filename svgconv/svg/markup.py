"""An element and those inside it as text: the same bytes on every machine.

It is indented by one space a level. The standard library's serializer and indentation take several
times as long.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from svgconv.svg.elements import Element

SPECIAL = re.compile('[&<>"\r\n\t]')
ESCAPED = str.maketrans(
    {
        "&": "&amp;",
        "<": "&lt;",
        ">": "&gt;",
        '"': "&quot;",
        "\r": "&#13;",
        "\n": "&#10;",
        "\t": "&#09;",
    }
)
ESCAPED_CONTENT = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})


def text(element: Element) -> str:
    """Return an element as indented text, which ends with a line break."""
    pieces: list[str] = []
    _write(element, "\n", pieces, rows=False)
    return "".join(pieces) + "\n"


def _write(element: Element, line: str, pieces: list[str], *, rows: bool) -> None:
    """Add the text of an element, with its attributes in alphabetical order.

    Parameters
    ----------
    line: a line break, and the indentation of the element.
    rows: whether the element is in a group of texts, in which the texts of a row share a line, as
        the glyphs of a text do.
    """
    tag, attributes = element.elementname, element.attribs
    values = [
        (key, text)
        for key, value in sorted(attributes.items())
        if value is not None and (text := str(value))
    ]
    if SPECIAL.search("".join([text for _, text in values])):
        values = [(key, text.translate(ESCAPED)) for key, text in values]
    pieces.append(f"<{tag}")
    pieces += [f' {key}="{text}"' for key, text in values]
    if not element.elements:
        pieces.append("/>")
        return
    pieces.append(">")
    inner = f"{line} "
    rows = rows or (tag == "g" and _has_rows(attributes))
    before: Element | None = None
    for child in element.elements:
        if not isinstance(child, Element):
            words = child.get_xml()
            pieces.append(
                f"{inner}<{words.tag}>{words.text.translate(ESCAPED_CONTENT)}</{words.tag}>"
            )
            continue
        if not (rows and tag == "g" and before is not None and _in_one_row(before, child)):
            pieces.append(inner)
        if child.texts is None:
            _write(child, inner, pieces, rows=rows)
        else:
            pieces.append(_kept(child, child.texts, inner))
        before = child
    pieces.append(f"{line}</{tag}>")


def _kept(element: Element, texts: dict[str, str], line: str) -> str:
    """Return the text of an element that several files contain, made for the first of them."""
    if line not in texts:
        pieces: list[str] = []
        _write(element, line, pieces, rows=False)
        texts[line] = "".join(pieces)
    return texts[line]


def _has_rows(group: Mapping[str, object]) -> bool:
    labels = "aria-label" in group
    return "id" in group if labels else "class" in group


def _in_one_row(one: Element, following: Element) -> bool:
    names = one.elementname, following.elementname
    return names == ("use", "use") and one.attribs.get("y") == following.attribs.get("y")
