"""Sphinx builds the pages without a warning, with their figures and their generated parts."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.docs import PAGES, ROOT

pytestmark = pytest.mark.slow


def test_the_site(tmp_path: Path) -> None:
    """One test, because a build takes seconds."""
    command = [sys.executable, "-m", "sphinx", "-W", "--keep-going", "-q", "-b", "html"]
    built = subprocess.run(
        [*command, "-d", str(tmp_path / "trees"), str(ROOT / "docs"), str(tmp_path)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (built.returncode, built.stderr) == (0, "")

    for name in PAGES:
        if name.startswith("docs/"):
            assert (tmp_path / name.removeprefix("docs/")).with_suffix(".html").is_file()

    operation = (tmp_path / "operations" / "conv_transpose.html").read_text("utf-8")
    assert "--output-padding" in operation
    assert 'href="../views/scatter.html"' in operation

    animated = (tmp_path / "operations" / "avg_pool3d.html").read_text("utf-8")
    gallery = (tmp_path / "operations" / "conv.html").read_text("utf-8")
    for page in (animated, gallery):
        still, moving = re.findall(
            r'media="\(prefers-reduced-motion: reduce\)" srcset="\.\./_images/([\w-]+\.svg)">'
            r'<img [^>]*src="\.\./_images/([\w-]+\.svg)"',
            page,
        )[0]
        assert "<animate" in (tmp_path / "_images" / moving).read_text("utf-8")
        assert "<animate" not in (tmp_path / "_images" / still).read_text("utf-8")

    assert "--frame-duration" in (tmp_path / "commands.html").read_text("utf-8")
    assert 'id="svgconv.conv_transpose3d"' in (tmp_path / "python.html").read_text("utf-8")
