"""Turns are fair in time, whatever comes, leaves or gives up."""

from __future__ import annotations

import anyio
import pytest

from svgconv.serve.turns import Turns
from tests.serve.test_work import in_loop


class Clock:
    """A time that jobs move on."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.now = 0.0
        self.order = ""
        monkeypatch.setattr(anyio, "current_time", lambda: self.now)

    async def job(self, place: Turns, network: str, seconds: float) -> None:
        async with place.place(network):
            await anyio.lowlevel.checkpoint()
            self.now += seconds
            self.order += network


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    return Clock(monkeypatch)


def test_one_with_long_jobs_has_no_more_time_than_others(clock: Clock) -> None:
    async def work() -> None:
        place = Turns(1)
        async with anyio.create_task_group() as group:
            for _ in range(3):
                group.start_soon(clock.job, place, "H", 20)
            for _ in range(40):
                group.start_soon(clock.job, place, "a", 1)
                group.start_soon(clock.job, place, "b", 1)
        first, second, *_ = (index for index, name in enumerate(clock.order) if name == "H")
        assert first == 0
        between = clock.order[first + 1 : second]
        assert abs(between.count("a") - 20) <= 1
        assert abs(between.count("b") - 20) <= 1

    in_loop(work)


def test_to_leave_and_come_back_gains_nothing(clock: Clock) -> None:
    async def work() -> None:
        place = Turns(1)

        async def back_again() -> None:
            for _ in range(3):
                await clock.job(place, "H", 20)

        async with anyio.create_task_group() as group:
            group.start_soon(back_again)
            for _ in range(60):
                group.start_soon(clock.job, place, "a", 1)
        assert "H".join(["a" * 20] * 2) in clock.order

    in_loop(work)


def test_a_newcomer_has_no_credit_for_its_absence(clock: Clock) -> None:
    async def work() -> None:
        place = Turns(1)
        async with anyio.create_task_group() as group:
            for _ in range(20):
                group.start_soon(clock.job, place, "a", 1)
            while len(clock.order) < 10:
                await anyio.lowlevel.checkpoint()
            for _ in range(5):
                group.start_soon(clock.job, place, "n", 1)
        assert "nnn" not in clock.order

    in_loop(work)


def test_a_place_is_never_lost(clock: Clock) -> None:
    async def work() -> None:
        place = Turns(2)
        async with anyio.create_task_group() as group, place.place("a"), place.place("b"):
            for network in "abcabc":
                group.start_soon(clock.job, place, network, 1)
            await anyio.lowlevel.checkpoint()
            group.cancel_scope.cancel()  # one is called, and gives up, while the places become free
        async with anyio.create_task_group() as group:
            for network in "xyz":
                group.start_soon(clock.job, place, network, 1)
        assert sorted(clock.order) == ["x", "y", "z"]
        assert (place._free, place._waiting) == (2, {})

    in_loop(work)
