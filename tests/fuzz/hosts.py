"""Programs that make documents, with svgconv's extension: what they answer, as a command does."""

from __future__ import annotations

import re
import sys
import traceback
from base64 import b64decode
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NoReturn

from svgconv.errors import printable
from tests.fuzz.case import Case
from tests.fuzz.checks import file_problem

EXTENSIONS = "/svgconv/ext/"
"""What is in the path of each file that a program calls."""
INLINE = re.compile(r'src(?:set)?="data:image/svg\+xml;base64,([\w+/=]*)"')
"""A picture inside a page."""
MOST_PICTURES = 4
"""How many pictures of a page are looked at."""
MOST_WORDS = 300


def refused(line: object) -> NoReturn:
    """End as a command that refuses its input."""
    print(line, file=sys.stderr)
    sys.exit(2)


def by_program(program: str, message: str) -> NoReturn:
    """Refuse what a program says about the text around the figures, in its own words."""
    refused(f"{program}: {printable(' '.join(message.split())[:MOST_WORDS])}")


def hosted(program: str, convert: Callable[[], str]) -> None:
    """Print the document that a program makes; a text that it cannot read is a refusal.

    Raises
    ------
    Exception: an error that passed through svgconv.
    """
    try:
        made = convert()
    except Exception as error:
        if any(EXTENSIONS in one.filename for one in traceback.extract_tb(error.__traceback__)):
            raise
        by_program(program, f"cannot read this ({type(error).__name__})")
    sys.stdout.write(made)


def page_problem(case: Case) -> str:
    """Say what is wrong with the pictures inside the page that a case printed."""
    with open(1, "rb", closefd=False) as file:
        file.seek(0)
        found = INLINE.findall(file.read().decode())
    problems = (picture_problem(b64decode(one)) for one in found[:MOST_PICTURES])
    return next(filter(None, problems), "")


def picture_problem(svg: bytes) -> str:
    """Say what is wrong with an SVG; ``""`` if nothing."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "figure.svg"
        path.write_bytes(svg)
        return file_problem(path)
