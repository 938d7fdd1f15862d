"""Connections have time limits, and shares: silent, slow and many clients lock nobody out."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager

import anyio
import pytest
from anyio.abc import SocketStream
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from svgconv.serve import connection, server
from svgconv.serve.app import application
from svgconv.serve.guard import HEADERS, Address
from svgconv.serve.listener import listener
from svgconv.serve.network import network_of
from svgconv.serve.work import Workshop
from tests.serve.test_work import in_loop

LARGE = 2**25
"""More than the system takes of an answer by itself."""


class Site:
    """Answers at once, or when it is told to, or with many bytes."""

    def __init__(self) -> None:
        self.open = anyio.Event()
        self.application = Starlette(
            routes=[Route("/", self.quick), Route("/wait", self.wait), Route("/large", self.large)]
        )

    async def quick(self, request: Request) -> Response:
        return PlainTextResponse("quick")

    async def wait(self, request: Request) -> Response:
        await self.open.wait()
        return PlainTextResponse("waited")

    async def large(self, request: Request) -> Response:
        return PlainTextResponse(bytes(LARGE))


class Clients:
    """Connections to a server, closed at the end."""

    def __init__(self, stack: AsyncExitStack, port: int) -> None:
        self._stack, self.port = stack, port

    async def connect(self, host: str = "127.0.0.1") -> SocketStream:
        stream = await anyio.connect_tcp("127.0.0.1", self.port, local_host=host)
        await anyio.sleep(0.01)
        return await self._stack.enter_async_context(stream)

    async def ask(self, stream: SocketStream, path: str = "/") -> None:
        await stream.send(f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{self.port}\r\n\r\n".encode())

    async def answer(self, host: str = "127.0.0.1", path: str = "/") -> bytes:
        stream = await self.connect(host)
        await self.ask(stream, path)
        return await heard(stream)


async def heard(stream: SocketStream) -> bytes:
    """What comes next; nothing if the connection is closed."""
    try:
        with anyio.fail_after(10):
            return await stream.receive()
    except (anyio.EndOfStream, anyio.BrokenResourceError):
        return b""


async def is_open(stream: SocketStream) -> bool:
    """Whether the server still has the connection; nothing is to be heard on it."""
    with anyio.move_on_after(0.05):
        return await heard(stream) != b""
    return True


@asynccontextmanager
async def serving(site: Site) -> AsyncIterator[Clients]:
    listening = listener("127.0.0.1", 0)
    port = listening.getsockname()[1]
    running = server.Server(site.application, Workshop(), lambda: None)
    async with anyio.create_task_group() as group, AsyncExitStack() as stack:
        group.start_soon(running.serve, [listening])
        yield Clients(stack, port)
        site.open.set()
        running.should_exit = True


def with_clients(work: Callable[[Clients, Site], Awaitable[None]]) -> None:
    """Do something with a server and its clients."""

    async def run() -> None:
        site = Site()
        async with serving(site) as clients:
            await work(clients, site)

    in_loop(run)


@pytest.fixture
def hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """A client has a fraction of a second."""
    monkeypatch.setattr(connection, "REQUEST_SECONDS", 0.6)


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """Three connections of one network, five in all; they are soon old."""
    monkeypatch.setattr(connection, "NEW_SECONDS", 0.005)
    monkeypatch.setattr(connection, "MOST_PER_NETWORK", 3)
    monkeypatch.setattr(connection, "MOST_CONNECTIONS", 5)


@pytest.mark.usefixtures("hurried")
@pytest.mark.parametrize(
    "start",
    [
        b"",
        b"GET / HTTP/1.1\r\nHost: a\r\n",
        b"GET / HTTP/1.1\r\nHost: a\r\n\r\n",
        b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 99\r\n\r\n",
    ],
    ids=["silent", "a part of a request", "a whole request", "a body that does not end"],
)
def test_a_client_without_a_next_request_is_dropped_although_it_sends(start: bytes) -> None:
    async def work(clients: Clients, site: Site) -> None:
        stream = await clients.connect()
        await stream.send(start or b"\r\n")
        with anyio.fail_after(5):
            while True:
                try:
                    await stream.send(b"x" if start else b"\r\n")
                    await anyio.sleep(0.1)
                except anyio.BrokenResourceError:
                    break

    with_clients(work)


@pytest.mark.usefixtures("hurried")
def test_work_is_waited_for() -> None:
    async def work(clients: Clients, site: Site) -> None:
        stream = await clients.connect()
        await clients.ask(stream, "/wait")
        await anyio.sleep(1)
        site.open.set()
        assert (await heard(stream)).startswith(b"HTTP/1.1 200")

    with_clients(work)


@pytest.mark.usefixtures("hurried")
def test_each_answer_gives_a_client_as_much_time_again() -> None:
    async def work(clients: Clients, site: Site) -> None:
        stream = await clients.connect()
        for _ in range(4):
            await anyio.sleep(0.25)
            await clients.ask(stream)
            assert (await heard(stream)).startswith(b"HTTP/1.1 200")

    with_clients(work)


@pytest.mark.usefixtures("hurried")
@pytest.mark.parametrize("requests", [1, 2])
def test_an_answer_that_nobody_takes_is_dropped(requests: int) -> None:
    async def work(clients: Clients, site: Site) -> None:
        stream = await clients.connect()
        for _ in range(requests):
            await clients.ask(stream, "/large")
        await anyio.sleep(2)
        taken = 0
        while piece := await heard(stream):
            taken += len(piece)
        assert taken < LARGE

    with_clients(work)


@pytest.mark.usefixtures("hurried")
def test_an_answer_that_is_taken_slowly_is_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    async def work(clients: Clients, site: Site) -> None:
        stream = await clients.connect()
        await clients.ask(stream, "/large")
        taken = 0
        with anyio.fail_after(30):
            while taken < LARGE:
                taken += len(await stream.receive(LARGE // 16))
                await anyio.sleep(0.002)

    with_clients(work)


def test_hundreds_of_silent_clients_lock_nobody_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection, "NEW_SECONDS", 0.1)

    async def work(clients: Clients, site: Site) -> None:
        for number in range(420):
            await anyio.connect_tcp(
                "127.0.0.1", clients.port, local_host=f"127.0.0.{number % 2 + 1}"
            )
        await anyio.sleep(0.2)
        for host in ("127.0.0.1", "127.0.0.2", "127.0.0.3"):
            assert (await clients.answer(host)).startswith(b"HTTP/1.1 200")

    with_clients(work)


@pytest.mark.usefixtures("few")
def test_the_oldest_connection_without_a_request_makes_room_in_its_own_network() -> None:
    async def work(clients: Clients, site: Site) -> None:
        other = await clients.connect("127.0.0.2")
        used = await clients.connect()
        await clients.ask(used)
        await heard(used)
        first, second, third = [await clients.connect() for _ in range(3)]
        assert [await is_open(one) for one in (other, used, first, second, third)] == [
            True, True, False, True, True,
        ]  # fmt: skip

    with_clients(work)


@pytest.mark.usefixtures("few")
def test_the_network_with_most_connections_makes_room_for_others() -> None:
    async def work(clients: Clients, site: Site) -> None:
        few = [await clients.connect("127.0.0.2") for _ in range(2)]
        many = [await clients.connect("127.0.0.3") for _ in range(3)]
        assert (await clients.answer()).startswith(b"HTTP/1.1 200")
        assert [await is_open(one) for one in few + many] == [True, True, False, True, True]

    with_clients(work)


@pytest.mark.usefixtures("few")
def test_a_new_connection_is_left_the_time_to_send_its_request(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(connection, "NEW_SECONDS", 60)

    async def work(clients: Clients, site: Site) -> None:
        new = [await clients.connect() for _ in range(3)]
        assert (await clients.answer()).startswith(b"HTTP/1.1 503")
        for stream in new:
            await clients.ask(stream)
            assert (await heard(stream)).startswith(b"HTTP/1.1 200")

    with_clients(work)


@pytest.mark.usefixtures("few")
def test_a_busy_network_gets_a_line_and_others_an_answer() -> None:
    async def work(clients: Clients, site: Site) -> None:
        idle = await clients.connect("127.0.0.2")
        for _ in range(3):
            await clients.ask(await clients.connect(), "/wait")
        full = await clients.answer()
        assert full.startswith(b"HTTP/1.1 503")
        assert b"Too many connections from this address are busy; try again later.\n" in full
        assert all(f"{name}: {value}".encode() in full for name, value in HEADERS.items())
        assert await is_open(idle), "others make no room for it"
        assert (await clients.answer("127.0.0.2")).startswith(b"HTTP/1.1 200")

    with_clients(work)


def test_the_answers_that_wait_in_the_server_have_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection, "MOST_UNSENT", 1.5 * LARGE)

    async def work(clients: Clients, site: Site) -> None:
        first, second = [await clients.connect() for _ in range(2)]
        for stream in (first, second):
            await clients.ask(stream, "/large")
            await anyio.sleep(0.3)
        taken = 0
        while piece := await heard(first):
            taken += len(piece)
        assert taken < LARGE
        assert (await heard(second)).startswith(b"HTTP/1.1 200")

    with_clients(work)


def test_nonsense_while_it_works_ends_the_connection_without_a_word(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async def work(clients: Clients, site: Site) -> None:
        stream = await clients.connect()
        head = "GET /wait HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
        await stream.send(head.encode())
        await anyio.sleep(0.1)
        await stream.send(b"nonsense\r\n")
        assert await heard(stream) == b""
        site.open.set()
        await anyio.sleep(0.1)

    with caplog.at_level(logging.ERROR):
        with_clients(work)
    assert caplog.records == []


@pytest.mark.parametrize(
    ("hosts", "network"),
    [
        (["192.168.1.5", "::ffff:192.168.1.5"], "192.168.1.5"),
        (["2001:db8::1", "2001:db8::ffff:2:3:4"], "2001:db8::/64"),
        (["fe80::1%eth0"], "fe80::/64"),
        (["testclient"], "testclient"),
        ([""], ""),
    ],
)
def test_the_network_of_an_address(hosts: list[str], network: str) -> None:
    assert {network_of(host) for host in hosts} == {network}
    assert network_of("2001:db8:0:1::1") != network_of("2001:db8::1")


def test_the_drain_has_an_end_and_then_the_client_gets_a_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(server, "DRAIN_SECONDS", 0.5)

    async def work() -> None:
        listening = listener("127.0.0.1", 0)
        port = listening.getsockname()[1]
        # Nobody lets the first job of this workshop begin.
        workshop = Workshop(at_once=1)
        running = server.Server(
            application(Address("127.0.0.1", port), workshop), workshop, lambda: None
        )
        async with workshop._turns.place(""), anyio.create_task_group() as group:
            group.start_soon(running.serve, [listening])
            async with await anyio.connect_tcp("127.0.0.1", port) as stream:
                await stream.send(f"GET / HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n".encode())
                while not workshop.job_count:
                    await anyio.sleep(0.01)
                running.should_exit = True
                answer = await heard(stream)
        assert answer.startswith(b"HTTP/1.1 503")
        assert b"the server is stopping" in answer

    in_loop(work)
    assert capsys.readouterr().err == (
        "svgconv: 1 figure to finish, for at most 0.5 seconds (press Ctrl-C to stop now)\n"
    )
