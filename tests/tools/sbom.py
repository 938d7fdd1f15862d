"""Write ``sbom.cdx.json``: every library of ``constraints.txt`` with its licence, in CycloneDX 1.6.

`python -m tests.tools.sbom` reads the licences from ``docs/licences.md``. The file has no date and
no random number, so the same input gives the same bytes. The format:
https://cyclonedx.org/docs/1.6/json/
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import Any

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from svgconv.version import VERSION

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

ROOT = Path(__file__).parents[2]
TARGET = ROOT / "sbom.cdx.json"
LICENCES = ROOT / "docs" / "licences.md"
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]


def sbom() -> str:
    """Return the document.

    Raises
    ------
    KeyError: a library has no licence in ``docs/licences.md``.
    """
    name = PROJECT["name"]
    own = _component(name, VERSION, PROJECT["license"], f"pkg:pypi/{name}@{VERSION}")
    libraries = _libraries()
    direct = {canonicalize_name(one.name) for one in _requirements()}
    needed = [one["bom-ref"] for one in libraries if one["name"] in direct]
    document = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {
            "component": {
                **own,
                "type": "application",
                "description": PROJECT["description"],
                "components": _bundled(),
            }
        },
        "components": libraries,
        "dependencies": [{"ref": own["bom-ref"], "dependsOn": needed}],
    }
    return json.dumps(document, indent=2) + "\n"


def licences() -> dict[str, str]:
    """Return the licence of every library in the table of ``docs/licences.md``."""
    table = LICENCES.read_text("utf-8").split("## Libraries")[1]
    rows = re.findall(r"^\| ([\w-]+) \| ([\w. -]+) \|$", table, re.MULTILINE)
    return dict(rows[2:])  # without the head of the table


def pins() -> list[Requirement]:
    """Return the lines of ``constraints.txt``."""
    lines = (ROOT / "constraints.txt").read_text("utf-8").splitlines()
    return [Requirement(line) for line in lines if line and not line.startswith("#")]


def _requirements() -> list[Requirement]:
    extras = PROJECT["optional-dependencies"].values()
    return [Requirement(one) for listed in (PROJECT["dependencies"], *extras) for one in listed]


def _libraries() -> list[dict[str, Any]]:
    licence = licences()
    made = []
    for pin in pins():
        (version,) = (part.version for part in pin.specifier)
        purl = f"pkg:pypi/{canonicalize_name(pin.name)}@{version}"
        one = _component(canonicalize_name(pin.name), version, licence[pin.name], purl)
        if pin.marker:
            one["properties"] = [{"name": "python:marker", "value": str(pin.marker)}]
        made.append(one)
    return made


def _bundled() -> list[dict[str, Any]]:
    """Return the parts of others that the package contains."""
    table = LICENCES.read_text("utf-8").split("## Libraries")[0]
    rows = re.findall(r"^\| ([\w. ]+) \| ([\d.]+) \| ([\w.-]+) \|", table, re.MULTILINE)
    return [
        _component(name, version, licence, f"pkg:generic/{name.replace(' ', '-')}@{version}")
        for name, version, licence in rows
    ]


def _component(name: str, version: str, licence: str, purl: str) -> dict[str, Any]:
    return {
        "type": "library",
        "bom-ref": purl,
        "name": name,
        "version": version,
        "licenses": [{"expression": licence}],
        "purl": purl,
    }


if __name__ == "__main__":
    TARGET.write_text(sbom(), "utf-8", newline="\n")
    print(TARGET.name)
