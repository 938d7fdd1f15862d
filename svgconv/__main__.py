"""The command ``svgconv``, and ``python -m svgconv``."""

from __future__ import annotations

import atexit
import contextlib
import gc
import os
import sys
from functools import cache
from io import TextIOWrapper
from typing import Any

MOST_NEW_OBJECTS = 200_000
"""The garbage collector's first threshold, above what commands import: it would find nothing."""


def main() -> None:
    """Run the command line; bad input is one line on standard error and exit status 2."""
    from svgconv.errors import LostProcessError, SvgconvError

    _open_closed_streams()
    try:
        status = _run()
        sys.stdout.flush()
        sys.exit(status)
    except LostProcessError as error:
        _complain(error)
        sys.exit(1)
    except SvgconvError as error:
        _complain(error)
        sys.exit(2)
    except MemoryError:
        _complain("memory: the figure needs more than is available; use a smaller one")
        sys.exit(1)
    except BrokenPipeError:
        _discard_output()
        sys.exit(1)
    except OSError as error:
        _discard_output()
        _complain(_lost(error))
        sys.exit(2)


def _run() -> int:
    """The exit status of a command that raised nothing.

    Raises
    ------
    SvgconvError: bad input, or a malformed command line.
    """
    if sys.argv[1:] == ["--version"]:  # without typer, which would take four fifths of the time
        from svgconv.version import VERSION

        print(f"svgconv {VERSION}")
        return 0
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # numpy's threads cost time and gain none
    gc.set_threshold(MOST_NEW_OBJECTS)
    atexit.register(gc.freeze)  # at its end, Python would look for garbage three times
    from svgconv.commands.signals import ending_cleanly

    with ending_cleanly():
        return _command()


def _command() -> int:
    """The exit status of the command that the command line names."""
    from svgconv.commands.usage import is_help, is_usage, one_line

    try:
        return int(_app()(prog_name="svgconv", standalone_mode=False) or 0)
    except Exception as error:
        if not is_usage(error):
            raise
        if is_help(error):
            error.show()  # type: ignore[attr-defined]
            return 2
        raise one_line(error) from None


@cache
def _app() -> Any:
    """Return the application with all its commands."""
    from svgconv.commands.application import application

    return application({"serve": "svgconv.serve.command:serve"})


def _open_closed_streams() -> None:
    """Occupy the standard streams that the shell closed, and let output hold every letter.

    The next file that is opened would get the number of a closed stream, and what a library prints
    would end up in it. To write to a closed standard output is an error; what is written to a
    closed standard error is lost.
    """
    for number, how in ((0, os.O_RDONLY), (1, os.O_RDONLY), (2, os.O_WRONLY)):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, how)  # the lowest number that is free
    if sys.stdin is None:
        sys.stdin = open(0, encoding="utf-8", closefd=False)  # noqa: SIM115 - until the end
    if sys.stdout is None:
        sys.stdout = open(1, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
    if sys.stderr is None:
        sys.stderr = open(2, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")


def _complain(line: object) -> None:
    """Print an error on standard error, if that can be written."""
    with contextlib.suppress(OSError):
        print(line, file=sys.stderr, flush=True)


def _discard_output() -> None:
    """Drop what standard output could not take, of which Python would complain at its end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(OSError):
            stream.flush()


def _lost(error: OSError) -> str:
    """Return the line about a file, or about standard output, that a system error concerns."""
    name = error.filename or "standard output"
    if isinstance(name, bytes):
        name = os.fsdecode(name)
    return f"{name}: cannot be used ({error.strerror or error}); give another one"


if __name__ == "__main__":
    main()
