"""Flax's layers against Flax, as `golden/make_flax.py` has it."""

from __future__ import annotations

import gzip
import hashlib
import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import svgconv

GOLDEN = Path(__file__).parents[1] / "golden"
DATA: dict[str, Any] = json.loads(gzip.decompress((GOLDEN / "flax.json.gz").read_bytes()))


def test_the_data_is_the_scripts() -> None:
    script = (GOLDEN / "make_flax.py").read_bytes()
    assert DATA["script_sha256"] == hashlib.sha256(script).hexdigest()
    assert len(DATA["cases"]) >= 14


@pytest.mark.parametrize("case", DATA["cases"], ids=lambda case: case["call"])
def test_a_call_computes_what_flax_computes(case: dict[str, Any]) -> None:
    operation = svgconv.load(case["call"], input_size=case["size"]).operation
    weight = np.array(case["weight"]) if "weight" in case else None
    output = np.asarray(operation.forward(np.array(case["input"]), weight), float)
    assert output.shape == np.shape(case["output"])
    assert np.allclose(output, case["output"])
