"""Every operation, view and theme has a page with a figure, and is in its family's index."""

from __future__ import annotations

import re

import pytest

from svgconv.encoders import ENCODERS
from svgconv.operations import OPERATIONS
from svgconv.scene.theme import ROLES
from svgconv.themes import THEMES
from svgconv.views import VIEWS
from tests.command import run
from tests.docs import PAGES, ROOT, blocks

README = PAGES["README.md"].read_text("utf-8")

MEMBERS = [
    (family, name)
    for family, names in {
        "operations": OPERATIONS.names(),
        "views": VIEWS.names(),
        "themes": THEMES.names(),
    }.items()
    for name in names
]


@pytest.mark.parametrize(("family", "name"), MEMBERS)
def test_a_member_has_a_page(family: str, name: str) -> None:
    page = PAGES[f"docs/{family}/{name}.md"].read_text("utf-8")
    directive = r"^```\{svgconv\} \w+\n(?::.+\n)*:alt: \w"
    assert re.search(rf"!\[.+\]\(.+\.svg\)|{directive}", page, re.MULTILINE)
    assert f"svgconv render {name}" in page or f"--{family[:-1]} {name}" in page
    index = PAGES[f"docs/{family}/index.md"].read_text("utf-8")
    assert re.search(rf"^{name}$", index, flags=re.MULTILINE)
    assert f"]({name}.md) | `{name}` |" in index


@pytest.mark.parametrize("name", OPERATIONS.names())
def test_an_operation_has_its_call_and_its_options(name: str) -> None:
    page = PAGES[f"docs/operations/{name}.md"].read_text("utf-8")
    assert OPERATIONS.get(name).torch_module in page
    assert f"```{{svgconv-options}} {name}\n" in page
    assert f"svgconv.{name}(" in page


@pytest.mark.parametrize("page", PAGES)
def test_every_picture_exists(page: str) -> None:
    path = PAGES[page]
    for target in re.findall(r"(?:!\[.*?\]\(|src=\")([^)\"]+\.svg)", path.read_text("utf-8")):
        if "/" in target:
            file = (path.parent / target).resolve()
            assert file.is_file(), target
            assert file.is_relative_to(ROOT)


@pytest.mark.parametrize("page", PAGES)
def test_every_link_to_a_page_leads_somewhere(page: str) -> None:
    path = PAGES[page]
    for target in re.findall(r"\]\(([^):#]+\.md)[^)]*\)", path.read_text("utf-8")):
        assert (path.parent / target).is_file(), target


def test_every_command_has_its_help() -> None:
    page = PAGES["docs/commands.md"].read_text("utf-8")
    listed = run("--help").out.split("Commands:")[1]
    names = re.findall(r"^  (\w+) ", listed, flags=re.MULTILINE)
    assert len(names) >= 13
    assert sorted(names) == sorted(re.findall(r"^```{svgconv-help} (\w+)$", page, re.MULTILINE))


def test_the_readme_counts_the_members() -> None:
    families = {
        "operations": OPERATIONS.names(),
        "views": VIEWS.names(),
        "themes": THEMES.names(),
        "formats": ENCODERS.names(),
    }
    for noun, names in families.items():
        assert f"{len(names)} {noun}" in README.replace("\n", " ")
    assert len(README.splitlines()) <= 160


def test_every_make_target_of_the_pages_exists() -> None:
    targets = set(re.findall(r"^([a-z]+):.*## ", (ROOT / "Makefile").read_text(), re.MULTILINE))
    for path in PAGES.values():
        page = path.read_text("utf-8")
        shell = "\n".join(blocks(page, "sh"))
        named = re.findall(r"^make ([a-z]+)", shell, re.MULTILINE) + re.findall(
            r"`make ([a-z]+)`", page
        )
        assert set(named) <= targets


def test_every_role_of_a_theme_is_explained() -> None:
    table = PAGES["docs/themes/index.md"].read_text("utf-8").split("| role | paints |")[1]
    named = re.findall(r"`(\w+)`", "".join(re.findall(r"^\| (`.*?) \|", table, re.MULTILINE)))
    assert set(named) == {"line", *ROLES}


def test_every_format_is_explained() -> None:
    table = PAGES["docs/formats.md"].read_text("utf-8").split("| suffix | contents |")[1]
    named = re.findall(r"`\.(\w+)`", table.split("\n\n")[0])
    assert set(named) == set(ENCODERS.names())
