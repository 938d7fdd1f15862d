"""Times in seconds, exact: parsed from numbers or from a flag's text."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation

from svgconv.errors import SvgconvError, quoted

LONGEST = Decimal(3600)


def seconds(name: str, value: object, least: Decimal) -> Decimal:
    """``value`` in seconds to the microsecond, from ``least`` to an hour."""
    try:
        if isinstance(value, bool) or Decimal(str(value)).is_nan():
            raise TypeError
        exact = Decimal(str(value)).quantize(Decimal("0.000001"))
    except (InvalidOperation, TypeError):
        raise SvgconvError(
            name, f"{quoted(value)} is not a number of seconds", "use one such as 0.5"
        ) from None
    if not least <= exact <= LONGEST:
        raise SvgconvError(
            name, f"{quoted(value)} seconds are out of range", f"use {least} to {LONGEST}"
        )
    return exact.normalize()


def plain_seconds(exact: Decimal) -> float | int:
    """Seconds as JSON and TOML hold them, as short as they can be said."""
    return int(exact) if exact == int(exact) else float(exact)
