"""Cases that atheris chooses by the branches of svgconv that earlier ones reached.

A case is judged in a process of its own, as any other. Only if it passed, it runs once more in
this process, whose branches atheris counts: ``make fuzz GUIDED=true``.
"""

from __future__ import annotations

import contextlib
import os
import random
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from time import monotonic
from types import ModuleType
from typing import TYPE_CHECKING, NoReturn

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

if TYPE_CHECKING:
    from tests.fuzz.case import Case
    from tests.fuzz.run import Run

LENGTH = 8192
"""The bytes that a case is made from, at most."""
STARTS = 64
"""The random inputs that a run starts with."""


def main() -> None:
    """Run the cases that the command line asks for; end with status 1 if one of them failed."""
    try:
        import atheris
    except ImportError:
        sys.exit("tests.fuzz.guided: needs atheris; pip install atheris")
    with atheris.instrument_imports(include=["svgconv"]):
        from tests.fuzz.process import preload
        from tests.fuzz.run import Run, arguments

        preload()
    options = arguments(__doc__ or "").parse_args()
    run = Run(options.reader)
    cases = st.sampled_from([*run.tallies]).flatmap(lambda name: run.readers[name].all_cases)
    deadline = monotonic() + options.seconds

    @settings(database=None, deadline=None, suppress_health_check=list(HealthCheck))
    @given(cases)
    def follow(case: Case) -> None:
        if run.passes(case):
            _run_here(run, case)

    def one_input(data: bytes) -> None:
        if monotonic() > deadline:
            _end(run)
        follow.hypothesis.fuzz_one_input(data)  # type: ignore[attr-defined]

    _fuzz(atheris, options.seed, one_input)


def _end(run: Run) -> NoReturn:
    """End this process, which atheris does not leave otherwise."""
    print(run.table(), flush=True)
    os._exit(run.status)


def _fuzz(atheris: ModuleType, seed: int, one_input: Callable[[bytes], None]) -> None:
    with tempfile.TemporaryDirectory(prefix="fuzz-starts-") as folder:
        chance = random.Random(seed)
        for number in range(STARTS):
            (Path(folder) / str(number)).write_bytes(chance.randbytes(LENGTH))
        flags = ["-len_control=0", f"-max_len={LENGTH}", f"-seed={seed + 1}", "-verbosity=0"]
        flags.append(f"-artifact_prefix={folder}/")
        atheris.Setup([sys.argv[0], *flags, folder], one_input)
        atheris.Fuzz()


def _run_here(run: Run, case: Case) -> None:
    """Run a case that passed in this process, in a folder that is removed."""
    home, temporary, words = os.getcwd(), tempfile.tempdir, sys.argv
    with tempfile.TemporaryDirectory(prefix="fuzz-") as folder:
        for name, content in case.files.items():
            (Path(folder) / name).parent.mkdir(parents=True, exist_ok=True)
            (Path(folder) / name).write_bytes(content)
        os.chdir(folder)
        tempfile.tempdir = os.environ["XDG_CACHE_HOME"] = folder
        try:
            with (
                tempfile.TemporaryFile("w+", encoding="utf-8", errors="backslashreplace") as out,
                contextlib.redirect_stdout(out),
                contextlib.redirect_stderr(out),
                contextlib.suppress(SystemExit, Exception),
            ):
                run.readers[case.reader].command(case.words)
        finally:
            os.chdir(home)
            tempfile.tempdir, sys.argv = temporary, words


if __name__ == "__main__":
    main()
