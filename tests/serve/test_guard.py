"""Other sites, other names and other methods get nothing; every answer has its headers."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient
from starlette.websockets import WebSocketDisconnect

from svgconv.serve.guard import HEADERS, POLICY, Address

from . import at, served

CONV = at({"operation": "conv", "input_size": "5", "kernel_size": "3"})
PATHS = ["/", CONV, "/figure.svg", "/serve.js", "/serve.css", "/gallery.css", "/nothing"]


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize(
    "host",
    ["evil.example", "evil.example:8000", "127.0.0.1", "127.0.0.1:8001", "",
     "localhost.evil.example:8000", "evil.localhost:8000", "127.0.0.1.evil.example:8000",
     "127.0.0.1:8000@evil", "10.0.0.1:8000", "127.0.0.1:99999999", "user@127.0.0.1:8000",
     "0.0.0.0:8000", "[::1:8000"],
)  # fmt: skip
def test_other_names_are_refused(host: str, path: str, client: TestClient) -> None:
    answer = client.get(path, headers={"host": host})
    assert answer.status_code == 421
    assert "<" not in answer.text


@pytest.mark.parametrize(
    "host", ["127.0.0.1:8000", "localhost:8000", "LOCALHOST:8000", "[::1]:8000"]
)
def test_its_own_names_are_answered(host: str, client: TestClient) -> None:
    assert client.get("/serve.js", headers={"host": host}).status_code == 200


@pytest.mark.parametrize(
    ("host", "port", "admitted", "refused"),
    [
        ("0.0.0.0", 80, ["192.168.1.5", "10.1.2.3:80", "localhost", "[fe80::1]"], ["evil.example"]),
        ("::", 8000, ["[2001:db8::1]:8000", "192.168.1.5:8000"], ["evil.example:8000", "[::1]"]),
        ("192.168.1.5", 8000, ["192.168.1.5:8000"], ["localhost:8000", "192.168.1.6:8000"]),
        ("my.host", 8000, ["my.host:8000", "MY.host:8000"], ["127.0.0.1:8000", "other:8000"]),
        ("::1", 8000, ["[::1]:8000", "localhost:8000"], ["::1:8000", "[::2]:8000"]),
    ],
)
def test_an_address_admits_its_names_only(
    host: str, port: int, admitted: list[str], refused: list[str]
) -> None:
    address = Address(host, port)
    assert [name for name in admitted if not address.admits(name)] == []
    assert [name for name in refused if address.admits(name)] == []


@pytest.mark.parametrize(
    ("host", "loopback"),
    [("127.0.0.1", True), ("127.5.5.5", True), ("::1", True), ("localhost", True),
     ("0.0.0.0", False), ("::", False), ("192.168.1.5", False), ("my.host", False)],
)  # fmt: skip
def test_what_is_loopback(host: str, loopback: bool) -> None:
    assert Address(host, 80).is_loopback == loopback


OTHER_SITES = [
    {"sec-fetch-site": "cross-site", "sec-fetch-mode": "no-cors", "sec-fetch-dest": "image"},
    {"sec-fetch-site": "cross-site", "sec-fetch-mode": "no-cors", "sec-fetch-dest": "script"},
    {"sec-fetch-site": "cross-site", "sec-fetch-mode": "cors", "sec-fetch-dest": "empty"},
    {"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate", "sec-fetch-dest": "iframe"},
    {"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate", "sec-fetch-dest": "embed"},
    {"sec-fetch-site": "same-site", "sec-fetch-mode": "cors", "sec-fetch-dest": "empty"},
    {"sec-fetch-site": "cross-site"},
    {"origin": "https://evil.example"},
    {"origin": "null"},
    {"origin": "http://127.0.0.1:8001"},
    {"origin": "https://127.0.0.1:8000"},
    {"origin": "http://127.0.0.1:8000.evil.example"},
    {"origin": "http://localhost:8000"},
]


@pytest.mark.parametrize("headers", OTHER_SITES)
@pytest.mark.parametrize("path", PATHS)
def test_other_sites_are_refused(path: str, headers: dict[str, str], client: TestClient) -> None:
    assert client.get(path, headers=headers).status_code == 403


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"sec-fetch-site": "none", "sec-fetch-mode": "navigate", "sec-fetch-dest": "document"},
        {"sec-fetch-site": "same-origin", "sec-fetch-mode": "cors", "sec-fetch-dest": "empty"},
        {
            "sec-fetch-site": "cross-site",
            "sec-fetch-mode": "navigate",
            "sec-fetch-dest": "document",
        },
        {"origin": "http://127.0.0.1:8000"},
    ],
)
def test_its_own_page_and_links_to_it_are_answered(
    headers: dict[str, str], client: TestClient
) -> None:
    assert client.get(CONV, headers=headers).status_code == 200


@pytest.mark.parametrize(
    "method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "PROPFIND"]
)
@pytest.mark.parametrize("path", PATHS)
def test_other_methods_are_refused(method: str, path: str, client: TestClient) -> None:
    answer = client.request(method, path)
    assert (answer.status_code, answer.headers["allow"]) == (405, "GET, HEAD")


def test_head_is_get_without_the_body(client: TestClient) -> None:
    head, get = client.head(CONV), client.get(CONV)
    assert head.content == b""
    assert head.headers["content-length"] == str(len(get.content))


def test_websockets_are_refused(client: TestClient) -> None:
    with pytest.raises(WebSocketDisconnect), client.websocket_connect("/"):
        pass


@pytest.mark.parametrize("path", PATHS)
def test_every_answer_has_the_headers(path: str, client: TestClient) -> None:
    answers = [
        client.get(path),
        client.post(path),
        client.get(path, headers={"host": "evil.example"}),
        client.get(path, headers={"origin": "null"}),
        client.get(f"{path}?{'x' * 3000}"),
    ]
    for answer in answers:
        assert HEADERS.items() <= dict(answer.headers).items()
        assert "access-control-allow-origin" not in answer.headers
        assert "server" not in answer.headers


def test_even_an_error_of_its_own_has_them_and_tells_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("svgconv.serve.app.render", lambda *_: 1 / 0)
    with served() as client:
        client._transport.raise_server_exceptions = False  # type: ignore[attr-defined]
        answer = client.get(CONV)
    assert (answer.status_code, answer.text) == (500, "Internal Server Error")
    assert HEADERS.items() <= dict(answer.headers).items()


def test_the_policy_lets_nothing_run_that_is_written_into_the_page() -> None:
    rules = dict(rule.strip().split(" ", 1) for rule in POLICY.split(";"))
    assert rules["default-src"] == "'none'"
    assert rules["script-src"] == rules["style-src"] == rules["connect-src"] == "'self'"
    assert rules["frame-ancestors"] == rules["base-uri"] == "'none'"
    assert rules.pop("style-src-attr") == "'unsafe-inline'"
    assert not any("unsafe" in rule for rule in rules.values())
    assert "*" not in POLICY
