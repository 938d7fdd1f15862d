"""A malformed command line, which typer reports in four lines, in one."""

from __future__ import annotations

import re
from difflib import get_close_matches
from typing import Any

from svgconv.errors import CUTOFF, SvgconvError, quoted

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

PATTERNS = {
    r"No such command '(.*?)'": "unknown command",
    r"Got unexpected extra argument(?:s|\(s\))? \((.*?)\)": "unexpected argument",
}
"""The parser's messages that name a word, and our problem with it."""


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
        shown = option if option.isprintable() else quoted(option)
        return SvgconvError(shown, f"unknown option of {command}", _hint(option, context, remedy))
    if type(error).__name__ == "MissingParameter":
        return SvgconvError(_name(error), "missing", remedy)
    if getattr(error, "param", None) is not None:
        return SvgconvError(_name(error), _without_stop(error.message), remedy)
    if option is not None:
        problem = _without_stop(error.message.removeprefix(f"Option {option!r} "))
        needs = problem.replace("requires an argument", "needs a value")
        return SvgconvError(option, needs, remedy)
    for pattern, problem in PATTERNS.items():
        if found := re.search(pattern, error.format_message()):
            word = found[1] if found[1].isprintable() else quoted(found[1])
            known = getattr(context.command, "commands", {}) if context else {}
            near = get_close_matches(word, known, n=1, cutoff=CUTOFF)
            return SvgconvError(word, problem, f"did you mean {near[0]!r}?" if near else remedy)
    return SvgconvError(command, _without_stop(error.format_message()), remedy)


def _hint(option: str, context: Any, remedy: str) -> str:
    """Return a hint at the option or the command that was probably meant, or the remedy."""
    known = _options(context.command) if context else []
    if (meant := SUGGESTED.get(option, "")).split(" ")[0] in known:
        return f"use {meant}"
    siblings = getattr(getattr(context.parent, "command", None), "commands", {}) if context else {}
    for name, command in siblings.items():
        if option in _options(command):
            return f"use it with svgconv {name}"
    near = get_close_matches(option, known, n=1, cutoff=CUTOFF)
    return f"did you mean {near[0]}?" if near else remedy


def _options(command: Any) -> list[str]:
    return [name for param in command.params for name in param.opts if name.startswith("-")]


def _name(error: Any) -> str:
    """Return the parameter's longest flag, or an argument's name in the help."""
    parameter = error.param
    flags = [name for name in parameter.opts if name.startswith("-")]
    return max(flags, key=len) if flags else str(parameter.metavar or parameter.name).upper()


def _without_stop(message: str) -> str:
    text = " ".join(message.split()).removesuffix(".")
    return text[:1].lower() + text[1:]
