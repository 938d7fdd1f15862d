"""The page that composes figures: its answers, its limits, and the page in real browsers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urlencode

from starlette.testclient import TestClient

from svgconv.serve.app import application
from svgconv.serve.guard import Address
from svgconv.serve.work import Workshop

ADDRESS = Address("127.0.0.1", 8000)


@contextmanager
def served(workshop: Workshop | None = None, address: Address = ADDRESS) -> Iterator[TestClient]:
    """A client of the application at its own address."""
    with TestClient(
        application(address, workshop), base_url=f"http://{address.name}:{address.port}"
    ) as client:
        yield client


def at(query: Mapping[str, str], path: str = "/") -> str:
    """The address of a query."""
    return f"{path}?{urlencode(query)}"


class Page(HTMLParser):
    """What the page says: its fields, errors, and the text of its parts."""

    def __init__(self, answer: Any) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.values: dict[str, str] = {}
        self.choices: dict[str, list[str]] = {}
        self.errors: dict[str, str] = {}
        self.text = ""
        self._select = self._error = ""
        self._option: dict[str, str | None] | None = None
        self.feed(answer.text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = dict(attrs)
        self.tags.append((tag, said))
        name, value = said.get("name") or "", said.get("value") or ""
        if tag == "input" and name:
            self.values[name] = value
        elif tag == "select":
            self._select = name
            self.choices[name] = []
        elif tag == "option" and "value" in said:
            self._choose(value, said)
        self._option = said if tag == "option" and "value" not in said else None
        if tag == "p":
            self._error = (said.get("id") or "") if said.get("class") == "error" else ""

    def _choose(self, value: str, said: Mapping[str, str | None]) -> None:
        self.choices[self._select].append(value)
        if "selected" in said:
            self.values[self._select] = value

    def handle_endtag(self, tag: str) -> None:
        if tag == "p":
            self._error = ""

    def handle_data(self, data: str) -> None:
        self.text += data
        if self._option is not None:  # its text is its value
            self._choose(data.strip(), self._option)
            self._option = None
        if self._error and data.strip():
            self.errors[self._error.removeprefix("error-")] = data

    def all(self, tag: str) -> list[dict[str, str | None]]:
        """The attributes of every such element."""
        return [attributes for name, attributes in self.tags if name == tag]

    @property
    def drawn(self) -> bool:
        """Whether there is a figure."""
        return any((said.get("class") or "").startswith("figure ") for said in self.all("svg"))
