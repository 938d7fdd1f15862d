"""The package, its documentation and the README keep to the glossary's words."""

from __future__ import annotations

import io
import re
import tokenize
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.docs import PAGES, ROOT

GLOSSARY = PAGES["docs/glossary.md"]

SUFFIXES = {".py", ".pyi", ".md", ".toml", ".js", ".css", ".html", ".jinja", ".svg", ".json"}

EXCEPT = {"docs/glossary.md"}
"""The list itself."""


def banned() -> dict[str, str]:
    """The glossary's list: each word or phrase, and where it is banned."""
    table = GLOSSARY.read_text("utf-8").split("## Words we do not use")[1]
    rows = re.findall(r"^\| (.+?) \| (everywhere|names) \|", table, flags=re.MULTILINE)
    return {word: where for words, where in rows for word in words.split(", ")}


def files() -> Iterator[Path]:
    """Every file that has words."""
    for path in [*sorted((ROOT / "svgconv").rglob("*")), *PAGES.values()]:
        if path.suffix in SUFFIXES and str(path.relative_to(ROOT)) not in EXCEPT:
            yield path


def plain(text: str) -> str:
    """Lower-case words, names taken apart: ``TabLayout`` and ``tab_layout`` as ``tab layout``.

    ``tabIndex`` is the browsers' name.
    """
    text = text.replace("tabIndex", "")
    text = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", " ", text)
    return re.sub(r"[\s_\-`*#]+", " ", text).lower()


def names(path: Path, text: str) -> str:
    """The names in a file's code, its own among them."""
    if path.suffix not in {".py", ".pyi"}:
        return f"{path.stem} "
    tokens = tokenize.generate_tokens(io.StringIO(text).readline)
    return " | ".join([path.stem, *(item.string for item in tokens if item.type == tokenize.NAME)])


def found(path: Path, text: str) -> set[str]:
    """The banned words in a file."""
    everywhere, in_names = plain(f"{path.stem} | {text}"), plain(names(path, text))
    return {
        word
        for word, where in banned().items()
        if re.search(rf"\b{word}\b", in_names if where == "names" else everywhere)
    }


@pytest.mark.parametrize("path", list(files()), ids=lambda path: str(path.relative_to(ROOT)))
def test_a_file_has_no_banned_word(path: Path) -> None:
    assert found(path, path.read_text("utf-8")) == set()


def test_the_list_is_read() -> None:
    assert {"told", "tabs", "starting points", "joined"} <= set(banned())
    assert set(banned().values()) == {"everywhere", "names"}


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("drawn_tabs = 1", {"tabs"}),
        ("class TabLayout: ...", {"tab"}),
        ("STARTING_POINTS = ()", {"starting points"}),
        ('"""The usual\nview."""', {"usual"}),
        ("# what it said", {"said"}),
        ("joined = 1", {"joined"}),
        ('"Lines that are joined."', set()),
        ('"A table of stable words."', set()),
    ],
)
def test_a_banned_word_is_found(code: str, words: set[str]) -> None:
    assert found(Path("module.py"), code) == words
