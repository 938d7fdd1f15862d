"""The guard: it answers only requests from the server's own page, or from a person's address bar.

A page of another site must not read or draw a figure, whatever name it uses for this machine (DNS
rebinding). The Host header must therefore be an address to which the server is bound.
"""

from __future__ import annotations

import re
import socket
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from svgconv.serve.limits import MOST_TEXT

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; style-src-attr 'unsafe-inline';"
    " img-src 'self' data:;"
    " connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
"""The content security policy of every answer.

Firefox treats the animation of an attribute such as `display` as an inline style.
"""
HEADERS = {
    "content-security-policy": POLICY,
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
}
"""The headers of every answer, also of rejections."""

METHODS = ("GET", "HEAD")
HOST = re.compile(r"(\[[0-9a-fA-F:.]+\]|[^:\[\]/@]+)(?::(\d{1,5}))?")
LOCAL_NAMES = ("localhost", "127.0.0.1", "[::1]")


@dataclass(frozen=True)
class Address:
    """The host and the port to which the server is bound."""

    host: str
    port: int

    def __str__(self) -> str:
        return f"http://{self.name}:{self.port}/"

    @property
    def name(self) -> str:
        """The host as in addresses and Host headers: IPv6 in brackets."""
        return f"[{self.host}]" if ":" in self.host else self.host

    @property
    def is_loopback(self) -> bool:
        """Whether only this machine can reach it."""
        literal = _literal(self.name)
        return literal.is_loopback if literal else self.host == "localhost"

    def admits(self, header: str) -> bool:
        """Return whether a Host header names this address.

        A server that is bound to all addresses of the machine also accepts every IP address and
        the machine's own name, because none of these can be the name of another site.
        """
        found = HOST.fullmatch(header)
        if not found or int(found[2] or 80) != self.port:
            return False
        name = found[1].lower()
        if name == self.name.lower() or (self.is_loopback and name in LOCAL_NAMES):
            return True
        literal = _literal(self.name)
        if literal is None or not literal.is_unspecified:
            return False
        return bool(_literal(name)) or name in ("localhost", socket.gethostname().lower())


def _literal(name: str) -> IPv4Address | IPv6Address | None:
    try:
        return ip_address(name.strip("[]"))
    except ValueError:
        return None


@dataclass(frozen=True)
class Guard:
    """An ASGI application around another one, to which it passes only permitted requests."""

    app: ASGIApp
    address: Address

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on a permitted request or reject it with a message; all answers have `HEADERS`."""

        async def answer(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(HEADERS)
            await send(message)

        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
        elif scope["type"] == "http":
            await (self._rejection(scope) or self.app)(scope, receive, answer)
        else:
            await send({"type": "websocket.close", "code": 1008})

    def _rejection(self, scope: Scope) -> PlainTextResponse | None:
        """Return the answer to a forbidden request, or None if the request is permitted."""
        headers = Headers(scope=scope)
        if scope["method"] not in METHODS:
            return _answer(405, "Only GET and HEAD are allowed.", {"allow": ", ".join(METHODS)})
        hosts = headers.getlist("host")
        if len(hosts) != 1 or not self.address.admits(hosts[0]):
            return _answer(421, f"This server answers only as {self.address}.")
        if not _from_here(headers, hosts[0]):
            return _answer(403, "Other sites may not send requests to this server.")
        if len(scope["query_string"]) > MOST_TEXT:
            return _answer(414, f"The query has more than {MOST_TEXT} characters.")
        return None


def _from_here(headers: Headers, host: str) -> bool:
    """Return whether the request comes from the server's own page or opens a whole page."""
    origins = headers.getlist("origin")
    if origins and origins != [f"http://{host}"]:
        return False
    if headers.get("sec-fetch-site", "none") in ("same-origin", "none"):
        return True
    mode, destination = headers.get("sec-fetch-mode"), headers.get("sec-fetch-dest")
    return (mode, destination) == ("navigate", "document")


def _answer(status: int, message: str, headers: dict[str, str] | None = None) -> PlainTextResponse:
    return PlainTextResponse(f"{message}\n", status, headers)
