"""Snippets escape the description for their language."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest

from svgconv.gallery.embedding import embeddings

DESCRIPTION = 'a "b" <c> & `d` *e* [f](g) _h_ |i| \\ \n\n.. j'


def test_html_has_the_description_in_one_attribute() -> None:
    parser = HTMLParser()
    found = []
    parser.handle_starttag = lambda tag, attrs: found.append((tag, dict(attrs)))  # type: ignore[method-assign]
    parser.feed(embeddings("n", DESCRIPTION, (100, 80), ())["HTML"])
    alt = " ".join(DESCRIPTION.split())
    assert found == [("img", {"src": "n.svg", "width": "100", "height": "80", "alt": alt})]


def test_markdown_and_rst_escape_their_markup() -> None:
    snippets = embeddings("n", DESCRIPTION, (100, 80), ())
    assert snippets["Markdown"] == (
        r'![a "b" \<c\> \& \`d\` \*e\* \[f\](g) \_h\_ |i| \\ .. j](n.svg)'
    )
    assert snippets["reStructuredText"].splitlines() == [
        ".. image:: n.svg",
        "   :width: 100",
        r'   :alt: a "b" <c> & \`d\` \*e\* [f](g) \_h\_ \|i\| \\ .. j',
    ]


@pytest.mark.parametrize("made", [True, False])
def test_latex_includes_the_pdf_and_has_the_command_that_makes_it(made: bool) -> None:
    lines = embeddings("n", DESCRIPTION, (100, 80), ["n.pdf"] if made else [])["LaTeX"].splitlines()
    assert lines[-1] == r"\includegraphics[width=.5\linewidth]{n.pdf}"
    assert lines[:-1] == ([] if made else ["% svgconv render n.svg -o n.pdf"])
