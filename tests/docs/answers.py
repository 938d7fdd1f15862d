"""The answers that the pages show: ``python -m tests.docs.answers`` writes them anew."""

from __future__ import annotations

import os
import re
import shlex
import tempfile

from tests.command import run
from tests.docs import PAGES

CONSOLE = re.compile(r"^```console\n\$ svgconv (.*)\n((?:.*\n)*?)```", flags=re.MULTILINE)


def answered(page: str) -> str:
    """The page with the answer under each command of its ``console`` blocks.

    An answer that ends with ``...`` keeps its number of lines.
    """
    return CONSOLE.sub(lambda match: _answer(match[1], match[2]), page)


def _answer(command: str, shown: str) -> str:
    result = run(*shlex.split(command))
    lines = (result.out + result.err).splitlines()
    old = shown.splitlines()
    if old and old[-1] == "...":
        lines = [*lines[: len(old) - 1], "..."]
    text = "".join(f"{line}\n" for line in lines)
    return f"```console\n$ svgconv {command}\n{text}```"


if __name__ == "__main__":
    os.chdir(tempfile.mkdtemp())
    for path in PAGES.values():
        page = path.read_text("utf-8")
        if answered(page) != page:
            path.write_text(answered(page), "utf-8")
            print(path)
