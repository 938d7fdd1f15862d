"""A malformed command line, which typer tells in four lines, in one."""

from __future__ import annotations

from difflib import get_close_matches
from typing import Any

from svgconv.errors import SvgconvError, quoted


def is_usage(error: BaseException) -> bool:
    """Whether an error is one of typer's own; some of its releases hide where they have them."""
    return hasattr(error, "format_message") and hasattr(error, "show")


def is_help(error: BaseException) -> bool:
    """Whether it is no error but the help, for a command without arguments."""
    return type(error).__name__ == "NoArgsIsHelpError"


def told(error: Any) -> SvgconvError:
    """The same by the grammar of all errors.

    Parameters
    ----------
    error: one for which `is_usage` holds.
    """
    context = getattr(error, "ctx", None)
    command = context.command_path if context else "svgconv"
    remedy = f"see {command} --help"
    option: Any = getattr(error, "option_name", None)
    if type(error).__name__ == "NoSuchOption":
        known = [name for param in context.command.params for name in param.opts] if context else []
        near = get_close_matches(option, known, n=1)
        remedy = f"did you mean {near[0]}?" if near else remedy
        shown = option if option.isprintable() else quoted(option)
        return SvgconvError(shown, f"is no option of {command}", remedy)
    if type(error).__name__ == "MissingParameter":
        return SvgconvError(_name(error), "missing", remedy)
    if getattr(error, "param", None) is not None:
        return SvgconvError(_name(error), _without_stop(error.message), remedy)
    if option is not None:
        said = error.message.removeprefix(f"Option {option!r} ")
        return SvgconvError(option, _without_stop(said), remedy)
    return SvgconvError(command, _without_stop(error.format_message()), remedy)


def _name(error: Any) -> str:
    """The parameter's longest flag, or an argument as the help has it."""
    parameter = error.param
    flags = [name for name in parameter.opts if name.startswith("-")]
    return max(flags, key=len) if flags else str(parameter.metavar or parameter.name).upper()


def _without_stop(message: str) -> str:
    said = " ".join(message.split()).removesuffix(".")
    return said[:1].lower() + said[1:]
