"""The lowest versions that svgconv accepts are safe, and the constraints file satisfies them."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.version import Version

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
SECURITY = (ROOT / "docs" / "security.md").read_text("utf-8")
PYTHONS = ("3.10", "3.11", "3.12", "3.13", "3.14")


def requirements() -> Iterator[Requirement]:
    extras = PROJECT["project"]["optional-dependencies"].values()
    for listed in (PROJECT["project"]["dependencies"], *extras):
        yield from map(Requirement, listed)


def holds(requirement: Requirement, python: str) -> bool:
    environment = {"python_version": python, "python_full_version": f"{python}.0"}
    return requirement.marker is None or requirement.marker.evaluate(environment)


def lowest(name: str, python: str) -> Version:
    (found,) = (one for one in requirements() if one.name == name and holds(one, python))
    return min(Version(part.version) for part in found.specifier if part.operator == ">=")


@pytest.mark.parametrize("python", PYTHONS)
def test_the_lowest_versions_are_above_known_vulnerabilities(python: str) -> None:
    rows = re.findall(r"^\| (\w+) \| ([\d.]+)(?: \(([\d.]+) on Python 3\.10\))? \|", SECURITY, re.M)
    assert {name for name, *_ in rows} == {"cairosvg", "h11", "jinja2", "pillow", "starlette"}
    for name, safe, safe_on_310 in rows:
        expected = safe_on_310 if safe_on_310 and python == "3.10" else safe
        assert lowest(name, python) >= Version(expected), name


@pytest.mark.parametrize("python", PYTHONS)
def test_the_constraints_have_an_accepted_version_of_every_library(python: str) -> None:
    lines = (ROOT / "constraints.txt").read_text("utf-8").splitlines()
    pins = [Requirement(line) for line in lines if line and not line.startswith("#")]
    for requirement in requirements():
        if holds(requirement, python):
            (pin,) = (one for one in pins if one.name == requirement.name and holds(one, python))
            (version,) = (part.version for part in pin.specifier)
            assert requirement.specifier.contains(version), str(pin)
    for name, safe in {"click": "8.3.3", "pygments": "2.20"}.items():
        (pin,) = (one for one in pins if one.name == name and holds(one, python))
        assert all(Version(part.version) >= Version(safe) for part in pin.specifier)


def test_pictures_are_opened_as_an_expected_format_only() -> None:
    for file in (ROOT / "svgconv").rglob("*.py"):
        for call in re.findall(r"Image\.open\((.*)\)", file.read_text("utf-8")):
            assert "formats=[" in call, f"{file}: {call}"
