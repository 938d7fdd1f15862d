"""Durations in the units of the containers, exact or refused."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction

from svgconv.errors import SvgconvError

FASTEST_RATE = 60
LARGEST = 65_535
"""What the 16 bits of a delay hold, in GIF and in APNG."""


def hundredths(duration: Decimal) -> int:
    """The duration as GIF holds it.

    Raises
    ------
    SvgconvError: it is no whole number of hundredths, too long, or so short that browsers slow it.
    """
    count = duration * 100
    if count != int(count):
        raise _refused(duration, "is not whole hundredths, as GIF needs", "use one such as 0.25")
    if count < 2:
        raise _refused(duration, "is less than browsers show of a GIF", "use 0.02 or more")
    if count > LARGEST:
        raise _refused(duration, "is more than a GIF holds", "use 655.35 or less")
    return int(count)


def milliseconds(duration: Decimal) -> int:
    """The duration as WebP holds it.

    Raises
    ------
    SvgconvError: it is no whole number of milliseconds.
    """
    count = duration * 1000
    if count != int(count):
        raise _refused(
            duration, "is not whole milliseconds, as WebP needs", "use one such as 0.125"
        )
    return int(count)


def fraction(duration: Decimal) -> tuple[int, int]:
    """The duration as APNG holds it: a numerator and a denominator of 16 bits each.

    Raises
    ------
    SvgconvError: it is no such fraction.
    """
    exact = Fraction(duration)
    if max(exact.numerator, exact.denominator) > LARGEST:
        raise _refused(duration, "is not a fraction that APNG holds", "use whole milliseconds")
    return exact.numerator, exact.denominator


def frame_rate(durations: Iterable[Decimal], slowest: int) -> int:
    """The least rate, from ``slowest`` to 60 frames a second, that holds every duration exactly.

    Raises
    ------
    SvgconvError: there is none.
    """
    exact = {Fraction(duration) for duration in durations}
    for rate in range(slowest, FASTEST_RATE + 1):
        if all((duration * rate).denominator == 1 for duration in exact):
            return rate
    odd = max(exact, key=lambda duration: duration.denominator)
    raise _refused(
        Decimal(odd.numerator) / odd.denominator,
        f"is not whole frames at any rate of {slowest} to {FASTEST_RATE} a second",
        "use one such as 0.5 or 0.04",
    )


def _refused(duration: Decimal, problem: str, remedy: str) -> SvgconvError:
    return SvgconvError("frame_duration", f"{duration:f} seconds {problem}", remedy)
