"""How golden data is stored: gzipped JSON, with the hash of the scripts that made it."""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]


def read(name: str) -> dict[str, Any]:
    """Return what ``make_NAME.py`` wrote."""
    found: dict[str, Any] = json.loads(gzip.decompress(_file(name).read_bytes()))
    return found


def write(name: str, contents: Mapping[str, Any], *shared: str) -> None:
    """Write the data of ``make_NAME.py``; the bytes hold no time and no path.

    Parameters
    ----------
    shared: the other files in this folder on which the data depends.
    """
    scripts = [f"tests/golden/{script}" for script in (f"make_{name}.py", *shared)]
    document = {"scripts": scripts, "scripts_sha256": digest(*scripts), **contents}
    text = json.dumps(document, sort_keys=True, separators=(",", ":"))
    with _file(name).open("wb") as file, gzip.GzipFile("", "wb", 9, file, mtime=0) as packed:
        packed.write(text.encode())


def digest(*scripts: str) -> str:
    """Return the hash of scripts, which are paths in the project, to know the data as theirs."""
    return hashlib.sha256(b"".join((ROOT / script).read_bytes() for script in scripts)).hexdigest()


def _file(name: str) -> Path:
    return ROOT / f"tests/golden/{name}.json.gz"
