"""What is answered at all: requests to this very address, from its own page or typed by a person.

A page of another site must neither read a figure nor have one drawn, by whatever name it calls
this machine (DNS rebinding): the Host header has to be an address that the server is bound to.
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
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
    " connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "content-security-policy": POLICY,
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
}
"""On every answer, refusals too."""

METHODS = ("GET", "HEAD")
HOST = re.compile(r"(\[[0-9a-fA-F:.]+\]|[^:\[\]/@]+)(?::(\d{1,5}))?")
LOCAL_NAMES = ("localhost", "127.0.0.1", "[::1]")


@dataclass(frozen=True)
class Address:
    """Where the server is bound."""

    host: str
    port: int

    def __str__(self) -> str:
        return f"http://{self.name}:{self.port}/"

    @property
    def name(self) -> str:
        """The host as addresses and Host headers have it, IPv6 in brackets."""
        return f"[{self.host}]" if ":" in self.host else self.host

    @property
    def is_loopback(self) -> bool:
        """Whether only this machine reaches it."""
        literal = _literal(self.name)
        return literal.is_loopback if literal else self.host == "localhost"

    def admits(self, header: str) -> bool:
        """Whether a Host header names this address.

        Bound to all addresses of the machine, it is any number, or the machine's own name: with
        these no other site's name can be meant.
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
    """An ASGI application around another, which answers only what may be asked."""

    app: ASGIApp
    address: Address

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on what may be asked, refuse the rest in words, with `HEADERS` on all."""

        async def answer(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(HEADERS)
            await send(message)

        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
        elif scope["type"] == "http":
            await (self._refusal(scope) or self.app)(scope, receive, answer)
        else:
            await send({"type": "websocket.close", "code": 1008})

    def _refusal(self, scope: Scope) -> PlainTextResponse | None:
        """The answer to what may not be asked; None where it may."""
        headers = Headers(scope=scope)
        if scope["method"] not in METHODS:
            return _said(405, "Only GET and HEAD.", {"allow": ", ".join(METHODS)})
        hosts = headers.getlist("host")
        if len(hosts) != 1 or not self.address.admits(hosts[0]):
            return _said(421, f"This is {self.address}, and answers by no other name.")
        if not _from_here(headers, hosts[0]):
            return _said(403, "Other sites may not ask this.")
        if len(scope["query_string"]) > MOST_TEXT:
            return _said(414, f"The address has more than {MOST_TEXT} characters.")
        return None


def _from_here(headers: Headers, host: str) -> bool:
    """Whether this server's own page asks, or a person goes to the address as a whole page."""
    origins = headers.getlist("origin")
    if origins and origins != [f"http://{host}"]:
        return False
    if headers.get("sec-fetch-site", "none") in ("same-origin", "none"):
        return True
    mode, destination = headers.get("sec-fetch-mode"), headers.get("sec-fetch-dest")
    return (mode, destination) == ("navigate", "document")


def _said(status: int, words: str, headers: dict[str, str] | None = None) -> PlainTextResponse:
    return PlainTextResponse(f"{words}\n", status, headers)
