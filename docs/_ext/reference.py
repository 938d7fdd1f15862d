"""Reference text made from the package itself: a command's help, an operation's options."""

from __future__ import annotations

import contextlib
import io
import sys
from inspect import isfunction
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

import svgconv
from svgconv.__main__ import main
from svgconv.operations import OPERATIONS
from svgconv.options import defaults, options_of
from svgconv.specification.parsers import form_of
from svgconv.themes import THEMES
from svgconv.views import views_of


class Help(SphinxDirective):
    """``{svgconv-help} render``: what ``svgconv render --help`` prints."""

    optional_arguments = 1
    final_argument_whitespace = True

    def run(self) -> list[nodes.Node]:
        """Run the command in this process."""
        out = io.StringIO()
        argv = sys.argv
        sys.argv = ["svgconv", *" ".join(self.arguments).split(), "--help"]
        try:
            with contextlib.redirect_stdout(out), contextlib.suppress(SystemExit):
                main()
        finally:
            sys.argv = argv
        text = out.getvalue()
        self.env.note_reread()
        return [nodes.literal_block(text, text, language="none")]


class Options(SphinxDirective):
    """``{svgconv-options} conv``: a table of the operation's parameters and their flags."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Read the declarations."""
        operation = OPERATIONS.get(self.arguments[0])
        known = defaults(operation)
        rows = []
        for name, declared in options_of(operation).items():
            long = f"--{name.replace('_', '-')}"
            flags = ", ".join(f"`{flag}`" for flag in (declared.flag.short, long) if flag)
            values = form_of(declared.parse, operation.axes).replace("*", r"\*")
            default = _written(known[name]) if name in known else "required"
            default = declared.flag.default or default
            meaning = f"{declared.flag.help} {values[:1].upper()}{values[1:]}."
            rows.append(f"| {flags} | {meaning} | {default} |")
        self.env.note_reread()
        table = ["| option | meaning | default |", "| --- | --- | --- |", *rows]
        links = ", ".join(f"[{name}](../views/{name}.md)" for name in views_of(operation))
        views = f"Views that draw it: {links}. All other options are in [](../commands.md#render)."
        return self.parse_text_to_nodes("\n".join([*table, "", views]))


def _written(default: object) -> str:
    return "" if default is None else f"`{default}`"


class Drawn(SphinxDirective):
    """``{svgconv-view} flat``: the operations that the view draws."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Ask each operation for its views."""
        names = (
            name
            for name in OPERATIONS.names()
            if self.arguments[0] in views_of(OPERATIONS.get(name))
        )
        self.env.note_reread()
        links = ", ".join(f"[{name}](../operations/{name}.md)" for name in names)
        return self.parse_text_to_nodes(f"It draws {links}.")


class Colours(SphinxDirective):
    """``{svgconv-theme} guide``: a table of the theme's paints."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Read the theme."""
        theme = THEMES.get(self.arguments[0])
        rows = [
            f"| `{role}` | {_code(paint.fill)} | {_code(paint.stroke)} |"
            for role, paint in theme.paints.items()
        ]
        self.env.note_reread()
        table = ["| role | fill | line |", "| --- | --- | --- |", *rows]
        return self.parse_text_to_nodes("\n".join(table))


def _code(colour: str | None) -> str:
    if not colour:
        return ""
    return f'<span class="swatch" style="background: {colour}"></span> `{colour}`'


class Functions(SphinxDirective):
    """``{svgconv-functions}``: autodoc of every function of the package."""

    def run(self) -> list[nodes.Node]:
        """List them by the package's own ``__all__``."""
        self.env.note_reread()
        functions = [name for name in svgconv.__all__ if isfunction(getattr(svgconv, name))]
        text = "\n\n".join(f".. autofunction:: svgconv.{name}" for name in functions)
        return self.parse_text_to_nodes(f"```{{eval-rst}}\n{text}\n```")


def setup(app: Sphinx) -> dict[str, Any]:
    """Add the directives."""
    app.add_directive("svgconv-help", Help)
    app.add_directive("svgconv-options", Options)
    app.add_directive("svgconv-view", Drawn)
    app.add_directive("svgconv-theme", Colours)
    app.add_directive("svgconv-functions", Functions)
    return {"parallel_read_safe": True}
