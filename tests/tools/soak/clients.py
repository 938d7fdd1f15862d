"""The clients: honest ones, who want figures, and those who do harm."""

from __future__ import annotations

import os
import signal
import sys
import time
from contextlib import suppress
from dataclasses import dataclass
from random import Random

import anyio
from anyio.abc import SocketStream

from svgconv.serve.connection import REQUEST_SECONDS
from tests.tools.soak import queries
from tests.tools.soak.program import Program
from tests.tools.soak.tally import Tally

if sys.version_info >= (3, 11):
    import httpx2 as httpx
else:
    import httpx

HONEST = ("honest", "others")
"""The clients who must get figures: a class with one address, and people with others."""
HARMLESS = {200, 400, 403, 404, 405, 414, 421, 422, 431, 503}
"""The answers to hostile requests."""
LOST = (httpx.TransportError, anyio.EndOfStream, anyio.BrokenResourceError, OSError)
KEPT_SECONDS = REQUEST_SECONDS + 20
"""How long a client that does not go on may keep its connection, on a busy machine."""


@dataclass
class Crowd:
    """What all clients share."""

    program: Program
    tally: Tally
    seed: int
    honest_seconds: float

    def random(self, *names: object) -> Random:
        """The random numbers of one client."""
        return Random(" ".join(map(str, (self.seed, *names))))

    def client(self, host: str) -> httpx.AsyncClient:
        """A client with an address of its own."""
        port = self.program.port
        return httpx.AsyncClient(
            base_url=f"http://127.0.0.1:{port}",
            transport=httpx.AsyncHTTPTransport(
                local_address=host,
                limits=httpx.Limits(
                    max_connections=None, max_keepalive_connections=None, keepalive_expiry=2
                ),
            ),
            timeout=self.honest_seconds,
        )

    async def connect(self, host: str) -> SocketStream:
        return await anyio.connect_tcp("127.0.0.1", self.program.port, local_host=host)


async def honest(crowd: Crowd, kind: str, random: Random, client: httpx.AsyncClient) -> None:
    """Ask for one figure after another; try again after a 503, or a lost connection."""
    while True:
        target = queries.honest_target(random)
        begin = time.monotonic()
        while True:
            answer = None
            with suppress(*LOST):
                answer = await client.get(target)
            seconds = time.monotonic() - begin
            status = answer.status_code if answer else 0
            crowd.tally.count(kind, status, seconds if status == 200 else None)
            if seconds > crowd.honest_seconds:
                crowd.tally.problem(f"{kind} client: no figure in {crowd.honest_seconds:g} seconds")
                break
            if status not in (0, 200, 503):
                crowd.tally.problem(f"{kind} client: {status} for {target[:200]}")
            if answer and status == 200:
                _check_figure(crowd, kind, target, answer)
            if status not in (0, 503):
                break
            await anyio.sleep(random.uniform(0.2, 1))
        await anyio.sleep(random.uniform(0, 0.1))


def _check_figure(crowd: Crowd, kind: str, target: str, answer: httpx.Response) -> None:
    is_page = target.startswith("/?")
    if is_page and 'class="figure ' not in answer.text:
        crowd.tally.problem(f"{kind} client: a page without a figure for {target[:200]}")
    if not is_page and "content-disposition" not in answer.headers:
        crowd.tally.problem(f"{kind} client: no file for {target[:200]}")


async def hostile(crowd: Crowd, kind: str, random: Random, client: httpx.AsyncClient) -> None:
    """Send odd queries, headers and methods."""
    while True:
        method = random.choice(("GET", "GET", "GET", "HEAD", "POST", "TRACE", "X"))
        headers = random.choice(queries.HEADERS) if random.random() < 0.3 else {}
        target = queries.hostile_target(random)
        await _ask(crowd, kind, client, method, target, headers)
        await anyio.sleep(random.uniform(0.05, 0.2))


async def heavy(crowd: Crowd, kind: str, random: Random, client: httpx.AsyncClient) -> None:
    """Download what takes long."""
    while True:
        await _ask(crowd, kind, client, "GET", queries.heavy_target(random), {})
        await anyio.sleep(random.uniform(0.1, 0.5))


async def _ask(
    crowd: Crowd,
    kind: str,
    client: httpx.AsyncClient,
    method: str,
    target: str,
    headers: dict[str, str],
) -> None:
    begin = time.monotonic()
    try:
        answer = await client.request(method, target, headers=headers)
    except LOST:
        crowd.tally.count(kind, 0)
        return
    crowd.tally.count(kind, answer.status_code, time.monotonic() - begin)
    if answer.status_code not in HARMLESS or "Traceback" in answer.text:
        crowd.tally.problem(f"{kind} client: {answer.status_code} for {method} {target[:200]}")
    if "svgconv cannot draw these values" in answer.text:
        crowd.tally.problem(f"{kind} client: an error of svgconv's own for {target[:200]}")


async def silent(crowd: Crowd, kind: str, random: Random, host: str) -> None:
    """Connect, and send nothing."""
    await _held(crowd, kind, random, host, b"", 0)


async def slow(crowd: Crowd, kind: str, random: Random, host: str) -> None:
    """Send a request that never ends, byte by byte."""
    await _held(crowd, kind, random, host, b"GET / HTTP/1.1\r\nHost: a\r\nX: ", 0.5)


async def _held(
    crowd: Crowd, kind: str, random: Random, host: str, start: bytes, pause: float
) -> None:
    """Hold connections for as long as the server lets it."""
    while True:
        begin = time.monotonic()
        with suppress(*LOST):
            async with await crowd.connect(host) as stream:
                await stream.send(start)
                await _hold(stream, pause)
        seconds = time.monotonic() - begin
        crowd.tally.count(kind, 0, seconds)
        if seconds >= KEPT_SECONDS:
            crowd.tally.problem(f"{kind} client: kept its connection for {KEPT_SECONDS} seconds")
        await anyio.sleep(random.uniform(0.1, 1))


async def _hold(stream: SocketStream, pause: float) -> None:
    """Hold a connection until the server closes it, or too long; send a byte now and then."""
    with anyio.move_on_after(KEPT_SECONDS) as limit:
        while not limit.cancel_called:
            with anyio.move_on_after(pause or KEPT_SECONDS):
                while True:
                    await stream.receive()
            await stream.send(b"x")


async def greedy(crowd: Crowd, kind: str, random: Random, host: str) -> None:
    """Ask for many pages on one connection, and take no answer."""
    head = f" HTTP/1.1\r\nHost: 127.0.0.1:{crowd.program.port}\r\n\r\n"
    while True:
        with suppress(*LOST):
            async with await crowd.connect(host) as stream:
                for _ in range(20):
                    await stream.send(f"GET /?{queries.page_query(random)}{head}".encode())
                await anyio.sleep(random.uniform(1, 2 * REQUEST_SECONDS))
        crowd.tally.count(kind, 0)


async def leaving(crowd: Crowd, kind: str, random: Random, host: str) -> None:
    """Ask, and leave before the answer."""
    head = f" HTTP/1.1\r\nHost: 127.0.0.1:{crowd.program.port}\r\n\r\n"
    while True:
        with suppress(*LOST):
            async with await crowd.connect(host) as stream:
                await stream.send(f"GET {queries.honest_target(random)}{head}".encode())
                await anyio.sleep(random.uniform(0, 0.3))
        crowd.tally.count(kind, 0)
        await anyio.sleep(random.uniform(0.1, 0.5))


async def nonsense(crowd: Crowd, kind: str, random: Random, host: str) -> None:
    """Send bytes that are no requests, or many at once."""
    while True:
        status = 0
        with suppress(*LOST), anyio.move_on_after(KEPT_SECONDS):
            async with await crowd.connect(host) as stream:
                await stream.send(random.choice(queries.BYTES))
                line = (await stream.receive()).split(b"\r\n")[0].split()
                status = int(line[1]) if len(line) > 1 and line[1].isdigit() else 0
        crowd.tally.count(kind, status)
        if status and status not in HARMLESS:
            crowd.tally.problem(f"{kind} client: {status}")
        await anyio.sleep(random.uniform(0.1, 0.5))


async def killer(crowd: Crowd, kind: str, random: Random, host: str) -> None:
    """Kill a process that draws, each time after some figures."""
    while True:
        enough = crowd.tally.figures(*HONEST) + random.randint(20, 60)
        while crowd.tally.figures(*HONEST) < enough:
            await anyio.sleep(0.05)
        if workers := crowd.program.workers():
            with suppress(ProcessLookupError):
                os.kill(random.choice(workers), signal.SIGKILL)
            crowd.tally.count(kind, 0)
