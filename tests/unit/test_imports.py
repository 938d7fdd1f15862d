"""The import contract of ``make lint`` holds, and fails when the package breaks it."""

from __future__ import annotations

import shutil
import subprocess
import sys
from graphlib import TopologicalSorter
from pathlib import Path

import grimp
import pytest

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]

BROKEN = {
    "an import against the flow": (
        "scene/paint.py",
        "from svgconv.views import base",
        "Imports flow downwards only",
    ),
    "one for type checking only": (
        "states/axis.py",
        "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from svgconv.svg import still",
        "Imports flow downwards only",
    ),
    "one inside a function": (
        "errors.py",
        "def later():\n    from svgconv import registry",
        "Imports flow downwards only",
    ),
    "one between the two front ends": (
        "serve/limits.py",
        "from svgconv.commands import progress",
        "Imports flow downwards only",
    ),
    "a cycle in one layer": (
        "scene/marks.py",
        "from svgconv.scene import plane",
        "No import cycles",
    ),
    "the front door": (
        "states/axis.py",
        "import svgconv",
        "No module imports the package itself",
    ),
    "a layer that the contract does not name": (
        "extra/__init__.py",
        "",
        "extra",
    ),
}


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    """Run ``lint-imports`` on the package in ``folder``."""
    code = "from importlinter.cli import lint_imports_command as run; run()"
    return subprocess.run(
        [sys.executable, "-c", code, "--no-cache"],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_package_keeps_the_contract() -> None:
    result = lint(ROOT)
    assert result.returncode == 0, result.stdout


def test_no_module_imports_itself_through_others() -> None:
    graph = grimp.build_graph("svgconv", cache_dir=None)
    modules = {name: graph.find_modules_directly_imported_by(name) for name in graph.modules}
    assert len(modules) > 100
    TopologicalSorter(modules).prepare()  # raises CycleError


@pytest.mark.parametrize("case", BROKEN)
def test_a_broken_contract_is_reported(case: str, tmp_path: Path) -> None:
    file, code, words = BROKEN[case]
    shutil.copytree(ROOT / "svgconv", tmp_path / "svgconv", ignore=lambda *_: ["__pycache__"])
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    module = tmp_path / "svgconv" / file
    module.parent.mkdir(exist_ok=True)
    with module.open("a", encoding="utf-8") as text:
        text.write(f"\n{code}\n")
    result = lint(tmp_path)
    assert result.returncode != 0
    assert words in result.stdout
