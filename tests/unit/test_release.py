"""What a release needs besides code: names that stay, licences, the bill of materials, CI."""

from __future__ import annotations

import json
import re
from importlib.metadata import PackageNotFoundError, metadata

import pytest
import yaml
from fontTools.ttLib import TTFont

from tests.docs import PAGES, ROOT
from tests.golden.make_names import NAMES, names
from tests.tools.sbom import LICENCES, PROJECT, TARGET, licences, pins, sbom
from tests.unit.test_requirements import PYTHONS

WORKFLOW = yaml.safe_load((ROOT / ".github/workflows/main.yml").read_text("utf-8"))
FAMILIES = {"3-Clause BSD": "BSD", "PSFL": "PSF", "Python Software Foundation": "PSF"}
"""Older names of licences in the metadata of libraries."""


def test_no_stable_name_disappears() -> None:
    assert {*NAMES.read_text("utf-8").splitlines()} - {*names()} == set()


def test_the_bill_of_materials_is_up_to_date() -> None:
    assert TARGET.read_text("utf-8") == sbom(), "run make sbom"
    document = json.loads(sbom())
    assert len(document["components"]) == len(pins())
    own = document["metadata"]["component"]
    references = [one["bom-ref"] for one in (own, *own["components"], *document["components"])]
    assert len({*references}) == len(references)
    (direct,) = document["dependencies"]
    assert {*direct["dependsOn"]} < {*references}


def test_every_library_has_its_licence() -> None:
    assert list(licences()) == sorted({pin.name for pin in pins()})
    known = 0
    for name, licence in licences().items():
        try:
            about = metadata(name)
        except PackageNotFoundError:
            continue  # for another Python or system
        known += 1
        if exact := about["License-Expression"]:
            assert licence == exact, name
            continue
        classifiers = [one for one in about.get_all("Classifier", []) if one.startswith("License")]
        described = (about["License"] or "").splitlines()[:1] + classifiers
        text = " ".join(described)
        for old, new in FAMILIES.items():
            text = text.replace(old, new)
        assert re.split(r"[-\d]", licence)[0] in text, name
    assert known > 30


def test_the_parts_of_others_have_their_versions_and_licences() -> None:
    assets = ROOT / "svgconv" / "ext" / "assets"
    reveal = re.search(r"reveal\.js ([\d.]+)", (assets / "reveal.js").read_text("utf-8"))
    font = TTFont(ROOT / "tests" / "tools" / "source-sans-3.woff")["name"].getDebugName(5)
    table = LICENCES.read_text("utf-8")
    assert reveal
    assert f"| reveal.js | {reveal[1]} | MIT |" in table
    assert f"| Source Sans 3 | {font.split()[1].partition(';')[0]} | OFL-1.1 |" in table
    own = {str(path.relative_to(ROOT)) for path in (ROOT / "svgconv").rglob("*.LICENSE")}
    assert {*PROJECT["license-files"]} == {"LICENSE", *own}


def test_the_classifiers_name_every_python() -> None:
    named = re.findall(r"Python :: (3\.\d+)", "\n".join(PROJECT["classifiers"]))
    assert tuple(named) == PYTHONS
    (setup,) = (
        step["with"]["python-version"]
        for step in WORKFLOW["jobs"]["versions"]["steps"]
        if "python-version" in step.get("with", {})
    )
    assert tuple(setup.split()) == PYTHONS


def test_the_workflow_runs_targets_that_exist() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    targets = {*re.findall(r"^([a-z-]+):", makefile, re.MULTILINE)}
    steps = [step for job in WORKFLOW["jobs"].values() for step in job["steps"]]
    lines = [step["run"] for step in steps if step.get("run", "").startswith("make ")]
    made = [word for line in lines for word in line.split()[1:] if re.fullmatch("[a-z-]{3,}", word)]
    assert {"lint", "test", "test-versions", "docs", "dist", "audit"} <= {*made}
    assert {*made} <= targets | {"--jobs"}
    ci = (ROOT / ".ci" / "run").read_text("utf-8")
    assert {*re.findall(r"^make ([a-z-]+)$", ci, re.MULTILINE)} <= {*made}


@pytest.mark.parametrize("name", WORKFLOW["jobs"])
def test_only_what_publishes_a_tag_may_write(name: str) -> None:
    job = WORKFLOW["jobs"][name]
    publishes = name.startswith("publish")
    assert WORKFLOW["permissions"] == {"contents": "read"}
    assert ("permissions" in job) == publishes
    if publishes:
        assert job["if"] == "github.ref_type == 'tag'"
        others = [one for one in WORKFLOW["jobs"] if not one.startswith("publish")]
        assert sorted(job["needs"]) == sorted(others)
    assert "secrets." not in str(job)


def test_actions_are_pinned() -> None:
    steps = [step for job in WORKFLOW["jobs"].values() for step in job["steps"]]
    used = [step["uses"] for step in steps if "uses" in step]
    pinned = [one for one in used if re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40}", one)]
    assert {*used} - {*pinned} == {"pypa/gh-action-pypi-publish@release/v1"}
    for step in steps:
        if step.get("uses", "").startswith("actions/checkout"):
            assert step["with"] == {"persist-credentials": False}


def test_the_files_of_a_release_exist() -> None:
    for name in ("SECURITY.md", "CODE_OF_CONDUCT.md", "CONTRIBUTING.md", "CHANGELOG.md"):
        assert (ROOT / name).is_file()
    page = PAGES["docs/stability.md"].read_text("utf-8")
    for group in (line.split()[-1] for line in names() if line.startswith("entry-point group")):
        assert f"`{group}`" in page
