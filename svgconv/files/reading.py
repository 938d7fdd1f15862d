"""Files as bytes or text, or one line that says why a file cannot be read."""

from __future__ import annotations

from pathlib import Path

from svgconv.errors import SvgconvError
from svgconv.files.fingerprint import note
from svgconv.specification.limits import MOST_BYTES, REMEDY


def read_bytes(path: Path, most: int = MOST_BYTES) -> bytes:
    """Return the bytes of the file at ``path``, which is noted for `svgconv.files.fingerprint`.

    Raises
    ------
    SvgconvError: the file cannot be read, its name cannot exist, or it has more bytes.
    """
    try:
        note(path)
        with path.open("rb") as file:
            content = file.read(most + 1)
    except OSError as error:
        raise SvgconvError(str(path), f"cannot be read ({error.strerror or error})") from None
    except ValueError as error:  # a NUL in the name
        raise SvgconvError(_name(path), f"cannot be read ({error})") from None
    if len(content) > most:
        raise SvgconvError(str(path), f"has more than {most:,} bytes", REMEDY)
    return content


def _name(path: Path) -> str:
    return str(path).replace("\0", "\\0")
