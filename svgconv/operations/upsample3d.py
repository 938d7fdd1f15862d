"""Upsampling along three axes: `torch.nn.Upsample` of an input with three axes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from svgconv.operations import _keras
from svgconv.operations._resampling import MODE, MODES
from svgconv.operations._spelling import Spelling
from svgconv.operations.base import parameter
from svgconv.operations.upsample import Upsample
from svgconv.specification.scalars import one_of


@dataclass(frozen=True)
class Upsample3d(Upsample):
    """An upsampling along three axes, as `torch.nn.Upsample` computes it.

    Give either ``scale_factor`` or ``size``. A factor below 1 samples down.
    """

    name: ClassVar[str] = "upsample3d"
    axes: ClassVar[int] = 3
    spellings: ClassVar[tuple[Spelling, ...]] = (
        _keras.layer("UpSampling3D", "size", "data_format", read=_keras.upsampling),
    )

    mode: str = parameter(one_of(*MODES[3]), MODE, default="nearest")


OPERATION = Upsample3d
