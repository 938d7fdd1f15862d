"""What the README shows works, in the order in which it stands there."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from tests.command import run

README = (Path(__file__).parents[2] / "README.md").read_text("utf-8")


def blocks(kind: str) -> list[str]:
    """The README's code blocks of one language."""
    return re.findall(rf"^```{kind}\n(.*?)^```", README, flags=re.DOTALL | re.MULTILINE)


def test_every_command_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    commands = [
        shlex.split(line, comments=True)
        for block in blocks("sh")
        for line in block.replace("| less", "").splitlines()
        if line.startswith(("svgconv ", "printf ")) and not line.startswith("svgconv serve")
    ]
    assert len(commands) > 15
    for command in commands:
        if command[0] == "printf":
            text, into, file = command[1:]
            assert into == ">"
            Path(file).write_text(text.replace("\\n", "\n"), "utf-8")
        elif "--install-completion" not in command:
            result = run(*command[1:])
            assert (result.status, result.err) == (0, ""), command


def test_every_answer_is_as_shown() -> None:
    shown = 0
    for block in blocks("console"):
        command, _, answer = block.partition("\n")
        result = run(*shlex.split(command.removeprefix("$ svgconv ")))
        wanted = answer.replace("...\n", "")
        assert (result.out + result.err).startswith(wanted)
        shown += 1
    assert shown >= 4


def test_the_python_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (code,) = (block for block in blocks("python") if ".save(" in block)
    exec(code, {})
    assert (tmp_path / "padding_strides.svg").is_file()


def test_the_gallery_file_is_one(tmp_path: Path) -> None:
    (toml,) = (block for block in blocks("toml") if "[[sections]]" in block)
    (tmp_path / "gallery.toml").write_text(toml, "utf-8")
    result = run("make", str(tmp_path))
    assert (result.status, result.err) == (0, "")
    assert (tmp_path / "by_hand.gif").is_file()


def test_the_theme_file_is_one(tmp_path: Path) -> None:
    (toml,) = (block for block in blocks("toml") if "base" in block)
    (tmp_path / "mine.toml").write_text(toml, "utf-8")
    file = tmp_path / "mine.svg"
    result = run("render", "dilation", "--theme", str(tmp_path / "mine.toml"), "-o", str(file))
    assert (result.status, result.err) == (0, "")
    assert "#fa0" in file.read_text("utf-8")


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
