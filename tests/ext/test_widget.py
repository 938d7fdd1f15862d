"""The widget: what it sends to a notebook, what it draws when the notebook answers, and its page.

anywidget carries traits between Python and the page; here, the tests do.
"""

from __future__ import annotations

import json
import sys
from base64 import b64decode, b64encode
from pathlib import Path
from typing import Any

import pytest

import svgconv
from svgconv.errors import MissingLibraryError, SvgconvError
from svgconv.files.notebook import PDF, SVG, TEXT
from tests.browsers import Browser
from tests.browsers.conftest import browser, browsers, engine
from tests.ext import library
from tests.pages.page import until

__all__ = ["browser", "browsers", "engine"]

anywidget = library("anywidget")
WIDGET_VIEW = "application/vnd.jupyter.widget-view+json"
SHOWN = ("svg", "ends", "plays", "background", "groups", "changes", "problem")


def fields(widget: Any) -> dict[str, dict[str, Any]]:
    return {one["name"]: one for group in widget.groups for one in group["fields"]}


def answer(widget: Any, **changes: str) -> dict[str, Any]:
    """Change fields as the page does, and return the traits that the page then has."""
    widget.set_state({"changes": changes})
    state: dict[str, Any] = widget.get_state(SHOWN)
    return state


def test_the_page_gets_the_figure_and_its_fields() -> None:
    widget = svgconv.widget("padding_strides", frame_duration=0.5, plays=2)
    state = widget.get_state()
    assert state["svg"] == widget.figure.svg()
    assert (state["ends"], state["plays"]) == ([0.5 * k for k in range(1, 10)], 2)
    assert "export default { render }" in state["_esm"]
    assert ".svgconv-widget" in state["_css"]
    own = fields(widget)
    assert [own[name]["value"] for name in ("input_size", "kernel_size", "stride")] == list("532")
    assert (own["dilation"]["value"], own["dilation"]["default"]) == ("", "1")
    assert ["reflect", "reflect"] in own["padding_mode"]["options"]
    assert [own[name]["value"] for name in ("view", "beams")] == ["oblique", "lines"]
    assert fields(svgconv.widget("conv", input_size=4, kernel_size=2))["beams"]["value"] == "body"
    assert own["padding"]["forms"].startswith("N · H,W")


def test_a_change_draws_the_figure_again() -> None:
    widget = svgconv.widget("conv", input_size=5, kernel_size=3, stride=2, padding=1, values=3)
    state = answer(widget, stride="1", view="flat")
    wanted = svgconv.conv(5, 3, padding=1, values=3, view="flat")
    assert state["svg"] == wanted.svg() == widget.figure.svg()
    assert len(state["ends"]) == 25
    assert answer(widget, stride="")["svg"] == svgconv.conv(5, 3, padding=1, values=3).svg()
    given = svgconv.widget(svgconv.conv(5, 3, stride=2, values=3), padding=1)
    assert answer(given, stride="1")["svg"] == svgconv.conv(5, 3, padding=1, values=3).svg()
    assert answer(widget, theme="dark")["background"] == "dark"
    assert answer(widget, ghost="true")["svg"] != answer(widget, ghost="false")["svg"]


def test_a_wrong_value_keeps_the_figure_and_names_the_field() -> None:
    widget = svgconv.widget("padding_strides")
    before = widget.svg
    state = answer(widget, kernel_size="9")
    assert state["svg"] == before
    assert state["problem"]["field"] == "kernel_size"
    assert state["problem"]["message"].startswith("9 is larger than the padded input, 7")
    empty = answer(widget, kernel_size="")["problem"]
    assert empty == {"field": "kernel_size", "message": "is empty; write N or H,W"}
    assert answer(widget, kernel_size="2", nothing="x")["problem"]["message"].startswith("nothing")
    assert answer(widget, kernel_size="2")["problem"] == {}


@pytest.mark.parametrize("name", ["deformable", "masked_pixelcnn", "network", "compare_dilation"])
def test_what_no_field_holds_stays(name: str) -> None:
    widget = svgconv.widget(name)
    assert answer(widget, input_size="9")["problem"] == {}
    assert widget.figure.svg() == svgconv.load(name, input_size=9).svg()


def test_a_notebook_keeps_the_figure() -> None:
    widget = svgconv.widget("padding_strides", stride=1)
    made = widget._repr_mimebundle_()
    bundle = made[0] if isinstance(made, tuple) else made
    assert bundle[SVG] == widget.figure.svg()
    assert b64decode(bundle[PDF]).startswith(b"%PDF")
    assert bundle[WIDGET_VIEW]["model_id"] == widget.model_id
    assert bundle[TEXT] == repr(widget)
    assert repr(widget).startswith("<svgconv.FigureWidget: Convolution: input 5×5, kernel 3×3")


def test_an_unknown_figure_is_named() -> None:
    with pytest.raises(SvgconvError, match="figure: 'nowhere' does not exist"):
        svgconv.widget("nowhere")


def test_a_missing_library_is_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "svgconv.notebook.figure_widget", raising=False)
    monkeypatch.setitem(sys.modules, "anywidget", None)
    with pytest.raises(MissingLibraryError) as raised:
        svgconv.widget("dilation")
    wanted = "widget: needs anywidget, which is not installed; run pip install 'svgconv[widget]'"
    assert str(raised.value) == wanted


PAGE = """<!DOCTYPE html><meta charset="utf-8"><title>Widget</title><div id="view"></div><script>
const listeners = {};
const model = {
  state: STATE,
  saved: 0,
  get: name => model.state[name],
  set: (name, value) => { model.state[name] = value; model.receive({ [name]: value }); },
  save_changes: () => model.saved += 1,
  on: (event, listener) => (listeners[event] ??= new Set()).add(listener),
  off: (event, listener) => listeners[event].delete(listener),
  receive: changes => {
    Object.assign(model.state, changes);
    for (const name in changes) listeners[`change:${name}`]?.forEach(listener => listener());
  },
};
const ready = import("data:text/javascript;base64,CODE").then(({ default: widget }) => {
  model.end = widget.render({ model, el: document.querySelector("#view") });
});
</script>"""


def value(browser: Browser, expression: str) -> Any:
    return browser.evaluate(expression)


def click(browser: Browser, label: str) -> None:
    browser.evaluate(f"document.querySelector('button[aria-label=\"{label}\"]').click()")


@pytest.mark.parametrize("engine", ["chromium"], indirect=True)
def test_the_page_plays_steps_and_sends_changes(browser: Browser, tmp_path: Path) -> None:
    widget = svgconv.widget("padding_strides", frame_duration=0.1)
    state = widget.get_state(SHOWN)
    code = b64encode(widget.get_state()["_esm"].encode()).decode()
    page = tmp_path / "page.html"
    page.write_text(PAGE.replace("STATE", json.dumps(state)).replace("CODE", code), "utf-8")
    browser.emulate()
    browser.open(page.as_uri())
    browser.evaluate("ready.then(() => true)")
    output = "document.querySelector('output').value"
    until(lambda: value(browser, output), lambda shown: shown not in ("", "1 of 9"))

    click(browser, "Pause")
    seen = int(value(browser, output).split()[0])
    click(browser, "Next frame")
    assert value(browser, output) == f"{seen % 9 + 1} of 9"
    for _ in range(2):
        click(browser, "Previous frame")
    shown = (seen - 2) % 9
    assert value(browser, output) == f"{shown + 1} of 9"
    time = "document.querySelector('#view .figure svg').getCurrentTime()"
    assert value(browser, time) == pytest.approx(0.1 * shown + 0.05)
    assert value(browser, "document.querySelector('#view .figure svg').animationsPaused()")

    change = """(name, text) => {
        const control = document.querySelector(`[name=${name}]`);
        control.value = text;
        control.dispatchEvent(new Event("change"));
        return [model.state.changes, model.saved];
    }"""
    assert value(browser, f"({change})('stride', '9')") == [{"stride": "9"}, 1]
    sent = value(browser, f"({change})('kernel_size', '8')")
    assert sent == [{"stride": "9", "kernel_size": "8"}, 2]
    received = json.dumps(answer(widget, **sent[0]))
    browser.evaluate(f"model.receive({received})")
    field = "document.querySelector('[name=kernel_size]')"
    assert value(browser, f"{field}.getAttribute('aria-invalid')") == "true"
    error = f"document.getElementById({field}.getAttribute('aria-describedby')).textContent"
    assert value(browser, error).startswith("8 is larger than the padded input")

    received = json.dumps(answer(widget, stride="1"))
    browser.evaluate(f"model.receive({received})")
    assert value(browser, output) == f"{shown + 1} of 25"
    assert value(browser, error) == ""
    assert value(browser, f"{field}.value") == "3"
    assert value(browser, "document.querySelector('[name=stride]').value") == "1"
    click(browser, "Play")
    until(lambda: value(browser, output), lambda text: text != f"{shown + 1} of 25")
    browser.evaluate("model.end()")
    assert value(browser, "Object.values(listeners).every(one => one.size === 0)")
