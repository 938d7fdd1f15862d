"""Commands, answers and events over a websocket: the framing CDP and WebDriver BiDi share."""

import json
from typing import Any

from websocket import create_connection

from .sandbox import PATIENCE


class Channel:
    """Sends one command at a time; keeps the events that come in between."""

    def __init__(self, url: str) -> None:
        self._socket = create_connection(
            url,
            timeout=PATIENCE,
            suppress_origin=True,
            skip_utf8_validation=True,  # byte by byte in Python; decoding the text validates it
        )
        self._number = 0
        self.events: list[dict[str, Any]] = []

    def call(self, method: str, /, **params: Any) -> dict[str, Any]:
        """Send a command and return its result."""
        self._number += 1
        command = {"id": self._number, "method": method, "params": params}
        self._socket.send(json.dumps(command))
        while True:
            message: dict[str, Any] = json.loads(self._socket.recv())
            if message.get("id") != self._number:
                self.events.append(message)
            elif "error" in message:
                raise RuntimeError(f"{method}: {message}")
            else:
                return message["result"]  # type: ignore[no-any-return]

    def wait(self, method: str) -> dict[str, Any]:
        """Return the first event of this kind, those that are kept included."""
        for event in self.events:
            if event.get("method") == method:
                return event
        while True:
            self.events.append(json.loads(self._socket.recv()))
            if self.events[-1].get("method") == method:
                return self.events[-1]
