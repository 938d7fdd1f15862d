"""Upsampling along one axis: `torch.nn.Upsample` of an input with one axis."""

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
class Upsample1d(Upsample):
    """An upsampling along one axis, as `torch.nn.Upsample` computes it.

    Give either ``scale_factor`` or ``size``. A factor below 1 samples down.
    """

    name: ClassVar[str] = "upsample1d"
    axes: ClassVar[int] = 1
    spellings: ClassVar[tuple[Spelling, ...]] = (
        _keras.layer("UpSampling1D", "size", read=_keras.upsampling),
    )

    mode: str = parameter(one_of(*MODES[1]), MODE, default="nearest")


OPERATION = Upsample1d
