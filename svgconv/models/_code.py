"""Models that code makes: ``package.module:name`` and ``file.py:name``. They run that code."""

from __future__ import annotations

import importlib
import importlib.util
import os
import re
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

from svgconv.errors import SvgconvError, Words, nearest, quoted

PLACE = re.compile(r"(?P<where>[^\W\d]\w*(?:\.[^\W\d]\w*)*|.+\.py):(?P<name>[^\W\d]\w*)")

MISSING = object()
"""What a module gives for a name that it does not have."""


def code_place(source: str) -> tuple[str, str] | None:
    """Return the module or file, and the name in it, that a source gives; None for others."""
    found = PLACE.fullmatch(source)
    return (found["where"], found["name"]) if found else None


def object_of(where: str, name: str) -> Any:
    """Return an object of a module or a file.

    The current folder is searched for modules, as ``python -m`` does.

    Raises
    ------
    SvgconvError: the module, the file or the name does not exist, or its code fails.
    """
    module = _run(where, lambda: _file(where) if where.endswith(".py") else _module(where))
    found = _run(f"{where}:{name}", lambda: getattr(module, name, MISSING))
    if found is MISSING:
        known = [one for one in vars(module) if not one.startswith("_")]
        remedy = nearest(name, known) if known else "give another one"
        raise SvgconvError(Words(where), f"has no {quoted(name)}", remedy)
    return found


def made_by(maker: Callable[[], Any], place: str) -> Any:
    """Return what a function or a class makes, which is found at a place.

    Raises
    ------
    SvgconvError: it fails, or it needs arguments.
    """
    return _run(place, maker, "give a function without parameters")


def _module(where: str) -> ModuleType:
    if "" not in sys.path and os.getcwd() not in sys.path:
        sys.path.insert(0, os.getcwd())
    return importlib.import_module(where)


def _file(where: str) -> ModuleType:
    path = Path(where)
    if not path.is_file():
        problem = "is a folder" if path.is_dir() else "does not exist"
        raise SvgconvError(Words(where), problem, "give a file of Python and a name in it")
    spec = importlib.util.spec_from_file_location(path.stem, path)
    if spec is None or spec.loader is None:
        raise SvgconvError(
            Words(where), "is not a file of Python", "give a file whose name ends in .py"
        )
    module = importlib.util.module_from_spec(spec)
    sys.modules.setdefault(path.stem, module)
    sys.path.insert(0, str(path.resolve().parent))
    spec.loader.exec_module(module)
    return module


def _run(where: str, code: Callable[[], Any], remedy: str = "") -> Any:
    """Return what code of the user's returns; its errors are one line.

    Parameters
    ----------
    remedy: what to do if its arguments are wrong.
    """
    try:
        return code()
    except (KeyboardInterrupt, SvgconvError):
        raise
    except BaseException as error:
        problem = f"cannot be run, {type(error).__name__}: {_message(error)}"
        raise SvgconvError(Words(where), problem, _remedy(error, remedy)) from None


def _remedy(error: BaseException, of_arguments: str) -> str:
    if isinstance(error, ModuleNotFoundError):
        return "check its name, or install it"
    return of_arguments if of_arguments and isinstance(error, TypeError) else "correct this code"


def _message(error: BaseException) -> str:
    try:
        return str(error)
    except Exception:  # the code may be the error's own, too
        return "it has no message"
