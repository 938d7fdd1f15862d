"""One case in a process of its own, with limits: what it answered, cost and changed."""

from __future__ import annotations

import gc
import json
import os
import pkgutil
import resource
import select
import signal
import sys
import tempfile
import traceback
import warnings
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

import svgconv
from svgconv.encoders import ENCODERS
from svgconv.sources.toml import parse_toml
from tests.fuzz.case import Case, in_command
from tests.fuzz.guard import Guard
from tests.fuzz.mutations import as_word

MOST_SECONDS = 20
"""The processor time of a case."""
MOST_WAIT = 120
"""The time after which a case is stopped, also if it only waits."""
MOST_MEMORY = 2**30
"""The bytes that a case may add to what is loaded at its start."""
MOST_FILE = 2**28
ESCAPED = 99
"""The status of a case that raised an error."""

Command = Callable[[tuple[str, ...]], None]
"""Runs a case's words, and ends by `SystemExit`."""
Check = Callable[[Case], str]
"""Says what is wrong with what a case made; ``""`` if nothing is."""


@dataclass(frozen=True)
class Outcome:
    """What a case did.

    Attributes
    ----------
    status: its exit status; negative for the signal that ended it.
    out, err: what it printed.
    problem: what is wrong with what it made, or what it opened without a name; ``""`` if nothing.
    before, after: the files of its folder, before and after.
    seconds: its processor time.
    memory: the bytes by which it grew.
    """

    status: int
    out: bytes
    err: bytes
    problem: str
    before: Mapping[str, bytes]
    after: Mapping[str, bytes]
    seconds: float
    memory: int


def preload() -> None:
    """Import all that cases need, so that not each of their processes does."""
    for found in pkgutil.walk_packages(svgconv.__path__, "svgconv."):
        if found.name.endswith("__main__"):
            continue
        try:
            import_module(found.name)
        except ModuleNotFoundError as error:
            if str(error.name).startswith("svgconv"):
                raise  # the library of an extra may be missing
    with suppress(ImportError):
        import_module("onnx.shape_inference")
    with tempfile.TemporaryDirectory() as folder:
        for name in ENCODERS.names():
            path = Path(folder) / f"figure.{name}"
            svgconv.conv(2, 2, values=True).save(path)
            ENCODERS.get(name).found_recipe(path)
    gc.collect()
    gc.freeze()


def outcome_of(case: Case, command: Command, check: Check) -> Outcome:
    """Run a case in a copy of this process, in a folder of its own."""
    with tempfile.TemporaryDirectory(prefix="fuzz-") as place:
        root = Path(os.path.realpath(place))
        for name in ("folder", "temporary", "cache"):
            (root / name).mkdir()
        for name, content in case.files.items():
            (root / "folder" / name).parent.mkdir(parents=True, exist_ok=True)
            (root / "folder" / name).write_bytes(content)
        before = _files(root / "folder")
        ends = os.pipe()
        child = os.fork()
        if not child:
            _run(case, command, check, root, ends)
        os.close(ends[1])
        ready, _, _ = select.select([ends[0]], [], [], MOST_WAIT)
        if not ready:
            os.kill(child, signal.SIGKILL)
        with os.fdopen(ends[0], "rb") as pipe:
            said = pipe.read()
        _, waited, used = os.wait4(child, 0)
        problem, loaded = json.loads(said) if said else ("", used.ru_maxrss * 1024)
        left = sorted(path.name for path in (root / "temporary").iterdir())
        return Outcome(
            os.waitstatus_to_exitcode(waited),
            (root / "out").read_bytes(),
            (root / "err").read_bytes(),
            problem or (f"leaves temporary files: {left}" if left else ""),
            before,
            _files(root / "folder"),
            used.ru_utime + used.ru_stime,
            max(0, used.ru_maxrss * 1024 - loaded),
        )


def _run(case: Case, command: Command, check: Check, root: Path, ends: tuple[int, int]) -> None:
    """Run a case, and end this process."""
    status, problem, loaded = ESCAPED, "", _memory()
    os.setsid()
    os.close(ends[0])
    guard = _prepared(case, root)
    guard.install()
    try:
        warnings.simplefilter("always")
        try:
            command(case.words)
            status = 0
        except SystemExit as end:
            status = int(end.code or 0)
        for stream in (sys.stdout, sys.stderr):
            stream.flush()
        if status == 0:
            problem = check(case)
    except BaseException:
        status = ESCAPED
        os.write(2, traceback.format_exc()[-4000:].encode("utf-8", "replace"))
    finally:
        problem = "; ".join(guard.breaches) or problem
        os.write(ends[1], json.dumps((problem[:2000], loaded)).encode())
        os._exit(status)


def _prepared(case: Case, root: Path) -> Guard:
    """Give this process its folder, its streams and its limits, and return its guard."""
    folder, temporary, cache = (str(root / name) for name in ("folder", "temporary", "cache"))
    os.chdir(folder)
    os.environ["XDG_CACHE_HOME"] = cache
    tempfile.tempdir = temporary
    for number, path in ((0, os.devnull), (1, str(root / "out")), (2, str(root / "err"))):
        os.dup2(os.open(path, os.O_RDWR | os.O_CREAT), number)
    sys.stdin = open(0, encoding="utf-8", closefd=False)  # noqa: SIM115 - until the end
    sys.stdout = open(1, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
    sys.stderr = open(2, "w", encoding="utf-8", errors="backslashreplace", closefd=False)  # noqa: SIM115
    size = int(Path("/proc/self/statm").read_text("ascii").split()[0]) * resource.getpagesize()
    for limit, most in (
        (resource.RLIMIT_CPU, MOST_SECONDS),
        (resource.RLIMIT_AS, size + MOST_MEMORY),
        (resource.RLIMIT_FSIZE, MOST_FILE),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(limit, (most, most))
    return Guard(folder, (temporary, cache), _named(case))


NAMING: dict[str, Callable[[str], Any]] = {
    ".toml": parse_toml, ".pandoc": json.loads, ".md": str, ".rst": str,
}  # fmt: skip
"""The suffixes of files that may name others, and what returns the values in such a file."""


def _named(case: Case) -> bytes:
    """Return all that names files: the words, and the files that may name others."""
    texts = [in_command(case.words)]
    for name, content in case.files.items():
        if (parse := NAMING.get(Path(name).suffix)) is not None:
            texts += [content, *_strings(content, parse)]
    return b"\n".join(texts)


def _strings(content: bytes, parse: Callable[[str], Any]) -> list[bytes]:
    """Return the strings in a file; none if it is malformed."""
    try:
        waiting: list[Any] = [parse(content.decode())]
    except (ValueError, RecursionError):
        return []
    found = []
    while waiting:
        one = waiting.pop()
        if isinstance(one, str):
            lines = filter(None, map(str.strip, one.splitlines()))
            for text in (one, "\n".join(lines), " ".join(one.split())):  # as documents join them
                found.append(as_word(text).encode("utf-8", "surrogateescape"))
        elif isinstance(one, dict):
            waiting += one.values()
        elif isinstance(one, list):
            waiting += one
    return found


def _files(folder: Path) -> dict[str, bytes]:
    """Return the contents of all files in a folder, by their paths in it."""
    return {
        str(path.relative_to(folder)): path.read_bytes() if path.is_file() else b""
        for path in sorted(folder.rglob("*"))
    }


def _memory() -> int:
    """Return the bytes of memory that this process holds."""
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    return pages * resource.getpagesize()
