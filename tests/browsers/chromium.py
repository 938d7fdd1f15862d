"""Chromium, over the Chrome DevTools Protocol."""

import re
from typing import Any

from .base import PAINTED, Browser, Pixels, pixels
from .channel import Channel
from .sandbox import Sandbox

FLAGS = """
    --headless --no-sandbox --disable-gpu --disable-quic --no-first-run
    --disable-background-networking --disable-component-update --disable-sync
    --hide-scrollbars --force-device-scale-factor=1 --force-color-profile=srgb
    --disable-lcd-text --font-render-hinting=none
    --disable-partial-raster --disable-frame-rate-limit --disable-gpu-vsync
    --remote-debugging-port=0
""".split()
"""Partial raster paints over the last frame, which leaves other edge pixels than painting anew.
Without the frame rate limit a screenshot takes 25 ms instead of 45."""


class Chromium(Browser):
    """Chromium, headless."""

    needs = {"chromium": "chromium"}

    def __init__(self, box: Sandbox) -> None:
        program = box.start("chromium", *FLAGS, f"--user-data-dir={box.folder}", "about:blank")
        whole = program.says(r"listening on (ws://\S+)")
        targets = Channel(whole).call("Target.getTargets")["targetInfos"]
        (page,) = (target["targetId"] for target in targets if target["type"] == "page")
        self._channel = Channel(re.sub("browser/.*", f"page/{page}", whole))
        for domain in "Page", "Runtime", "Log", "Network":
            self._channel.call(f"{domain}.enable")
        self._channel.call("Network.setCacheDisabled", cacheDisabled=True)
        light = {"name": "prefers-color-scheme", "value": "light"}
        moving = {"name": "prefers-reduced-motion", "value": "no-preference"}
        self._channel.call("Emulation.setEmulatedMedia", features=[light, moving])
        self.size(800, 600)

    def open(self, url: str) -> None:
        self._channel.events.clear()
        if why := self._channel.call("Page.navigate", url=url).get("errorText"):
            raise RuntimeError(f"{url}: {why}")
        self.evaluate(PAINTED)

    def size(self, width: int, height: int) -> None:
        self._channel.call(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=height,
            deviceScaleFactor=1,
            mobile=False,
        )

    def evaluate(self, expression: str) -> Any:
        answer = self._channel.call(
            "Runtime.evaluate", expression=expression, awaitPromise=True, returnByValue=True
        )
        if problem := answer.get("exceptionDetails"):
            raise RuntimeError(problem.get("exception", problem).get("description", problem))
        return answer["result"].get("value")

    def screenshot(self) -> Pixels:
        return pixels(self._channel.call("Page.captureScreenshot", optimizeForSpeed=True)["data"])

    def console(self) -> list[str]:
        self.evaluate("0")  # the events so far come before its answer
        return [text for event in self._channel.events if (text := _error(event))]


def _error(event: dict[str, Any]) -> str | None:
    """Return the text of an event that reports an error."""
    params = event["params"]
    match event["method"]:
        case "Runtime.exceptionThrown":
            details = params["exceptionDetails"]
            return str(details.get("exception", {}).get("description", details["text"]))
        case "Runtime.consoleAPICalled" if params["type"] in ("error", "assert"):
            return " ".join(str(a.get("value", a.get("description"))) for a in params["args"])
        case "Log.entryAdded" if params["entry"]["level"] == "error":
            return str(params["entry"]["text"])
    return None
