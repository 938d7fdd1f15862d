"""Build the sdist and the wheel into ``dist/``, and compare the bytes with a second build.

`python -m tests.tools.distribution` builds from this folder, and once more from the unpacked sdist:
in another folder, with other times of files, another time zone and other permissions.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
from hashlib import sha256
from pathlib import Path

ROOT = Path(__file__).parents[2]
UV = str(Path(sys.executable).with_name("uv"))
ANOTHER_TIME = 1_000_000_000
PLAIN = {"TZ": "UTC", "LC_ALL": "C"}
OTHER = {"TZ": "Asia/Tokyo", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "7"}


def main() -> int:
    """Print each file's digest; return 1 if the builds differ."""
    shutil.rmtree(ROOT / "dist", ignore_errors=True)
    built = _build(ROOT, ROOT / "dist", PLAIN, 0o022)
    with tempfile.TemporaryDirectory() as folder:
        (sdist,) = (path for path in built if path.name.endswith(".tar.gz"))
        with tarfile.open(sdist) as archive:
            archive.extractall(folder, filter="data")
        (copy,) = Path(folder).iterdir()
        for path in [copy, *copy.rglob("*")]:
            path.chmod(path.stat().st_mode & 0o700)
            os.utime(path, (ANOTHER_TIME, ANOTHER_TIME))
        again = _build(copy, Path(folder, "dist"), OTHER, 0o077)
        differ = [a.name for a, b in zip(built, again, strict=True) if _digest(a) != _digest(b)]
    for path in built:
        print(f"{_digest(path)}  {path.relative_to(ROOT)}")
    if differ:
        print(f"a second build differs: {', '.join(differ)}", file=sys.stderr)
    return 1 if differ else 0


def _build(source: Path, target: Path, changed: dict[str, str], umask: int) -> list[Path]:
    """Return the sdist and the wheel of a folder, sorted; the wheel is built from the sdist."""
    environment = {key: text for key, text in os.environ.items() if key != "SOURCE_DATE_EPOCH"}
    subprocess.run(
        [UV, "build", "--quiet", "--out-dir", str(target), str(source)],
        env={**environment, **changed},
        umask=umask,
        check=True,
    )
    return sorted(path for path in target.iterdir() if path.suffix in {".gz", ".whl"})


def _digest(path: Path) -> str:
    return sha256(path.read_bytes()).hexdigest()


if __name__ == "__main__":
    sys.exit(main())
