"""Firefox, over WebDriver BiDi; no geckodriver is needed."""

import base64
import json
from typing import Any

from .base import PAINTED, Browser, Pixels, pixels
from .channel import Channel
from .hands import actions_to_click, actions_to_press
from .sandbox import Sandbox

PREFERENCES = {
    "browser.startup.page": 0,
    "gfx.color_management.force_srgb": True,
    "layout.css.devPixelsPerPx": "1.0",
    "layout.css.prefers-color-scheme.content-override": 1,  # light
    "ui.prefersReducedMotion": 0,
    "ui.useOverlayScrollbars": 1,
}

EMULATE = """(() => {
    const dark = %s, calm = %s, scripts = %s;
    Services.prefs.setIntPref("layout.css.prefers-color-scheme.content-override", dark ? 0 : 1);
    Services.prefs.setIntPref("ui.prefersReducedMotion", calm ? 1 : 0);
    gBrowser.selectedBrowser.browsingContext.allowJavascript = scripts;
    window.focus();
    gBrowser.selectedBrowser.focus();
})()"""
"""JavaScript of Firefox's own window: the reader's settings; and the page takes the keys."""

REQUESTED = "network.beforeRequestSent"


class Firefox(Browser):
    """Firefox, headless."""

    needs = {"firefox-esr": "firefox-esr"}

    def __init__(self, box: Sandbox) -> None:
        lines = (f"user_pref({json.dumps(k)}, {json.dumps(v)});" for k, v in PREFERENCES.items())
        (box.folder / "user.js").write_text("\n".join(lines))
        program = box.start(
            *("firefox-esr", "--headless", "--no-remote", "--remote-debugging-port=0"),
            "--remote-allow-system-access",
            *("--profile", str(box.folder)),
        )
        self._channel = Channel(program.says(r"listening on (ws://\S+)") + "/session")
        self._channel.call("session.new", capabilities={})
        self._channel.call("session.subscribe", events=["log.entryAdded", REQUESTED])
        self._channel.call("network.setCacheBehavior", cacheBehavior="bypass")
        (page,) = self._channel.call("browsingContext.getTree")["contexts"]
        self._page = page["context"]
        chrome = {"moz:scope": "chrome"}
        (window,) = self._channel.call("browsingContext.getTree", **chrome)["contexts"]
        self._window = window["context"]
        self.emulate()
        self.size(800, 600)

    def open(self, url: str) -> None:
        self._channel.events.clear()
        self._channel.call("browsingContext.navigate", context=self._page, url=url, wait="complete")
        if self._scripts:
            self.evaluate(PAINTED)

    def emulate(self, *, dark: bool = False, calm: bool = False, scripts: bool = True) -> None:
        self._channel.call(
            "script.evaluate",
            expression=EMULATE % tuple(map(json.dumps, (dark, calm, scripts))),
            awaitPromise=False,
            target={"context": self._window},
        )
        self._scripts = scripts

    def size(self, width: int, height: int) -> None:
        self._channel.call(
            "browsingContext.setViewport",
            context=self._page,
            viewport={"width": width, "height": height},
            devicePixelRatio=1,
        )

    def evaluate(self, expression: str) -> Any:
        answer = self._channel.call(
            "script.evaluate",
            expression=f"(async () => JSON.stringify(await ({expression}\n)))()",
            awaitPromise=True,
            target={"context": self._page} | ({} if self._scripts else {"sandbox": "harness"}),
        )
        if problem := answer.get("exceptionDetails"):
            raise RuntimeError(problem["text"])
        text = answer["result"].get("value")
        return None if text is None else json.loads(text)

    def screenshot(self) -> Pixels:
        answer = self._channel.call("browsingContext.captureScreenshot", context=self._page)
        return pixels(answer["data"])

    def console(self) -> list[str]:
        self.evaluate("0")  # the events so far come before its answer
        logged = (event["params"] for event in self._channel.events)
        return [entry["text"] for entry in logged if entry.get("level") == "error"]

    def requests(self) -> list[str]:
        self.evaluate("0")
        asked = (event for event in self._channel.events if event["method"] == REQUESTED)
        return [event["params"]["request"]["url"] for event in asked]

    def press(self, chord: str) -> None:
        self._act(actions_to_press(chord))

    def point(self, x: int, y: int) -> None:
        self._act(actions_to_click(x, y))

    def _act(self, actions: list[dict[str, Any]]) -> None:
        self._channel.call("input.performActions", context=self._page, actions=actions)

    def printed(self) -> bytes:
        answer = self._channel.call(
            "browsingContext.print",
            context=self._page,
            page={"width": 21.0, "height": 29.7},
            margin={"top": 1.5, "bottom": 1.5, "left": 1.5, "right": 1.5},
        )
        return base64.b64decode(answer["data"])
