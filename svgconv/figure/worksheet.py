"""Worksheets, whose outputs are blank, and their answer keys."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import replace
from typing import Any, TypeVar

from svgconv.errors import Name, SvgconvError, Words
from svgconv.figure.declaration import FigureOptions

Sheet = TypeVar("Sheet", bound="Worksheet")


class Worksheet(FigureOptions, ABC):
    """What a figure knows as a worksheet."""

    @property
    @abstractmethod
    def figures(self) -> Sequence[Any]:
        """The figure, and those that it is compared with."""

    @property
    @abstractmethod
    def frame_count(self) -> int:
        """The number of frames."""

    def check_worksheet(self) -> None:
        """Raise `SvgconvError` if there is nothing that an answer key could answer."""
        if not any(one.worksheet for one in self.figures):
            raise SvgconvError(
                "key", "there is no worksheet to answer", Words("add ", Name("worksheet"))
            )

    @property
    def answer_key(self: Sheet) -> Sheet:
        """The figure with its outputs; that of one frame shows that frame, and the last one."""
        shown = self.frames
        if self.at is not None:
            shown = ",".join(map(str, sorted({self.at, self.frame_count - 1})))
        beside = tuple(replace(one, worksheet=False) for one in self.beside)
        return replace(self, worksheet=False, beside=beside, at=None, frames=shown)
