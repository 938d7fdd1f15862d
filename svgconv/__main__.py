"""The command ``svgconv``, and ``python -m svgconv``."""

from __future__ import annotations

import os
import sys
from functools import cache
from typing import Any


def main() -> None:
    """Run the command line; bad input is one line on standard error and exit status 2."""
    from svgconv.errors import LostProcessError, SvgconvError

    try:
        sys.exit(_run())
    except LostProcessError as error:
        print(error, file=sys.stderr)
        sys.exit(1)
    except SvgconvError as error:
        print(error, file=sys.stderr)
        sys.exit(2)
    except MemoryError:
        print("memory: the figure needs more than is available; use a smaller one", file=sys.stderr)
        sys.exit(1)
    except KeyboardInterrupt:
        sys.exit(1)
    except BrokenPipeError:
        # Python would complain once more when it flushes at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)


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


if __name__ == "__main__":
    main()
