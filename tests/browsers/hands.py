"""A reader's hands: keys by name, and a pointer that only reaches what lies on top."""

from __future__ import annotations

from typing import Any, NamedTuple


class Key(NamedTuple):
    """A key as CDP (``code``, ``number``, ``text``) and as WebDriver (``sign``) know it."""

    code: str
    number: int
    sign: str
    text: str = ""


KEYS = {
    "Tab": Key("Tab", 9, "\ue004"),
    "Enter": Key("Enter", 13, "\ue007", "\r"),
    "Escape": Key("Escape", 27, "\ue00c"),
    " ": Key("Space", 32, " ", " "),
    "PageUp": Key("PageUp", 33, "\ue00e"),
    "PageDown": Key("PageDown", 34, "\ue00f"),
    "End": Key("End", 35, "\ue010"),
    "Home": Key("Home", 36, "\ue011"),
    "ArrowLeft": Key("ArrowLeft", 37, "\ue012"),
    "ArrowUp": Key("ArrowUp", 38, "\ue013"),
    "ArrowRight": Key("ArrowRight", 39, "\ue014"),
    "ArrowDown": Key("ArrowDown", 40, "\ue015"),
    "Shift": Key("ShiftLeft", 16, "\ue008"),
    "Control": Key("ControlLeft", 17, "\ue009"),
}
"""The keys by their DOM names; letters and digits are themselves."""


def key(name: str) -> Key:
    """Return a key by the name that the DOM gives it."""
    if name in KEYS:
        return KEYS[name]
    code = f"Digit{name}" if name.isdigit() else f"Key{name.upper()}"
    return Key(code, ord(name.upper()), name, name)


REACH = """(() => {
    const element = document.querySelector(%s);
    if (!element) return null;
    const fixed = element.closest("dialog, :popover-open");
    element.scrollIntoView({ block: fixed ? "nearest" : "center", behavior: "instant" });
    const box = element.getBoundingClientRect();
    const x = Math.round(box.left + box.width * %r), y = Math.round(box.top + box.height / 2);
    const top = document.elementFromPoint(x, y);
    return { x, y, reached: element.contains(top), over: top?.outerHTML.slice(0, 200) };
})()"""
"""JavaScript: bring an element into view; where a pointer meets it, and what lies on top there."""


def actions_to_click(x: int, y: int) -> list[dict[str, Any]]:
    """Return the WebDriver actions of a click of the main button."""
    moves = {"type": "pointerMove", "x": x, "y": y, "duration": 0, "origin": "viewport"}
    parts = [{"type": "pointerDown", "button": 0}, {"type": "pointerUp", "button": 0}]
    mouse = {"pointerType": "mouse"}
    return [{"type": "pointer", "id": "mouse", "parameters": mouse, "actions": [moves, *parts]}]


def actions_to_press(chord: str) -> list[dict[str, Any]]:
    """Return the WebDriver actions of a key, or of keys with ``+`` between them, held together."""
    signs = [key(name).sign for name in names(chord)]
    down = [{"type": "keyDown", "value": sign} for sign in signs]
    up = [{"type": "keyUp", "value": sign} for sign in reversed(signs)]
    return [{"type": "key", "id": "keyboard", "actions": [*down, *up]}]


def names(chord: str) -> list[str]:
    """Return the keys of a chord, those that are held first: ``Shift+Tab``."""
    return chord.split("+")
