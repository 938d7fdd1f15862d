"""Turns: whose job is next when several networks wait for a few places."""

from __future__ import annotations

from collections import deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import anyio


class Turns:
    """Gives a few places to the jobs of networks.

    The next job is the first one of the network that has used the least time: start-time fair
    queueing (Goyal, Vin and Cheng, 1996). Nobody saves up time: a network that comes starts with at
    least the time that the last chosen network had used. A network that leaves keeps its time until
    then.

    Parameters
    ----------
    places: how many jobs may run at once.
    """

    def __init__(self, places: int) -> None:
        self._free = places
        self._waiting: dict[str, deque[anyio.Event]] = {}
        self._used: dict[str, float] = {}
        self._least = 0.0

    @asynccontextmanager
    async def place(self, network: str) -> AsyncIterator[None]:
        """Wait for a place, and have it until the context ends."""
        await self._take(network)
        begin = anyio.current_time()
        try:
            yield
        finally:
            used = self._used.get(network, self._least)
            self._used[network] = used + anyio.current_time() - begin
            self._give()

    async def _take(self, network: str) -> None:
        self._used[network] = max(self._used.get(network, 0), self._least)
        if self._free:
            self._free -= 1
            return
        called = anyio.Event()
        queue = self._waiting.setdefault(network, deque())
        queue.append(called)
        try:
            await called.wait()
        except BaseException:
            if called.is_set():
                self._give()
            else:
                queue.remove(called)
            raise

    def _give(self) -> None:
        """Give a place that is free again to the next job."""
        self._waiting = {name: queue for name, queue in self._waiting.items() if queue}
        if not self._waiting:
            self._free += 1
            return
        network = min(self._waiting, key=self._used.__getitem__)
        self._least = self._used[network]
        self._used = {
            name: used
            for name, used in self._used.items()
            if used > self._least or name in self._waiting
        }
        self._waiting[network].popleft().set()
