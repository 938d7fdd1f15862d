"""The flags of declared options, and the help of a command that takes a FIGURE."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Mapping
from functools import wraps
from typing import Annotated, Any

import typer

from svgconv.commands.command import WORDS, Built, Command, built, help_record, panel_of
from svgconv.errors import SvgconvError, enumeration
from svgconv.figure.declaration import FigureOptions
from svgconv.figure.operation_options import without_meaning
from svgconv.figure.parameters import parameters
from svgconv.figure.recipe import operation_of, with_unrecorded
from svgconv.operations import OPERATIONS
from svgconv.operations.base import Operation
from svgconv.options import (
    PARAMETERS,
    Flag,
    Option,
    defaults,
    flag_of,
    options_of,
    required,
)
from svgconv.specification.flags import forms_of_axes
from svgconv.specification.phrases import value_text


class FigureCommand(Command):
    """A command that takes a FIGURE.

    If the command line names it before ``--help``, the help lists only the parameters of that
    figure's operation, the views that draw it, and the options that it can have.

    Attributes
    ----------
    others: a class that declares more options, such as those of a file; None if there are none.
    finds_parameters: whether it finds the parameters that are not given, instead of their defaults.
    """

    others: type | None = None
    finds_parameters: bool = False

    def spell_subject(self, name: str, given: Mapping[str, Any]) -> str:
        """Return an error's subject as the user wrote it; a call has names, and not flags."""
        return name if _is_in_call(name, given) else super().spell_subject(name, given)

    def spell(self, name: str, given: Mapping[str, Any]) -> str:
        """Return the flag of an option's name, but a call's own name for what it says itself."""
        own = {item.name for item in self.params if panel_of(item) == PARAMETERS}
        return name if name in own and _is_in_call(name, given) else super().spell(name, given)

    def panels(self, ctx: Any) -> dict[str, list[tuple[str, str]]]:
        """Return the rows of each panel of the help, by its title."""
        recipe = _recipe_in(ctx.meta.get(WORDS, ()))
        operation = None if recipe is None else operation_of(recipe)
        notes = self._notes(operation, recipe or {})
        known = None if operation is None else {*options_of(operation)}
        own = options_of(FigureOptions)
        rejected = set() if operation is None else without_meaning(operation, own)
        declared = {**own, **parameters()}
        panels: dict[str, list[tuple[str, str]]] = {}
        for item in self.get_params(ctx):
            panel = panel_of(item)
            if panel == PARAMETERS and known is not None and item.name not in known:
                continue
            if panel != PARAMETERS and item.name in rejected:
                continue
            if (record := help_record(item, ctx)) is not None:
                if panel == PARAMETERS:
                    record = _of_operation(item.name, record, operation)
                names, text = _with_choices(item.name or "", declared, record, operation)
                row = (names, f"{text}{notes.get(item.name or '', '')}")
                panels.setdefault(panel, []).append(row)
        if operation is not None and PARAMETERS in panels:
            title = f"{PARAMETERS} of {operation.name}"
            panels = {title if at == PARAMETERS else at: rows for at, rows in panels.items()}
        return panels

    def _notes(
        self, operation: type[Operation] | None, recipe: Mapping[str, Any]
    ) -> dict[str, str]:
        """Return, by the flags' names, whether a flag is required, or its default.

        Parameters
        ----------
        recipe: the figure's; what it gives is the default. It is empty without an operation.
        """
        own = options_of(FigureOptions)
        words = _default_words(FigureOptions)
        needed: set[str] = {"input_size"} if self.finds_parameters else set()
        if operation is not None:
            words["view"] = operation.default_view
            given = dict(recipe.get("parameters", {}))
            words |= {} if self.finds_parameters else _default_words(operation)
            found = {**with_unrecorded(recipe, own), **given}
            words |= {name: _in_words(found[name]) for name in {*own, *given} if name in found}
            needed = (needed or {*required(operation)}) - {*given}
        elif not self.finds_parameters:
            words |= _common_words()
        words |= _default_words(self.others) if self.others else {}
        notes = {name: f"  [default: {text}]" for name, text in words.items() if text}
        return notes | dict.fromkeys(needed, "  [required]")


def _is_in_call(name: str, given: Mapping[str, Any]) -> bool:
    """Whether the FIGURE is a call, and an option is not given next to it."""
    is_given = given.get(name.removeprefix("no_")) is not None
    return name != "input_size" and not is_given and "(" in given.get("figure", "")


def _default_words(owner: Any) -> dict[str, str]:
    """Return what each flag's default is, in words, by the flag's name with underscores.

    The words are those of the flag, or else the declared default; ``""`` if neither says anything.
    """
    declared = defaults(owner)
    return {
        name: flag.default
        or ("" if one.parts or key not in declared else _in_words(one.plain(declared[key])))
        for key, one in options_of(owner).items()
        for name, flag in one.flags(key).items()
    }


def _in_words(value: Any) -> str:
    """Return a value in its JSON form as a person gives it; ``""`` for none and for a table."""
    return "" if value is None or isinstance(value, Mapping) else value_text(value)


def _common_words() -> dict[str, str]:
    """Return the defaults of all operations' parameters in words, by name."""
    found: dict[str, list[str]] = {}
    for operation in map(OPERATIONS.get, OPERATIONS.names()):
        for name, text in _default_words(operation).items():
            found.setdefault(name, []).extend([text] if text else [])
    return {
        name: enumeration(sorted({*texts}, key=lambda text: (len(text), text)), "or")
        for name, texts in found.items()
    }


def _with_choices(
    name: str,
    declared: Mapping[str, Option],
    record: tuple[str, str],
    operation: type[Operation] | None,
) -> tuple[str, str]:
    """Return a row of the help, with the names that the option takes, if its forms are others."""
    names: Iterable[str] = ()
    if name in declared:
        one = declared[name]
        names = one.choices(operation) if one.choices else _words(name, operation)
        if {*names} == {*one.flag.metavar.split("|")}:
            names = ()
    return record[0], f"{record[1]} One of: {', '.join(names)}." if names else record[1]


def _words(name: str, operation: type[Operation] | None) -> Iterable[str]:
    """Return the words that a parameter takes, for an operation or for all."""
    members = map(OPERATIONS.get, OPERATIONS.names()) if operation is None else (operation,)
    having = (options_of(one)[name] for one in members if name in options_of(one))
    return dict.fromkeys(word for one in having for word in one.words)


def _of_operation(
    name: str | None, record: tuple[str, str], operation: type[Operation] | None
) -> tuple[str, str]:
    """Return a row of the help, with the forms and the help of this operation's parameter."""
    flag = None if operation is None else operation.flags().get(name or "")
    if operation is None or flag is None:
        return record
    names = record[0]
    if flag.metavar:
        forms = forms_of_axes(flag.metavar, operation.axes)
        names = f"{names.rpartition(' ')[0]} {forms}"
    return names, flag.help


def _recipe_in(arguments: Iterable[str]) -> Mapping[str, Any] | None:
    """Return the recipe of the first word that is a FIGURE whose operation exists."""
    from svgconv.sources.figure_argument import recipe_of

    for word in arguments:
        if not word.startswith("-"):
            try:
                recipe = recipe_of(word)
                operation_of(recipe)
            except (SvgconvError, KeyError):
                continue
            return recipe
    return None


def typer_options(options: Mapping[str, Option]) -> dict[str, Any]:
    """Return the flags of options as typer's annotations, by the names of the flags."""
    return {
        name: _annotation(name, flag, one)
        for key, one in options.items()
        for name, flag in one.flags(key).items()
    }


def _annotation(name: str, flag: Flag, one: Option) -> Any:
    long = flag_of(name)
    if flag.is_yes_or_no:
        both = f"{long}/{flag_of(f'no_{name}')}"
        option = typer.Option(both, help=flag.help, rich_help_panel=one.panel)
        return Annotated[bool | None, option]
    names = [flag.short, long] if flag.short else [long]
    option = typer.Option(
        *names,
        metavar=flag.metavar,
        help=flag.help,
        rich_help_panel=one.panel,
        autocompletion=_completion(one.choices) if one.choices else None,
    )
    return Annotated[list[str] | None if one.repeated else str | None, option]


def _completion(choices: Callable[[Any], Iterable[str]]) -> Callable[[str], list[str]]:
    return lambda incomplete: [name for name in choices(None) if name.startswith(incomplete)]


def with_flags(
    name: str, function: Callable[..., None], options: Mapping[str, Option], cls: type[Built]
) -> Built:
    """Return the command of a function, with a flag for each option next to the function's own.

    Parameters
    ----------
    function: its last parameter, ``**given``, takes the options by their flags' names; None is not
        given.
    """
    own = inspect.signature(function, eval_str=True).parameters
    flags = typer_options({key: one for key, one in options.items() if key not in own})

    @wraps(function)
    def run(**given: Any) -> None:
        function(**given)

    signature = [
        *(keyword(one.name, one.annotation, one.default) for one in [*own.values()][:-1]),
        *(keyword(key, flag, None) for key, flag in flags.items()),
    ]
    run.__signature__ = inspect.Signature(signature)  # type: ignore[attr-defined]
    run.__annotations__ = {one.name: one.annotation for one in signature}
    return built(name, run, cls)


def keyword(name: str, annotation: object, default: object) -> inspect.Parameter:
    """Return a keyword-only parameter for a command's signature."""
    return inspect.Parameter(
        name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=annotation
    )
