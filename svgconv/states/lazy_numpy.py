"""numpy, which is imported when an array of a figure is first computed.

Its import takes longer than most commands: most figures without numbers do without it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

__all__ = ["np"]

if TYPE_CHECKING:
    import numpy as np
else:

    class _Numpy:
        def __getattr__(self, name: str) -> Any:
            """Return an attribute of numpy, and keep it."""
            import numpy

            value = getattr(numpy, name)
            setattr(self, name, value)
            return value

    np = _Numpy()
