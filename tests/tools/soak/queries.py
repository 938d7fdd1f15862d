"""What clients ask for: figures as people compose them, hostile queries, and much work."""

from __future__ import annotations

from random import Random
from urllib.parse import urlencode

from svgconv.operations import OPERATIONS
from svgconv.serve.form import initial_values
from svgconv.serve.presets import presets
from svgconv.serve.request import parse
from svgconv.themes import THEMES

FORMATS = ("svg", "svg", "png", "json", "pdf", "gif")

TEXTS = (
    "9" * 27, "1000000000000", "4294967296", "-1", "0", "nan", "1e308", "inf", "1,2,3,4", "9" * 900,
    "\x00", "\u202e", "\U0001f4a5" * 40, "<script>alert(1)</script>", "/etc/passwd", "{{ 7 * 7 }}",
    "a\r\nset-cookie: b=c", "..%2f..%2fetc", "(" * 400, "0:999999999999", "Conv2d(3) > " * 60,
)  # fmt: skip

TARGETS = (
    "/figure.exe", "/figure.", "//etc/passwd", "/..%2fpyproject.toml", "/?stride=1&stride=2", "*",
    "/?" + "x" * 3000, "/?%ff%fe=%c3%28", "/figure.svg?format=%00", "/?=&&=&;", "/%00", "/?view",
)  # fmt: skip

HEADERS = (
    {"host": "evil.example"}, {"host": ""}, {"origin": "null"}, {"origin": "https://evil.example"},
    {"sec-fetch-site": "cross-site"}, {"content-length": "0"}, {"expect": "100-continue"},
    {"upgrade": "websocket", "connection": "upgrade"}, {"range": "bytes=0-1"}, {"x": "y" * 4000},
)  # fmt: skip

BYTES = (
    b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", b"GET\r\n\r\n", b"\r\n" * 500, b"\x00" * 9000,
    b"GET / HTTP/9.9\r\n\r\n", b"GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", b"A" * 100_000,
    b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", b"GET / HTTP/1.1\r\nContent-Length: x\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nnonsense\r\n",
    b"GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 99999999\r\n\r\n" + b"x" * 70_000,
    b"GET / HTTP/1.1\r\nHost: a\r\n\r\n" * 50,
)  # fmt: skip

HEAVY = (
    {"operation": "conv", "input_size": "50", "kernel_size": "1", "frame_duration": "0.2"},
    {"operation": "conv_transpose", "input_size": "20", "kernel_size": "3", "width": "400"},
)


LONG = f"/figure.webm?{urlencode(HEAVY[1])}"
"""A download that takes longer than a server may take to end."""


def page_query(random: Random) -> str:
    """The query of a preset with another theme and another size, as its address holds it.

    The size stays odd or even: paths that halve it would not match otherwise.
    """
    query = dict(random.choice(presets()).query)
    query["theme"] = random.choice(THEMES.names())
    if random.random() < 0.5 and query.get("input_size", "").isdecimal():
        query["input_size"] = str(int(query["input_size"]) + 2 * random.randint(0, 1))
    return urlencode(query)


def honest_target(random: Random) -> str:
    """The address of a page, or now and then of a download."""
    if random.random() < 0.12:
        return f"/figure.{random.choice(FORMATS)}?{page_query(random)}"
    return f"/?{page_query(random)}"


def hostile_target(random: Random) -> str:
    """An address that nobody composes."""
    if random.random() < 0.3:
        return random.choice(TARGETS)
    operation = random.choice(OPERATIONS.names())
    query = {"operation": operation, **initial_values(operation)}
    for name in random.sample(sorted(parse(query.items()).fields), 2):
        query[name] = random.choice(TEXTS)
    return f"{random.choice(('/', '/', '/figure.json', '/figure.png'))}?{urlencode(query)}"


def heavy_target(random: Random) -> str:
    """A download that takes seconds, and perhaps too many."""
    return f"/figure.{random.choice(('gif', 'webp', 'webm'))}?{urlencode(random.choice(HEAVY))}"
