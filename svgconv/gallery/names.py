"""The names of a gallery's figures: unique, portable, and distinct from the page's own."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from svgconv.encoders import ENCODERS
from svgconv.errors import SvgconvError, quoted
from svgconv.gallery.targets import STILL, STRIP, file_name

PORTABLE = r"[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9_-])?"
"""A name's letters. Windows drops a dot at the end."""

LONGEST = 200
"""Most file systems take 255 bytes, of which a file's suffix needs some."""

DEVICES = frozenset(
    [
        "con",
        "prn",
        "aux",
        "nul",
        *(f"{port}{digit}" for port in ("com", "lpt") for digit in range(10)),
    ]
)
"""What Windows opens as a device, whatever the suffix."""

PAGE_IDS = frozenset({"all", "full", "player", "filters", "status"})
"""The ids of the page's own elements; each figure also has its name, and NAME.use."""

USE = ".use"
"""What the id of a figure's snippets has after its name."""

REMEDY = "give each figure a name of its own"


def check_names(names: Sequence[str], source: str) -> None:
    """Reject names that are not unique, also on systems that ignore the case of letters.

    Parameters
    ----------
    names: of all figures; each makes its files, and an id on the page.
    source: what errors name.

    Raises
    ------
    SvgconvError: two figures with a file in common, a figure with an id that the page uses, or a
        name that some systems cannot have.
    """
    place = f"{source}, name"
    seen: dict[str, str] = {}
    for name in names:
        _check_portable(name, place)
        files = list(map(_folded, files_of(name)))
        if (other := next((seen[file] for file in files if file in seen), None)) is not None:
            same = f"{quoted(name)} and {quoted(other)} would be the same file"
            raise SvgconvError(place, same, REMEDY)
        seen |= dict.fromkeys(files, name)
    known = set(names)
    for name in names:
        owner = name.removesuffix(USE)
        if name in PAGE_IDS or (owner != name and owner in known):
            raise SvgconvError(place, f"{quoted(name)} is an id that the page uses", REMEDY)


def files_of(name: str) -> list[str]:
    """Return the names of all files that a figure can have.

    Those in other packages' formats are left out: two of them differ if two SVGs do.
    """
    formats = *ENCODERS.own_names(), STILL, STRIP
    return [*(file_name(name, format_) for format_ in formats), inline_file(name)]


def inline_file(name: str) -> str:
    """Return the name of the script that draws a figure in the page."""
    return f"{name}_inline.js"


def _check_portable(name: str, place: str) -> None:
    if name.partition(".")[0].casefold() in DEVICES:
        raise SvgconvError(place, f"{quoted(name)} is a device on Windows", "use another name")
    if len(name) > LONGEST:
        problem = f"{quoted(name)} has {len(name)} letters, more than {LONGEST}"
        raise SvgconvError(place, problem, "use a shorter name")


def _folded(file: str) -> str:
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", file).casefold())
