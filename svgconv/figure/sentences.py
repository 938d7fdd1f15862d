"""A figure's description in few words: what it shows comes first, and long lists are shortened."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

MOST_WORDS = 60
"""The most words of a title, and of a description."""
SENTENCE_END = re.compile(r"(?<=[.]) (?=[A-Z])")


WHAT, HOW, WHERE, NUMBERS = range(4)
"""The ranks of sentences: what a figure shows, more about it, where it is, and its numbers."""


@dataclass(frozen=True)
class Sentence:
    """A sentence, and a shorter form of it for descriptions that are too long.

    Attributes
    ----------
    rank: sentences of a lower rank are left out last.
    short: empty for a sentence that has one form.
    """

    text: str
    rank: int = WHAT
    short: str = ""

    def after(self, words: str) -> Sentence:
        """Return both forms after other words."""
        short = self.short and f"{words} {self.short}"
        return replace(self, text=f"{words} {self.text}", short=short)


def sentences(text: str, rank: int = WHAT) -> list[Sentence]:
    """Return the sentences of a text."""
    return [Sentence(one, rank) for one in SENTENCE_END.split(text) if one]


def within_words(found: Iterable[Sentence], most: int = MOST_WORDS) -> str:
    """Return as many of the sentences, in their order, as have at most this many words together.

    Those of the lowest rank come first, then the first ones. Those with a shorter form have it
    unless there is room for the other.
    """
    kept: dict[int, str] = {}
    every = list(found)
    for number in sorted(range(len(every)), key=lambda at: every[at].rank):
        form = every[number].short or every[number].text
        if _count([*kept.values(), form]) <= most:
            kept[number] = form
    for number in sorted(kept):
        longer = {**kept, number: every[number].text}
        if _count(longer.values()) <= most:
            kept = longer
    return " ".join(kept[number] for number in sorted(kept))


def _count(texts: Iterable[str]) -> int:
    return sum(len(text.split()) for text in texts)
