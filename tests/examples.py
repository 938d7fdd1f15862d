"""How many random examples a law is tried with."""

from __future__ import annotations

from hypothesis import settings

ALL = 100
"""Hypothesis's own number of examples, which all tests are written for: `pytest
--hypothesis-profile default`."""
USUAL = "usual"
"""A profile with half of them, other ones in each run: that of all runs that name none."""
QUICK = "quick"
"""A profile with a fifth of them: `pytest --hypothesis-profile quick`, as `make check` does."""

settings.register_profile(USUAL, max_examples=ALL // 2)
settings.register_profile(QUICK, max_examples=ALL // 5)


def examples(count: int) -> settings:
    """Return a decorator that tries ``count`` examples, or the profile's share of them."""
    share = settings.default.max_examples / ALL  # type: ignore[union-attr]
    return settings(max_examples=max(1, round(count * share)), deadline=None)
