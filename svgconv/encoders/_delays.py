"""Durations in the units of the formats: exact, or rejected."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction

from svgconv.errors import SvgconvError

FASTEST_RATE = 60
LARGEST = 65_535
"""The largest number in the 16 bits of a delay, in GIF and in APNG."""


def hundredths(duration: Decimal) -> int:
    """Return a duration in hundredths of a second, the unit of GIF.

    Raises
    ------
    SvgconvError: it is not a whole number of them, too long, or so short that browsers slow it.
    """
    count = duration * 100
    if count != int(count):
        raise _problem(duration, "is not a whole number of hundredths", "use one such as 0.25")
    if count < 2:
        raise _problem(duration, "is shorter than browsers show in a GIF", "use 0.02 or more")
    if count > LARGEST:
        raise _problem(duration, "is longer than a GIF can hold", "use 655.35 or less")
    return int(count)


def milliseconds(duration: Decimal) -> int:
    """Return a duration in milliseconds, the unit of WebP.

    Raises
    ------
    SvgconvError: it is not a whole number of them.
    """
    count = duration * 1000
    if count != int(count):
        raise _problem(duration, "is not a whole number of milliseconds", "use one such as 0.125")
    return int(count)


def fraction(duration: Decimal) -> tuple[int, int]:
    """Return a duration in seconds as a numerator and a denominator of 16 bits each, as in APNG.

    Raises
    ------
    SvgconvError: it is not such a fraction.
    """
    exact = Fraction(duration)
    if max(exact.numerator, exact.denominator) > LARGEST:
        raise _problem(duration, "is not a fraction that APNG can hold", "use whole milliseconds")
    return exact.numerator, exact.denominator


def frame_rate(durations: Iterable[Decimal], slowest: int) -> int:
    """Return the lowest frame rate at which every duration is a whole number of frames.

    Parameters
    ----------
    slowest: the lowest rate to try, in frames per second; the highest is `FASTEST_RATE`.

    Raises
    ------
    SvgconvError: no rate is exact.
    """
    exact = {Fraction(duration) for duration in durations}
    for rate in range(slowest, FASTEST_RATE + 1):
        if all((duration * rate).denominator == 1 for duration in exact):
            return rate
    odd = max(exact, key=lambda duration: duration.denominator)
    raise _problem(
        Decimal(odd.numerator) / odd.denominator,
        f"is not a whole number of frames at any rate from {slowest} to {FASTEST_RATE} per second",
        "use one such as 0.5 or 0.04",
    )


def _problem(duration: Decimal, problem: str, remedy: str) -> SvgconvError:
    return SvgconvError("frame_duration", f"{duration:f} seconds {problem}", remedy)
