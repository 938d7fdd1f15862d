"""WebKitGTK's MiniBrowser, over WebDriver, on an X server of its own."""

import json
import socket
import time
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from typing import Any

from .base import PAINTED, Browser, Pixels, pixels
from .hands import actions_to_click, actions_to_press
from .sandbox import PATIENCE, Sandbox
from .xserver import focus_largest_window

SCRIPT = """const done = arguments[arguments.length - 1];
(async () => (%s
))().then(value => done({value}), error => done({error: String(error)}))"""

REPAINT = """new Promise(done => {
    const root = document.documentElement, set = (...what) => root.style.setProperty(...what);
    set("overflow", "hidden", "important");
    const repaint = frames => {
        for (const colour of ["#fffffe", ""]) {
            set("background-color", colour, "important");
            root.getBoundingClientRect();
        }
        requestAnimationFrame(() => frames ? repaint(frames - 1) : 0);
    };
    const moves = svg => !svg.animationsPaused() && svg.querySelector("animate, animateTransform");
    repaint(document.images.length || [...document.querySelectorAll("svg")].some(moves) ? 3 : 0);
    requestAnimationFrame(() => done());
})"""
"""JavaScript: have the next frames painted as a whole, without scrollbars; wait for the first.

WebKit paints anew only what changed, and edges then come out otherwise, by up to 70 of 255. What
moves may change between this and the screenshot, so one whole frame is enough for pages at rest
only. The root's own style changes: a style sheet would have all elements styled anew.
"""


class WebKit(Browser):
    """MiniBrowser: no headless mode, no console to read, no viewport narrower than 447 pixels.

    It keeps images, style sheets and scripts: give a changed one a new name.
    """

    needs = {"WebKitWebDriver": "webkit2gtk-driver", "Xvfb": "xvfb"}
    lacks = {
        "console": "WebKitWebDriver has no console to read",
        "printed": "WebKitWebDriver cannot print",
        "requests": "WebKitWebDriver keeps no log of requests",
        "narrow": "MiniBrowser's window is at least 447 pixels wide",
    }

    def __init__(self, box: Sandbox) -> None:
        server = box.start("Xvfb", "-displayfd", "1", "-screen", "0", "4096x4096x24")
        box.environment |= {
            "DISPLAY": ":" + server.says(r"^(\d+)$"),
            "GSETTINGS_BACKEND": "memory",
            "GTK_THEME": "Adwaita",
            "NO_AT_BRIDGE": "1",
            "WEBKIT_SKIA_ENABLE_CPU_RENDERING": "1",
        }
        self._box = box
        self._settings: tuple[bool, ...] = ()
        self.emulate()

    def emulate(self, *, dark: bool = False, calm: bool = False, scripts: bool = True) -> None:
        """These are read when MiniBrowser starts, so it starts anew where they change."""
        if self._settings == (settings := (dark, calm, scripts)):
            return
        if self._settings:
            self._box.stop(self._program)
        self._settings, self._scripts = settings, scripts
        folder = self._box.folder / ".config" / "gtk-3.0"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "settings.ini").write_text(f"[Settings]\ngtk-enable-animations={int(not calm)}\n")
        self._box.environment["GTK_THEME"] = "Adwaita:dark" if dark else "Adwaita"
        self._start()
        self.size(800, 600)

    def _start(self) -> None:
        """Start driver and MiniBrowser, once more where that fails, as it does at times."""
        try:
            self._launch()
        except (RuntimeError, OSError, HTTPException):
            self._box.stop(self._program)
            self._launch()

    def _launch(self) -> None:
        with socket.create_server(("127.0.0.1", 0)) as free:
            port = free.getsockname()[1]
        self._program = self._box.start("WebKitWebDriver", f"--port={port}")
        self._connection = HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
        self._connect()
        self._session = ""
        (binary,) = sorted(Path("/usr/lib").glob("*/webkit2gtk-4.*/MiniBrowser"))[-1:]
        arguments = ["--automation", f"--enable-javascript={str(self._scripts).lower()}"]
        options = {"webkitgtk:browserOptions": {"binary": str(binary), "args": arguments}}
        answer = self._call("POST", "", capabilities={"alwaysMatch": options})
        self._session = f"/{answer['sessionId']}"
        focus_largest_window(self._box.environment["DISPLAY"])

    def _connect(self) -> None:
        """Wait until the driver listens."""
        deadline = time.monotonic() + PATIENCE
        while True:
            try:
                return self._connection.connect()
            except ConnectionRefusedError:
                if time.monotonic() > deadline:
                    raise
                time.sleep(0.02)

    def _call(self, method: str, command: str, /, **params: Any) -> Any:
        """Send a WebDriver command and return its value."""
        body = json.dumps(params) if method == "POST" else None
        self._connection.request(method, f"/session{self._session}{command}", body)
        response = self._connection.getresponse()
        value = json.load(response)["value"]
        if response.status != 200:
            raise RuntimeError(f"{command}: {value}")
        return value

    def open(self, url: str) -> None:
        self._call("POST", "/url", url=url)
        if self.evaluate("document.URL") == "about:blank" != url:
            raise RuntimeError(f"{url}: {self.evaluate('document.body.innerText')}")
        if self._scripts:
            self.evaluate(PAINTED)

    def size(self, width: int, height: int) -> None:
        across, down = self.evaluate("[outerWidth - innerWidth, outerHeight - innerHeight]")
        self._call("POST", "/window/rect", width=width + across, height=height + down)
        deadline = time.monotonic() + 10
        while (now := self.evaluate("[innerWidth, innerHeight]")) != [width, height]:
            if time.monotonic() > deadline:
                raise RuntimeError(f"the viewport became {now}, not {[width, height]}")
            time.sleep(0.02)

    def evaluate(self, expression: str) -> Any:
        if not self._scripts:
            return self._call("POST", "/execute/sync", script=f"return {expression}", args=[])
        answer = self._call("POST", "/execute/async", script=SCRIPT % expression, args=[])
        if "error" in answer:
            raise RuntimeError(answer["error"])
        return answer.get("value")

    def screenshot(self) -> Pixels:
        if self._scripts:
            self.evaluate(REPAINT)
        return pixels(self._call("GET", "/screenshot"))

    def console(self) -> list[str]:
        return []

    def requests(self) -> list[str]:
        return []

    def printed(self) -> bytes:
        raise NotImplementedError(self.lacks["printed"])

    def press(self, chord: str) -> None:
        self._call("POST", "/actions", actions=actions_to_press(chord))

    def point(self, x: int, y: int) -> None:
        self._call("POST", "/actions", actions=actions_to_click(x, y))
