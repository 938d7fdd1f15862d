"""The checks of what a case made: a file that is whole and holds its recipe, or a printed text."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from xml.parsers import expat

from svgconv.encoders import ENCODERS
from svgconv.figure.figure import Figure
from tests.fuzz.case import Case


def figure_problem(case: Case) -> str:
    """Say what is wrong with the file or the text that a command line made; ``""`` if nothing."""
    if HELP & {*case.words}:
        return ""
    made = [Path(word) for word in case.words if word in TARGETS]
    if made:
        problems = (file_problem(path) for path in made if path.is_file())
        return next(filter(None, problems), "") if made[0].exists() else "makes no file"
    with open(1, "rb", closefd=False) as file:
        file.seek(0)
        out = file.read()
    if case.words[0] == "states":
        return "" if isinstance(json.loads(out), dict) else "prints no states"
    if case.words[-2:] == ("-o", "-"):
        expat.ParserCreate().Parse(out, True)
        return ""
    text = out.decode()
    whole = all(line.isprintable() for line in text.splitlines())
    return "" if text.strip() and whole else f"prints {text[:100]!r}"


HELP = {"-h", "--help", "--version"}
"""The flags that make a command print a text instead."""

TARGETS = frozenset(f"out.{name}" for name in ENCODERS.names()) | {"out"}
"""The names of the files and the folder that cases make."""


def file_problem(path: Path) -> str:
    """Say what is wrong with a picture in a file; ``""`` if nothing."""
    encoder = ENCODERS.get(path.suffix[1:])
    recipe = encoder.found_recipe(path)
    if recipe is None:
        return f"{path} holds no recipe"
    Figure.from_recipe(recipe)
    if path.suffix == ".svg":
        expat.ParserCreate().Parse(path.read_bytes(), True)
    return ""


def on_command_line(words: tuple[str, ...]) -> None:
    """Run svgconv with these words."""
    from svgconv.__main__ import main

    sys.argv = ["svgconv", *words]
    main()
