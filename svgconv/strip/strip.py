"""A strip: chosen frames of a figure side by side, with labels, on a sheet or on pages."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from svgconv.encoders import encoder_for
from svgconv.errors import SvgconvError, quoted
from svgconv.figure.figure import Figure
from svgconv.files.canvas import MOST_PIXELS
from svgconv.files.writer import check, write
from svgconv.specification.frame_list import frame_list
from svgconv.specification.phrases import frames_phrase
from svgconv.specification.sizes import times, whole_number
from svgconv.strip.layout import Layout, layout
from svgconv.strip.representative_frames import most_telling
from svgconv.strip.sheet import Panel, prefix_of, sheet
from svgconv.svg.elements import add_style, root, text
from svgconv.svg.style_sheet import scope_of, style_sheet

FORMATS = ("svg", "pdf", "png")
MOST_PANELS = 1000
PRINT_DPI = 300
CSS_DPI = 96


@dataclass(frozen=True)
class Strip:
    """A figure's frames in reading order.

    Parameters
    ----------
    frames: such as ``"0,3,5-8"``; None shows the figure's own choice, or all.
    count: instead, so many of the most telling frames: first, last, row changes, evenly between.
    columns: panels to a row; None takes what suits the figure.
    labels: under each panel: ``"number"``, ``"index"`` (of the output cell), ``"none"``, or texts
        of one's own, with a bar between them: ``"first|then|last"``.
    page: ``"a4"``, ``"letter"`` or one such as ``"150x200mm"``; None is one tight sheet.
    margin: around a page's panels, in millimetres.

    Raises
    ------
    SvgconvError: a malformed or contradictory option, or more panels than `MOST_PANELS`.
    """

    figure: Figure
    frames: str | None = None
    count: int | None = None
    columns: int | None = None
    labels: str = "number"
    page: str | None = None
    margin: float = 15

    def __post_init__(self) -> None:
        if self.frames is not None and self.count is not None:
            raise SvgconvError("count", "stands beside frames", "give one of the two")
        for name in ("count", "columns"):
            if (value := getattr(self, name)) is not None:
                number = whole_number(name, value, "give one number")
                if not 1 <= number <= MOST_PANELS:
                    raise SvgconvError(name, f"{number} is out of range", f"use 1 to {MOST_PANELS}")
                object.__setattr__(self, name, number)
        if not 0 <= self.margin <= 1000:
            raise SvgconvError("margin", f"{self.margin:g} mm are out of range", "use 0 to 1000")

    @cached_property
    def panels(self) -> tuple[Panel, ...]:
        """The frames that are shown, each with its label."""
        if self.count is not None:
            chosen = most_telling(self.figure.scene.odometer, self.count)
        elif self.frames is not None:
            chosen = frame_list("frames", self.frames, self.figure.frames)
        else:
            chosen = self.figure.shown_frames
        if len(chosen) > MOST_PANELS:
            raise SvgconvError(
                "frames", f"{len(chosen):,} panels are more than {MOST_PANELS:,}", "use --count"
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
                    f"{quoted(self.labels)} has {len(own)} texts for {len(chosen)} panels",
                    "use number, index, none, or a text for each with | between",
                )
            yield from own

    @cached_property
    def plan(self) -> Layout:
        """Where the panels stand."""
        labelled = any(panel.label for panel in self.panels)
        scene, count = self.figure.scene, len(self.panels)
        return layout(scene, count, self.columns, self.page, self.margin, labelled)

    @property
    def recipe(self) -> dict[str, Any]:
        """The figure's recipe, and under ``strip`` the options of the strip."""
        usual = {"frames": None, "count": None, "columns": None, "labels": "number", "page": None}
        options = {name: getattr(self, name) for name in usual}
        chosen = {name: value for name, value in options.items() if value != usual[name]}
        if self.margin != 15:
            chosen["margin"] = self.margin
        return {**self.figure.recipe, "strip": chosen}

    @property
    def title(self) -> str:
        """The figure's title, and how many frames are shown."""
        return f"{self.figure.title}: {frames_phrase(len(self.panels))}"

    def pages(self) -> list[str]:
        """Every sheet as SVG text; without a page there is one."""
        plan, panels = self.plan, self.panels
        each = plan.columns * plan.rows
        starts = range(0, len(panels), each)
        return [self._page(panels[start : start + each], start) for start in starts]

    def _page(self, panels: tuple[Panel, ...], start: int) -> str:
        shown = ", ".join(str(panel.frame) for panel in panels)
        words = (
            f"Frames {shown} of {times(self.figure.odometer.shape)},"
            f" in reading order. {self.figure.description}"
        )
        plan = self.plan
        svg = root((0, 0, plan.width, plan.height), plan.size, self.title, words, self.recipe)
        svg["xmlns:xlink"] = "http://www.w3.org/1999/xlink"
        if (theme := self.figure.styled_by) is not None:
            scope = scope_of(self.recipe)
            add_style(svg, scope, style_sheet(theme, scope, self.figure.scene, custom=False))
        for element in sheet(self.figure.scene, panels, plan, prefix_of([self.recipe, start])):
            svg.add(element)
        return text(svg)

    def save(
        self, path: str | Path, *, overwrite: bool = False, dpi: float = PRINT_DPI
    ) -> list[Path]:
        """Write the strip as SVG, PDF or PNG; several pages of SVG or PNG as NAME_1.png, ...

        Parameters
        ----------
        overwrite: replace a file that svgconv did not write.
        dpi: pixels to an inch of a PNG.

        Raises
        ------
        SvgconvError: another suffix, or a target that cannot be written.
        """
        path = Path(path)
        encoder = encoder_for(path)
        suffix = path.suffix.lower().removeprefix(".")
        if suffix not in FORMATS:
            raise SvgconvError(path.name, f"{path.suffix} holds no strip", "use .svg, .pdf or .png")
        contents = self._contents(suffix, dpi)
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

    def _contents(self, suffix: str, dpi: float) -> list[bytes]:
        pages = self.pages()
        if suffix == "svg":
            return [page.encode() for page in pages]
        if suffix == "pdf":
            from svgconv.encoders._pdf_pages import pdf

            return [pdf(pages, self.title, json.dumps(self.recipe))]
        from svgconv.raster.sheets import sheet_png

        scale = dpi / CSS_DPI
        if self.plan.width * self.plan.height * scale**2 > MOST_PIXELS and self.page is None:
            raise SvgconvError("dpi", f"{dpi:g} makes too large a PNG", "use less, or a --page")
        return [sheet_png(page, scale, dpi, self.recipe) for page in pages]

    def _repr_svg_(self) -> str:
        """What Jupyter shows: the first sheet."""
        return self.pages()[0]
