"""What is pasted stays words in its language, whatever the words."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest

from svgconv.gallery.embedding import embeddings

WORDS = 'a "b" <c> & `d` *e* [f](g) _h_ |i| \\ \n\n.. j'


def test_html_holds_the_words_in_one_attribute() -> None:
    parser = HTMLParser()
    found = []
    parser.handle_starttag = lambda tag, attrs: found.append((tag, dict(attrs)))  # type: ignore[method-assign]
    parser.feed(embeddings("n", WORDS, (100, 80), ())["HTML"])
    words = " ".join(WORDS.split())
    assert found == [("img", {"src": "n.svg", "width": "100", "height": "80", "alt": words})]


def test_markdown_and_rst_escape_what_they_would_read() -> None:
    said = embeddings("n", WORDS, (100, 80), ())
    assert said["Markdown"] == (r'![a "b" \<c\> \& \`d\` \*e\* \[f\](g) \_h\_ |i| \\ .. j](n.svg)')
    assert said["reStructuredText"].splitlines() == [
        ".. image:: n.svg",
        "   :width: 100",
        r'   :alt: a "b" <c> & \`d\` \*e\* [f](g) \_h\_ \|i\| \\ .. j',
    ]


@pytest.mark.parametrize("made", [True, False])
def test_latex_shows_the_pdf_and_says_how_it_is_made(made: bool) -> None:
    lines = embeddings("n", WORDS, (100, 80), ["n.pdf"] if made else [])["LaTeX"].splitlines()
    assert lines[-1] == r"\includegraphics[width=.5\linewidth]{n.pdf}"
    assert lines[:-1] == ([] if made else ["% svgconv render n.svg -o n.pdf"])
