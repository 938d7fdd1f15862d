"""The corpus and a few cases of each reader; and the fuzzer itself, which must be able to fail."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.fuzz.case import CORPUS, Case, corpus
from tests.fuzz.checks import figure_problem
from tests.fuzz.mutations import weighted
from tests.fuzz.process import outcome_of, preload
from tests.fuzz.reader import readers
from tests.fuzz.verdict import FailureError, verdict

SEED = 0
FEW = 4
"""The cases of each reader, after its corpus."""

READERS = readers()


@pytest.fixture(scope="module", autouse=True)
def loaded() -> None:
    """Import what cases need, before their processes are copied from this one."""
    preload()


@pytest.mark.parametrize("name", READERS)
def test_each_case_is_a_figure_or_one_line(name: str) -> None:
    reader = READERS[name]
    for case in [*corpus(name), *next(reader.batches(SEED))[:FEW]]:
        try:
            verdict(case, reader.run(case))
        except FailureError as error:
            pytest.fail(f"{error}\n{case.json()[:2000]}")


def test_the_corpus_is_of_known_readers() -> None:
    assert {path.name for path in CORPUS.iterdir()} <= {*READERS}


@pytest.mark.parametrize("name", ["calls", "npy"])
def test_the_same_seed_makes_the_same_cases(name: str) -> None:
    first, same, other = (next(READERS[name].batches(seed)) for seed in (3, 3, 4))
    assert first == same != other


def test_a_case_is_the_same_after_it_is_written(tmp_path: Path) -> None:
    case = Case(
        "calls",
        ("nn.Conv2d" + "()" * 900, "\udcff\n", ""),
        {"a": b"[" * 5000 + b"\0\xff", "b": "é".encode(), "c": bytes(range(256))},
    )
    path = tmp_path / "case.json"
    path.write_text(case.json(), "ascii")
    assert Case.read(path) == case
    assert path.stat().st_size < 2000


def _reads(path: str) -> Callable[[tuple[str, ...]], None]:
    return lambda words: print(len(Path(path).read_bytes()))


def _prints(out: str, err: str, status: int) -> Callable[[tuple[str, ...]], None]:
    def command(words: tuple[str, ...]) -> None:
        print(out, end="")
        print(err, end="", file=sys.stderr)
        sys.exit(status)

    return command


def _writes(name: str, status: int) -> Callable[[tuple[str, ...]], None]:
    def command(words: tuple[str, ...]) -> None:
        Path(name).write_text("1")
        print("a: b", file=sys.stderr)
        sys.exit(status)

    return command


def _lasts(words: tuple[str, ...]) -> None:
    while True:
        pass


def _raises(words: tuple[str, ...]) -> None:
    raise IndexError


def _grows(words: tuple[str, ...]) -> None:
    bytearray(2**31)


def _starts(words: tuple[str, ...]) -> None:
    subprocess.run(["true"], check=False)


def _copies(words: tuple[str, ...]) -> None:
    os.fork()


def _connects(words: tuple[str, ...]) -> None:
    with socket.socket() as one:
        one.connect(("127.0.0.1", 9))


FAILING: dict[str, tuple[Callable[[tuple[str, ...]], None], str]] = {
    "a file that is not named": (_reads("secret.toml"), "reads secret.toml"),
    "a file elsewhere": (_reads("/etc/hostname"), "reads /etc/hostname"),
    "a file to write": (_writes("other", 0), "writes other"),
    "a file elsewhere to write": (_writes("/tmp/other", 0), "writes /tmp/other"),
    "a file after a refusal": (_writes("x.toml", 2), "is refused, and changed 'x.toml'"),
    "a process": (_starts, "subprocess.Popen"),
    "a copy": (_copies, "os.fork"),
    "a connection": (_connects, "socket.connect"),
    "an error": (_raises, "raised IndexError"),
    "a warning": (_prints("a", "Warning: b\n", 0), "draws, and prints"),
    "two lines": (_prints("", "a: b\nc\n", 2), "is refused without one line"),
    "no line": (_prints("", "", 2), "is refused without one line"),
    "an early output": (_prints("a", "a: b\n", 2), "is refused after it printed"),
    "another status": (_prints("", "a: b\n", 1), "ends with status 1"),
    "a hidden letter": (_prints("", "a: \x1b[31m\n", 2), "letters that nobody sees"),
    "a long line": (_prints("", "a: " + "b" * 5000 + "\n", 2), "is refused with 5003 letters"),
    "memory": (_grows, "raised MemoryError"),
    "no output": (_prints("", "", 0), "prints ''"),
}


@pytest.mark.parametrize("name", FAILING)
def test_what_is_wrong_fails(name: str) -> None:
    command, said = FAILING[name]
    case = Case("calls", ("explain", "x.toml"), {"x.toml": b"", "secret.toml": b""})
    with pytest.raises(FailureError) as error:
        verdict(case, outcome_of(case, command, figure_problem))
    assert said in str(error.value)


def test_a_case_that_lasts_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.fuzz.process.MOST_SECONDS", 1)
    case = Case("calls", ("explain", "conv"))
    with pytest.raises(FailureError, match="ended by SIG"):
        verdict(case, outcome_of(case, _lasts, figure_problem))


def test_a_picture_must_be_whole() -> None:
    case = Case("pictures", ("render", "conv", "-o", "out.svg"))
    for content, said in (("<svg>", "holds no recipe"), (None, "makes no file")):

        def command(words: tuple[str, ...], content: str | None = content) -> None:
            if content is not None:
                Path("out.svg").write_text(content)

        with pytest.raises(FailureError, match=said):
            verdict(case, outcome_of(case, command, figure_problem))


def test_weights_count() -> None:
    seen = []

    @settings(max_examples=400, database=None, derandomize=True, deadline=None)
    @given(weighted((7, st.just("usual")), (1, st.just("rare"))), st.integers())
    def collect(value: str, _: int) -> None:
        seen.append(value)

    collect()
    assert 10 < seen.count("rare") < 150
