"""The views: one file each, a way to draw states as a scene."""

from __future__ import annotations

from svgconv.registry import Family
from svgconv.views.base import View

VIEWS: Family[View] = Family("view", "svgconv.views", "VIEW")
