"""The server's queries: each is answered with a page, with a file, or with an error in words."""

from __future__ import annotations

import asyncio
import re
import sys
from collections.abc import Callable
from functools import cache
from html import unescape
from typing import Any
from urllib.parse import quote, urlencode

from hypothesis import strategies as st

from svgconv.encoders import ENCODERS
from svgconv.serve.app import application
from svgconv.serve.guard import Address
from svgconv.serve.presets import presets
from svgconv.serve.request import parse
from svgconv.serve.work import Workshop
from tests.fuzz.case import Case
from tests.fuzz.mutations import as_bytes, damaged_text, tokens
from tests.fuzz.reader import Reader

ADDRESS = Address("127.0.0.1", 8000)
PROBLEM = re.compile(r'<p class="error"[^>]*>([^<]*)')
UNEXPECTED = "svgconv cannot draw these values"
"""What the page says after an error that no reader raises on purpose."""
SCRIPTS = 1
"""The scripts of a page."""


class InProcess(Workshop):
    """Does the work at once: the case has a process of its own."""

    async def run(self, job: Callable[..., Any], *arguments: object, **options: Any) -> Any:
        """Return what the job returns."""
        return job(*arguments)


def answer(words: tuple[str, ...]) -> None:
    """Ask the server for an address; a problem is one line and status 2.

    Raises
    ------
    ValueError: the answer is neither a figure nor a problem.
    """
    path, _, query = words[1].partition("?")
    status, body = asyncio.run(_asked(path, query.encode("ascii", "surrogateescape")))
    text = body.decode("utf-8") if body.startswith(b"<!") else ""
    if text.count("<script") != SCRIPTS * bool(text):
        raise ValueError(f"{text.count('<script')} scripts")
    problems = [unescape(one) for one in PROBLEM.findall(text) if one]
    if status == 200 and not problems:
        return
    if any(line.startswith(UNEXPECTED) for line in problems):
        raise ValueError(problems[0])
    if status >= 500 or (status == 200) != (path == "/" and bool(problems)):
        raise ValueError(f"status {status}")
    for line in problems or [body.decode()]:
        print(f"query: {line.removesuffix(chr(10))}", file=sys.stderr)
    sys.exit(2)


async def _asked(path: str, query: bytes) -> tuple[int, bytes]:
    """Return the status and the content of the answer to a request."""
    scope = {
        "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": "GET",
        "scheme": "http", "path": path, "raw_path": path.encode("utf-8", "surrogateescape"),
        "query_string": query, "root_path": "", "client": ("127.0.0.1", 1),
        "server": ("127.0.0.1", 8000), "headers": [(b"host", b"127.0.0.1:8000")],
    }  # fmt: skip
    sent: list[Any] = []
    asked = False

    async def receive() -> Any:
        nonlocal asked
        if asked:
            await asyncio.Event().wait()
        asked = True
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Any) -> None:
        sent.append(message)

    await application(ADDRESS, InProcess())(scope, receive, send)
    body = b"".join(one.get("body", b"") for one in sent)
    return sent[0]["status"], body


@cache
def _queries() -> tuple[dict[str, str], ...]:
    return tuple(dict(preset.query) for preset in presets())


@cache
def _fields() -> tuple[str, ...]:
    return tuple(sorted({name for query in _queries() for name in parse(query.items()).fields}))


@st.composite
def _pairs(draw: st.DrawFn) -> str:
    """A query with hostile values in its fields."""
    pairs = list(draw(st.sampled_from(_queries())).items())
    for _ in range(draw(st.integers(0, 3))):
        at = draw(st.integers(0, len(pairs) - 1))
        name, old = pairs[at]
        pairs[at] = (name, draw(st.one_of(tokens, damaged_text((old,)))))
    if draw(st.booleans()):
        pairs.append((draw(st.sampled_from(_fields())), draw(tokens)))
    return urlencode([(name, as_bytes(value)) for name, value in pairs])


@st.composite
def _cases(draw: st.DrawFn) -> Case:
    suffix = draw(st.sampled_from(["", "", "", "", *ENCODERS.names(), "exe", "../x"]))
    path = f"/figure.{suffix}" if suffix and draw(st.booleans()) else "/"
    query = draw(_pairs())
    if not draw(st.integers(0, 3)):
        query = quote(as_bytes(draw(damaged_text((query,)))), safe="&=%+;?/")
    return Case("queries", ("GET", f"{path}?{query}"))


READERS = (Reader("queries", st.deferred(_cases), answer, lambda case: ""),)
