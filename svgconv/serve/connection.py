"""A client's connection, which is closed if it is silent, slow or one too many."""

from __future__ import annotations

import asyncio
from collections import Counter
from typing import Any

from starlette.responses import PlainTextResponse
from uvicorn.protocols.http.h11_impl import H11Protocol

from svgconv.serve.guard import HEADERS
from svgconv.serve.network import network_of

MOST_CONNECTIONS = 1_000
MOST_PER_NETWORK = 200
"""The open connections, of which one network has at most a fifth: a class of 33 browsers.

A browser opens at most six connections to one server.
"""
NEW_SECONDS = 2
"""The age from which on a connection without a request makes room for others."""
REQUEST_SECONDS = 10
"""How long a client may take for a request, from its connection or from the last answer on."""
LEAST_BYTES = 20_000
"""The least bytes of its answer that a client must take in `REQUEST_SECONDS`."""
MOST_UNSENT = 2**28
"""The bytes of answers that one network has not taken yet."""

FULL = PlainTextResponse(
    "Too many connections from this address are busy; try again later.\n",
    503,
    {**HEADERS, "connection": "close", "retry-after": "1"},
)
"""The answer to a connection that is one too many."""


class Connection(H11Protocol):
    """A connection with time limits and a share of all connections.

    A client that is too slow loses its connection. If there are too many connections, the oldest
    one without a request is closed, of the network that has most of them: first one that has never
    had a request. If all of them are new or have requests, the new one gets the answer `FULL`.
    """

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._network = network_of(self.client[0] if self.client else "")
        self._unsent = 0
        self._start_clock()
        self._make_room()

    def connection_lost(self, exc: Exception | None) -> None:
        self._clock.cancel()
        super().connection_lost(exc)

    def on_response_complete(self) -> None:
        self._unsent = self.transport.get_write_buffer_size()
        self._clock.cancel()
        self._start_clock()
        self._drop_unsent()
        super().on_response_complete()

    def send_400_response(self, msg: str) -> None:
        if self._has_request:  # an answer cannot start within another one
            self.transport.abort()
        else:
            super().send_400_response(msg)

    @property
    def _has_request(self) -> bool:
        return self.cycle is not None and not self.cycle.response_complete

    @property
    def _is_idle(self) -> bool:
        return not self._has_request and not self.transport.get_write_buffer_size()

    def _start_clock(self) -> None:
        self._since = self.loop.time()
        self._clock = self.loop.call_later(REQUEST_SECONDS, self._judge)

    def _judge(self) -> None:
        """Close the connection if the client is too slow."""
        unsent, before = self.transport.get_write_buffer_size(), self._unsent
        if self._is_idle or unsent > max(0, before - LEAST_BYTES):
            self.transport.abort()
            return
        self._unsent = unsent
        self._clock = self.loop.call_later(REQUEST_SECONDS, self._judge)

    def _open(self) -> list[Connection]:
        """Return all connections that are not being closed."""
        everyone: set[Any] = self.connections
        return [one for one in everyone if not one.transport.is_closing()]

    def _make_room(self) -> None:
        """Close another connection, or mark this one as one too many, if there are too many."""
        everyone = self._open()
        counts = Counter(one._network for one in everyone)
        if counts[self._network] > MOST_PER_NETWORK:
            everyone = [one for one in everyone if one._network == self._network]
        elif len(everyone) <= MOST_CONNECTIONS:
            return
        latest = self.loop.time() - NEW_SECONDS
        others = [one for one in everyone if one._is_idle and one._since <= latest]
        if others:
            min(
                others,
                key=lambda one: (-counts[one._network], one.cycle is not None, one._since),
            ).transport.close()
        else:
            self.app = FULL

    def _drop_unsent(self) -> None:
        """Close the oldest connection with an answer if its network has too much of them."""
        waiting = [
            one
            for one in self.connections
            if isinstance(one, Connection) and one._network == self._network and one._unsent
        ]
        if sum(one.transport.get_write_buffer_size() for one in waiting) > MOST_UNSENT:
            min(waiting, key=lambda one: one._since).transport.abort()
