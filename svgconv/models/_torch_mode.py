"""The context in which PyTorch runs: it reports the calls of its functions, and logs nothing."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any


def reported(torch: Any, called: Callable[..., None], failed: Callable[..., None]) -> Any:
    """Return a context in which PyTorch reports every call of its functions.

    Parameters
    ----------
    called: takes a function, its arguments by place and by name, and what it returned.
    failed: takes the same of a function that raised an error, without a result.
    """

    class Mode(torch.overrides.TorchFunctionMode):  # type: ignore[misc]
        def __torch_function__(
            self, function: Any, types: Any, args: Any = (), kwargs: Any = None
        ) -> Any:
            try:
                output = function(*args, **(kwargs or {}))
            except Exception:
                failed(function, args, kwargs or {})
                raise
            called(function, args, kwargs or {}, output)
            return output

    return Mode()


@contextmanager
def quiet(name: str) -> Iterator[None]:
    """Silence a logger, which prints a traceback besides the error."""
    logger = logging.getLogger(name)
    before, logger.disabled = logger.disabled, True
    try:
        yield
    finally:
        logger.disabled = before
