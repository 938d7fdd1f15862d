"""Builds a gallery: writes the files that changed, on all processors, and no file of others."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Container, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor, as_completed
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from svgconv.encoders import encoder_for
from svgconv.files.writer import check, make_folder
from svgconv.gallery.model import Gallery, read_gallery
from svgconv.gallery.page import fragment, page, page_files, written_by_svgconv
from svgconv.gallery.targets import Target, WrittenFile, check_formats, put

FRAGMENT = "fragment.html"


@dataclass(frozen=True)
class Report:
    """The outcome of a build.

    Attributes
    ----------
    files: the gallery's files, written or unchanged.
    unlisted: other figures in the folder that svgconv wrote; they are kept.
    """

    files: tuple[WrittenFile, ...]
    unlisted: tuple[Path, ...]

    def lines(self) -> list[str]:
        """Return the report as text: a line for each file, then the totals."""
        width = max(len(str(file.path)) for file in self.files)
        lines = [file.line(width) for file in self.files]
        lines += [f"kept       {path}, which the gallery does not list" for path in self.unlisted]
        changed = sum(file.changed for file in self.files)
        size = sum(file.size for file in self.files)
        return [*lines, f"{len(self.files)} files, {size / 1000:.1f} kB; {changed} written"]


def build(
    folder: Path,
    *,
    formats: tuple[str, ...] | None = None,
    plain: bool = False,
    fragment_base: str | None = None,
    overwrite: bool = False,
    advance: Callable[[str, int, int], None] = lambda name, done, total: None,
) -> Report:
    """Write each figure's files and the page into ``folder``, which is created if necessary.

    Parameters
    ----------
    formats: the files to make of each figure, instead of those that the gallery names: suffixes
        without their dot, ``still`` and ``strip``.
    plain: write the classic page: tables with four columns, and no script.
    fragment_base: also write fragment.html, which has only these tables, with this address before
        each file's name.
    overwrite: replace files that svgconv did not write.
    advance: called with a file's name, the number of finished files and the number of all files.

    Raises
    ------
    SvgconvError: the gallery is wrong, or a file cannot be written; then nothing is written.
    """
    gallery = read_gallery(folder)
    chosen = check_formats(formats or gallery.formats)
    targets = [
        Target.of(folder, entry.name, entry.figure, format_)
        for entry in gallery.entries
        for format_ in chosen
    ]
    wanted = {target.path: target.encoder.wrote for target in targets}
    names = (*page_files(plain), *([FRAGMENT] if fragment_base is not None else []))
    wanted |= {folder / name: written_by_svgconv for name in names}
    for path, is_ours in wanted.items():
        check(path, wrote=is_ours, overwrite=overwrite)
    make_folder(folder)
    files = {}
    for file in _make_all(targets, overwrite):
        files[file.path] = file
        advance(file.path.name, len(files), len(wanted))
    sizes = {path.name: file.size for path, file in files.items()}
    for name, content in _pages(gallery, sizes, plain, fragment_base).items():
        files[folder / name] = put(folder / name, content, written_by_svgconv, overwrite)
        advance(name, len(files), len(wanted))
    return Report(tuple(files[path] for path in wanted), _unlisted(folder, wanted))


def _pages(
    gallery: Gallery, sizes: Mapping[str, int], plain: bool, fragment_base: str | None
) -> dict[str, bytes]:
    """Return the page's own files; ``sizes`` has the bytes of the figures' files by name."""
    pages = page(gallery, sizes, plain)
    if fragment_base is not None:
        pages[FRAGMENT] = fragment(gallery, sizes, fragment_base)
    return pages


def _make_all(targets: list[Target], overwrite: bool) -> Iterator[WrittenFile]:
    """Make every target's file; yield each one when it is finished."""
    slow = []
    for target in targets:
        if target.encoder.cheap:
            yield target.make(overwrite)
        elif unchanged := target.unchanged():
            yield unchanged
        else:
            slow.append(target)
    if len(slow) < 2:
        yield from (target.make(overwrite) for target in slow)
        return
    slow.sort(key=lambda target: -target.figure.frame_count)
    with ProcessPoolExecutor(
        min(len(slow), os.cpu_count() or 1), initializer=_ignore_interrupts
    ) as pool:
        try:
            with _deferred_interrupts():
                futures = [pool.submit(target.make, overwrite) for target in slow]
            for future in as_completed(futures):
                yield future.result()
        except BaseException:
            pool.shutdown(cancel_futures=True)
            raise


def _ignore_interrupts() -> None:
    """Let a worker finish its file after Ctrl-C, which reaches the whole process group."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


@contextmanager
def _deferred_interrupts() -> Iterator[None]:
    """Block Ctrl-C while workers start, because they inherit the blocked signals."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _unlisted(folder: Path, wanted: Container[Path]) -> tuple[Path, ...]:
    return tuple(
        path
        for path in sorted(folder.glob("*.svg"))
        if path not in wanted and encoder_for(path).wrote(path)
    )
