"""How Sphinx builds these pages: `make docs`."""

from __future__ import annotations

import sys
from pathlib import Path

DOCS = Path(__file__).parent
sys.path.insert(0, str(DOCS / "_ext"))

from svgconv.version import VERSION  # noqa: E402

project = "svgconv"
author = "The svgconv authors"
copyright = author
release = version = VERSION

extensions = [
    "myst_parser",
    "sphinx.ext.autodoc",
    "plain_docstrings",
    "svgconv.ext.sphinx",
    "gallery_stills",
    "reference",
]
myst_enable_extensions = ["colon_fence", "deflist", "dollarmath"]
myst_heading_anchors = 3
exclude_patterns = ["_build"]
default_role = "code"
autodoc_member_order = "bysource"
autodoc_typehints = "signature"
python_use_unqualified_type_names = True
python_maximum_signature_line_length = 80
suppress_warnings = ["epub.unknown_project_files"]

html_theme = "furo"
html_title = f"svgconv {VERSION}"
html_static_path = ["_static"]
html_css_files = ["svgconv.css"]
html_copy_source = False
html_show_sphinx = False
html_theme_options = {
    "light_css_variables": {
        "color-brand-primary": "#1b6ca8",
        "color-brand-content": "#1b6ca8",
    },
    "dark_css_variables": {
        "color-brand-primary": "#6cb6ea",
        "color-brand-content": "#6cb6ea",
    },
}
