"""A command made from a function: it parses texts and yes-or-no flags, and its help has panels."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from typing import Any, TypeVar

import typer
import typer.main
from typer.core import TyperCommand

from svgconv.errors import SvgconvError, Words, quoted
from svgconv.options import flag_of

WORDS = "svgconv.words"
"""The key under which the context keeps the words after the command's name."""

GENERAL = "Options"
"""The panel of a command's own options, which is the last one."""


Built = TypeVar("Built", bound="Command")


class Command(TyperCommand):
    """A command whose values are texts and yes-or-no flags; its help lists options in panels."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Put the values that a command line gives into the context.

        typer would convert each value with pydantic, whose import takes longer than drawing a
        figure. Texts need no conversion: the options check them where they are declared.

        Raises
        ------
        SvgconvError: a word that is missing or one too many.
        """
        if ctx.resilient_parsing:  # to complete a word in the shell
            return super().parse_args(ctx, args)
        self._check_values(ctx, args)
        try:
            values, rest, _ = self.make_parser(ctx).parse_args(args=list(args))
        except Exception as error:
            error.ctx = ctx  # type: ignore[attr-defined] # for the message; not all errors have it
            raise
        remedy = f"see {ctx.command_path} --help"
        for item in sorted(self.get_params(ctx), key=lambda item: not item.is_eager):
            value = values.get(item.name)
            if isinstance(value, tuple):  # an argument of several words
                value = list(value) or None
            if not isinstance(value, (str, bool, list)):  # not given
                if item.required:
                    raise SvgconvError(_name(item), "missing", remedy)
            elif item.is_eager:
                item.callback(ctx, item, value)  # type: ignore[misc]
            else:
                ctx.params[item.name] = value
        if rest:
            words = " ".join(rest)
            shown = words if words.isprintable() else quoted(words)
            raise SvgconvError(shown, "unexpected argument", remedy)
        return []

    def invoke(self, ctx: Any) -> Any:
        """Run the command.

        Raises
        ------
        SvgconvError: bad input; it names the command's arguments and flags as the help does.
        """
        try:
            return super().invoke(ctx)
        except SvgconvError as error:
            subject = error.subject
            if not isinstance(subject, Words):
                subject = self.spell_subject(subject, ctx.params)
            raise error.spelled(subject, lambda name: self.spell(name, ctx.params)) from None

    def spell_subject(self, name: str, given: Mapping[str, Any]) -> str:
        """Return an error's subject as the user wrote it: a flag or an argument, if it is one."""
        return self.spell(name, given)

    def spell(self, name: str, given: Mapping[str, Any]) -> str:
        """Return the flag or the argument of an option's name; the name if there is none."""
        flags = [flag for item in self.params for flag in (*item.opts, *item.secondary_opts)]
        if (flag := flag_of(name)) in flags:
            return flag
        arguments = {
            item.name: _name(item) for item in self.params if item.param_type_name == "argument"
        }
        return arguments.get(name, name)

    def _check_values(self, ctx: Any, args: Sequence[str]) -> None:
        """Reject a flag in place of another flag's value."""
        flags = {name: item for item in self.get_params(ctx) for name in item.opts}
        for word, following in pairwise(args):
            takes_value = word in flags and not getattr(flags[word], "is_flag", False)
            if takes_value and word.startswith("-") and following in flags:
                raise SvgconvError(word, "needs a value", f"write it before {following}")

    def knows(self, words: Sequence[str]) -> bool:
        """Whether every word that looks like a flag is one of the command's."""
        known = {name for item in self.params for name in (*item.opts, *item.secondary_opts)}
        flags = [word for word in words if word.startswith("-") and not _is_number(word)]
        return all(
            (word.partition("=")[0] if word.startswith("--") else word[:2]) in known
            for word in flags
        )

    def collect_usage_pieces(self, ctx: Any) -> list[str]:
        """Return the parts of the first line of the help: the options, and each argument."""
        arguments = [item for item in self.params if item.param_type_name == "argument"]
        return ["[OPTIONS]", *map(_name, arguments)]

    def format_options(self, ctx: Any, formatter: Any) -> None:
        """Write the arguments, and then the options of each panel."""
        for title, rows in sorted(self.panels(ctx).items(), key=lambda panel: panel[0] == GENERAL):
            with formatter.section(title):
                formatter.write_dl(rows)

    def panels(self, ctx: Any) -> dict[str, list[tuple[str, str]]]:
        """Return the rows of each panel of the help, by its title."""
        panels: dict[str, list[tuple[str, str]]] = {}
        for item in self.get_params(ctx):
            if (record := help_record(item, ctx)) is not None:
                panels.setdefault(panel_of(item), []).append(record)
        return panels


def help_record(item: Any, ctx: Any) -> tuple[str, str] | None:
    """Return the row of the help for an option or an argument, without types of Python's."""
    record: tuple[str, str] | None = item.get_help_record(ctx)
    return (_name(item), record[1]) if record and item.param_type_name == "argument" else record


def panel_of(item: Any) -> str:
    """Return the title of the panel that lists an option or an argument."""
    if item.param_type_name == "argument":
        return "Arguments"
    return getattr(item, "rich_help_panel", None) or GENERAL


def built(name: str, function: Callable[..., None], cls: type[Built]) -> Built:
    """Return the command of a class that runs a function, whose signature declares the flags."""
    alone = typer.Typer(add_completion=False, rich_markup_mode=None)
    alone.command(name, cls=cls)(function)
    command: Any = typer.main.get_command(alone)
    return command  # type: ignore[no-any-return]


def _is_number(word: str) -> bool:
    """Whether a word is ``-``, or starts like a negative number."""
    return word == "-" or word[1:2].isdigit()


def _name(item: Any) -> str:
    """Return an option's longest flag, or an argument's name in the help."""
    flags = [name for name in item.opts if name.startswith("-")]
    return max(flags, key=len) if flags else str(item.metavar or item.name).upper()
