"""The parameters of all operations, each once."""

from __future__ import annotations

from collections.abc import Mapping

from svgconv.operations import OPERATIONS
from svgconv.options import Option, options_of


def parameters() -> dict[str, Option]:
    """Return every operation's parameters by name, those with a letter of their own first.

    If operations take different forms of one, it is the one with the most forms.
    """
    found: dict[str, Option] = {}
    for operation in map(OPERATIONS.get, OPERATIONS.names()):
        for name, one in options_of(operation).items():
            if name not in found or _forms(one) > _forms(found[name]):
                found[name] = one
    order = ["-i", "-k", "-s", "-p", "-d"]
    names = sorted(
        found, key=lambda name: (*order, found[name].flag.short).index(_short(found, name))
    )
    return {name: found[name] for name in names}


def _forms(one: Option) -> int:
    return one.flag.metavar.count("|")


def _short(found: Mapping[str, Option], name: str) -> str:
    return found[name].flag.short
