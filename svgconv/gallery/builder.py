"""Builds a gallery: writes what changed, on all processors, and only over files of its own."""

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
from svgconv.gallery.page import fragment, page, page_files, wrote
from svgconv.gallery.targets import TEXT, Target, Written, check_formats, put

FRAGMENT = "fragment.html"


@dataclass(frozen=True)
class Report:
    """What was built, and the figures of svgconv's in the folder that the gallery has no more."""

    files: tuple[Written, ...]
    left_over: tuple[Path, ...]

    def lines(self) -> list[str]:
        """The report as text: a line a file, then the sums."""
        width = max(len(str(file.path)) for file in self.files)
        lines = [file.line(width) for file in self.files]
        lines += [f"left over  {path}, which the gallery has no more" for path in self.left_over]
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
    """Write each figure's files and the page into ``folder``, which is made if it is not there.

    Parameters
    ----------
    formats: what to make of each figure, instead of what the gallery says: suffixes without their
        dot, ``still`` and ``strip``.
    plain: write the classic page: tables of four columns, no script.
    fragment_base: write fragment.html too, those tables alone, with this before each file's name.
    overwrite: write over files that svgconv did not write.
    advance: called with a file's name, the number done and the number of all.

    Raises
    ------
    SvgconvError: the gallery cannot be made as it is said; then nothing is written.
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
    wanted |= {folder / name: wrote for name in names}
    for path, is_ours in wanted.items():
        check(path, wrote=is_ours, overwrite=overwrite)
    make_folder(folder)
    files = {}
    for written in _made(targets, overwrite):
        files[written.path] = written
        advance(written.path.name, len(files), len(wanted))
    sizes = {path.name: file.size for path, file in files.items()}
    for name, content in _pages(gallery, sizes, plain, fragment_base).items():
        files[folder / name] = put(folder / name, content, wrote, overwrite)
        advance(name, len(files), len(wanted))
    return Report(tuple(files[path] for path in wanted), _left_over(folder, wanted))


def _pages(
    gallery: Gallery, sizes: Mapping[str, int], plain: bool, fragment_base: str | None
) -> dict[str, bytes]:
    """The page's own files; ``sizes`` are the bytes of the figures' files, by their names."""
    pages = page(gallery, sizes, plain)
    if fragment_base is not None:
        pages[FRAGMENT] = fragment(gallery, sizes, fragment_base)
    return pages


def _made(targets: list[Target], overwrite: bool) -> Iterator[Written]:
    """Every target's file, in the order in which they come to be done."""
    slow = []
    for target in targets:
        if target.format in TEXT:
            yield target.make(overwrite)
        elif there := target.unchanged():
            yield there
        else:
            slow.append(target)
    if len(slow) < 2:
        yield from (target.make(overwrite) for target in slow)
        return
    slow.sort(key=lambda target: -target.figure.frames)
    with ProcessPoolExecutor(
        min(len(slow), os.cpu_count() or 1), initializer=_leave_interrupts
    ) as pool:
        try:
            with _interrupts_later():
                started = [pool.submit(target.make, overwrite) for target in slow]
            for done in as_completed(started):
                yield done.result()
        except BaseException:
            pool.shutdown(cancel_futures=True)
            raise


def _leave_interrupts() -> None:
    """Let a worker finish its file after Ctrl-C, which the whole process group gets."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


@contextmanager
def _interrupts_later() -> Iterator[None]:
    """Keep Ctrl-C back while workers start, for they inherit what is kept back."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _left_over(folder: Path, wanted: Container[Path]) -> tuple[Path, ...]:
    return tuple(
        path
        for path in sorted(folder.glob("*.svg"))
        if path not in wanted and encoder_for(path).wrote(path)
    )
