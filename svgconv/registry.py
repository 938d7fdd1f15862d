"""Families and their members: a family is a folder, a member one file that exports one value.

A member never imports its family. A file in the folder adds a member; another package adds one by
an entry point of the family's group. Each member is checked when its family first loads it.
"""

from __future__ import annotations

import importlib
import inspect
import sys
from collections.abc import Callable, Mapping
from dataclasses import MISSING, dataclass, field
from functools import cache
from importlib.machinery import PathFinder
from types import UnionType
from typing import Any, Generic, TypeVar, Union, get_args, get_origin

from svgconv.errors import SvgconvError, nearest, quoted

Member = TypeVar("Member")

_NOT_MEMBERS = frozenset({"base"})


@dataclass(frozen=True)
class _File:
    """A member's file; it loads as an `importlib.metadata.EntryPoint` does."""

    module: str
    exports: str

    def load(self) -> Any:
        # Importing again would cost ten times as much, and this is asked for often.
        module = sys.modules.get(self.module) or importlib.import_module(self.module)
        return getattr(module, self.exports, MISSING)


def no_problem(_member: Any) -> str:
    """Accept every member."""
    return ""


@dataclass(frozen=True)
class Family(Generic[Member]):
    """The members of one folder, by the names of their files.

    Parameters
    ----------
    noun: what messages call one member, such as ``"operation"``.
    package: the folder's import name. Its modules are the members, except ``base`` and those whose
        names start with an underscore.
    exports: the name under which each member's file exports its value.
    problem: says in words what is wrong with a value that claims to be a member; ``""`` if nothing
        is. Its name is checked here, if it has an attribute ``name``.
    alias_suffix: an ending with which a member's name may be written, if its attribute ``alias`` is
        the name with this ending.
    """

    noun: str
    package: str
    exports: str
    problem: Callable[[Any], str] = no_problem
    alias_suffix: str = ""
    _passed: dict[str, object] = field(default_factory=dict, init=False, repr=False, compare=False)

    @property
    def group(self) -> str:
        """The entry-point group by which other packages add members."""
        return self.package

    def __contains__(self, name: object) -> bool:
        """Whether a member has this name. Other packages' are looked up only if no file has it."""
        return isinstance(name, str) and (
            self.has_own(str(name)) or name in _entry_points(self.group)
        )

    def canonical(self, name: str) -> str:
        """Return the name of the member that an alias means; any other name stays as it is."""
        short = name.removesuffix(self.alias_suffix)
        if short in ("", name) or _is_member(self.package, name) or not self._is_file(short):
            return name
        return short if getattr(self.get(short), "alias", "") == name else name

    def aliases(self) -> list[str]:
        """Return the alias of every member of this package that has one, sorted."""
        members = map(self.get, self._files())
        return sorted(filter(None, (getattr(one, "alias", "") for one in members)))

    def names(self) -> list[str]:
        """Return every member's name, sorted, including those of other packages."""
        return sorted({*self._files(), *_entry_points(self.group)})

    def own_names(self) -> list[str]:
        """Return the name of every member of this package, sorted."""
        return sorted(self._files())

    def has_own(self, name: str) -> bool:
        """Whether a member of this package has a name or an alias; it reads no list of names."""
        return self._is_file(self.canonical(name))

    def _is_file(self, name: str) -> bool:
        return _is_member(self.package, name)

    def get(self, name: str) -> Member:
        """Return the member of this name.

        Raises
        ------
        SvgconvError: no such member; the message suggests the nearest name. Or a member that cannot
            be imported, or is not what its family needs; the message names its module or its entry
            point.
        """
        name = self.canonical(str(name))
        if self._is_file(name):
            return self._loaded(name, _File(f"{self.package}.{name}", self.exports))
        outside = _entry_points(self.group)
        if name in outside:
            return self._loaded(name, outside[name])
        raise SvgconvError(self.noun, f"{quoted(name)} is not known", nearest(name, self.names()))

    def _loaded(self, name: str, source: Any) -> Member:
        """Return a source's member; one that has passed the checks is not checked again."""
        try:
            member: Member = source.load()
        except Exception as error:
            reason = f"cannot be imported, {type(error).__name__}: {error}"
            raise self._unfit(name, source, reason) from error
        if name not in self._passed or self._passed[name] is not member:
            missing = member is MISSING
            problem = f"{self.exports} is missing" if missing else self.problem(member)
            own = getattr(member, "name", name)
            if not problem and own != name:
                problem = f"its name is {quoted(own)}, not {name!r}"
            if problem:
                raise self._unfit(name, source, problem)
            self._passed[name] = member
        return member

    def _unfit(self, name: str, source: Any, problem: str) -> SvgconvError:
        """Return the error for a member that cannot be used: it names where the member is from."""
        if isinstance(source, _File):
            return SvgconvError(source.module, problem, "correct this file")
        place = f"entry point {name} of {self.group}, {getattr(source, 'value', '')}"
        return SvgconvError(place, problem, "correct its package or uninstall it")

    def _files(self) -> frozenset[str]:
        return _modules(self.package) - _NOT_MEMBERS


def not_a_line(member: object, *names: str) -> str:
    """Say which of a member's attributes is not one line of text; ``""`` if all of them are."""
    for name in names:
        text = getattr(member, name)
        if not (isinstance(text, str) and text.strip()) or "\n" in text:
            return f"{name} is {quoted(text)}, not a line of text"
    return ""


def mismatch(
    name: str, function: object, takes: Mapping[str, type | None], gives: type | None = None
) -> str:
    """Say why a function of a member cannot be called as its family calls it; ``""`` if it can.

    Annotations are compared as far as they are classes; others, and missing ones, fit.

    Parameters
    ----------
    name: the function's name in the message.
    takes: the positional arguments of the call, and the type of each; None for any.
    gives: the type that the call must return; None for any.
    """
    if not callable(function):
        return f"{name} is {quoted(function)}, not a function"
    try:
        signature = inspect.signature(function)
    except (TypeError, ValueError):  # of some builtins
        return ""
    try:
        signature.bind(*takes)
    except TypeError:
        own = ", ".join(str(one.replace(annotation=one.empty)) for one in _parameters(signature))
        return f"{name} takes ({own}), but is called with ({', '.join(takes)})"
    positional = [one for one in _parameters(signature) if one.kind is not one.VAR_POSITIONAL]
    for parameter, (argument, given) in zip(positional, takes.items(), strict=False):
        wanted = _annotation(function, parameter.annotation)
        if given and not _accepts(wanted, given):
            own = f"{parameter.name}: {_written(parameter.annotation)}"
            return f"{name} takes {own}, but is called with {argument}: {given.__name__}"
    if gives and any(not _accepts(gives, one) for one in _alternatives(returns(function))):
        return f"{name} returns {_written(signature.return_annotation)}, not {gives.__name__}"
    return ""


def returns(function: Callable[..., Any]) -> Any:
    """Return what a function is annotated to return; `Any` if it does not say."""
    return _annotation(function, inspect.signature(function).return_annotation)


def _parameters(signature: inspect.Signature) -> list[inspect.Parameter]:
    return list(signature.parameters.values())


def _annotation(function: Callable[..., Any], annotation: Any) -> Any:
    """Return an annotation as a type; `Any` if it is missing or has unknown names."""
    if annotation is inspect.Signature.empty:
        return Any
    if not isinstance(annotation, str):
        return annotation
    plain = inspect.unwrap(getattr(function, "__func__", function))
    try:
        return eval(annotation, getattr(plain, "__globals__", {}))
    except Exception:  # a name that is imported for type checkers only
        return Any


def _alternatives(annotation: Any) -> tuple[Any, ...]:
    if get_origin(annotation) in (Union, UnionType):
        return get_args(annotation)
    return (annotation,)


def _accepts(wanted: Any, given: Any) -> bool:
    """Whether a value of one annotation fits another, as far as both are classes."""
    types = [get_origin(one) or one for one in (given, *_alternatives(wanted))]
    if Any in types or not all(isinstance(one, type) for one in types):
        return True
    return any(issubclass(types[0], one) for one in types[1:])


def _written(annotation: Any) -> str:
    """Return an annotation as it is written in the source."""
    return annotation if isinstance(annotation, str) else inspect.formatannotation(annotation)


@cache
def _is_member(package: str, name: str) -> bool:
    """Whether a folder has a member's file of this name; the other names need not be known."""
    if name in _NOT_MEMBERS or name.startswith("_") or "." in name:
        return False
    found = PathFinder.find_spec(f"{package}.{name}", importlib.import_module(package).__path__)
    return found is not None and found.loader is not None


@cache
def _modules(package: str) -> frozenset[str]:
    import pkgutil

    folder = importlib.import_module(package).__path__
    names = (module.name for module in pkgutil.iter_modules(folder))
    return frozenset(name for name in names if not name.startswith("_"))


@cache
def _entry_points(group: str) -> dict[str, Any]:
    from importlib.metadata import entry_points

    return {point.name: point for point in entry_points(group=group)}
