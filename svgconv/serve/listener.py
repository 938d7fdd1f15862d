"""The socket on which the server listens; errors name the option that is wrong."""

from __future__ import annotations

import errno
import os
import socket

from svgconv.errors import SvgconvError, quoted

LOCAL = "use 127.0.0.1 to serve only this machine"


def listener(host: str, port: int) -> socket.socket:
    """Return a socket that listens on a host's port; the port 0 means any free one.

    Raises
    ------
    SvgconvError: the host is not an address of this machine, or the port cannot be used.
    """
    try:
        family, kind, _, _, place = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
    except (OSError, UnicodeError):
        raise SvgconvError("host", f"{quoted(host)} is not a known address", LOCAL) from None
    try:
        listening = socket.socket(family, kind)
    except OSError as error:
        raise _error(error, host, port) from None
    try:
        if os.name == "posix":
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(place)
        listening.listen()
    except OSError as error:
        listening.close()
        raise _error(error, host, port) from None
    return listening


def written_host(host: str, listening: socket.socket) -> str:
    """Return a host as browsers write it: ``127.1`` is ``127.0.0.1``; a name stays as it is."""
    try:
        socket.getaddrinfo(host, None, flags=socket.AI_NUMERICHOST)
    except OSError:
        return host
    return str(listening.getsockname()[0])


def _error(error: OSError, host: str, port: int) -> SvgconvError:
    """Return the error for the option that the system's error is about."""
    if error.errno == errno.EADDRINUSE:
        problem = f"{port} is already in use on {host}"
        return SvgconvError("port", problem, "choose another port, or 0 for a free one")
    if error.errno in (errno.EACCES, errno.EPERM):
        problem = f"{port} is not allowed for this user"
        return SvgconvError("port", problem, "choose a port from 1024 on, or 0 for a free one")
    if error.errno == errno.EADDRNOTAVAIL:
        remedy = f"{LOCAL}, or 0.0.0.0 for all its addresses"
        return SvgconvError("host", f"{quoted(host)} is not an address of this machine", remedy)
    return SvgconvError("host", f"{quoted(host)} cannot be used ({error.strerror})", LOCAL)
