"""The cases of a fault at each call of a run that changes a file or talks to a worker."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from tests.faults.calls import Fault
from tests.faults.case import Case, failed, killed, signalled
from tests.faults.commands import Command
from tests.faults.places import STARTS, Place

WHOLE = ("gif", "strip/svg", "tex/pdf", "slides/html", "explore/js", "make/explore")
"""The formats of which each moment is tried; of others, fewer of those of runs with workers."""
SIGNALS = ("INT", "TERM", "HUP")
ERRORS = {
    "FULL": {"open", "write", "fsync", "mkdir"},
    "EIO": {"write", "fsync", "replace"},
    "EACCES": {"open", "chmod", "replace", "unlink", "mkdir"},
    "EAGAIN": {"fork"},
}
"""The errors of the system, and the calls that can have them."""


def at_calls(root: Path, command: Command) -> Iterator[Case]:
    """Yield the cases of one command and format."""
    many = command.has_workers
    whole = not {command.format, command.whole_name}.isdisjoint(WHOLE)
    for start in STARTS if whole else STARTS[1:]:
        place = Place(root, command, start)
        for role in ("parent", "worker 1", "worker 2") if many else ("parent",):
            for fault in _moments(place, role, ("before", "half")):
                if whole or not many or role != "parent" or _every(6, fault, command):
                    yield Case("kill", place, _with("KILL", fault), killed)
    place = Place(root, command, STARTS[1])
    for fault in _moments(place, "parent", ("before", "half")):
        if whole or _every(9, fault, command):
            yield Case("power cut", place, _with("POWER", fault), killed)
    for fault in _moments(place, "parent", ("before", "after")):
        for number, name in enumerate(SIGNALS):
            in_turn = (fault.number + number) % len(SIGNALS) == 0
            if (whole and (not many or fault.phase == "before")) or (
                in_turn and (whole or not many or _every(9, fault, command))
            ):
                yield Case("signal", place, _with(name, fault), signalled)
        if whole and fault.phase == "after":
            yield Case("two signals", place, _with("HUP+TERM", fault), signalled)
    if whole:
        names = place.expected().ended.of("parent")
        for error, calls in ERRORS.items():
            for fault in _moments(place, "parent", ("before", "half")):
                if names[fault.number - 1] in calls:
                    yield Case("error", place, _with(error, fault), failed)


def _moments(place: Place, role: str, phases: tuple[str, ...]) -> Iterator[Fault]:
    """Yield the moments of a process: at each of its calls, and after the last one."""
    calls = place.expected().ended.of(role)
    for number, name in enumerate(calls, 1):
        for phase in phases:
            if phase != "half" or name == "write":
                yield Fault("", role, number, phase)
    if calls and "after" not in phases:
        yield Fault("", role, len(calls), "after")


def _every(step: int, fault: Fault, command: Command) -> bool:
    """Whether a moment is one of some; those of other formats are others."""
    return (fault.number + len(command.format) + ord(command.format[0])) % step == 0


def _with(act: str, fault: Fault) -> Fault:
    return Fault(act, fault.role, fault.number, fault.phase)
