"""What a notebook keeps of a picture: SVG for the screen, and PDF for LaTeX."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable, Collection, Mapping
from contextlib import suppress

from svgconv.errors import MissingLibraryError

SVG, PDF, TEXT = "image/svg+xml", "application/pdf", "text/plain"


def mime_bundle(
    contents: Mapping[str, Callable[[], str | bytes]],
    include: Collection[str] | None,
    exclude: Collection[str] | None,
) -> dict[str, str]:
    """Return the contents by media type, as `_repr_mimebundle_` of an object has to.

    Parameters
    ----------
    contents: returns the content of each type; bytes become base64. A type that needs a missing
        library is left out.
    include, exclude: the only types that are asked for, and those that are not; None for all, and
        for none.
    """
    bundle = {}
    for media_type, content in contents.items():
        asked = include is None or media_type in include
        if asked and media_type not in (exclude or ()):
            with suppress(MissingLibraryError):
                made = content()
                bundle[media_type] = b64encode(made).decode() if isinstance(made, bytes) else made
    return bundle
