"""Test svgconv with the lowest and the newest libraries, on every Python that is installed.

`python -m tests.tools.versions` builds a wheel, installs it into environments of their own with
uv, which resolves in both ways, and runs `tests/installed` there, outside the repository.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from shutil import which

ROOT = Path(__file__).parents[2]
UV = str(Path(sys.executable).with_name("uv"))
PYTHONS = ("3.10", "3.11", "3.12", "3.13", "3.14")
RESOLUTIONS = ("lowest-direct", "highest")
REQUIREMENTS = ("-r", str(ROOT / "pyproject.toml"), "--extra", "serve", "--extra", "video")
TESTS = ("pytest>=9.0.3",)
LIBRARIES = ("av", "cairosvg", "click", "numpy", "pillow", "rich", "starlette", "typer", "uvicorn")


def main() -> int:
    """Print a line for each environment; return 1 if a test fails in one of them."""
    pythons = {version: found for version in PYTHONS if (found := _python(version))}
    print(f"not installed: {', '.join(sorted({*PYTHONS} - {*pythons})) or 'none'}")
    with tempfile.TemporaryDirectory() as folder:
        _run([UV, "build", "--quiet", "--wheel", "--out-dir", folder, str(ROOT)])
        (wheel,) = Path(folder).glob("*.whl")

        def outcome(case: tuple[str, str]) -> bool:
            version, resolution = case
            place = Path(folder, f"{version}-{resolution}")
            problem = _tested(pythons[version], resolution, wheel, place)
            about = f"{version} {resolution:13} {_libraries(place)}"
            print(f"{about}\n{problem}" if problem else f"{about}: passed", flush=True)
            return not problem

        with ThreadPoolExecutor(os.cpu_count()) as pool:
            cases = [(version, way) for version in pythons for way in RESOLUTIONS]
            return 0 if all(list(pool.map(outcome, cases))) else 1


def _python(version: str) -> str | None:
    """Return the program of a Python version, from the path or from pyenv."""
    found = Path.home().glob(f".pyenv/versions/{version}*/bin/python{version}")
    for program in filter(None, (which(f"python{version}"), *map(str, found))):
        # A shim of pyenv is on the path even if its Python is not chosen.
        tried = subprocess.run([program, "-c", ""], capture_output=True, check=False)
        if tried.returncode == 0:
            return program
    return None


def _tested(python: str, resolution: str, wheel: Path, place: Path) -> str:
    """Return what went wrong in an environment of its own; ``""`` if every test passed."""
    program = str(place / "bin" / "python")
    install = [UV, "pip", "install", "--quiet", "--python", program, "--only-binary", ":all:"]
    try:
        _run([UV, "venv", "--quiet", "--python", python, str(place)])
        # Of a wheel's own requirements, uv would take the newest for both resolutions.
        _run([*install, "--resolution", resolution, *REQUIREMENTS, *TESTS])
        _run([*install, "--no-deps", str(wheel)])
        options = ["-p", "no:cacheprovider", "--noconftest", "-q", f"--rootdir={ROOT}"]
        _run([program, "-m", "pytest", *options, str(ROOT / "tests/installed")])
    except subprocess.CalledProcessError as error:
        return f"{error.stdout}{error.stderr}".strip()
    return ""


def _libraries(place: Path) -> str:
    """Return the versions of the libraries that matter, as `name version`."""
    listed = _run([UV, "pip", "freeze", "--python", str(place / "bin" / "python")])
    found = dict(re.findall(r"^(\S+)==(\S+)$", listed, re.MULTILINE))
    return ", ".join(f"{name} {found[name]}" for name in LIBRARIES if name in found)


def _run(command: list[str]) -> str:
    """Run a command that must succeed, and return what it prints."""
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


if __name__ == "__main__":
    sys.exit(main())
