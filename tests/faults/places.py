"""The folder in which runs happen, and what an undisturbed run makes of it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from svgconv.files.temporary import NAME, OLD
from tests.faults.calls import Fault
from tests.faults.commands import NEW, Command
from tests.faults.commands import OLD as OLD_KERNEL
from tests.faults.processes import Ended, Run

Tree = Mapping[str, bytes]
STARTS = ("nothing", "old files")


def tree(folder: Path) -> Tree:
    """Return the contents of all files below a folder, by their paths."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def is_temporary(path: str) -> bool:
    """Whether a path is that of a temporary file of svgconv."""
    return bool(NAME.fullmatch(os.path.basename(path)))


def names(folder: Path) -> list[str]:
    """Return the paths of everything below a folder."""
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*"))


@dataclass(frozen=True)
class Expected:
    """What an undisturbed run does.

    Attributes
    ----------
    before, after: the files before it and after it.
    cache: the names in the user's cache after it.
    ended: how it ended, with its calls.
    """

    before: Tree
    after: Tree
    cache: list[str]
    ended: Ended

    def is_whole(self, path: str, content: bytes) -> bool:
        """Whether a file has its old or its new content."""
        return content in (self.before.get(path), self.after.get(path))


@dataclass(frozen=True)
class Place:
    """A folder for the runs of one command.

    Attributes
    ----------
    root: has the gallery or the figures in ``out``, the user's cache, and ``tmp``.
    command: what is run.
    start: what is there before: one of `STARTS`.
    """

    root: Path
    command: Command
    start: str

    @property
    def folder(self) -> Path:
        return self.root / "out"

    def reset(self) -> None:
        """Put everything back to what is there before a run."""
        shutil.rmtree(self.root, ignore_errors=True)
        for name in ("out", "cache", "tmp"):
            (self.root / name).mkdir(parents=True)
        if self.start == "old files":
            content = self._old()
            for name, one in content.items():
                (self.root / name).parent.mkdir(parents=True, exist_ok=True)
                (self.root / name).write_bytes(one)
        self.command.set_up(self.folder, NEW)

    @cache  # noqa: B019 - for the life of the program
    def _old(self) -> Tree:
        self.command.set_up(self.folder, OLD_KERNEL)
        ended = self.run(kernel=OLD_KERNEL)
        assert (ended.status, ended.err) == (0, ""), ended
        return tree(self.root)

    @cache  # noqa: B019
    def expected(self) -> Expected:
        """Return what an undisturbed run does."""
        self.reset()
        before = tree(self.folder)
        ended = self.run()
        assert (ended.status, ended.err, ended.remained) == (0, "", False), ended
        after = tree(self.folder)
        assert bool(ended.of("worker 1")) == self.command.has_workers, ended
        assert all(map(self.command.may_remove, before.keys() - after.keys())), before
        return Expected(before, after, names(self.root / "cache"), ended)

    def start_run(self, fault: Fault | None = None, kernel: str = NEW, **others: float) -> Run:
        """Start a run."""
        arguments = self.command.arguments(self.folder, kernel)
        return Run(arguments, self.root, fault, **others)  # type: ignore[arg-type]

    def run(self, fault: Fault | None = None, kernel: str = NEW, **others: float) -> Ended:
        """Run the command to its end."""
        return self.start_run(fault, kernel, **others).ended()

    def age(self) -> None:
        """Let time pass: temporary files become old, and records are newer than all files."""
        for path in filter(Path.is_file, self.root.rglob("*")):
            shift = -2 * OLD if is_temporary(path.name) else 0
            if path.suffix in (".json", ".cards") and self.folder not in path.parents:
                shift = 10
            if shift:
                later = path.stat().st_mtime + shift
                os.utime(path, (later, later))

    def torn(self) -> list[str]:
        """Say which files are neither old nor new, or are missing."""
        expected, present = self.expected(), tree(self.folder)
        found = [
            f"{path} is neither the old nor the new file ({len(content)} bytes)"
            for path, content in present.items()
            if not is_temporary(path) and not expected.is_whole(path, content)
        ]
        may_go = {one for one in expected.before if one not in expected.after}
        lost = expected.before.keys() - present.keys() - may_go
        return found + [f"{path} is lost" for path in sorted(lost)]

    def left(self) -> list[str]:
        """Say which temporary files there are."""
        return [f"{name} remains" for name in names(self.root) if is_temporary(name)]

    def after_next_run(self) -> list[str]:
        """Run the command once more, a while later; say what differs from an undisturbed run."""
        self.age()
        ended, expected = self.run(), self.expected()
        found = []
        if (ended.status, ended.err, ended.remained) != (0, "", False):
            found.append(f"the next run ends with status {ended.status}: {ended.err}")
        present = tree(self.folder)
        for path in sorted({*present, *expected.after}):
            if present.get(path) != expected.after.get(path):
                found.append(f"after the next run, {path} differs from an undisturbed run")
        if (cache := names(self.root / "cache")) != expected.cache:
            found.append(f"after the next run, the cache has {cache}")
        if tmp := names(self.root / "tmp"):
            found.append(f"after the next run, the folder for temporary files has {tmp}")
        return found
