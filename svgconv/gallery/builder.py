"""The build of a gallery: it draws what changed, on all processors, and keeps others' files."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from svgconv.encoders import encoder_for
from svgconv.files.fingerprint import NEVER, Fingerprint, content_digest, noting
from svgconv.files.temporary import remove_old
from svgconv.files.writer import check, check_folder, make_folder, whole_path
from svgconv.gallery.card import Card
from svgconv.gallery.explorer import Explorer
from svgconv.gallery.jobs import Job, is_cheap
from svgconv.gallery.model import Entry, Gallery, read_gallery
from svgconv.gallery.page import fragment, page, page_files
from svgconv.gallery.page_parts import written_by_svgconv
from svgconv.gallery.pool import Pool
from svgconv.gallery.record import (
    EXPLORER_PAGE,
    TOML,
    Files,
    Record,
    RecordedFigure,
    Settings,
    code_digest,
    fingerprints,
    loaded_modules,
)
from svgconv.gallery.record_cache import read_record, record_path, write_record
from svgconv.gallery.report import Report
from svgconv.gallery.targets import check_formats, file_name
from svgconv.gallery.written_file import WrittenFile

FRAGMENT = "fragment.html"

Advance = Callable[[str, int, int], None]


def build(
    folder: Path,
    *,
    formats: tuple[str, ...] | None = None,
    plain: bool = False,
    fragment_base: str | None = None,
    only: tuple[str, ...] | None = None,
    overwrite: bool = False,
    advance: Advance = lambda name, done, total: None,
    gallery: Gallery | None = None,
) -> Report:
    """Write each figure's files and the page into ``folder``, which is created if necessary.

    Parameters
    ----------
    formats: the files to make of each figure, instead of those that the gallery names: suffixes
        without their dot, ``still`` and ``strip``.
    plain: write the classic page: tables with four columns, and no script.
    fragment_base: also write fragment.html, which has only these tables, with this address before
        each file's name.
    only: the titles or groups of sections, and the names of figures, that are made; None for all.
    overwrite: replace files that svgconv did not write, and draw everything again.
    advance: called with a file's name, the number of finished files and the number of all files.
    gallery: what to write, instead of what the folder's gallery.toml says.

    Raises
    ------
    SvgconvError: the gallery is wrong, or a file cannot be written. Nothing is written if the
        gallery or one of its SVG files cannot be made.
    """
    settings = Settings(formats, plain, fragment_base, only, gallery is not None)
    check_folder(folder)
    remove_old(whole_path(folder))
    record = Record(whole_path(folder), settings.digest, code_digest())
    with noting() as read:
        gallery, explorer = gallery or read_gallery(folder), Explorer.next_to(folder)
    record.toml, record.explorer = (
        read.get(os.path.abspath(folder / name)) for name in (TOML, EXPLORER_PAGE)
    )
    gallery = gallery if only is None else gallery.only(only)
    chosen = check_formats(formats or gallery.formats)
    last = _last_build(folder, settings) if not overwrite else _Last()
    names = (
        *page_files((one.name for one in gallery.entries), plain, gallery.layers is not None),
        *([FRAGMENT] if fragment_base is not None else []),
    )
    work = _Work(folder, chosen, overwrite, record, last, advance)
    work.total = len(gallery.entries) * len(chosen) + len(names)
    for entry in gallery.entries:
        work.plan(entry)
    for name in names:
        check(folder / name, wrote=written_by_svgconv, overwrite=overwrite)
    work.make()
    sizes = {path.name: file.size for path, file in work.files.items()}
    cards = {name: card.with_files(sizes) for name, card in work.cards.items()}
    pages = page(gallery, cards, plain, explorer)
    if fragment_base is not None:
        pages[FRAGMENT] = fragment(gallery, cards, fragment_base)
    for name, content in pages.items():
        record.pages[name] = work.put(name, content, written_by_svgconv)
    order = [file_name(one.name, format_) for one in gallery.entries for format_ in chosen]
    files = tuple(work.files[folder / name] for name in (*order, *names))
    return Report(files, work.finish(gallery), record.reads)


def prepare(folder: Path, formats: tuple[str, ...] | None = None) -> None:
    """Import what figures and their page need, and draw one figure, so that a build takes less.

    Raises
    ------
    SvgconvError: the gallery, or its first figure, is wrong.
    """
    gallery = read_gallery(folder)
    chosen = check_formats(formats or gallery.formats)
    cheap = tuple(filter(is_cheap, chosen))
    jobs = [
        Job(entry.place, entry.name, entry.caption, entry.read[0], cheap, {}, chosen)
        for entry in gallery.entries
    ]
    for job in jobs:
        job.prepare()
    for job in jobs[:1]:
        job.run()


@dataclass
class _Last:
    """What is known from the last build: nothing, at first."""

    record: Record | None = None
    cards: Mapping[str, Any] = field(default_factory=dict)

    def figure(self, entry: Entry, digest: str) -> tuple[RecordedFigure, Card] | None:
        """Return the figure as it was, if its table and the files that it names are the same."""
        known = self.record.figures.get(entry.name) if self.record else None
        if self.record is None or known is None or known.digest != digest:
            return None
        if not all(self.record.holds(known.reads)):
            return None
        try:
            of, values = self.cards[entry.name]
            return (known, Card.from_json(values)) if of == digest else None
        except (TypeError, ValueError, KeyError):
            return None


def _last_build(folder: Path, settings: Settings) -> _Last:
    record, path = read_record(folder), record_path(folder, ".cards")
    if record is None or path is None or not record.applies(settings):
        return _Last()
    try:
        return _Last(record, dict(json.loads(path.read_bytes())))
    except (OSError, ValueError, TypeError, RecursionError):
        return _Last(record)


@dataclass
class _Work:
    """A build in progress.

    Attributes
    ----------
    jobs: what is to be drawn of SVG and other cheap formats: before anything is written.
    slow_jobs: what is to be drawn in other formats, one file each.
    trusted: the files that a slow job may find up to date, as they are before it reads them.
    """

    folder: Path
    formats: tuple[str, ...]
    overwrite: bool
    record: Record
    last: _Last
    advance: Advance
    total: int = 0
    files: dict[Path, WrittenFile] = field(default_factory=dict)
    cards: dict[str, Card] = field(default_factory=dict)
    jobs: list[Job] = field(default_factory=list)
    slow_jobs: list[Job] = field(default_factory=list)
    modules: set[str] = field(default_factory=set)
    trusted: dict[Path, Fingerprint | None] = field(default_factory=dict)

    def plan(self, entry: Entry) -> None:
        """Add the jobs of a figure, and what need not be drawn to the record and the report.

        Raises
        ------
        SvgconvError: the figure does not exist, or one of its files was not written by svgconv.
        """
        digest = f"{entry.digest} {','.join(self.formats)}"
        known = self.last.figure(entry, digest)
        kept = self._kept(known[0]) if known else {}
        left = [one for one in self.formats if file_name(entry.name, one) not in kept]
        for format_ in left:
            path = self.folder / file_name(entry.name, format_)
            check(path, wrote=encoder_for(path).wrote, overwrite=self.overwrite)
        reads: Files = known[0].reads if known else entry.read[1]
        self.record.figures[entry.name] = RecordedFigure(digest, reads, kept)
        for name, fingerprint in kept.items():
            path = self.folder / name
            self.files[path] = WrittenFile(path, fingerprint.size, changed=False)
        if known:
            self.cards[entry.name] = known[1]
        cheap = tuple(filter(is_cheap, left))
        if cheap or not known:
            self._add(self.jobs, entry, cheap, {}, () if known else self.formats)
        for format_ in left:
            if not is_cheap(format_):
                path = self.folder / file_name(entry.name, format_)
                trusted = path.is_file() and not self.overwrite and known is None
                up_to_date = {format_: path} if trusted else {}
                self.trusted[path] = Fingerprint.of(path)
                self._add(self.slow_jobs, entry, (format_,), up_to_date)

    def _kept(self, known: RecordedFigure) -> Files:
        """Return the files of a figure that are as the last build left them."""
        files, folder, record = dict(known.files), str(self.folder), self.last.record
        if record is None:
            return {}
        same = dict(zip(known.files, record.holds(files, folder), strict=True))
        return {name: one for name, one in files.items() if same[name]}

    def _add(
        self,
        jobs: list[Job],
        entry: Entry,
        formats: tuple[str, ...],
        up_to_date: Mapping[str, Path],
        all_formats: tuple[str, ...] = (),
    ) -> None:
        recipe, _ = entry.read
        place, name, caption = entry.place, entry.name, entry.caption
        jobs.append(Job(place, name, caption, recipe, formats, up_to_date, all_formats))

    def make(self) -> None:
        """Draw what is to be drawn, and write it; SVG only when all of it is drawn."""
        with Pool() as pool:
            drawn: dict[int, Mapping[str, bytes | None]] = {}
            for place, one in pool.run(self.jobs):
                self.modules |= one.modules
                drawn[place] = one.contents
                if one.card:
                    self.cards[one.card.name] = one.card
                for name in one.contents:
                    self.advance(name, len(self.files) + sum(map(len, drawn.values())), self.total)
            make_folder(self.folder)
            for place in sorted(drawn):
                self._put_all(self.jobs[place], drawn.pop(place))
            for place, one in pool.run(self.slow_jobs):
                self.modules |= one.modules
                self._put_all(self.slow_jobs[place], one.contents)

    def _put_all(self, job: Job, contents: Mapping[str, bytes | None]) -> None:
        made = self.record.figures[job.name].files
        for name, content in contents.items():
            path = self.folder / name
            if content is None:
                made[name] = self._same(path)
            else:
                made[name] = self.put(name, content, encoder_for(path).wrote)

    def _same(self, path: Path) -> Fingerprint:
        """Return the fingerprint of a file that is up to date; `NEVER` if it has changed since."""
        content, planned = path.read_bytes(), self.trusted[path]
        self.files[path] = WrittenFile(path, len(content), changed=False)
        same = planned is not None and Fingerprint.of(path) == planned
        return replace(planned, digest=content_digest(content)) if planned and same else NEVER

    def put(self, name: str, content: bytes, wrote: Callable[[Path], bool]) -> Fingerprint:
        """Write ``content``, unless the file has these bytes; return the file's fingerprint."""
        path = self.folder / name
        self.files[path] = WrittenFile.put(path, content, wrote, self.overwrite)
        self.advance(name, len(self.files), self.total)
        return self.files[path].fingerprint

    def finish(self, gallery: Gallery) -> tuple[Path, ...]:
        """Keep the record for the next build; return the other figures in the folder."""
        record = self.record
        record.figures = {
            entry.name: RecordedFigure(
                known.digest,
                known.reads,
                {name: known.files[name] for name in self._names(entry.name)},
            )
            for entry in gallery.entries
            for known in [record.figures[entry.name]]
        }
        unlisted = record.unlisted(self.folder)
        record.modules = fingerprints(self.modules | loaded_modules())
        cards = {
            name: (record.figures[name].digest, card.as_json()) for name, card in self.cards.items()
        }
        write_record(record, json.dumps(cards))
        return unlisted

    def _names(self, figure: str) -> list[str]:
        return [file_name(figure, format_) for format_ in self.formats]
