"""The command ``svgconv serve``; it imports the server only when it runs."""

from __future__ import annotations

import os
from typing import Annotated

import typer

from svgconv.errors import MissingLibraryError, SvgconvError, quoted

MOST_PORT = 65_535


def serve(
    host: Annotated[
        str, typer.Option("--host", metavar="HOST", help="The address to listen on.")
    ] = "127.0.0.1",
    port: Annotated[
        str,
        typer.Option("--port", metavar="N", help="The port, 0 to 65535; 0 is any free one."),
    ] = "8000",
    open_: Annotated[bool, typer.Option("--open", help="Open the page in the browser.")] = False,
) -> None:
    """Serve a page for building figures; Ctrl-C stops it.

    Needs pip install 'svgconv[serve]'. Only this machine can reach the page, unless --host names
    another address.
    """
    _check_libraries()
    from svgconv.serve.app import application
    from svgconv.serve.guard import Address
    from svgconv.serve.listener import listener, written_host
    from svgconv.serve.server import Server, run
    from svgconv.serve.work import Workshop

    listening = listener(host, _port(port))
    address = Address(written_host(host, listening), listening.getsockname()[1])
    os.environ.setdefault("PYTHONSAFEPATH", "1")  # workers must not import from this folder
    workshop = Workshop()

    def announce() -> None:
        typer.echo(f"svgconv: {address} (press Ctrl-C to stop)")
        if not address.is_loopback:
            typer.echo("Other machines that can reach this address can use the page too.", err=True)
        if open_:
            _open(str(address))

    run(Server(application(address, workshop), workshop, announce), listening)


def _port(text: str) -> int:
    """Return the number of a port.

    Raises
    ------
    SvgconvError: the text is not a number from 0 to 65535.
    """
    if not text.isdecimal() or int(text[:6]) > MOST_PORT:
        raise SvgconvError("port", f"{quoted(text)} is not a port", f"use 0 to {MOST_PORT}")
    return int(text)


def _check_libraries() -> None:
    """Check that the libraries of the server are installed.

    Raises
    ------
    MissingLibraryError: uvicorn or Starlette is not installed.
    """
    try:
        import starlette  # noqa: F401
        import uvicorn  # noqa: F401
    except ImportError:
        raise MissingLibraryError(
            "serve",
            "needs Starlette and uvicorn, which are not installed",
            "run pip install 'svgconv[serve]'",
        ) from None


def _open(address: str) -> None:
    """Open the address in the browser, without waiting for it."""
    import threading
    import webbrowser

    threading.Thread(target=webbrowser.open, args=(address,), daemon=True).start()
