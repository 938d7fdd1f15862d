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

UNKNOWN_COMMAND = re.compile(r"No such command '(.*?)'")
"""The parser's message that names an unknown command."""


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
    if option is not None:
        problem = _without_stop(error.message.removeprefix(f"Option {option!r} "))
        needs = problem.replace("requires an argument", "needs a value")
        return SvgconvError(option, needs, remedy)
    if found := UNKNOWN_COMMAND.search(error.format_message()):
        word = found[1] if found[1].strip() and found[1].isprintable() else quoted(found[1])
        if kind := _figure_kind(found[1]):
            return SvgconvError(word, f"is {kind}", f"use {command} render {word}")
        known = context.command.list_commands(context) if context else []
        near = get_close_matches(word, known, n=1, cutoff=CUTOFF)
        remedy = f"did you mean {near[0]!r}?" if near else remedy
        return SvgconvError(word, "unknown command", remedy)
    return SvgconvError(command, _without_stop(error.format_message()), remedy)


def _figure_kind(word: str) -> str:
    """Return what kind of FIGURE a word names; ``""`` if it names none."""
    from svgconv.operations import OPERATIONS
    from svgconv.sources.catalogue import named_recipe

    if OPERATIONS.has_own(word):
        return "an operation"
    return "a figure of the catalogue" if named_recipe(word) else ""


OUTPUT = ("-o", "--output")
"""The options of commands that write a file, which others do not."""


def _hint(option: str, context: Any, remedy: str) -> str:
    """Return a hint at the option or the command that was probably meant, or the remedy."""
    known = _options(context.command) if context else []
    if (meant := SUGGESTED.get(option, "")).split(" ")[0] in known:
        return f"use {meant}"
    siblings = _siblings(context)
    if context is not None and _takes_figure(context.command):
        for name in dict.fromkeys(("render", *siblings)):
            command = siblings[name]
            if option in _options(command) and option not in OUTPUT and _takes_figure(command):
                return f"use it with svgconv {name}"
    near = get_close_matches(option, known, n=1, cutoff=CUTOFF)
    return f"did you mean {near[0]}?" if near else remedy


def _options(command: Any) -> list[str]:
    return [name for param in command.params for name in param.opts if name.startswith("-")]


def _takes_figure(command: Any) -> bool:
    return any(one.name == "figure" for one in command.params)


def _siblings(context: Any) -> dict[str, Any]:
    """Return the commands next to the one of a context, by name."""
    if context is None or context.parent is None:
        return {}
    group, parent = context.parent.command, context.parent
    return {name: group.get_command(parent, name) for name in group.list_commands(parent)}


def _without_stop(message: str) -> str:
    text = " ".join(message.split()).removesuffix(".")
    return text[:1].lower() + text[1:]
