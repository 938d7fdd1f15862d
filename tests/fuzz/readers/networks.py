"""Models for `svgconv model`: printed ones, and the configurations in ``.keras`` files."""

from __future__ import annotations

import gzip
import io
import json
import zipfile
from pathlib import Path

from hypothesis import strategies as st

from tests.fuzz import commands
from tests.fuzz.case import Case
from tests.fuzz.mutations import as_bytes, damaged_bytes, damaged_text, weighted
from tests.fuzz.reader import Reader

GOLDEN = Path(__file__).parents[2] / "golden"
SHAPES = ("1,28,28", "3,64,48", "1,16000", "100,1,1", "4")


def _cases(name: str) -> list[dict[str, str]]:
    found = json.loads(gzip.decompress((GOLDEN / f"{name}.json.gz").read_bytes()))["cases"]
    return list(found)


PRINTED = tuple(case["printed"] for case in _cases("models") if len(case["printed"]) < 4000)
CONFIGS = tuple(case["config"] for case in _cases("keras_models"))


def _zipped(config: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(zipfile.ZipInfo("config.json"), config)
    return file.getvalue()


@st.composite
def _models(draw: st.DrawFn, name: str, contents: st.SearchStrategy[bytes], reader: str) -> Case:
    shape = ("-i", draw(st.sampled_from(SHAPES))) if draw(st.integers(0, 3)) else ()
    what = draw(st.sampled_from([(), (), ("--json",)]))
    return Case(reader, ("model", name, *shape, *what), {**commands.DECOYS, name: draw(contents)})


_text = damaged_text(PRINTED).map(as_bytes)
_keras = weighted(
    (4, damaged_text(CONFIGS).map(as_bytes).map(_zipped)),
    (1, damaged_bytes([_zipped(one.encode()) for one in CONFIGS])),
)

READERS = (
    Reader("printed networks", _models("a.txt", _text, "printed networks")),
    Reader("Keras networks", _models("a.keras", _keras, "Keras networks")),
)
