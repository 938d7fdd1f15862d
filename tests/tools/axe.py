"""axe-core, which audits pages for accessibility: its one version, kept outside the project.

npm fetches it once into the user's cache. What does not have the checksum is not used.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import tarfile
from pathlib import Path

VERSION = "4.11.0"
CHECKSUM = (
    "8a561a9c453cbf1c417b1a4977c716338125490ab841cb422ca8a1d1349f8c87"
    "c24137b21ffeb356b98825f2cfaca4ca2516e21be71f9d96d02230252661758d"
)
"""SHA-512 of the package as npm packs it."""
CACHE = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache", "svgconv-tests")
"""In the user's cache, also where tests have a cache of their own."""


class UnavailableError(Exception):
    """There is no npm, or it cannot fetch the package; the message says which."""


def axe() -> str:
    """Return the script; it defines ``axe``.

    Raises
    ------
    UnavailableError: it is not in the cache and cannot be fetched.
    ValueError: it is not what it was.
    """
    package = CACHE / f"axe-core-{VERSION}.tgz"
    if not package.exists():
        _fetch(CACHE)
    if (found := hashlib.sha512(package.read_bytes()).hexdigest()) != CHECKSUM:
        raise ValueError(f"{package}: its SHA-512 is {found}, not {CHECKSUM}; remove it")
    with tarfile.open(package) as archive:
        script = archive.extractfile("package/axe.min.js")
        assert script is not None
        return script.read().decode()


def _fetch(cache: Path) -> None:
    """Let npm pack it into the cache; packing runs nothing of the package."""
    if not shutil.which("npm"):
        raise UnavailableError("axe-core: apt install npm")
    cache.mkdir(parents=True, exist_ok=True)
    command = ["npm", "pack", f"axe-core@{VERSION}", "--silent", "--pack-destination", str(cache)]
    done = subprocess.run(command, check=False, cwd=cache, capture_output=True, text=True)
    if done.returncode:
        raise UnavailableError(f"axe-core: npm cannot fetch it: {done.stderr.strip()[-300:]}")
