"""The command ``svgconv``, and ``python -m svgconv``."""

from __future__ import annotations

import os
import sys


def main() -> None:
    """Run the command line; bad input is one line on standard error and exit status 2."""
    from svgconv.errors import SvgconvError

    try:
        from svgconv.command import app

        app(prog_name="svgconv")
    except SvgconvError as error:
        print(error, file=sys.stderr)
        sys.exit(2)
    except KeyboardInterrupt:
        sys.exit(1)
    except BrokenPipeError:
        # Python would complain once more when it flushes at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)


if __name__ == "__main__":
    main()
