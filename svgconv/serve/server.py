"""The server: uvicorn with this project's limits, signals, messages and end."""

from __future__ import annotations

import logging
import signal
import socket
import sys
from collections.abc import Callable
from contextlib import suppress
from types import FrameType

import anyio
import uvicorn
from starlette.types import ASGIApp

from svgconv.serve.connection import MOST_CONNECTIONS, Connection
from svgconv.serve.work import Workshop

DRAIN_SECONDS = 5
"""How long the server finishes its work before it ends."""
LAST_SECONDS = 1
"""How long clients may take their last answers."""
LONGEST_END = 60
"""The seconds after which the server ends whatever is not finished, on a very busy machine."""
MOST_FILES = 2 * MOST_CONNECTIONS
"""The open files and sockets that the server allows itself."""


class Server(uvicorn.Server):
    """Serves an application; Ctrl-C, SIGTERM and SIGHUP end it.

    Parameters
    ----------
    workshop: the work to finish, or to stop, before the end.
    announce: called when the server accepts requests.
    """

    def __init__(
        self, application: ASGIApp, workshop: Workshop, announce: Callable[[], None]
    ) -> None:
        super().__init__(
            uvicorn.Config(
                application,
                http=Connection,
                ws="none",
                log_config=None,
                access_log=False,
                server_header=False,
                timeout_graceful_shutdown=LONGEST_END,
            )
        )
        self._workshop = workshop
        self._announce = announce
        self._must_hurry = False

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        _log_lines()
        _allow_files()
        await super().startup(sockets)
        self._announce()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Finish the work for a few seconds; a second signal ends it at once."""
        async with anyio.create_task_group() as group:
            group.start_soon(self._drain)
            await super().shutdown(sockets)
            group.cancel_scope.cancel()

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Begin to end, or hurry."""
        self._must_hurry = self.should_exit
        self.should_exit = True

    async def _drain(self) -> None:
        if count := self._workshop.job_count:
            figures = "1 figure" if count == 1 else f"{count} figures"
            with suppress(OSError):  # the terminal may be gone
                print(
                    f"svgconv: {figures} to finish, for at most {DRAIN_SECONDS} seconds"
                    " (press Ctrl-C to stop now)",
                    file=sys.stderr,
                    flush=True,
                )
        with anyio.move_on_after(DRAIN_SECONDS):
            while self.server_state.connections and not self._must_hurry:
                await anyio.sleep(0.1)
        self._workshop.stop()
        await anyio.sleep(LAST_SECONDS)
        for connection in list(self.server_state.connections):
            connection.transport.abort()


class Line(logging.Formatter):
    """Writes an error as one line, without its traceback."""

    def format(self, record: logging.LogRecord) -> str:
        error = record.exc_info[1] if record.exc_info else None
        text = f"{record.getMessage()} {error!r}" if error else record.getMessage()
        return f"svgconv: {' '.join(text.split())}"


def _log_lines() -> None:
    """Let errors of the libraries be lines; their warnings are about clients, and intended ends."""
    handler = logging.StreamHandler()
    handler.setFormatter(Line())
    logging.basicConfig(level=logging.ERROR, handlers=[handler])


def _allow_files() -> None:
    """Let this process open as many files as it may have connections, if the system lets it."""
    with suppress(ImportError, ValueError, OSError):
        import resource

        soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        if 0 <= soft < MOST_FILES:
            resource.setrlimit(resource.RLIMIT_NOFILE, (min(MOST_FILES, hard), hard))


def run(server: Server, listening: socket.socket) -> None:
    """Run a server until a signal ends it; SIGHUP is one, unless it was ignored (``nohup``)."""
    hang_up = getattr(signal, "SIGHUP", None)
    if hang_up and signal.getsignal(hang_up) != signal.SIG_IGN:
        signal.signal(hang_up, server.handle_exit)
    server.run(sockets=[listening])
