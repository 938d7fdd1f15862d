"""A gallery's sections and figures, read from `gallery.toml` or from the built-in catalogue.

Everything is checked before anything is written; an error names file, section, figure and key.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from svgconv.errors import SvgconvError, in_place, nearest, quoted, suggestion
from svgconv.figure.figure import Figure
from svgconv.files.fingerprint import Fingerprint, content_digest, noting
from svgconv.gallery.layers import LayerTable
from svgconv.gallery.names import PORTABLE, check_names
from svgconv.gallery.record import TOML
from svgconv.gallery.tables import Key, ListOf, Table, Text
from svgconv.gallery.targets import DEFAULT_FORMATS, check_formats
from svgconv.sources.catalogue import entries, tables
from svgconv.sources.figure_argument import table_recipe
from svgconv.sources.toml import read_toml


def _named(name: str) -> Mapping[str, Any]:
    """Return the table of a figure of the catalogue, with its caption.

    Raises
    ------
    SvgconvError: the catalogue has no figure of this name.
    """
    captions = {entry["name"]: entry["caption"] for entry in entries()}
    if name not in captions:
        remedy = suggestion(name, captions) or "see svgconv list"
        raise SvgconvError("figure", f"{quoted(name)} is not a figure of the catalogue", remedy)
    return {"name": name, "caption": captions[name], "figure": name}


FIGURE = Table(
    "figure",
    label="name",
    keys={
        "name": Key(
            Text(
                PORTABLE,
                ("is not a portable file name", "use letters, digits, _ - and ."),
            ),
            "The name of the figure's files, without a suffix.",
        ),
        "caption": Key(
            Text(), "The sentence under the figure; the default is the name in words.", ""
        ),
    },
    is_open=True,
    named=_named,
)
"""The keys of a figure that concern the page; the other keys describe the figure itself.

The name of a figure of the catalogue stands for that figure with its caption.
"""

SECTION = Table(
    "section",
    label="title",
    keys={
        "title": Key(Text(), "The heading of the section."),
        "text": Key(Text(), "The paragraph under the heading.", ""),
        "group": Key(Text(), "A word that svgconv make --only takes for several sections.", ""),
        "figures": Key(
            ListOf(FIGURE, '[[sections.figures]], or figures = ["dilation"]'),
            "The figures, in the order of the page: tables, or names of the catalogue's figures.",
            [],
        ),
    },
)

GALLERY = Table(
    "gallery",
    label="title",
    keys={
        "title": Key(Text(), "The title of the page.", "Convolution arithmetic"),
        "introduction": Key(Text(), "The paragraph under the title.", ""),
        "command": Key(Text(), "A command under the introduction, for readers to copy.", ""),
        "cover": Key(Text(), "The name of the figure that is shown next to the title.", ""),
        "formats": Key(
            ListOf(Text(), 'formats = ["svg", "gif"]'),
            "The files to make of each figure.",
            list(DEFAULT_FORMATS),
        ),
        "sections": Key(ListOf(SECTION, "[[sections]]"), "The sections of the page.", []),
    },
)


@dataclass(frozen=True)
class Entry:
    """One figure of a gallery.

    Attributes
    ----------
    name, caption: the name of its files, and the sentence under it.
    table: the keys that describe the figure itself.
    place: what errors name: the file, the section and the figure.
    folder: the folder of the files that the table names.
    """

    name: str
    caption: str
    table: Mapping[str, Any]
    place: str
    folder: Path

    @cached_property
    def read(self) -> tuple[dict[str, Any], dict[str, Fingerprint]]:
        """The figure's recipe, and the files that were read for it.

        Raises
        ------
        SvgconvError: a file that cannot be read, or a figure that does not exist.
        """
        with in_place(self.place), noting() as files:
            return table_recipe(self.table, self.folder), files

    @cached_property
    def figure(self) -> Figure:
        """The figure itself.

        Raises
        ------
        SvgconvError: an unknown key, or parameters that PyTorch rejects.
        """
        recipe, _ = self.read
        with in_place(self.place):
            return Figure.from_recipe(recipe)

    @property
    def digest(self) -> str:
        """The hash of everything that the gallery's file says about the figure."""
        text = json.dumps([self.name, self.caption, self.table], default=repr, sort_keys=True)
        return content_digest(text.encode("utf-8", "surrogatepass"))


@dataclass(frozen=True)
class Section:
    """A titled group of figures; sections may share a word, their ``group``."""

    title: str
    text: str
    entries: tuple[Entry, ...]
    group: str = ""


@dataclass(frozen=True)
class Gallery:
    """A page's title, introduction and sections, and the formats of its figures.

    Attributes
    ----------
    layers: the table of a model whose layers are the figures; None for other galleries.
    command: a command for readers to copy; it may be empty.
    cover: the name of the figure next to the title; it may be empty.
    """

    title: str
    introduction: str
    formats: tuple[str, ...]
    sections: tuple[Section, ...]
    layers: LayerTable | None = None
    command: str = ""
    cover: str = ""

    @property
    def entries(self) -> list[Entry]:
        """The figures of all sections, in the order of the page."""
        return [entry for section in self.sections for entry in section.entries]

    def only(self, chosen: Sequence[str]) -> Gallery:
        """Return the gallery with some of its sections and figures, in the order that they have.

        Parameters
        ----------
        chosen: titles or groups of sections, whatever their case, and names of figures.

        Raises
        ------
        SvgconvError: one of them is neither.
        """
        titles = {word for one in self.sections for word in (one.title, one.group) if word}
        known = {word.casefold() for word in titles}
        names = {entry.name for entry in self.entries}
        for one in chosen:
            if one not in names and one.casefold() not in known:
                problem = f"{quoted(one)} is neither a section nor a figure of the gallery"
                nearest = suggestion(one, [*names, *titles])
                raise SvgconvError("only", problem, nearest or "give a title, a group or a name")
        wanted = {one.casefold() for one in chosen}
        sections = (_chosen(section, wanted, {*chosen}) for section in self.sections)
        kept = replace(self, sections=tuple(one for one in sections if one.entries))
        shown = any(entry.name == self.cover for entry in kept.entries)
        return kept if shown else replace(kept, cover="")


def _chosen(section: Section, words: set[str], names: set[str]) -> Section:
    """Return a section with the figures that are chosen by its words or by their names."""
    if words & {section.title.casefold(), section.group.casefold()} - {""}:
        return section
    return replace(section, entries=tuple(one for one in section.entries if one.name in names))


def read_gallery(folder: Path) -> Gallery:
    """Return the gallery of ``folder/gallery.toml``, or the catalogue if there is no such file.

    The figures themselves are checked when they are made.

    Raises
    ------
    SvgconvError: an unknown key, a wrong type, or a name used twice.
    """
    path = folder / TOML
    if path.exists():
        return _gallery(read_toml(path), str(path), folder)
    return _gallery(tables(), "the built-in catalogue", folder)


def _gallery(tables: Mapping[str, Any], source: str, folder: Path) -> Gallery:
    gallery = GALLERY.read(tables, source)
    with in_place(source):
        formats = check_formats(gallery["formats"])
    sections = tuple(_section(section, source, folder) for section in gallery["sections"])
    names = [entry.name for section in sections for entry in section.entries]
    check_names(names, source)
    if (cover := gallery["cover"]) and cover not in names:
        problem = f"{quoted(cover)} is not a figure of the gallery"
        remedy = nearest(cover, names) if names else "add it to a section"
        raise SvgconvError(f"{source}, cover", problem, remedy)
    texts = {key: gallery[key].strip() for key in ("introduction", "command")}
    return Gallery(gallery["title"], formats=formats, sections=sections, cover=cover, **texts)


def _section(section: Mapping[str, Any], source: str, folder: Path) -> Section:
    place = f"{source}, section {quoted(section['title'])}"
    entries = tuple(_entry(figure, place, folder) for figure in section["figures"])
    return Section(section["title"], section["text"].strip(), entries, section["group"])


def _entry(table: Mapping[str, Any], place: str, folder: Path) -> Entry:
    name = table["name"]
    caption = table["caption"] or name.replace("_", " ")
    place = f"{place}, figure {quoted(name)}"
    return Entry(name, caption, FIGURE.others(table), place, folder)
