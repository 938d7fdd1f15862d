"""Programs that make SVG and HTML files smaller: the versions that figures survive.

npm and pip fetch them once into the user's cache, outside the project; nothing of theirs runs then.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from functools import cache
from pathlib import Path

PACKAGES = {
    "svgo4": "npm:svgo@4.1.0",
    "svgo3": "npm:svgo@3.3.5",
    "svgo2": "npm:svgo@2.8.4",
    "html-minifier-terser": "7.2.0",
}
NODE = ("svgo 4", "svgo 4, once", "svgo 3", "svgo 2", "html-minifier-terser")
TOOLS = (*NODE, "scour", "tidy")
CONFIGURED = ("svgo 4, our configuration", "svgo 3, our configuration")
"""svgo with ``docs/svgo.config.mjs``."""


class UnavailableError(Exception):
    """A tool is missing and cannot be fetched; the message says which."""


def optimised(tool: str, texts: Mapping[str, str]) -> dict[str, str]:
    """Return SVG texts as a tool makes them with its defaults.

    Raises
    ------
    UnavailableError: the tool, node or npm is missing.
    """
    if tool in NODE + CONFIGURED:
        script = Path(__file__).with_name("optimise.mjs")
        answer = _run(["node", script, _node_packages(), tool], json.dumps(texts))
        found: dict[str, str] = json.loads(answer)
        return found
    return {name: _alone(tool, text) for name, text in texts.items()}


def _alone(tool: str, text: str) -> str:
    if tool == "tidy":
        return _run(["tidy", "-quiet", "-xml", "--show-warnings", "no", "--wrap", "0"], text)
    return _run([sys.executable, "-m", "scour.scour", "-q"], text)


def _run(command: list[str | Path], text: str) -> str:
    if not shutil.which(command[0]):
        raise UnavailableError(f"{command[0]}: apt install {command[0]}")
    done = subprocess.run(command, input=text, capture_output=True, text=True, check=False)
    if done.returncode:
        raise ValueError(f"{command[0]}: {done.stderr[-300:]}")
    return done.stdout


@cache
def _node_packages() -> Path:
    """Return the folder of the node packages; a new version of one has a folder of its own."""
    versions = "-".join(value.rpartition("@")[2] for value in PACKAGES.values())
    root = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache", "svgconv-tests")
    folder = root / f"optimisers-{versions}"
    if not (folder / "node_modules").is_dir():
        if not shutil.which("npm"):
            raise UnavailableError("svgo: apt install npm")
        new = root / f"optimisers-{os.getpid()}"
        new.mkdir(parents=True, exist_ok=True)
        (new / "package.json").write_text(json.dumps({"private": True, "dependencies": PACKAGES}))
        command = ["npm", "install", "--silent", "--ignore-scripts", "--no-audit", "--no-fund"]
        done = subprocess.run(command, cwd=new, capture_output=True, text=True, check=False)
        if done.returncode:
            raise UnavailableError(f"svgo: npm cannot fetch it: {done.stderr.strip()[-300:]}")
        try:
            new.rename(folder)
        except OSError:  # another process was faster
            shutil.rmtree(new)
    return folder
