"""The command that serves the page on which a figure is composed."""

from __future__ import annotations

import logging
import os
import socket
import threading
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from svgconv.serve.guard import Address


def serve(
    host: Annotated[
        str, typer.Option("--host", metavar="HOST", help="The address to be reached at.")
    ] = "127.0.0.1",
    port: Annotated[
        int,
        typer.Option("--port", metavar="N", min=0, max=65535, help="The port; 0 takes a free one."),
    ] = 8000,
    open_: Annotated[bool, typer.Option("--open", help="Open it in the browser.")] = False,
) -> None:
    """Serve a page on which a figure is composed, until Ctrl-C.

    It is for this machine alone unless --host says another address.
    """
    uvicorn = _uvicorn_or_say()
    from svgconv.serve.app import application
    from svgconv.serve.guard import Address

    bound = _bound(host, port)
    address = Address(host, bound.getsockname()[1])
    os.environ.setdefault("PYTHONSAFEPATH", "1")  # workers must not import from this folder
    typer.echo(f"svgconv: {address} until Ctrl-C")
    if not address.is_loopback:
        typer.echo("Others who reach this machine can use it too.", err=True)
    if open_:
        _open(address)
    config = uvicorn.Config(
        application(address),
        http="h11",
        ws="none",
        log_config=None,
        access_log=False,
        server_header=False,
        limit_concurrency=100,
        timeout_graceful_shutdown=1,
    )
    # At the end asyncio may warn that a worker is gone, which it is to be.
    logging.getLogger("asyncio").setLevel(logging.ERROR)
    server = uvicorn.Server(config)

    def end(*_: object) -> None:
        # However often it is asked: it is done within a second, and hurry would end in tracebacks.
        server.should_exit = True

    server.handle_exit = end
    try:
        server.run(sockets=[bound])
    except KeyboardInterrupt:
        raise typer.Exit from None


def _uvicorn_or_say() -> Any:
    """The module `uvicorn`.

    Raises
    ------
    MissingLibraryError: it, or starlette, is not there.
    """
    from svgconv.errors import MissingLibraryError

    try:
        import starlette  # noqa: F401
        import uvicorn
    except ImportError:
        raise MissingLibraryError(
            "serve",
            "needs Starlette and uvicorn, which are not installed",
            "pip install 'svgconv[serve]'",
        ) from None
    return uvicorn


def _bound(host: str, port: int) -> socket.socket:
    """A socket that listens there.

    Raises
    ------
    SvgconvError: no such address, or a port that is taken.
    """
    from svgconv.errors import SvgconvError, quoted

    try:
        family, kind, _, _, place = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
    except (OSError, UnicodeError):
        raise SvgconvError(
            "host", f"{quoted(host)} is not known", "use 127.0.0.1 for this machine alone"
        ) from None
    listening = socket.socket(family, kind)
    try:
        if os.name == "posix":
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(place)
        listening.listen()
    except OSError as error:
        listening.close()
        raise SvgconvError(
            "port",
            f"{port} of {host} cannot be had ({error.strerror})",
            "give another with --port; 0 takes a free one",
        ) from None
    return listening


def _open(address: Address) -> None:
    import webbrowser

    threading.Thread(target=webbrowser.open, args=(str(address),), daemon=True).start()
