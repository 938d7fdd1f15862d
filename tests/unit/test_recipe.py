"""A recipe belongs to its caller: changing it changes neither the figure nor its next recipe."""

from __future__ import annotations

import json
from typing import Any

import svgconv


def change(value: Any) -> None:
    """Add something to every table and list in a value."""
    if isinstance(value, dict):
        for entry in value.values():
            change(entry)
        value["more"] = 1
    elif isinstance(value, list):
        for entry in value:
            change(entry)
        value.append("more")


def test_a_recipe_belongs_to_its_caller() -> None:
    table: dict[str, Any] = {"base": "dark", "input": {"fill": "#f80"}}
    own = svgconv.conv((5, 4), 3, theme=table, values={"seed": 1}, annotate=["title"])
    figure = svgconv.compare(own, svgconv.conv((5, 4), 2, theme=table))
    drawn, recipe = figure.svg(), json.dumps(figure.recipe)
    change(figure.recipe)
    change(table)
    assert json.dumps(figure.recipe) == recipe
    assert figure.svg() == drawn
    assert figure.frame(0).recipe["theme"] == {"base": "dark", "input": {"fill": "#f80"}}
