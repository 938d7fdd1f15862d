"""The examples of the commands' help work."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from tests.command import run


@pytest.mark.parametrize("command", "states explain render frame frames strip make".split())
def test_every_example_of_the_help_runs(
    command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    examples = re.findall(r"^  (svgconv .*)$", run(command, "--help").out, flags=re.MULTILINE)
    assert examples
    for example in examples:
        result = run(*shlex.split(example)[1:])
        assert (result.status, result.err) == (0, ""), example
