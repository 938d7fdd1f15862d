"""The judgement of a case: a figure, a refusal in one line, or a failure."""

from __future__ import annotations

import re
import signal

from tests.fuzz.case import Case, in_command
from tests.fuzz.process import ESCAPED, Outcome

FIGURE = "figures"
LONGEST_LINE = 1000

REFUSALS = {
    "files": r"cannot be (read|written|created|used|a name)|exists and was not|is a folder"
    r"|holds no|is empty",
    "limits": r"more than|out of range|is (above|below|larger|nested)|has a number with|too (often"
    r"|much|many)|larger than|at most",
    "unknown": r"unknown|does not exist|is not known|is not drawn|did you mean|unexpected",
    "malformed": r"is not |are not |is neither|missing|needs? |different length|not fit|twice",
    "conflicts": r"cannot|only|leave|no effect|applies",
}
"""What a refusal's line says, by the kind of the refusal; the first one that matches counts."""


class FailureError(Exception):
    """A case neither drew a figure nor was refused in one line."""


def verdict(case: Case, outcome: Outcome) -> str:
    """Return `FIGURE`, or the kind of the refusal.

    Raises
    ------
    FailureError: the case did something else.
    """
    err = outcome.err.decode("utf-8", "backslashreplace")
    if outcome.status < 0:
        name = signal.Signals(-outcome.status).name
        raise FailureError(f"ended by {name} after {outcome.seconds:.1f} s")
    if outcome.problem:
        raise FailureError(outcome.problem)
    if outcome.status == ESCAPED:
        raise FailureError("raised " + (err.strip().splitlines() or ["?"])[-1])
    _check_files(case, outcome)
    if outcome.status == 0:
        if any("no effect" not in line for line in err.splitlines()):
            raise FailureError(f"draws, and prints {err[:200]!r}")
        return FIGURE
    if outcome.status != 2:
        raise FailureError(f"ends with status {outcome.status}: {err[:200]!r}")
    return _refusal(outcome, err)


def _refusal(outcome: Outcome, err: str) -> str:
    if outcome.out:
        raise FailureError(f"is refused after it printed {outcome.out[:80]!r}")
    if not err.endswith("\n") or err.count("\n") != 1 or ": " not in err:
        raise FailureError(f"is refused without one line: {err[:300]!r}")
    line = err[:-1]
    if not line.isprintable():
        raise FailureError(f"is refused with letters that nobody sees: {line[:300]!r}")
    if len(line) > LONGEST_LINE:
        raise FailureError(f"is refused with {len(line)} letters: {line[:100]!r}")
    return next((kind for kind, words in REFUSALS.items() if re.search(words, line)), "other")


def _check_files(case: Case, outcome: Outcome) -> None:
    changed = {
        name
        for name in {*outcome.before, *outcome.after}
        if outcome.before.get(name) != outcome.after.get(name)
    }
    named = in_command(case.words)
    for name in sorted(changed):
        if outcome.status != 0:
            raise FailureError(f"is refused, and changed {name!r}")
        if name not in outcome.after:
            raise FailureError(f"removes {name!r}")
        if not any(part.encode("utf-8", "surrogateescape") in named for part in name.split("/")):
            raise FailureError(f"writes {name!r}, which nothing names")
