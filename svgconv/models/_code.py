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

from svgconv.errors import SvgconvError, nearest
from svgconv.models._torch_calls import is_module

PLACE = re.compile(r"(?P<where>[^\W\d]\w*(?:\.[^\W\d]\w*)*|.+\.py):(?P<name>[^\W\d]\w*)")


def code_place(source: str) -> tuple[str, str] | None:
    """Return the module or file, and the name in it, that a source gives; None for others."""
    found = PLACE.fullmatch(source)
    return (found["where"], found["name"]) if found else None


def object_of(where: str, name: str) -> Any:
    """Return an object of a module or a file; a function or a class that makes it is called.

    The current folder is searched for modules, as ``python -m`` does.

    Raises
    ------
    SvgconvError: the module, the file or the name does not exist, or its code fails.
    """
    module = _run(where, lambda: _file(where) if where.endswith(".py") else _module(where))
    if not hasattr(module, name):
        known = [one for one in vars(module) if not one.startswith("_")]
        raise SvgconvError(where, f"has no {name}", nearest(name, known) if known else "")
    found = getattr(module, name)
    makes = isinstance(found, type) or (callable(found) and not _is_model(found))
    return _run(f"{where}:{name}", found) if makes else found


def _is_model(found: object) -> bool:
    return is_module(found) or hasattr(found, "get_config")


def _module(where: str) -> ModuleType:
    if "" not in sys.path and os.getcwd() not in sys.path:
        sys.path.insert(0, os.getcwd())
    return importlib.import_module(where)


def _file(where: str) -> ModuleType:
    path = Path(where)
    if not path.is_file():
        raise SvgconvError(where, "does not exist", "give a file of Python and a name in it")
    spec = importlib.util.spec_from_file_location(path.stem, path)
    if spec is None or spec.loader is None:
        raise SvgconvError(where, "is not a file of Python", "give a file whose name ends in .py")
    module = importlib.util.module_from_spec(spec)
    sys.modules.setdefault(path.stem, module)
    sys.path.insert(0, str(path.resolve().parent))
    spec.loader.exec_module(module)
    return module


def _run(where: str, code: Callable[[], Any]) -> Any:
    """Return what code of the user's returns; its errors are one line."""
    try:
        return code()
    except SvgconvError:
        raise
    except (Exception, SystemExit) as error:
        words = " ".join(f"{type(error).__name__}: {error}".split())
        remedy = "give a function without parameters" if isinstance(error, TypeError) else ""
        raise SvgconvError(where, f"cannot be run, {words}", remedy) from None
