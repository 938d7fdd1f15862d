"""What a gallery holds, read from `gallery.toml` or from the built-in catalogue and checked whole.

Everything is checked before anything is written; an error names file, section, figure and key.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, StrictStr, ValidationError

from svgconv.errors import SvgconvError, nearest, quoted
from svgconv.figure.figure import Figure
from svgconv.gallery.targets import USUAL, check_formats
from svgconv.sources import table_recipe
from svgconv.sources.catalogue import catalogue_text
from svgconv.sources.toml import parse_toml, read_toml

FILE = "gallery.toml"
NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")


class _FigureTable(BaseModel):
    """A figure: its own keys here, and those of the figure itself beside them."""

    model_config = ConfigDict(extra="allow")
    name: StrictStr
    caption: StrictStr = ""


class _SectionTable(BaseModel):
    model_config = ConfigDict(extra="forbid")
    title: StrictStr
    text: StrictStr = ""
    figures: list[_FigureTable] = []


class _GalleryTable(BaseModel):
    model_config = ConfigDict(extra="forbid")
    title: StrictStr = "Convolution arithmetic"
    introduction: StrictStr = ""
    formats: list[StrictStr] = list(USUAL)
    sections: list[_SectionTable] = []


@dataclass(frozen=True)
class Entry:
    """One figure of a gallery: the name of its file, its caption, and itself."""

    name: str
    caption: str
    figure: Figure


@dataclass(frozen=True)
class Section:
    """A titled group of figures."""

    title: str
    text: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class Gallery:
    """A page's title, its introduction, what is made of each figure, and its sections."""

    title: str
    introduction: str
    formats: tuple[str, ...]
    sections: tuple[Section, ...]

    @property
    def entries(self) -> list[Entry]:
        """Every figure, in the order of the page."""
        return [entry for section in self.sections for entry in section.entries]


def read_gallery(folder: Path) -> Gallery:
    """The gallery that ``folder/gallery.toml`` says; the catalogue without one.

    Raises
    ------
    SvgconvError: an unknown key, a wrong type, a name used twice, impossible parameters.
    """
    path = folder / FILE
    if path.exists():
        return _gallery(read_toml(path), str(path), folder)
    return _gallery(parse_toml(catalogue_text()), "the built-in catalogue", folder)


def _gallery(tables: dict[str, Any], source: str, folder: Path) -> Gallery:
    try:
        checked = _GalleryTable.model_validate(tables)
    except ValidationError as error:
        raise _named(error, tables, source) from None
    sections = tuple(
        Section(
            title=section.title,
            text=section.text.strip(),
            entries=tuple(
                _entry(table, f"{source}, section {quoted(section.title)}", folder)
                for table in section.figures
            ),
        )
        for section in checked.sections
    )
    gallery = Gallery(
        checked.title, checked.introduction.strip(), _formats(checked, source), sections
    )
    _unlike(gallery.entries, source)
    return gallery


def _formats(checked: _GalleryTable, source: str) -> tuple[str, ...]:
    try:
        return check_formats(checked.formats)
    except SvgconvError as error:
        raise error.within(source) from None


def _entry(table: _FigureTable, place: str, folder: Path) -> Entry:
    place = f"{place}, figure {quoted(table.name)}"
    if not NAME.fullmatch(table.name):
        raise SvgconvError(
            f"{place}, name",
            f"{quoted(table.name)} cannot name a file everywhere",
            "use letters, digits, _ - and .",
        )
    try:
        figure = Figure.from_recipe(table_recipe(table.model_extra or {}, folder))
        within = figure.scene
    except SvgconvError as error:
        raise error.within(place) from None
    del within
    return Entry(table.name, table.caption or table.name.replace("_", " "), figure)


def _unlike(entries: Iterable[Entry], source: str) -> None:
    seen: dict[str, str] = {}
    for entry in entries:
        if (folded := entry.name.casefold()) in seen:
            raise SvgconvError(
                f"{source}, name",
                f"{quoted(entry.name)} and {quoted(seen[folded])} would be one file",
                "give each figure a name of its own",
            )
        seen[folded] = entry.name


def _named(error: ValidationError, tables: dict[str, Any], source: str) -> SvgconvError:
    """The first of pydantic's complaints in our words, its place named as its author knows it."""
    first = error.errors()[0]
    place, here, known = source, tables, _GalleryTable.model_fields
    *way, key = first["loc"]
    for step in way:
        here = here[step]  # type: ignore[index]
        if isinstance(step, int):
            noun, known = (
                ("figure", _FigureTable.model_fields)
                if "section" in place.removeprefix(source)
                else ("section", _SectionTable.model_fields)
            )
            said = here.get("name") or here.get("title") if isinstance(here, dict) else None
            place += f", {noun} {quoted(said) if isinstance(said, str) else step + 1}"
    if isinstance(key, int):
        return SvgconvError(f"{place}, entry {key + 1}", "is not a table", "write it as [[...]]")
    subject = f"{place}, {key}"
    if first["type"] == "extra_forbidden":
        return SvgconvError(subject, "is not a key here", nearest(str(key), known))
    if first["type"] == "missing":
        return SvgconvError(subject, "missing", f"add {key} = ...")
    wanted = first["msg"].removeprefix("Input should be ")
    return SvgconvError(subject, f"{quoted(first['input'])} is not {wanted}")
