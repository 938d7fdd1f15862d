"""The examples of the commands' help work."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from tests.command import run
from tests.explorer import SMALL_EXPLORER
from tests.galleries import EXAMPLE

COMMANDS = "states explain render frame frames strip make explore".split()


@pytest.mark.parametrize("command", COMMANDS)
def test_every_example_of_the_help_runs(
    command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    example = rf"^  (svgconv (?:{'|'.join(COMMANDS)}) .*)$"
    examples = re.findall(example, run(command, "--help").out, flags=re.MULTILINE)
    assert examples
    for example in examples:
        words = shlex.split(example)[1:]
        if command == "make":
            Path(words[1]).mkdir(exist_ok=True)
            Path(words[1], "gallery.toml").write_text(EXAMPLE, "utf-8")
        if command == "explore" or "--explore" in words:
            explorer = Path(words[1], "explore" if command == "make" else "")
            explorer.mkdir(exist_ok=True)
            (explorer / "explore.toml").write_text(SMALL_EXPLORER, "utf-8")
        result = run(*words)
        assert (result.status, result.err) == (0, ""), example
