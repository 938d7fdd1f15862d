"""A strip: frames of a figure side by side, with labels, on one sheet or on pages."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from svgconv.encoders import encoder_for
from svgconv.errors import Name, SvgconvError, Words, quoted
from svgconv.files.canvas import Canvas, Page, canvas, check_pixels, css_pixels, page
from svgconv.files.notebook import PDF, SVG, TEXT, mime_bundle
from svgconv.files.size import Size
from svgconv.files.writer import check, write
from svgconv.glyphs.outlines import set_text
from svgconv.options import given
from svgconv.scene.scene import Scene
from svgconv.specification.docstrings import with_parameters_of
from svgconv.specification.frame_list import frame_list
from svgconv.specification.measures import CSS_DPI
from svgconv.specification.phrases import frames_phrase
from svgconv.specification.sizes import times
from svgconv.strip.declaration import MOST_PANELS, PRINT_DPI, StripFigure, StripOptions
from svgconv.strip.layout import Layout, paper_page, tight_sheet
from svgconv.strip.representative_frames import representative_frames
from svgconv.strip.sheet import Panel, prefix_of, sheet
from svgconv.strip.sized_sheet import panel_of, sized_sheet
from svgconv.svg.elements import add_style, root
from svgconv.svg.markup import text
from svgconv.svg.style_sheet import protection, scope_of, style_sheet

FORMATS = ("svg", "pdf", "png")
PANEL_LABELS = "the labels of panels"
"""What is left out if labels have no room, in words."""


@with_parameters_of(StripOptions)
@dataclass(frozen=True)
class Strip(StripOptions):
    """A figure's frames next to each other, in reading order, on a sheet or on pages.

    `svgconv.Figure.strip` makes it. Jupyter displays it, and `save` writes it to files.

    Raises
    ------
    SvgconvError: an option that is malformed or contradicts another one, or too many panels.
    """

    figure: StripFigure

    @cached_property
    def panels(self) -> tuple[Panel, ...]:
        """The frames that are shown, each with its label."""
        if self.count is not None:
            chosen = representative_frames(self.figure.scene.odometer, self.count)
        elif self.frames is not None:
            chosen = frame_list("frames", self.frames, self.figure.frame_count)
        else:
            chosen = self.figure.chosen_frames
        if len(chosen) > MOST_PANELS:
            raise SvgconvError(
                "frames",
                f"{len(chosen):,} panels are more than {MOST_PANELS:,}",
                Words("use ", Name("count")),
            )
        return tuple(map(Panel, chosen, self._labels(chosen)))

    def _labels(self, chosen: tuple[int, ...]) -> Iterator[str]:
        if self.labels == "none":
            yield from ("" for _ in chosen)
        elif self.labels == "number":
            yield from (f"frame {frame}" for frame in chosen)
        elif self.labels == "index":
            cells = map(self.figure.index, chosen)
            yield from (f"({', '.join(map(str, cell))})" for cell in cells)
        else:
            own = self.labels.split("|")
            if len(own) != len(chosen):
                raise SvgconvError(
                    "labels",
                    f"{quoted(self.labels)} has {len(own)} text{'s' * (len(own) != 1)}"
                    f" for {len(chosen)} panels",
                    "use number, index, none, or a text for each panel, separated by |",
                )
            yield from own

    @cached_property
    def scene(self) -> Scene:
        """What a panel shows in its size: lines that are seen, and texts that can be read."""
        return self._laid_out[0]

    @cached_property
    def plan(self) -> Layout:
        """The layout of the panels."""
        return self._laid_out[1]

    @property
    def left_out(self) -> tuple[str, ...]:
        """The texts that have no room in their least size, in words."""
        labels = (PANEL_LABELS,) if self._longest_label and not self.plan.label else ()
        return (*self.scene.left_out, *labels)

    @cached_property
    def _laid_out(self) -> tuple[Scene, Layout]:
        """What a panel shows, and the layout."""
        figure, count, longest = self.figure, len(self.panels), self._longest_label
        if self.width is not None or self.height is not None:
            return sized_sheet(figure, count, self.columns, self, longest)
        natural = self._natural
        if self.page is not None:
            scene = figure.scene_in(panel_of(figure.scene, natural.scale, self.text_size))
            return scene, self._layout(scene, natural.columns, 1)
        scale = css_pixels(natural, self) if self._has_pixels else natural.scale
        scene = figure.scene_in(Size(scale=scale, text_size=self.text_size))
        plan = self._layout(scene, natural.columns, scale)
        return scene, replace(plan, scale=natural.scale)

    @property
    def _has_pixels(self) -> bool:
        """Whether the size in pixels is given, or follows from what is given."""
        return any(
            isinstance(one, int | float) for one in (self.width, self.height, self.scale, self.dpi)
        )

    @cached_property
    def _natural(self) -> Layout:
        """The layout of panels as they are without a size."""
        scene = self.figure.scene
        whole = self._layout(scene, self.columns, 1)
        scale = max(1, scene.readable_scale(max(whole.width, whole.height)))
        return self._layout(scene, self.columns, scale)

    def _layout(self, scene: Scene, columns: int | None, scale: float) -> Layout:
        """Return the layout; a page decides on its own scale."""
        count, longest, least = len(self.panels), self._longest_label, self.least_text
        if self.page is None:
            return tight_sheet(scene, count, columns, scale, longest, least)
        return paper_page(scene, count, columns, self.page, self.margin, longest, least)

    @cached_property
    def _longest_label(self) -> float:
        """The width of the longest label, in ems; 0 if no panel has one."""
        return max(set_text(panel.label, 1)[1] for panel in self.panels)

    @property
    def recipe(self) -> dict[str, Any]:
        """The figure's recipe, with the options of the strip under ``strip``."""
        return {**self.figure.recipe, "strip": given(self)}

    @property
    def title(self) -> str:
        """The figure's title, and how many frames are shown."""
        return f"{self.figure.title}: {frames_phrase(len(self.panels))}"

    def pages(self) -> list[str]:
        """Return every sheet as SVG text, those of an answer key last.

        Without a page size there is one, or one of both.
        """
        return self._sheets(in_pixels=False)

    def _sheets(self, *, in_pixels: bool) -> list[str]:
        """Return every sheet as SVG text, in pixels or as vectors have them."""
        own = self._own_sheets(in_pixels=in_pixels)
        if not self.key:
            return own
        chosen = ",".join(str(panel.frame) for panel in self.panels)
        key = replace(self, figure=self.figure.answer_key, key=False, frames=chosen, count=None)
        return own + key._own_sheets(in_pixels=in_pixels)

    def _own_sheets(self, *, in_pixels: bool) -> list[str]:
        """Return every sheet without those of an answer key."""
        plan, panels, shown = self.plan, self.panels, self._shown(in_pixels=in_pixels)
        each = plan.columns * plan.rows
        starts = range(0, len(panels), each)
        return [self._sheet(shown, panels[start : start + each], start) for start in starts]

    def _shown(self, *, in_pixels: bool) -> Canvas | Page:
        """Return the part of the user space that a sheet shows, and its size."""
        if in_pixels:
            return canvas(self.plan, self)
        if self.page is None and (self.width or self.height or self._has_pixels):
            return page(self.plan, self)
        return Page((0, 0, self.plan.width, self.plan.height), self.plan.size)

    def _sheet(self, shown: Canvas | Page, panels: tuple[Panel, ...], start: int) -> str:
        frames = ", ".join(str(panel.frame) for panel in panels)
        words = (
            f"Frames {frames} of {times(self.figure.odometer.shape)},"
            f" in reading order. {self.figure.description}"
        )
        recipe = self.recipe
        svg = root(shown.view, shown.size, self.title, words, recipe)
        svg["xmlns:xlink"] = "http://www.w3.org/1999/xlink"
        scope, rules = scope_of(recipe), ""
        if (theme := self.figure.style_theme) is not None:
            rules = style_sheet(theme, scope, self.scene, custom=False)
        elements = sheet(self.scene, panels, self.plan, prefix_of([recipe, start]))
        add_style(svg, scope, rules + protection(scope))
        for element in elements:
            svg.add(element)
        return text(svg)

    def save(self, path: str | Path, *, overwrite: bool = False) -> list[Path]:
        """Write the strip as SVG, PDF or PNG; several pages become NAME_1.svg, NAME_2.svg, ...

        Parameters
        ----------
        path: the file; its suffix is the format.
        overwrite: replace a file that svgconv did not write.

        Returns
        -------
        list: the path of each file.

        Raises
        ------
        SvgconvError: another suffix, or a target that cannot be written.
        """
        path = Path(path)
        encoder = encoder_for(path)
        _check_suffix(path.name, path.suffix)
        contents = self.encode(path.suffix)
        targets = [path]
        if len(contents) > 1:
            targets = [
                path.with_name(f"{path.stem}_{number}{path.suffix}")
                for number in range(1, len(contents) + 1)
            ]
        for target in targets:
            check(target, wrote=encoder.wrote, overwrite=overwrite)
        for target, content in zip(targets, contents, strict=True):
            write(target, content, wrote=encoder.wrote, overwrite=overwrite)
        return targets

    def encode(self, suffix: str) -> list[bytes]:
        """Return the bytes of each file of the strip; a PDF is one file.

        Parameters
        ----------
        suffix: ``.svg``, ``.pdf`` or ``.png``.

        Returns
        -------
        list: the bytes of each file.

        Raises
        ------
        SvgconvError: another suffix, or a PNG that is too large.
        """
        _check_suffix("suffix", suffix)
        if suffix.lower() == ".png":
            return self._pngs()
        pages = self.pages()
        if suffix.lower() == ".svg":
            return [one.encode() for one in pages]
        from svgconv.encoders._pdf_pages import pdf

        return [pdf(pages, self.title, json.dumps(self.recipe))]

    def _pngs(self) -> list[bytes]:
        """Return each sheet as PNG, with `PRINT_DPI` unless its pixels are given."""
        from svgconv.raster.page_png import page_png

        made = self if self._has_pixels else replace(self, dpi=PRINT_DPI)
        if self.page is None:
            sheets, size = made._sheets(in_pixels=True), None
        else:
            sides = (side * (made.dpi or CSS_DPI) / CSS_DPI for side in self.plan.natural_size)
            width, height = size = tuple(max(1, round(side)) for side in sides)
            check_pixels(width, height)
            sheets = self.pages()
        return [page_png(sheet, size, made.dpi, self.recipe) for sheet in sheets]

    def __repr__(self) -> str:
        """One line: what the strip shows."""
        return f"<svgconv.Strip: {self.title}>"

    def _repr_mimebundle_(
        self, include: Collection[str] | None = None, exclude: Collection[str] | None = None
    ) -> dict[str, str]:
        """What Jupyter shows and keeps: the first sheet, and all of them for LaTeX."""
        contents: dict[str, Callable[[], str | bytes]] = {
            SVG: lambda: self.pages()[0],
            PDF: lambda: self.encode(".pdf")[0],
            TEXT: self.__repr__,
        }
        return mime_bundle(contents, include, exclude)


def _check_suffix(subject: str, suffix: str) -> None:
    """Reject a format that a strip cannot have."""
    if suffix.lower().removeprefix(".") not in FORMATS:
        problem = f"a strip cannot be written as {suffix}"
        raise SvgconvError(subject, problem, "use .svg, .pdf or .png")
