"""Files of moving pictures are no larger than those of the obvious approach."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

import svgconv
from svgconv.figure.frame_files import save_frames
from tests.encoders.scenes import wanted
from tests.tools import obvious


@pytest.mark.parametrize("suffix", ["gif", "apng", "webp", "mp4"])
def test_a_file_is_no_larger_than_the_obvious_one(suffix: str, tmp_path: Path) -> None:
    figure = svgconv.load("padding_strides")
    save_frames(figure, tmp_path / "stills", "svg")
    obvious.main(tmp_path / "stills", peer := tmp_path / f"peer.{suffix}")
    assert len(figure.encode(f".{suffix}")) <= peer.stat().st_size


def test_a_webm_is_no_larger_than_the_obvious_ones_and_nearer_to_the_figure(tmp_path: Path) -> None:
    pytest.importorskip("av")
    figure = svgconv.load("padding_strides")
    figure.save(own := tmp_path / "own.webm")
    save_frames(figure, tmp_path / "stills", "svg")
    obvious.main(tmp_path / "stills", peer := tmp_path / "peer.webm", "--fine")
    obvious.main(tmp_path / "stills", plain := tmp_path / "plain.webm")
    assert own.stat().st_size <= min(peer.stat().st_size, plain.stat().st_size)
    drawn = wanted(figure.drawing())[..., :3].astype(int)
    own_error, peer_error, plain_error = (_error(file, drawn) for file in (own, peer, plain))
    assert peer_error <= own_error < 0.95
    assert plain_error > 1.3


def _error(file: Path, drawn: NDArray[np.int_]) -> float:
    """The mean error, of 255, of the frame that is worst."""
    import av

    with av.open(str(file)) as container:
        frames: list[Any] = [
            frame.to_ndarray(format="rgb24") for frame in container.decode(video=0)
        ]
    return float(np.abs(np.stack(frames) - drawn).mean(axis=(1, 2, 3)).max())
