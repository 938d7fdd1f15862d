"""Tasks in other processes: their results, their errors, and their end with their parent."""

from __future__ import annotations

import gc
import os
import pickle
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from svgconv.errors import LostProcessError, MissingLibraryError, SvgconvError
from svgconv.gallery import jobs
from svgconv.gallery.jobs import Job
from svgconv.gallery.pool import Pool
from tests.command import run
from tests.galleries import gallery_toml

METHODS = ["fork", pytest.param("spawn", marks=pytest.mark.slow)]


PREPARED: list[int] = []
"""The processes in which a task was prepared."""


@dataclass(frozen=True)
class Square:
    """Squares a number; some numbers do not end well."""

    number: int
    seconds: float = 1

    @property
    def label(self) -> str:
        return f"figure {self.number}"

    def prepare(self) -> None:
        PREPARED.append(os.getpid())

    def run(self) -> tuple[int, int]:
        if self.number == 13:
            raise SvgconvError("size", "13 is unlucky", "use 12")
        if self.number == 14:
            os.kill(os.getpid(), signal.SIGKILL)
        if self.number == 15:
            raise OSError(28, "No space left on device")
        if self.number == 16:
            raise LookupError("a mistake")
        return self.number**2, os.getpid()


def squares(numbers: list[int], method: str) -> dict[int, tuple[int, int]]:
    with Pool(2, method) as pool:
        return dict(pool.run([Square(number) for number in numbers]))


@pytest.mark.parametrize("method", METHODS)
def test_every_result_has_the_place_of_its_task(method: str) -> None:
    results = squares([5, 4, 3, 2, 1], method)
    assert {place: square for place, (square, _) in results.items()} == {
        0: 25, 1: 16, 2: 9, 3: 4, 4: 1,
    }  # fmt: skip
    assert os.getpid() not in {process for _, process in results.values()}


class Eager(Pool):
    """Starts other processes for any work."""

    def _pays(self, *_: object) -> bool:
        return True


@pytest.mark.parametrize("method", METHODS)
def test_this_process_runs_short_tasks_too(method: str) -> None:
    with Eager(2, method) as pool:
        results = dict(pool.run([Square(number, seconds=0.09) for number in range(40, 80)]))
    assert [results[place][0] for place in range(40)] == [one**2 for one in range(40, 80)]
    processes = {process for _, process in results.values()}
    assert len(processes) == 2
    assert os.getpid() in processes


@pytest.mark.parametrize("number", [13, 15])
def test_the_first_error_of_short_tasks_counts(number: int) -> None:
    tasks = [Square(one, seconds=0.09) for one in (1, 2, number, 3, 13, 15, 4)]
    with Eager(2, "fork") as pool, pytest.raises(SvgconvError, match=f"^figure {number}"):
        list(pool.run(tasks))


@dataclass(frozen=True)
class Large(Square):
    """A task of which neither it nor its result fits in a connection that nobody reads."""

    text: str = "x" * 1_000_000

    def run(self) -> Any:
        time.sleep(0.01)
        return self.text


def test_large_tasks_and_results_do_not_wait_for_each_other() -> None:
    with Eager(2, "fork") as pool:
        results = dict(pool.run([Large(number, seconds=0.05) for number in range(8)]))
    assert len(results) == 8


def test_tasks_are_prepared_once_before_processes_are_copied() -> None:
    PREPARED.clear()
    squares([1, 2, 3], "fork")
    assert len(PREPARED) == 3
    assert {*PREPARED} == {os.getpid()}


@dataclass(frozen=True)
class Frozen(Square):
    """Counts the objects that the garbage collector does not look at."""

    def run(self) -> tuple[int, int]:
        return gc.get_freeze_count(), os.getpid()


def test_a_process_does_not_look_for_garbage_in_its_parents_objects() -> None:
    with Pool(2, "fork") as pool:
        results = dict(pool.run([Frozen(1), Frozen(2)]))
    assert all(count > 10_000 for count, _ in results.values())


def test_what_layers_can_be_is_imported_before_processes_are_copied(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    imported: list[bool] = []
    monkeypatch.setattr(jobs, "layer_operations", lambda names: imported.append(True))
    for operation in ("conv", "stack"):
        Job("", "a", "", {"operation": operation}, (), {}).prepare()
    assert imported == [True]


def test_little_work_stays_in_this_process() -> None:
    with Pool(2, "fork") as pool:
        results = dict(pool.run([Square(number, seconds=0.001) for number in range(5)]))
    assert {process for _, process in results.values()} == {os.getpid()}


@pytest.mark.parametrize("possible", [0, 1])
def test_fewer_processes_do_the_work_if_no_more_can_start(
    possible: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    fork, left = os.fork, [None] * possible

    def limited() -> int:
        if not left:
            raise BlockingIOError(11, "Resource temporarily unavailable")
        left.pop()
        return fork()

    monkeypatch.setattr(os, "fork", limited)
    results = squares([1, 2, 3], "fork")
    assert [results[place][0] for place in range(3)] == [1, 4, 9]
    assert len({process for _, process in results.values()} - {os.getpid()}) == possible


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize(
    ("number", "line", "kind"),
    [
        (13, "figure 13, size: 13 is unlucky; use 12", SvgconvError),
        (14, "figure 14: the process that drew it ended (signal 9); it may", LostProcessError),
        (15, "figure 15: cannot be drawn (No space left on device); free some", SvgconvError),
    ],
)
def test_an_error_is_one_line_that_names_the_task(
    number: int, line: str, kind: type[SvgconvError], method: str
) -> None:
    with pytest.raises(SvgconvError) as caught:
        squares([1, 2, number, 3], method)
    assert type(caught.value) is kind
    assert str(caught.value).startswith(line)


def test_the_error_of_the_first_task_counts() -> None:
    for _ in range(5):
        with pytest.raises(SvgconvError, match="figure 13"):
            squares([1, 13, 15, 15, 15, 2], "fork")


def test_a_mistake_in_the_code_names_the_task_and_keeps_its_traceback() -> None:
    with pytest.raises(RuntimeError, match=r"(?s)figure 16: Traceback .*LookupError: a mistake"):
        squares([1, 16], "fork")


@pytest.mark.parametrize("kind", [SvgconvError, MissingLibraryError, LostProcessError])
def test_errors_can_be_sent_to_another_process(kind: type[SvgconvError]) -> None:
    error = kind("size", "is too large", "use less").within("figure 'x'")
    sent = pickle.loads(pickle.dumps(error))
    assert (type(sent), str(sent)) == (kind, "figure 'x', size: is too large; use less")


WRONG = gallery_toml(
    {"a": 'figure = "dilation"', "b": 'figure = "padding_strides"\nframe_duration = 0.333'},
    'formats = ["svg", "gif", "png"]',
)


def test_a_wrong_figure_in_a_gallery_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "gallery.toml").write_text(WRONG)
    result = run("make", str(tmp_path))
    place = f"{tmp_path / 'gallery.toml'}, section 'S', figure 'b', frame_duration: "
    assert (result.status, result.err.count("\n"), result.out) == (2, 1, "")
    assert result.err.startswith(place)


LONG = """
import os, sys, time
from svgconv.gallery import pool
from svgconv.__main__ import main

class Slow(pool.Pool):
    def _pays(self, *_):
        return True

from svgconv.gallery import builder, jobs
method = sys.argv.pop()
builder.Pool = lambda: Slow(2, method)
jobs.Job.seconds = 1
def sleep(self):
    os.write(1, b"working" + os.linesep.encode())  # at once: two processes print
    time.sleep(60)
jobs.Job.run = sleep
main()
"""


def processes(parent: int) -> list[int]:
    """The children of a process."""
    ids = Path(f"/proc/{parent}/task/{parent}/children").read_text().split()
    return [int(one) for one in ids]


def alive(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
@pytest.mark.parametrize("sent", [signal.SIGKILL, signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_no_process_outlives_its_parent(sent: signal.Signals, small_gallery: Path) -> None:
    code = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)\n" + LONG
    command = [sys.executable, "-c", code, "make", str(small_gallery), "fork"]
    parent = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True
    )
    assert parent.stdout is not None
    assert [parent.stdout.readline() for _ in range(2)] == [b"working\n"] * 2
    children = processes(parent.pid)
    assert len(children) == 2
    parent.send_signal(sent)
    _, errors = parent.communicate(timeout=60)
    assert errors == b""
    assert parent.returncode == -sent
    until = time.monotonic() + 60
    while any(map(alive, children)) and time.monotonic() < until:
        time.sleep(0.01)
    assert not any(map(alive, children))
    assert [path.name for path in small_gallery.iterdir()] == ["gallery.toml"]
