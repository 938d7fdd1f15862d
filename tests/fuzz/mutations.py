"""Strategies that damage valid input: texts, words and bytes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

from hypothesis import strategies as st

from tests.fuzz.case import Case

Value = TypeVar("Value")

TOKEN = re.compile(r"\w+|\s+|.", re.DOTALL)
"""A text is damaged between and at words, not inside of them only."""

NUMBERS = (
    "0", "1", "-1", "2", "3", "7", "64", "1.5", "-0", "0.1", "1e3", "1e308", "1e999", "-1e999",
    "1e-400", "nan", "inf", "-inf", "infinity", "0x10", "1_0", "07", "1e", "٣", "²", "½", "１",
    "65536", "1000000", "1000001", "2147483648", "9" * 15, "9" * 27, "9" * 400, "9" * 5000,
    "0." + "1" * 400, "3j", "+1", "--1", "1,2", "1,2,3,4",
    "1,2,3,4,5,6", "1;2", "1|2", "-", "-,3",
)  # fmt: skip
WORDS = (
    "", " ", "True", "False", "None", "true", "null", "same", "valid", "causal", "zeros", "nearest",
    "a", "x" * 300, "a" * 5000, "*", "**", "...", ">", ">>",
    "#", "#fff", "/", "../x", "/etc/passwd", "secret.toml", "secret.svg", "secret.csv",
    "/dev/stdin", "~", "a.toml", "x.toml", ".toml",
    ".svg", "--", "--force", "-o", "-h", "--version", "=", "b'1'", "f'{1}'", "lambda: 0", "x := 1",
    "__import__('os').system('true')", "print(1)", "[i for i in (1,)]", "await x", "'", '"', '"""',
    "\\", "\\u0000", "\\ud800", "{}", "[]", "()", "{", "[", "(", "]", ")", "}", ",", ",,", ";", ":",
)  # fmt: skip
LETTERS = (
    "\0", "\a", "\x1b[31m", "\x7f", "\x85", "\u2028", "\u202e", "\u2066", "\u2069", "\ufeff",
    "\ufffe", "\udcff", "\ud800", "\n", "\r\n", "\t", "é", "𝔸", "👩‍👩‍👧", "\u0301",
)  # fmt: skip
DEEP = (
    "[" * 60 + "]" * 60, "[" * 3000, "(" * 300, "()" * 900, "{a=" * 2000, '{"a":' * 3000 + "1",
    "[" * 50_000 + "]" * 50_000, "-" * 3000 + "1", "1," * 20_000, "[0]," * 5000,
    "not " * 2000 + "1",
)  # fmt: skip
HOSTILE = NUMBERS + WORDS + LETTERS + DEEP
"""Texts that have broken readers of some program."""


def weighted(*parts: tuple[int, st.SearchStrategy[Value]]) -> st.SearchStrategy[Value]:
    """One of some strategies, as often as its number says; `one_of` ignores repetitions."""
    chosen = [strategy for often, strategy in parts for _ in range(often)]
    return st.sampled_from(range(len(chosen))).flatmap(chosen.__getitem__)


tokens = weighted(
    (2, st.sampled_from(NUMBERS)),
    (3, st.sampled_from((WORDS, LETTERS, DEEP)).flatmap(st.sampled_from)),
)
"""Hostile texts, numbers more often than others."""


@st.composite
def damaged_text(draw: st.DrawFn, seeds: Sequence[str], most: int = 3) -> str:
    """One of the texts, with up to some places damaged."""
    text = draw(st.sampled_from(seeds))
    for _ in range(draw(st.integers(0, most))):
        parts = TOKEN.findall(text) or [""]
        start = draw(st.integers(0, len(parts) - 1))
        end = min(len(parts), start + draw(st.sampled_from([0, 1, 1, 1, 2, 5, 20])))
        change = draw(st.sampled_from(["token", "token", "remove", "repeat", "splice", "letter"]))
        if change == "token":
            new = [draw(tokens)]
        elif change == "remove":
            new = []
        elif change == "repeat":
            times = draw(st.sampled_from([2, 3, 10, 100, 1000]))
            new = parts[start:end] * times
        elif change == "splice":
            new = TOKEN.findall(draw(st.sampled_from(seeds)))[draw(st.integers(0, 9)) :]
        else:
            new = [draw(st.characters()), *parts[start:end]]
        text = "".join([*parts[:start], *new, *parts[end:]])
    return text


@st.composite
def damaged_bytes(draw: st.DrawFn, seeds: Sequence[bytes], most: int = 4) -> bytes:
    """One of the contents, with up to some places damaged."""
    content = bytearray(draw(st.sampled_from(seeds)))
    for _ in range(draw(st.integers(0, most))):
        at = draw(st.integers(0, max(0, len(content) - 1)))
        length = draw(st.sampled_from([1, 1, 2, 4, 8, 64, 4096]))
        change = draw(st.sampled_from(["flip", "number", "cut", "remove", "repeat", "splice"]))
        if change == "flip":
            content[at : at + 1] = bytes([draw(st.integers(0, 255))])
        elif change == "number":
            number = draw(st.sampled_from([0, 1, 0x7F, 0xFF, 0xFFFF, 2**31 - 1, 2**31, 2**32 - 1]))
            size = 4 if number > 255 else draw(st.sampled_from([1, 2, 4]))
            content[at : at + size] = number.to_bytes(
                size, draw(st.sampled_from(["big", "little"]))
            )
        elif change == "cut":
            del content[at:]
        elif change == "remove":
            del content[at : at + length]
        elif change == "repeat":
            times = draw(st.sampled_from([2, 10, 1000]))
            content[at:at] = content[at : at + length] * times
        else:
            content[at:] = draw(st.sampled_from(seeds))[at:]
    return bytes(content)


@st.composite
def damaged_case(draw: st.DrawFn, cases: Sequence[Case]) -> Case:
    """One of the cases with a word or a file damaged; it makes the same files."""
    case = draw(st.sampled_from(cases))
    words = [*case.words]
    places = [at for at, word in enumerate(words) if not word.startswith(("out", "-o"))]
    in_file: bool = bool(case.files) and draw(st.sampled_from([False, True]))
    if in_file:
        name = draw(st.sampled_from(sorted(case.files)))
        return replace(case, files={**case.files, name: draw(damaged_bytes([case.files[name]]))})
    at = draw(st.sampled_from(places[1:] or places))
    words[at] = as_word(draw(damaged_text((words[at],))))
    return replace(case, words=tuple(words))


def as_word(text: str) -> str:
    """Return a text without what no word of a command line can hold."""
    return "".join(one for one in text if one != "\0" and not "\ud800" <= one <= "\udc7f")


def as_bytes(text: str) -> bytes:
    """Return a text as a file holds it, which need not be UTF-8."""
    return text.encode("utf-8", "surrogatepass")
