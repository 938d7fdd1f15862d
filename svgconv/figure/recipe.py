"""A figure's recipe, written and read: what makes it again, without defaults."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from svgconv.errors import SvgconvError, nearest, quoted
from svgconv.numbers.values import sized
from svgconv.operations import OPERATIONS
from svgconv.operations._unknown_parameter import unknown_parameter
from svgconv.operations.base import Operation
from svgconv.options import Option
from svgconv.svg.recipe import KEY
from svgconv.version import VERSION

NOT_OPTIONS = ("operation", "parameters", KEY, "output", "strip", "numbers")
"""The keys of a file's recipe that are not options of the figure."""


def recipe_of_parts(
    operation: Operation,
    options: Mapping[str, Any],
    numbers: Mapping[str, Any] | None,
    compared: Sequence[Mapping[str, Any]],
) -> dict[str, Any]:
    """Return the recipe that makes a figure again, as a file's metadata holds it.

    Parameters
    ----------
    options: the options that are not defaults, in their JSON form.
    numbers: the numbers that follow from the options, for other programs; they are not read back.
    compared: the recipes of the compared figures.
    """
    return {
        KEY: VERSION,
        "operation": operation.name,
        "parameters": operation.parameters(),
        **options,
        **({"numbers": numbers} if numbers else {}),
        **({"beside": list(compared)} if compared else {}),
    }


def operation_of(recipe: Mapping[str, Any]) -> type[Operation]:
    """Return the operation that a recipe names.

    Raises
    ------
    SvgconvError: it does not exist.
    """
    name = recipe.get("operation", "")
    return OPERATIONS.get(name if isinstance(name, str) else quoted(name))


def with_unrecorded(recipe: Mapping[str, Any], known: Mapping[str, Option]) -> Mapping[str, Any]:
    """Return the recipe of a file with what it means by the options that it does not record.

    A recipe without a version was written by a person, for whom the defaults count.
    """
    if KEY not in recipe:
        return recipe
    meant = {name: one.unrecorded for name, one in known.items() if one.unrecorded is not None}
    return {**meant, **recipe}


def read(
    recipe: Mapping[str, Any], known: Mapping[str, Option]
) -> tuple[Operation, dict[str, Any]]:
    """Return the operation of a recipe, and its options, which must be among ``known``.

    Raises
    ------
    SvgconvError: an unknown key, or parameters that PyTorch rejects.
    """
    options = {key: value for key, value in recipe.items() if key not in NOT_OPTIONS}
    parameters = parameters_in(recipe)
    for key in options:
        if key not in known:
            raise SvgconvError(key, "unknown option of a figure", nearest(key, known))
    operation = operation_of(recipe)
    _check_known(parameters, operation, known)
    parameters = sized(parameters, options.get("values"), operation)
    return operation.from_parameters(parameters), options


def parameters_in(recipe: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the parameters of a recipe.

    Raises
    ------
    SvgconvError: they are not a table.
    """
    parameters = recipe.get("parameters", {})
    if not isinstance(parameters, Mapping):
        problem = f"{quoted(parameters)} is not a table"
        raise SvgconvError("parameters", problem, "give parameters by name")
    return parameters


def _check_known(
    parameters: Mapping[str, Any], operation: type[Operation], known: Mapping[str, Option]
) -> None:
    """Reject a key that is neither a parameter nor an option, which a user may take for either."""
    own = operation.flags()
    for key in parameters:
        if key not in own:
            raise unknown_parameter(key, operation, known)
