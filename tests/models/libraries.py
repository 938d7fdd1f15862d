"""Libraries that tests of models need."""

from __future__ import annotations

import importlib.util
import os

import pytest

onnx_is_installed = pytest.mark.skipif(
    importlib.util.find_spec("onnx") is None and os.environ.get("CI") != "true",
    reason="the library onnx is not installed",
)
"""Marks a test that reads ONNX; in CI it fails without the library."""
