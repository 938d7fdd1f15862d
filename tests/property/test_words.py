"""Titles and descriptions have at most 60 words, and say the same as the figure."""

from __future__ import annotations

import re
from dataclasses import replace
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

import svgconv
from svgconv.figure.figure import Figure
from svgconv.figure.sentences import NUMBERS, Sentence, sentences, within_words
from svgconv.sources.catalogue import catalogue, entries
from tests.examples import examples
from tests.smil import SVG
from tests.specifications import figures

MOST = 60


def check(figure: Figure) -> None:
    for text in (figure.title, figure.description):
        assert 0 < len(text.split()) <= MOST, text
    ends = [one.strip() for one in re.split(r"(?<=\.) ", figure.description)]
    assert all(re.match(r"[A-Z0-9]", one) and one.endswith(".") for one in ends)
    assert figure.beside or len(ends) == len(set(ends)), "each sentence is written once"


@pytest.mark.parametrize("name", catalogue())
def test_words_of_the_catalogue_are_few(name: str) -> None:
    check(svgconv.load(name))


@given(figures)
@examples(100)
def test_words_of_any_figure_are_few(figure: Figure) -> None:
    check(figure)


@given(st.lists(figures.map(lambda one: replace(one, beside=())), min_size=2, max_size=6))
@examples(30)
def test_words_of_compared_figures_are_few(several: list[Figure]) -> None:
    first, *others = several
    check(svgconv.compare(first, *others))


def test_words_of_many_layers_are_few() -> None:
    layers = ", ".join(f"Conv2d({n}, {n + 1}, 3, padding=1)" for n in range(1, 20))
    figure = svgconv.load(f"nn.Sequential({layers})", input_size=9)
    check(figure)
    assert "> 16 layers >" in figure.title
    paths = ", ".join("Conv2d(1, 1, 3, padding=1) > ReLU()" for _ in range(20))
    assert len(svgconv.stack(f"add({paths})", 5).title.split()) <= MOST


def test_the_file_has_these_words() -> None:
    figure = svgconv.load("numerical_padding_strides")
    root = ElementTree.fromstring(figure.svg())
    assert [root.findtext(f"{SVG}{tag}") for tag in ("title", "desc")] == [
        figure.title,
        figure.description,
    ]


def test_lists_are_shortened_before_sentences_are_left_out() -> None:
    long = Sentence("List: " + " ".join("1" * 50) + ".", NUMBERS, "List: 50 numbers.")
    assert within_words([Sentence("One two three."), long]).endswith("1.")
    assert within_words([Sentence("One " * 19 + "two."), long]).endswith("two. List: 50 numbers.")
    every = [Sentence("One " * 56 + "two."), long, Sentence("Two words.")]
    assert within_words(every) == "One " * 56 + "two. Two words."


def test_sentences_end_with_a_full_stop_before_a_capital() -> None:
    assert sentences("It is 1.5 wide. See e.g. this. Two") == [
        Sentence("It is 1.5 wide."),
        Sentence("See e.g. this."),
        Sentence("Two"),
    ]


def test_numbers_are_listed_where_there_is_room() -> None:
    figure = svgconv.conv(2, 2, view="flat", values=1)
    assert "Input: 1 3 / 0 0. Kernel:" in figure.description
    large = svgconv.conv(6, 3, view="flat", values=1)
    assert "Input: 6×6 numbers from 0 to 3." in large.description


def test_captions_are_sentences_of_few_words() -> None:
    published = [entry["name"] for entry in entries() if entry.get("beams") == "lines"]
    assert len(published) == 15
    for entry in entries():
        caption = entry["caption"]
        assert 0 < len(caption.split()) <= MOST
        assert entry["name"] in published or len(caption.split()) >= 7, caption
        assert not caption.endswith(".")
    captions = [entry["caption"] for entry in entries()]
    assert len(captions) == len(set(captions))
