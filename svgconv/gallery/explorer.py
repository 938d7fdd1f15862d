"""The explorer next to a gallery's page, as its own page says what it shows."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from svgconv.files.reading import read_bytes
from svgconv.gallery.record import EXPLORER_PAGE
from svgconv.operations import OPERATIONS
from svgconv.options import defaults
from svgconv.specification.phrases import value_text

OPERATIONS_ELEMENT = re.compile(r'<script type="application/json" id="explored">(.*?)</script>')
"""The element of its page that holds what it shows, as JSON."""


@dataclass(frozen=True)
class Explorer:
    """What an explorer's page shows.

    Attributes
    ----------
    controls: the texts of each control, by its name, of each operation, by its name.
    """

    controls: Mapping[str, Mapping[str, Sequence[str]]]

    @classmethod
    def next_to(cls, folder: Path) -> Explorer | None:
        """Return the explorer next to a gallery's page; None if there is none.

        Raises
        ------
        SvgconvError: its page cannot be read.
        """
        path = folder / EXPLORER_PAGE
        if not path.is_file():
            return None
        found = OPERATIONS_ELEMENT.search(read_bytes(path).decode(errors="replace"))
        try:
            operations = json.loads(found[1]) if found else []
            return cls({str(one["name"]): _texts(one) for one in operations})
        except (ValueError, TypeError, KeyError, RecursionError):  # a page of others
            return None

    def address(self, recipe: Mapping[str, Any]) -> str:
        """Return where it shows a figure; ``""`` if it does not.

        Parameters
        ----------
        recipe: the figure's; only its operation, parameters and view count.
        """
        name = str(recipe["operation"])
        controls = self.controls.get(name)
        if controls is None or recipe.get("beside"):
            return ""
        operation = OPERATIONS.get(name).from_parameters(recipe["parameters"])
        values = {**defaults(operation), **operation.all_parameters()}
        query = {"operation": name}
        for control, texts in controls.items():
            if control in values:
                text = value_text(_alike(values[control]))
                if text not in texts:
                    return ""
                query[control] = text
        if {*operation.parameters()} - {*query}:
            return ""
        if (view := recipe.get("view")) in controls["view"]:
            query["view"] = str(view)
        return f"{EXPLORER_PAGE}#{urlencode(query)}"


def _texts(operation: Mapping[str, Any]) -> dict[str, tuple[str, ...]]:
    """Return the texts of an operation's controls; the view is always one of them."""
    controls = [*operation["parameters"], *operation["looks"]]
    texts = {str(one["name"]): tuple(map(str, one["texts"])) for one in controls}
    return {"view": (), **texts}


def _alike(value: object) -> object:
    """Return the one number of a list whose numbers are all the same; anything else as it is."""
    if isinstance(value, (list, tuple)) and value and all(one == value[0] for one in value):
        return value[0]
    return value
