"""The drawing of the architecture has the layers of the import contract, by the same names."""

from __future__ import annotations

import re
import sys

from tests.docs import PAGES, ROOT

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

CONTRACT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]


def test_the_drawing_has_the_contracts_layers() -> None:
    (layers,) = (item["layers"] for item in CONTRACT["contracts"] if item["type"] == "layers")
    names = [name.strip(" ()") for layer in layers for name in layer.split("|")]
    drawing = (ROOT / "docs" / "architecture.svg").read_text("utf-8")
    assert re.findall(r'class="layer"[^>]*>(.*?)<', drawing) == names


def test_the_page_names_the_stages_as_the_contract_does() -> None:
    page = PAGES["docs/architecture.md"].read_text("utf-8")
    stages = re.findall(r"^\| (\w+) \|", page, flags=re.MULTILINE)
    assert stages == ["stage", "specification", "states", "scene", "encoders"]
