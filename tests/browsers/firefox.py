"""Firefox, over WebDriver BiDi; no geckodriver is needed."""

import json
from typing import Any

from .base import PAINTED, Browser, Pixels, pixels
from .channel import Channel
from .sandbox import Sandbox

PREFERENCES = {
    "browser.startup.page": 0,
    "gfx.color_management.force_srgb": True,
    "layout.css.devPixelsPerPx": "1.0",
    "layout.css.prefers-color-scheme.content-override": 1,  # light
    "ui.prefersReducedMotion": 0,
    "ui.useOverlayScrollbars": 1,
}


class Firefox(Browser):
    """Firefox, headless."""

    needs = {"firefox-esr": "firefox-esr"}

    def __init__(self, box: Sandbox) -> None:
        lines = (f"user_pref({json.dumps(k)}, {json.dumps(v)});" for k, v in PREFERENCES.items())
        (box.folder / "user.js").write_text("\n".join(lines))
        program = box.start(
            *("firefox-esr", "--headless", "--no-remote", "--remote-debugging-port=0"),
            *("--profile", str(box.folder)),
        )
        self._channel = Channel(program.says(r"listening on (ws://\S+)") + "/session")
        self._channel.call("session.new", capabilities={})
        self._channel.call("session.subscribe", events=["log.entryAdded"])
        self._channel.call("network.setCacheBehavior", cacheBehavior="bypass")
        (page,) = self._channel.call("browsingContext.getTree")["contexts"]
        self._page = page["context"]
        self.size(800, 600)

    def open(self, url: str) -> None:
        self._channel.events.clear()
        self._channel.call("browsingContext.navigate", context=self._page, url=url, wait="complete")
        self.evaluate(PAINTED)

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
            target={"context": self._page},
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
