"""The flags of declared options, and the help of a command that takes a FIGURE."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Mapping
from typing import Annotated, Any

import typer

from svgconv.commands.command import WORDS, Command, panel_of
from svgconv.errors import SvgconvError
from svgconv.figure.declaration import FigureOptions
from svgconv.figure.operation_options import without_meaning
from svgconv.operations import OPERATIONS
from svgconv.operations.base import Operation
from svgconv.options import PARAMETERS, Flag, Option, options_of
from svgconv.specification.flags import forms_of_axes


class FigureCommand(Command):
    """A command that takes a FIGURE.

    If the command line names it before ``--help``, the help lists only the parameters of that
    figure's operation, the views that draw it, and the options that it can have.
    """

    def panels(self, ctx: Any) -> dict[str, list[tuple[str, str]]]:
        """Return the rows of each panel of the help, by its title."""
        operation = _operation_in(ctx.meta.get(WORDS, ()))
        known = None if operation is None else {*options_of(operation)}
        own = options_of(FigureOptions)
        rejected = set() if operation is None else without_meaning(operation, own)
        declared = own | parameters()
        panels: dict[str, list[tuple[str, str]]] = {}
        for item in self.get_params(ctx):
            panel = panel_of(item)
            if panel == PARAMETERS and known is not None and item.name not in known:
                continue
            if panel != PARAMETERS and item.name in rejected:
                continue
            if (record := item.get_help_record(ctx)) is not None:
                if panel == PARAMETERS:
                    record = _of_operation(item.name, record, operation)
                row = _with_choices(declared.get(item.name or ""), record, operation)
                panels.setdefault(panel, []).append(row)
        if operation is not None and PARAMETERS in panels:
            title = f"{PARAMETERS} of {operation.name}"
            panels = {title if at == PARAMETERS else at: rows for at, rows in panels.items()}
        return panels


def _with_choices(
    declared: Option | None, record: tuple[str, str], operation: type[Operation] | None
) -> tuple[str, str]:
    """Return a row of the help, with the names that the option takes."""
    if declared is None:
        return record
    names = declared.choices(operation) if declared.choices else declared.words
    return record[0], f"{record[1]} One of: {', '.join(names)}." if names else record[1]


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


def _operation_in(arguments: Iterable[str]) -> type[Operation] | None:
    """Return the operation of the first word that is a FIGURE."""
    from svgconv.sources.figure_argument import recipe_of

    for word in arguments:
        if not word.startswith("-"):
            try:
                return OPERATIONS.get(str(recipe_of(word)["operation"]))
            except (SvgconvError, KeyError):
                continue
    return None


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


def typer_options(options: Mapping[str, Option]) -> dict[str, Any]:
    """Return the flags of options as typer's annotations, by the names of the flags."""
    return {
        name: _annotation(name, flag, one)
        for key, one in options.items()
        for name, flag in one.flags(key).items()
    }


def _annotation(name: str, flag: Flag, one: Option) -> Any:
    long = name.replace("_", "-")
    if flag.is_yes_or_no:
        option = typer.Option(f"--{long}/--no-{long}", help=flag.help, rich_help_panel=one.panel)
        return Annotated[bool | None, option]
    names = [flag.short, f"--{long}"] if flag.short else [f"--{long}"]
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


def keyword(name: str, annotation: object, default: object) -> inspect.Parameter:
    """Return a keyword-only parameter for a command's signature."""
    return inspect.Parameter(
        name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=annotation
    )
