"""A case: a fault, a command, a format, a moment, and what must hold afterwards."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tests.faults.calls import Fault
from tests.faults.places import Place
from tests.faults.processes import Ended

Problems = list[str]
SIGNALED = {"KILL": -9, "POWER": -9, "TERM": -15, "INT": -2, "HUP": -1, "HUP+TERM": -1}


@dataclass(frozen=True)
class Case:
    """One case.

    Attributes
    ----------
    kind: of the fault, for the table.
    place: the command, its format, and what is there before.
    fault: what happens, and when.
    detail: more about a case that has no fault at a call.
    check: runs it and says what is wrong; None if it cannot run here.
    """

    kind: str
    place: Place
    fault: Fault | None
    check: Callable[[Case], Problems | None]
    detail: str = ""

    @property
    def name(self) -> str:
        """What ``--only`` takes."""
        one, command = self.fault, self.place.command
        where = [one.act, one.role, str(one.number), one.phase] if one else []
        parts = [self.kind, command.name, command.format, self.place.start, *where, self.detail]
        return "/".join(part.replace(" ", "-") for part in parts if part)


def killed(case: Case) -> Problems:
    """A killed run leaves whole files, and the next one makes what is missing."""
    ended, found = run_with_fault(case)
    assert case.fault is not None
    if case.fault.role == "parent":
        found += check_status(ended, SIGNALED[case.fault.act])
    elif ended.status:
        found += check_line(case, ended, 1, case.place.command.task_of(case.fault.role))
    return found + case.place.torn() + case.place.after_next_run()


def signalled(case: Case) -> Problems:
    """A signal also leaves no temporary file and no message."""
    ended, found = run_with_fault(case)
    assert case.fault is not None
    found += check_status(ended, SIGNALED[case.fault.act])
    if ended.err or not case.place.command.may_print(ended.out):
        found.append(f"it prints {ended.out}{ended.err}")
    return found + case.place.torn() + case.place.left() + case.place.after_next_run()


def failed(case: Case) -> Problems:
    """An error of the system is one line, or does not matter."""
    ended, found = run_with_fault(case)
    assert case.fault is not None
    if ended.status and case.fault.act != "EAGAIN":  # fewer processes do the work
        found += check_line(case, ended, 2)
    elif ended.status or ended.err:
        found.append(f"it ends with status {ended.status} and prints {ended.err}")
    found += case.place.torn()
    call = ended.of(case.fault.role)[case.fault.number - 1]
    if call not in ("unlink", "remove"):
        found += case.place.left()
    return found + case.place.after_next_run()


def run_with_fault(case: Case) -> tuple[Ended, Problems]:
    case.place.expected()
    case.place.reset()
    ended = case.place.run(case.fault)
    found = ["a process of the run remains"] if ended.remained else []
    if not ended.of("fault"):
        found.append(f"the fault does not happen: {ended.calls}")
    return ended, found


def check_status(ended: Ended, status: int) -> Problems:
    if ended.status != status:
        return [f"it ends with status {ended.status} instead of {status}: {ended.err}"]
    return []


def check_line(case: Case, ended: Ended, status: int, part: str = "") -> Problems:
    lines, quiet = ended.err.splitlines(), case.place.command.may_print(ended.out)
    if len(lines) != 1 or not quiet or part not in ended.err:
        return [f"its message is not one line{part and f' with {part}'}: {ended.err}{ended.out}"]
    return check_status(ended, status)
