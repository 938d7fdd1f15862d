"""Families and their members: a family is a folder, a member one file that exports one value.

A member never imports its family. Dropping a file into the folder adds a member; a package from
outside adds one through an entry point of the family's group (see the README, "Add your own").
"""

from __future__ import annotations

import importlib
import pkgutil
from dataclasses import dataclass
from functools import cache
from typing import Any, Generic, TypeVar

from svgconv.errors import SvgconvError, nearest, quoted

Member = TypeVar("Member")


@dataclass(frozen=True)
class Family(Generic[Member]):
    """The members of one folder, by the names of their files.

    Parameters
    ----------
    noun: what one member is called in messages, such as ``"operation"``.
    package: the folder's import name; its modules are the members, but for ``base`` and those
        with an underscore before their names, which hold what members share.
    exports: the name under which each member's file exports its value.
    """

    noun: str
    package: str
    exports: str

    @property
    def group(self) -> str:
        """The entry-point group by which other packages add members."""
        return self.package

    def names(self) -> list[str]:
        """Every member's name, sorted, those of other packages included."""
        return sorted({*self._files(), *_entry_points(self.group)})

    def get(self, name: str) -> Member:
        """The member of this name; `SvgconvError` names the nearest where there is none."""
        member: Member
        name = str(name)
        if name in self._files():
            member = getattr(importlib.import_module(f"{self.package}.{name}"), self.exports)
            return member
        outside = _entry_points(self.group)
        if name in outside:
            member = outside[name].load()
            return member
        raise SvgconvError(self.noun, f"{quoted(name)} is not known", nearest(name, self.names()))

    def _files(self) -> frozenset[str]:
        return _modules(self.package) - {"base"}


@cache
def _modules(package: str) -> frozenset[str]:
    folder = importlib.import_module(package).__path__
    names = (module.name for module in pkgutil.iter_modules(folder))
    return frozenset(name for name in names if not name.startswith("_"))


@cache
def _entry_points(group: str) -> dict[str, Any]:
    from importlib.metadata import entry_points

    return {point.name: point for point in entry_points(group=group)}
