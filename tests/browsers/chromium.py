"""Chromium, over the Chrome DevTools Protocol."""

import base64
import re
import time
from collections.abc import Callable
from typing import Any

from .base import PAINTED, Browser, Pixels, pixels
from .channel import Channel
from .hands import key, names
from .sandbox import Sandbox

FLAGS = """
    --headless --no-sandbox --disable-gpu --disable-quic --no-first-run
    --disable-background-networking --disable-component-update --disable-sync
    --hide-scrollbars --force-device-scale-factor=1 --force-color-profile=srgb
    --disable-lcd-text --font-render-hinting=none
    --disable-partial-raster
    --remote-debugging-port=0
""".split()
"""Partial raster paints over the last frame, which leaves other edge pixels than painting anew.
Frames come at the usual rate: without a limit, what plays takes all of a processor."""

RESIZE_SECONDS = 5
"""How long a page may take to have its new size."""
TASK = "ThreadControllerImpl::RunTask"
REQUESTED = "Network.requestWillBeSent"
MODIFIERS = {"Control": 2, "Shift": 8}
EDITING = {"Control+v": ["paste"], "Control+c": ["copy"], "Control+a": ["selectAll"]}
"""What a keyboard's shortcuts do in a text: headless Chromium has no shortcuts of its own."""


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
        self._channel.call("Emulation.setFocusEmulationEnabled", enabled=True)
        self.emulate()
        self.size(800, 600)

    def open(self, url: str) -> None:
        self._channel.events.clear()
        if why := self._channel.call("Page.navigate", url=url).get("errorText"):
            raise RuntimeError(f"{url}: {why}")
        if self._scripts:
            self.evaluate(PAINTED)
        else:
            self._channel.wait("Page.loadEventFired")

    def emulate(self, *, dark: bool = False, calm: bool = False, scripts: bool = True) -> None:
        colours = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        motion = {"name": "prefers-reduced-motion", "value": "reduce" if calm else "no-preference"}
        self._channel.call("Emulation.setEmulatedMedia", features=[colours, motion])
        self._channel.call("Emulation.setScriptExecutionDisabled", value=not scripts)
        self._scripts = scripts

    def size(self, width: int, height: int) -> None:
        self._channel.call(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=height,
            deviceScaleFactor=1,
            mobile=False,
        )
        deadline = time.monotonic() + RESIZE_SECONDS  # the page has its new size a frame later
        while self.evaluate("innerWidth") != width and time.monotonic() < deadline:
            time.sleep(0.01)

    def evaluate(self, expression: str) -> Any:
        answer = self._channel.call(
            "Runtime.evaluate",
            expression=expression,
            awaitPromise=self._scripts,
            returnByValue=True,
        )
        if problem := answer.get("exceptionDetails"):
            raise RuntimeError(problem.get("exception", problem).get("description", problem))
        return answer["result"].get("value")

    def screenshot(self) -> Pixels:
        return pixels(self._channel.call("Page.captureScreenshot", optimizeForSpeed=True)["data"])

    def console(self) -> list[str]:
        self.evaluate("0")  # the events so far come before its answer
        return [text for event in self._channel.events if (text := _error(event))]

    def requests(self) -> list[str]:
        self.evaluate("0")
        asked = (event for event in self._channel.events if event["method"] == REQUESTED)
        return [event["params"]["request"]["url"] for event in asked]

    def press(self, chord: str) -> None:
        *held, _ = chorded = names(chord)
        modifiers = sum(MODIFIERS[name] for name in held)
        for name in chorded:
            self._key("keyDown", name, modifiers, chord)
        for name in reversed(chorded):
            self._key("keyUp", name, modifiers, chord)

    def _key(self, what: str, name: str, modifiers: int, chord: str) -> None:
        known = key(name)
        typed = {"text": known.text} if what == "keyDown" and known.text and not modifiers else {}
        edits = what == "keyDown" and chord in EDITING and chord.endswith(name)
        commands = {"commands": EDITING[chord]} if edits else {}
        self._channel.call(
            "Input.dispatchKeyEvent",
            type=what if typed or what == "keyUp" else "rawKeyDown",
            key=name,
            code=known.code,
            windowsVirtualKeyCode=known.number,
            modifiers=modifiers,
            **typed,
            **commands,
        )

    def point(self, x: int, y: int) -> None:
        for what, buttons in ("mouseMoved", 0), ("mousePressed", 1), ("mouseReleased", 0):
            self._channel.call(
                "Input.dispatchMouseEvent",
                type=what,
                x=x,
                y=y,
                button="none" if what == "mouseMoved" else "left",
                buttons=buttons,
                clickCount=int(what != "mouseMoved"),
            )

    def traced(self, work: Callable[[], object]) -> list[tuple[float, float]]:
        """Return the page's tasks during ``work``, the longest first: duration and CPU time, ms."""
        categories = {"includedCategories": ["toplevel", "devtools.timeline"]}
        self._channel.call("Tracing.start", traceConfig=categories, transferMode="ReportEvents")
        work()
        self._channel.call("Tracing.end")
        self._channel.wait("Tracing.tracingComplete")
        kept = (e for e in self._channel.events if e["method"] == "Tracing.dataCollected")
        events = [event for part in kept for event in part["params"]["value"]]
        pages = {e["pid"] for e in events if e.get("args", {}).get("name") == "CrRendererMain"}
        tasks = [e for e in events if e["pid"] in pages and e["name"] == TASK and "dur" in e]
        times = ((task["dur"] / 1000, task.get("tdur", 0) / 1000) for task in tasks)
        return sorted(times, reverse=True)

    def task_seconds(self) -> float:
        """Return how long the page's main thread has worked."""
        self._channel.call("Performance.enable", timeDomain="threadTicks")
        metrics = self._channel.call("Performance.getMetrics")["metrics"]
        return float({one["name"]: one["value"] for one in metrics}["TaskDuration"])

    def printed(self) -> bytes:
        answer = self._channel.call(
            "Page.printToPDF", preferCSSPageSize=True, paperWidth=210 / 25.4, paperHeight=297 / 25.4
        )
        return base64.b64decode(answer["data"])


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
