"""The widget: a figure, its fields, and what a notebook keeps of it. It needs anywidget."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import accumulate
from typing import Any

import anywidget
import traitlets

from svgconv.errors import SvgconvError
from svgconv.figure.declaration import FigureOptions
from svgconv.figure.figure import Figure
from svgconv.files.notebook import TEXT
from svgconv.gallery.page_parts import asset
from svgconv.options import APPEARANCE
from svgconv.serve.form import Field, declared, parameters
from svgconv.serve.presets import field_text
from svgconv.serve.preview import background_of
from svgconv.serve.request import Problem
from svgconv.sources.figure_argument import changed
from svgconv.specification.scalars import yes_or_no

PACKAGE = "svgconv.notebook"


class FigureWidget(anywidget.AnyWidget):
    """A figure with controls, as `svgconv.widget` makes it.

    Attributes
    ----------
    figure: the figure that it shows.
    changes: the texts of the fields that were changed, by name; to set it draws the figure again.
    problem: why the changes cannot be drawn: the name of a ``field`` or ``""``, and a ``message``;
        empty if they can. The figure before them stays.
    svg: the animation.
    ends: the seconds after which each shown frame ends.
    plays: how often it plays; 0 for ever.
    background: ``light`` or ``dark``, so that the theme's lines are visible; or ``auto``.
    groups: the fields by group, as the controls need them.
    """

    _esm = asset(PACKAGE, "widget.js")
    _css = asset(PACKAGE, "widget.css")

    svg = traitlets.Unicode().tag(sync=True)
    ends = traitlets.List(traitlets.Float()).tag(sync=True)
    plays = traitlets.Int().tag(sync=True)
    background = traitlets.Unicode().tag(sync=True)
    groups = traitlets.List(traitlets.Dict()).tag(sync=True)
    changes = traitlets.Dict(value_trait=traitlets.Unicode()).tag(sync=True)
    problem = traitlets.Dict(value_trait=traitlets.Unicode()).tag(sync=True)

    def __init__(self, figure: Figure, recipe: Mapping[str, Any]) -> None:
        self.figure, self._recipe = figure, recipe
        operation = type(figure.operation)
        self._fields = {
            "Operation": parameters(operation),
            APPEARANCE: declared(FigureOptions, APPEARANCE, operation),
        }
        super().__init__(**_shown(figure), groups=self._groups())

    def _groups(self) -> list[dict[str, Any]]:
        recipe = self.figure.plain_recipe
        chosen = {
            one.name: getattr(self.figure, one.name)
            for one in self._fields[APPEARANCE]
            if one.choices
        }
        given = {**recipe, **recipe["parameters"], **chosen}
        return [
            {"title": title, "fields": [_control(one, given.get(one.name)) for one in own]}
            for title, own in self._fields.items()
        ]

    @traitlets.observe("changes")
    def _redraw(self, _: object) -> None:
        """Draw the figure with the changes, or say why it cannot be drawn."""
        known = {one.name: one for own in self._fields.values() for one in own}
        try:
            figure = _changed(self._recipe, self.changes, known)
            shown = _shown(figure)
        except SvgconvError as error:
            problem = Problem.of(error, known)
            self.problem = {"field": problem.field, "message": problem.message}
            return
        self.figure = figure
        with self.hold_sync():
            self.set_trait("problem", {})
            for name, value in shown.items():
                self.set_trait(name, value)

    def _repr_mimebundle_(self, **kwargs: Any) -> Any:
        """What a notebook shows and keeps: the widget, and the figure for where it cannot run."""
        own = super()._repr_mimebundle_()
        data, *metadata = own if isinstance(own, tuple) else (own,)
        figure = self.figure._repr_mimebundle_(kwargs.get("include"), kwargs.get("exclude"))
        return ({**figure, **(data or {}), TEXT: repr(self)}, *metadata)

    def __repr__(self) -> str:
        """One line: what the figure shows."""
        return repr(self.figure).replace("Figure", type(self).__name__, 1)


def _shown(figure: Figure) -> dict[str, Any]:
    """Return the traits that follow from a figure."""
    return {
        "svg": figure.svg(),
        "ends": list(map(float, accumulate(figure.seconds))),
        "plays": figure.plays or 0,
        "background": background_of(str(figure.theme)),
    }


def _changed(
    recipe: Mapping[str, Any], texts: Mapping[str, str], known: Mapping[str, Field]
) -> Figure:
    """Return the figure of a recipe with changed fields; an empty text is the default.

    Raises
    ------
    SvgconvError: a text is malformed, or the fields do not match.
    """
    recipe = {**recipe, "parameters": dict(recipe["parameters"])}
    changes: dict[str, Any] = {}
    for name, text in texts.items():
        if name not in known:
            raise SvgconvError(name, "unknown field", "")
        if known[name].required and not text.strip():
            forms = known[name].forms.replace(" · ", " or ")
            raise SvgconvError(name, "is empty", f"write {forms}")
        if not text.strip():
            recipe.pop(name, None)
            recipe["parameters"].pop(name, None)
        else:
            changes[name] = yes_or_no(name, text, 0) if known[name].is_yes_or_no else text
    return Figure.from_recipe(changed(recipe, changes))


def _control(field: Field, value: object) -> dict[str, Any]:
    """Return a field as its control needs it; ``value`` is the figure's, None for the default."""
    text = "" if value is None or _is_nested(value) else field_text(value)
    return {
        "name": field.name,
        "label": field.label,
        "help": field.help,
        "forms": field.forms,
        "options": [[key, label] for key, label in field.options.items()],
        "default": field.default,
        "value": text or (field.default if field.choices else ""),
    }


def _is_nested(value: object) -> bool:
    """Whether a value has more in it than a field can hold, such as a table of numbers."""
    if isinstance(value, Mapping):
        return True
    return isinstance(value, (list, tuple)) and len(str(value)) > 60
