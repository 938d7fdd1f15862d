"""The cases of faults around a run: permissions, places, disks, other runs, and clocks."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.faults.calls import Fault
from tests.faults.case import SIGNALED, Case, Problems, check_line, check_status
from tests.faults.commands import NEW, OLD, Command
from tests.faults.places import STARTS, Place, tree
from tests.faults.processes import NOBODY

FORMATS = ("svg", "gif", "explore", "strip/pdf", "tex/pdf", "slides/html", "explore/js")
DAYS = 10 * 24 * 60 * 60.0
SIZES = (0, 8, 16, 24, 32, 48, 64, 96)
"""The free space of a full disk, in kilobytes."""


def elsewhere(root: Path, command: Command) -> Iterator[Case]:
    """Yield the cases of one command and format."""
    place = Place(root, command, STARTS[1])
    if {command.format, command.whole_name}.isdisjoint(FORMATS):
        return
    for detail in ("folder", "file", "cache"):
        yield Case("no permission", place, None, _without_permission, detail)
    yield Case("read-only", place, None, _read_only)
    for size in SIZES:
        yield Case("full disk", place, None, _full_disk, f"{size} kB")
    yield Case("slow disk", place, None, _slow)
    for number, name in enumerate(place.expected().ended.of("parent"), 1):
        if name not in ("receive", "send"):
            for other in ("same", "old"):
                yield Case("two runs", place, Fault("PAUSE", "parent", number), _two_runs, other)
            if name == "replace":
                fault = Fault("PAUSE", "parent", number, "after")
                yield Case("two runs", place, fault, _two_runs, "old")
            if name in ("fsync", "chmod", "replace"):
                yield Case("clock", place, Fault("PAUSE", "parent", number), _two_runs, "other")
    for detail in ("later", "earlier", "jumping"):
        yield Case("clock", place, None, _clock, detail)
    if command.has_workers:
        for act in ("KILL", "TERM", "HUP", "INT"):
            yield Case("busy workers", place, Fault(act, phase="wait"), _busy_workers)


def _without_permission(case: Case) -> Problems | None:
    if os.geteuid() != 0:
        return None
    place = _fresh(case)
    if case.detail == "cache":
        for path in (place.folder, *place.folder.rglob("*")):
            os.chown(path, NOBODY, NOBODY)
    if case.detail == "file":
        for path in (place.folder, *place.folder.rglob("*")):
            path.chmod(0o777 if path.is_dir() else 0o444)
    for path in (place.root.parent, place.root):
        path.chmod(0o755)
    before = tree(place.folder)
    ended = place.start_run(as_nobody=True).ended()
    if case.detail == "cache":
        found = check_status(ended, 0)
    else:
        found = check_line(case, ended, 2)
        if tree(place.folder) != before:
            found.append("files differ")
    for path in (place.folder, *place.folder.rglob("*")):
        os.chown(path, 0, 0)
        path.chmod(0o755 if path.is_dir() else 0o644)
    return found + place.left() + place.after_next_run()


def _read_only(case: Case) -> Problems | None:
    place = _fresh(case)
    before = tree(place.folder)
    with _mounted(place.folder, "--bind") as mounted:
        if not mounted or not _mount("-o", "remount,ro,bind", str(place.folder)):
            return None
        ended = place.run()
    found = check_line(case, ended, 2)
    if tree(place.folder) != before:
        found.append("files differ")
    return found + place.left() + place.after_next_run()


def _full_disk(case: Case) -> Problems | None:
    place = _fresh(case)
    before = tree(place.folder)
    with _mounted(place.folder, "-t", "tmpfs", "-o", "size=16m") as mounted:
        if not mounted:
            return None
        for name, content in before.items():
            (place.folder / name).parent.mkdir(exist_ok=True)
            (place.folder / name).write_bytes(content)
        room = os.statvfs(place.folder)
        free = int(case.detail.split()[0]) * 1024
        filler = (room.f_bavail * room.f_frsize) - free
        full = place.folder / "filler"
        full.write_bytes(bytes(max(0, filler)))
        ended = place.run()
        full.unlink()
        found = check_line(case, ended, 2) if ended.status else check_status(ended, 0)
        return found + place.torn() + place.left() + place.after_next_run()


def _slow(case: Case) -> Problems:
    ended = _fresh(case).run(slow=True)
    return check_status(ended, 0) + case.place.left() + case.place.after_next_run()


def _two_runs(case: Case) -> Problems:
    """Run another one while the first one pauses: that of the old files, or with another clock."""
    place = _fresh(case)
    first = place.start_run(case.fault)
    found = [] if first.paused() else ["the first run does not pause"]
    if case.detail == "old":
        place.command.set_up(place.folder, OLD)
        second = place.run(kernel=OLD)
        place.command.set_up(place.folder, NEW)
    else:
        second = place.run(clock=DAYS if case.detail == "other" else 0)
    if not found:
        first.go_on()
    for ended in (first.ended(), second):
        found += check_status(ended, 0) + [ended.err] * bool(ended.err)
    return found + place.torn() + place.left() + place.after_next_run()


def _clock(case: Case) -> Problems:
    place = _fresh(case)
    shift = {"later": DAYS, "earlier": -DAYS, "jumping": 0}[case.detail]
    for path in place.root.rglob("*"):
        seconds = path.stat().st_mtime + shift
        os.utime(path, (seconds, seconds))
    ended = place.run(clock=DAYS if case.detail == "jumping" else 0)
    return check_status(ended, 0) + place.torn() + place.left() + place.after_next_run()


def _busy_workers(case: Case) -> Problems:
    """Workers end with their parent, even in the middle of a task."""
    place = _fresh(case)
    assert case.fault is not None
    ended = place.run(case.fault, napping=True)
    found = ["a worker remains"] if ended.remained else []
    return found + check_status(ended, SIGNALED[case.fault.act]) + place.after_next_run()


def _fresh(case: Case) -> Place:
    case.place.expected()
    case.place.reset()
    return case.place


@contextmanager
def _mounted(folder: Path, *how: str) -> Iterator[bool]:
    """Mount something on a folder; yield whether that is possible."""
    what = str(folder) if "--bind" in how else "tmpfs"
    mounted = _mount(*how, what, str(folder))
    try:
        yield mounted
    finally:
        if mounted:
            subprocess.run(["umount", "--lazy", str(folder)], check=True)


def _mount(*arguments: str) -> bool:
    try:
        run = subprocess.run(["mount", *arguments], capture_output=True, check=False)
        return run.returncode == 0
    except FileNotFoundError:
        return False
