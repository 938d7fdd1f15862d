"""The build of an explorer: it draws all figures, and writes them when all of them are drawn."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping
from pathlib import Path
from typing import Any

from svgconv.errors import SvgconvError
from svgconv.explorer.block import digest_of, lines_of, numbers_of, packed
from svgconv.explorer.explored import BLOCKS, Explored
from svgconv.explorer.jobs import jobs_of
from svgconv.explorer.page import assets, block_script, is_block, page
from svgconv.files.temporary import remove_old
from svgconv.files.writer import check, check_folder, make_folder, whole_path
from svgconv.gallery.page_parts import PAGE, written_by_svgconv
from svgconv.gallery.pool import Pool
from svgconv.gallery.record import Record, Settings, code_digest, fingerprints, loaded_modules
from svgconv.gallery.record_cache import unchanged, write_record
from svgconv.gallery.report import Report
from svgconv.gallery.written_file import WrittenFile

Advance = Callable[[str, int, int], None]


def explore(
    folder: str | Path,
    operations: Mapping[str, Mapping[str, Any]] | None = None,
    *,
    overwrite: bool = False,
    advance: Advance = lambda name, done, total: None,
) -> Report:
    """Write a page with a control for each parameter, and the figures of all combinations.

    The page needs no server and draws nothing: svgconv draws every figure in advance.

    Parameters
    ----------
    folder: it is created if necessary. Its ``explore.toml`` has the ranges; without that file, they
        are the built-in ones.
    operations: other ranges by the operations' names, such as
        ``{"conv": {"input_size": "3-12", "view": "flat"}}``: of parameters (sizes in cells),
        ``view``, ``theme`` and ``seed``, for at most 20,000 figures. What they leave out is as in
        the folder's file or in the built-in ranges.
    overwrite: replace files that svgconv did not write, and draw everything again.
    advance: called with an operation, the number of finished figures and the number of all.

    Returns
    -------
    Report: the files, and which of them were written.

    Raises
    ------
    SvgconvError: an unknown name, a value that the operation rejects, too many figures, or a file
        that cannot be written. In that case nothing is written, unless the disk is full.
    """
    return build(Path(folder), Explored.of(Path(folder), operations), overwrite, advance)


def build(
    folder: Path,
    explored: Explored,
    overwrite: bool = False,
    advance: Advance = lambda name, done, total: None,
) -> Report:
    """Write an explorer; see `explore`."""
    check_folder(folder)
    settings = Settings(explored=explored.digest)
    before = [path for path in folder.glob(BLOCKS) if is_block(path)]
    same = None if overwrite else unchanged(folder, settings)
    # A run that was killed may have left its blocks.
    if same is not None and {*before} <= {one.path for one in same.files}:
        return same
    remove_old(whole_path(folder))
    record = Record(whole_path(folder), settings.digest, code_digest())
    own = assets()
    for name in (*own, PAGE):
        check(folder / name, wrote=written_by_svgconv, overwrite=overwrite)
    blocks = dict(_scripts(explored, advance))
    for name in blocks:
        check(folder / name, wrote=written_by_svgconv, overwrite=overwrite)
    contents = blocks | own | {PAGE: page(explored, [*blocks])}
    make_folder(folder)
    files: list[WrittenFile] = []
    try:
        # The page is last: its blocks are there when it is.
        for name in sorted(contents, key=lambda name: name == PAGE):
            one = WrittenFile.put(folder / name, contents[name], written_by_svgconv, overwrite)
            record.pages[name] = one.fingerprint
            files.append(one)
    except BaseException:
        if not _has_content(folder / PAGE, contents[PAGE]):
            new = [one.path for one in files if one.changed and one.path.name in blocks]
            _remove([path for path in new if path not in before])
        raise
    removed = _remove([path for path in before if path.name not in blocks])
    record.modules = fingerprints(loaded_modules())
    write_record(record)
    return Report(tuple(files), (), removed=removed)


def _has_content(path: Path, content: bytes) -> bool:
    """Return whether a file has this content."""
    return path.is_file() and path.read_bytes() == content


def _remove(blocks: Collection[Path]) -> int:
    """Remove the blocks of the explorer that was here before, and return how many.

    Those that another run has written since then are its own.

    Raises
    ------
    SvgconvError: one cannot be removed.
    """
    for path in blocks:
        try:
            path.unlink(missing_ok=True)
        except OSError as error:
            problem = f"cannot be removed ({error.strerror})"
            raise SvgconvError(path, problem, "remove it: no page uses it") from None
    return len(blocks)


def _scripts(explored: Explored, advance: Advance) -> Iterator[tuple[str, bytes]]:
    """Yield the file name and the script of each block, in their order, as soon as it is drawn."""
    blocks = explored.blocks
    jobs = [job for block in blocks for job in jobs_of(block)]
    left = Counter(job.block for job in jobs)
    drawn: dict[int, dict[int, list[str]]] = {}
    done, following, first = 0, 0, list[str]()
    with Pool() as pool:
        for place, documents in pool.run(jobs):
            number = jobs[place].block
            drawn.setdefault(number, {})[place] = documents
            left[number] -= 1
            done += len(documents)
            advance(jobs[place].operation, done, explored.count)
            while following < len(blocks) and not left[following]:
                block, parts = blocks[following], drawn.pop(following)
                whole = [one for place in sorted(parts) for one in parts[place]]
                if block.number == block.first:
                    first = []
                lines = lines_of(whole, first)
                numbers = numbers_of(whole, [*first, *lines])
                file = block.file(digest_of(lines, numbers))
                yield file, block_script(block, *packed(lines, numbers))
                first = first or lines
                following += 1
