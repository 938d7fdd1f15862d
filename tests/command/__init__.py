"""The command line from end to end, in the test's own process."""

from __future__ import annotations

import io
import sys
from dataclasses import dataclass

import pytest

from svgconv.__main__ import main


@dataclass(frozen=True)
class Result:
    """What a command answered."""

    status: int
    out: str
    err: str


def run(*arguments: str) -> Result:
    """Run ``svgconv ARGUMENTS`` as the shell would."""
    with pytest.MonkeyPatch.context() as patch:
        out, err = (io.TextIOWrapper(io.BytesIO(), "utf-8", write_through=True) for _ in "oe")
        patch.setattr(sys, "argv", ["svgconv", *arguments])
        patch.setattr(sys, "stdout", out)
        patch.setattr(sys, "stderr", err)
        try:
            main()
            status = 0
        except SystemExit as end:
            status = int(end.code or 0)
        said = [stream.buffer.getvalue().decode() for stream in (out, err)]
    return Result(status, *said)
