"""Work has bounds: a time after which its process is killed, and how much is done at once."""

from __future__ import annotations

import logging
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import anyio
import pytest
from starlette.requests import Request

from svgconv.serve import app
from svgconv.serve.server import Line
from svgconv.serve.work import BUSY, OverloadError, Workshop
from tests.jobs import (
    Interrupting,
    buggy,
    dying,
    dying_after_a_mark,
    greedy,
    interrupt,
    is_running,
    nap,
    overlapping,
    sleeping,
    wide,
)

from . import at, served

pytestmark = pytest.mark.slow

CONV = {"operation": "conv", "input_size": "5", "kernel_size": "3"}


def in_loop(work: Callable[[], Any]) -> Any:
    """What an async function gives."""
    return anyio.run(work)


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


def test_a_process_that_was_killed_while_idle_is_replaced() -> None:
    async def work() -> None:
        workshop = Workshop(at_once=3)
        idle: set[int] = set()

        async def one() -> None:
            idle.add(await workshop.run(nap, 0.3))

        async with anyio.create_task_group() as group:
            for _ in range(3):
                group.start_soon(one)
        assert len(idle) == 3
        for process in idle:
            os.kill(process, signal.SIGKILL)
        assert await workshop.run(os.getpid) not in idle

    in_loop(work)


def test_ctrl_c_does_not_reach_a_process_that_prepares_its_job() -> None:
    async def work() -> None:
        assert await Workshop().run(str.upper, Interrupting()) == "READ"

    in_loop(work)


def test_a_process_that_ends_before_it_is_ready_is_replaced(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    start = anyio.open_process
    started = []

    async def dying_first(command: list[str], **options: Any) -> Any:
        started.append(command)
        process = await start(
            [sys.executable, "-c", ""] if len(started) == 1 else command, **options
        )
        if len(started) == 1:
            await process.wait()
        return process

    async def work() -> None:
        assert await Workshop().run(os.getpid) != os.getpid()

    monkeypatch.setattr(anyio.to_process, "open_process", dying_first)
    in_loop(work)
    assert len(started) == 2


def test_a_process_that_ctrl_c_reaches_is_no_error(monkeypatch: pytest.MonkeyPatch) -> None:
    async def work() -> None:
        with pytest.raises(OverloadError, match="the server is stopping"):
            await Workshop().run(os.getpid)

    monkeypatch.setattr("svgconv.serve.work.limited", interrupt)
    in_loop(work)


def test_a_job_that_has_begun_is_not_repeated(tmp_path: Path) -> None:
    async def work() -> None:
        with pytest.raises(OverloadError, match="needs too much memory or disk"):
            await Workshop().run(dying_after_a_mark, str(tmp_path / "mark"))
        assert (tmp_path / "mark").read_text() == "begun\n"

    in_loop(work)


def test_networks_take_turns() -> None:
    async def work() -> None:
        workshop = Workshop(at_once=1)
        order: list[str] = []

        async def one(network: str) -> None:
            await workshop.run(nap, 0.02, network=network)
            order.append(network)

        async with anyio.create_task_group() as group:
            for network in "aaaaaaaabc":
                group.start_soon(one, network)
                await anyio.sleep(0)
        assert set(order[:4]) == set("abc"), order
        assert sorted(order) == sorted("aaaaaaaabc")

    in_loop(work)


def test_one_network_leaves_places_for_others() -> None:
    async def work() -> None:
        workshop = Workshop(at_once=1, waiting=1)
        async with anyio.create_task_group() as group:
            for _ in range(2):
                group.start_soon(lambda: workshop.run(nap, 0.1, network="a"))
            await anyio.sleep(0)
            with pytest.raises(OverloadError, match=BUSY):
                await workshop.run(nap, 0, network="a")
            assert await workshop.run(nap, 0, network="b")

    in_loop(work)


def test_a_short_job_does_not_wait_for_long_ones(tmp_path: Path) -> None:
    async def work() -> None:
        workshop = Workshop(at_once=2)
        async with anyio.create_task_group() as group:
            for _ in range(3):
                group.start_soon(lambda: workshop.run(nap, 30, long=True))
            await anyio.sleep(0.1)
            with anyio.fail_after(15):
                assert await workshop.run(nap, 0)
            group.cancel_scope.cancel()

    in_loop(work)


def test_a_wait_has_an_end_and_is_not_blamed_on_the_figure() -> None:
    async def work() -> None:
        workshop = Workshop(at_once=1, patience=0.1)
        async with anyio.create_task_group() as group:
            group.start_soon(lambda: workshop.run(nap, 30))
            await anyio.sleep(0.01)
            with pytest.raises(OverloadError, match=BUSY):
                await workshop.run(nap, 0)
            group.cancel_scope.cancel()

    in_loop(work)


def test_a_workshop_that_stops_ends_its_jobs_and_takes_no_more(tmp_path: Path) -> None:
    async def work() -> None:
        workshop = Workshop()
        ends: list[str] = []

        async def one() -> None:
            with pytest.raises(OverloadError) as caught:
                await workshop.run(sleeping, str(tmp_path / "mark"))
            ends.append(str(caught.value))

        async with anyio.create_task_group() as group:
            group.start_soon(one)
            while not (tmp_path / "mark").exists():
                await anyio.sleep(0.02)
            workshop.stop()
        await one()
        assert ends == ["the server is stopping"] * 2
        assert not is_running(int((tmp_path / "mark").read_text().split()[0]))

    in_loop(work)


def test_processes_end_with_the_server_even_if_it_is_killed(tmp_path: Path) -> None:
    mark = tmp_path / "mark"
    code = (
        "import anyio, sys; from tests.serve.test_work import *\n"
        "anyio.run(Workshop().run, sleeping, sys.argv[1])"
    )
    root = Path(__file__).parents[2]
    with subprocess.Popen(
        [sys.executable, "-c", code, str(mark)],
        cwd=root,
        env={**os.environ, "TMPDIR": str(tmp_path)},
    ) as server:
        while not mark.exists() or not mark.read_text():
            time.sleep(0.02)
        process, folder = mark.read_text().split()
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            os.kill(int(process), number)
        time.sleep(0.1)
        assert is_running(int(process)), "the server ends it, not a signal"
        server.kill()
    deadline = time.monotonic() + 20
    while is_running(int(process)):
        assert time.monotonic() < deadline
        time.sleep(0.05)
    assert not Path(folder).exists()


@pytest.mark.parametrize(
    ("has_begun", "seconds", "done"), [(True, 0.01, True), (True, 60, False), (False, 0.01, False)]
)
def test_short_work_that_has_begun_is_finished_for_a_client_who_has_left(
    has_begun: bool, seconds: float, done: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(app, "GRACE_SECONDS", 1 if done else 0.05)

    async def receive() -> dict[str, Any]:
        return {"type": "http.disconnect"}

    async def work() -> None:
        finished: list[bool] = []
        begun = anyio.Event()
        if has_begun:
            begun.set()

        async def job() -> None:
            await anyio.sleep(seconds)
            finished.append(True)

        request = Request({"type": "http"}, receive)
        with anyio.fail_after(20):
            assert await app._while_connected(request, begun, job) is None
        assert finished == [True] * done

    in_loop(work)


@pytest.mark.parametrize(("path", "status"), [("/", 200), ("/figure.svg", 422)])
def test_an_error_of_svgconvs_own_is_a_line_on_the_page(
    path: str, status: int, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(app, "preview" if path == "/" else "download", buggy)
    with served() as client:
        answer = client.get(at(CONV, path))
    assert answer.status_code == status
    assert "svgconv cannot draw these values (ZeroDivisionError); change one" in answer.text
    assert 'name="kernel_size" value="3"' in answer.text
    (record,) = (one for one in caplog.records if one.levelno == logging.ERROR)
    assert "\n" not in Line().format(record)
    assert "ZeroDivisionError" in Line().format(record)


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
