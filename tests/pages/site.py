"""A folder on a plain local server, which records its requests."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any


@dataclass
class Site:
    """A folder, its address with a final slash, and the path and status of each request."""

    folder: Path
    address: str
    requests: list[tuple[str, int]] = field(default_factory=list)


class _Handler(SimpleHTTPRequestHandler):
    """Records the requests instead of printing them."""

    def __init__(self, *arguments: Any, site: Site, **named: Any) -> None:
        self._site = site
        super().__init__(*arguments, directory=str(site.folder), **named)

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        self._site.requests.append((self.path, int(code)))

    def log_message(self, format: str, *arguments: Any) -> None:
        pass

    def end_headers(self) -> None:
        self.send_header("Cache-Control", "no-store")
        super().end_headers()


@contextmanager
def served(folder: Path) -> Iterator[Site]:
    """Serve a folder while the block runs."""
    site = Site(folder, "")
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, site=site)) as server:
        site.address = f"http://127.0.0.1:{server.server_port}/"
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield site
        finally:
            server.shutdown()
            thread.join()
