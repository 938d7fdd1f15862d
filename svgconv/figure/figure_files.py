"""The files of a figure, in every format."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Collection
from dataclasses import replace
from pathlib import Path
from typing import Any

from svgconv.encoders import encoder_for
from svgconv.encoders.base import Encoder
from svgconv.files.drawing import Drawing
from svgconv.files.notebook import PDF, SVG, TEXT, mime_bundle
from svgconv.files.writer import check, write


class FigureFiles(ABC):
    """The methods of `Figure` that make its files."""

    @abstractmethod
    def drawing_for(self, encoder: Encoder, **output: Any) -> Drawing:
        """Return what the encoder draws; ``output`` has the options of `Output`."""

    def svg(self) -> str:
        """Return the figure as SVG text: animated, or the frame ``at``.

        Returns
        -------
        str: an ``<svg>`` element, in user units of which a cell has 20.

        Raises
        ------
        SvgconvError: a figure that is too large to draw.
        """
        return self.encode(".svg").decode()

    def encode(self, suffix: str, **output: Any) -> bytes:
        """Return the figure's bytes in the format of a suffix such as ``.svg``.

        Parameters
        ----------
        suffix: one that `svgconv formats` lists.
        output: the options of the file: ``width``, ``height``, ``scale``, ``dpi``,
            ``text_size``, ``background``, ``colors``, ``max_frames``,
            ``custom_properties``, ``full_frames``, ``key`` (see
            `svgconv.files.output.Output`).

        Returns
        -------
        bytes: the file.

        Raises
        ------
        SvgconvError: an unknown suffix or option, a value that is out of range, or too many pixels
            or frames.
        MissingLibraryError: a library that the format needs is not installed.
        """
        encoder = encoder_for(Path(f"figure{suffix}"))
        return encoder.file(self.drawing_for(encoder, **output))

    def recipe_for(self, encoder: Encoder) -> dict[str, Any]:
        """The recipe that the encoder's file of this figure holds."""
        return self.drawing_for(encoder).full_recipe

    def save(self, path: str | Path, *, overwrite: bool = False, **output: Any) -> Path:
        """Write the figure in the format of the path's suffix, whole or not at all.

        Parameters
        ----------
        path: the file; `svgconv formats` lists the suffixes.
        overwrite: replace a file that svgconv did not write.
        output: as in `encode`.

        Returns
        -------
        Path: the file.

        Raises
        ------
        SvgconvError: as in `encode`; or a target that cannot be written, or that exists and that
            svgconv did not write.
        """
        path = Path(path)
        encoder = encoder_for(path)
        check(path, wrote=encoder.wrote, overwrite=overwrite)
        content = encoder.file(self.drawing_for(encoder, **output))
        write(path, content, wrote=encoder.wrote, overwrite=overwrite)
        return path

    def _repr_mimebundle_(
        self, include: Collection[str] | None = None, exclude: Collection[str] | None = None
    ) -> dict[str, str]:
        """What Jupyter shows and keeps: the animation, and the first shown frame for LaTeX."""
        contents: dict[str, Callable[[], str | bytes]] = {
            SVG: self.svg,
            PDF: self._first_page,
            TEXT: self.__repr__,
        }
        return mime_bundle(contents, include, exclude)

    def _first_page(self) -> bytes:
        encoder = encoder_for(Path("figure.pdf"))
        drawing = self.drawing_for(encoder)
        return encoder.file(
            replace(drawing, frames=drawing.frames[:1], durations=drawing.durations[:1])
        )
