"""A malformed command line, which typer reports in four lines, in one."""

from __future__ import annotations

from difflib import get_close_matches
from typing import Any

from svgconv.errors import SvgconvError, quoted

SUGGESTED = {
    "--fps": "--frame-duration",
    "--speed": "--frame-duration",
    "--duration": "--frame-duration",
    "--delay": "--frame-duration",
    "--loop": "--plays",
    "--repeat": "--plays",
    "--size": "--width",
    "--color": "--theme",
    "--colour": "--theme",
    "--title": "--heading",
    "--transparent": "--background transparent",
    "--numbers": "--values",
}
"""Options that other programs have, and ours for the same purpose."""

ELSEWHERE = {"--at": "svgconv frame", "--page": "svgconv strip", "--count": "svgconv strip"}
"""Options of one command, and the command that has them."""


def is_usage(error: BaseException) -> bool:
    """Return whether an error is one of typer's own; its releases keep them in different places."""
    return hasattr(error, "format_message") and hasattr(error, "show")


def is_help(error: BaseException) -> bool:
    """Return whether it is the help of a command without arguments, and not an error."""
    return type(error).__name__ == "NoArgsIsHelpError"


def one_line(error: Any) -> SvgconvError:
    """Return the error in the one-line form of all errors.

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
        shown = option if option.isprintable() else quoted(option)
        return SvgconvError(shown, f"unknown option of {command}", _hint(option, known, remedy))
    if type(error).__name__ == "MissingParameter":
        return SvgconvError(_name(error), "missing", remedy)
    if getattr(error, "param", None) is not None:
        return SvgconvError(_name(error), _without_stop(error.message), remedy)
    if option is not None:
        problem = error.message.removeprefix(f"Option {option!r} ")
        return SvgconvError(option, _without_stop(problem), remedy)
    return SvgconvError(command, _without_stop(error.format_message()), remedy)


def _hint(option: str, known: list[str], remedy: str) -> str:
    """Return a hint at the option that was probably meant, or the remedy."""
    if option in ELSEWHERE:
        return f"use {ELSEWHERE[option]}"
    if (meant := SUGGESTED.get(option, "")).split(" ")[0] in known:
        return f"use {meant}"
    near = get_close_matches(option, known, n=1)
    return f"did you mean {near[0]}?" if near else remedy


def _name(error: Any) -> str:
    """Return the parameter's longest flag, or an argument's name in the help."""
    parameter = error.param
    flags = [name for name in parameter.opts if name.startswith("-")]
    return max(flags, key=len) if flags else str(parameter.metavar or parameter.name).upper()


def _without_stop(message: str) -> str:
    text = " ".join(message.split()).removesuffix(".")
    return text[:1].lower() + text[1:]
