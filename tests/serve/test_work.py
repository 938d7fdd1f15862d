"""Work has bounds: a time after which its process is killed, and how much is done at once."""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import anyio
import pytest

from svgconv.serve.work import OverloadError, Workshop

from . import at, served

pytestmark = pytest.mark.slow

CONV = {"operation": "conv", "input_size": "5", "kernel_size": "3"}


def in_loop(work: Callable[[], Any]) -> Any:
    """What an async function gives."""
    return anyio.run(work)


def sleeping(mark: str) -> int:
    """Write this process's id, and what is left in its folder, and sleep."""
    Path(tempfile.gettempdir(), "left").write_text("x")
    Path(mark).write_text(f"{os.getpid()} {tempfile.gettempdir()}")
    time.sleep(60)
    return 0


def overlapping(folder: str) -> int:
    """How many of these run now."""
    mine = Path(folder, str(os.getpid()))
    mine.write_text("")
    time.sleep(0.5)
    count = len(list(Path(folder).iterdir()))
    mine.unlink()
    return count


def greedy() -> int:
    """Take more memory than there may be."""
    return len(bytearray(5 * 2**30))


def wide() -> int:
    """Write a larger file than there may be."""
    with tempfile.TemporaryFile() as file:
        for _ in range(300):
            file.write(bytes(2**20))
    return 0


def dying() -> int:
    """End the process."""
    os._exit(3)


def is_running(process: int) -> bool:
    """Whether there is such a process that is no zombie."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False


def test_when_time_is_up_the_process_is_killed_and_nothing_is_left(tmp_path: Path) -> None:
    async def work() -> None:
        assert await Workshop(seconds=60).run(is_running, os.getpid()), "a process is there now"
        workshop = Workshop(seconds=3)
        with pytest.raises(OverloadError, match="drawing takes longer than 3 seconds"):
            await workshop.run(sleeping, str(tmp_path / "mark"))
        process, folder = (tmp_path / "mark").read_text().split()
        assert not is_running(int(process))
        assert not Path(folder).exists()
        assert await Workshop(seconds=60).run(os.getpid) != int(process)

    in_loop(work)


def test_when_nobody_waits_the_process_is_killed(tmp_path: Path) -> None:
    async def work() -> None:
        workshop = Workshop(seconds=60)
        async with anyio.create_task_group() as group:
            group.start_soon(workshop.run, sleeping, str(tmp_path / "mark"))
            while not (tmp_path / "mark").exists():
                await anyio.sleep(0.02)
            group.cancel_scope.cancel()
        assert not is_running(int((tmp_path / "mark").read_text().split()[0]))

    in_loop(work)


def test_so_many_work_at_once_some_wait_and_the_rest_are_refused(tmp_path: Path) -> None:
    async def work() -> None:
        workshop = Workshop(seconds=60, at_once=2, waiting=2)
        seen: list[object] = []

        async def one() -> None:
            try:
                seen.append(await workshop.run(overlapping, str(tmp_path)))
            except OverloadError as error:
                seen.append(str(error))

        async with anyio.create_task_group() as group:
            for _ in range(7):
                group.start_soon(one)
        refused = [said for said in seen if isinstance(said, str)]
        assert len(refused) == 3
        assert all("try again" in said for said in refused)
        counts = [said for said in seen if isinstance(said, int)]
        assert len(counts) == 4
        assert max(counts) <= 2
        assert await workshop.run(overlapping, str(tmp_path)) == 1

    in_loop(work)


@pytest.mark.parametrize("job", [greedy, wide, dying])
def test_memory_files_and_dead_processes_end_one_piece_of_work_only(job: Callable[[], int]) -> None:
    async def work() -> None:
        workshop = Workshop(seconds=60)
        with pytest.raises(OverloadError, match="needs too much memory or disk"):
            await workshop.run(job)
        assert await workshop.run(int, "3") == 3

    in_loop(work)


def test_the_page_says_what_was_too_much_and_keeps_the_form() -> None:
    with served(Workshop(seconds=0.001)) as client:
        answer = client.get(at(CONV))
    assert answer.status_code == 503
    assert "drawing takes longer than 0.001 seconds" in answer.text
    assert 'name="kernel_size" value="3"' in answer.text


def test_a_full_workshop_answers_at_once() -> None:
    with served(Workshop(at_once=1, waiting=-1)) as client:
        answer = client.get(at(CONV, "/figure.gif"))
    assert answer.status_code == 503
    assert "too many figures" in answer.text
