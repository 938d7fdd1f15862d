"""What cannot be is explained at its field; what is hostile is words, or refused."""

from __future__ import annotations

import random
import sys
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from svgconv.figure.figure import Figure
from svgconv.operations import OPERATIONS
from svgconv.serve.app import render
from svgconv.serve.form import initial_values
from svgconv.serve.limits import MOST_TEXT
from svgconv.serve.request import Problem, download, formats, parse, preview

from . import Page, at

CONV = {"operation": "conv", "input_size": "5", "kernel_size": "3"}

WRONG = {
    ("input_size", ""): ("input_size", "is empty; write N or H,W"),
    ("input_size", "x"): ("input_size", "'x' is not a whole number; give one number, or H,W"),
    ("input_size", "3,4,5"): ("input_size", "3 numbers do not fit 2 axes"),
    ("kernel_size", "7"): ("kernel_size", "7 is larger than the padded input, 5; pad by 1 or use"),
    ("stride", "0"): ("stride", "0 is below 1; use 1 or more"),
    ("padding", "sane"): (
        "padding",
        "'sane' is neither a whole number nor same, valid, same_upper or same_lower; did you mean "
        "'same'?",
    ),
    ("padding_mode", "wrap"): ("padding_mode", "unknown value 'wrap'; use one of: circular"),
    ("view", "nosuch"): ("view", "'nosuch' is not known; use one of: "),
    ("theme", "gide"): ("theme", "'gide' is not known; did you mean 'guide'?"),
    ("operation", "cnv"): ("operation", "'cnv' is not known; did you mean 'conv'?"),
    ("frame_duration", "0"): ("frame_duration", "0 seconds are out of range"),
    ("plays", "-1"): ("plays", "-1 is out of range"),
    ("hold", "nan"): ("hold", "'nan' is not a number of seconds"),
    ("frames", "99"): ("frames", "99 does not exist; use -9 to 8"),
    ("at", "9"): ("at", "9 does not exist; use -9 to 8"),
    ("crop", "1,2,3"): ("crop", "3 numbers do not fit 2 axes"),
    ("width", "0"): ("width", "0 is out of range; use 1 to 20,000"),
    ("scale", "-1"): ("scale", "-1 is out of range"),
    ("seed", "x"): ("seed", "'x' is not a whole number"),
    ("input_values", "1,2;3"): ("input_values", "rows have different lengths"),
    ("input_values", "1,2;3,4"): ("input_values", "2×2 numbers do not fit the input, 5×5"),
    ("input_values", "numbers.csv"): (
        "input_values",
        "'numbers.csv' is not rows of numbers; write rows",
    ),
    ("weight_values", "/etc/hosts.npy"): (
        "weight_values",
        "'/etc/hosts.npy' is not rows of numbers",
    ),
    ("annotate", "titel"): ("annotate", "'titel' is not known; did you mean 'title'?"),
    ("heading", "\u4e2d"): ("heading", "the font has no "),
    ("theme", "mine.toml"): ("theme", "'mine.toml' is not known"),
    ("theme", '{"base": "dark"}'): ("theme", '\'{"base": "dark"}\' is not known'),
    ("format", "jpeg"): ("format", "'jpeg' is not known; use one of: "),
    ("background", "red"): ("background", "'red' is not a colour"),
    ("full_frames", "perhaps"): ("full_frames", "'perhaps' is neither true nor false"),
    ("strid", "2"): ("", "unknown option 'strid'; did you mean 'stride'?"),
    ("beside", "dilation"): ("", "unknown option 'beside'"),
    ("max_frames", "1000000"): ("", "unknown option 'max_frames'"),
}


@pytest.mark.parametrize("change", WRONG)
def test_what_is_wrong_is_said_at_its_field(change: tuple[str, str], client: TestClient) -> None:
    name, text = change
    field, line = WRONG[change]
    answer = client.get(at({**CONV, name: text}))
    page = Page(answer)
    assert answer.status_code == 200
    assert list(page.errors) == [field]
    assert page.errors[field].startswith(line)
    assert "--" not in page.errors[field]
    assert not page.drawn
    marked = [said for _, said in page.tags if said.get("aria-invalid")]
    assert [said["name"] for said in marked] == ([field] if field else [])
    if field and field != "operation":
        assert page.values[name] == text
    download = client.get(at({**CONV, name: text}, "/figure.gif"))
    assert download.status_code == 422
    assert Page(download).errors == page.errors


def test_a_layer_that_cannot_be_is_told_at_the_layers(client: TestClient) -> None:
    stack = {"operation": "stack", "input_size": "5", "layers": "Conv2d(k=3) > Conv2d(k=4)"}
    page = Page(client.get(at(stack)))
    assert list(page.errors) == ["layers"]
    assert page.errors["layers"].startswith("layer 2")
    nested = at({**stack, "layers": "(" * 300 + "Conv2d(3)" + ")" * 300})
    assert client.get(nested).status_code in (200, 503)
    assert Page(client.get(at(stack))).errors == page.errors


def test_several_ways_to_say_the_files_size_are_one_too_many(client: TestClient) -> None:
    page = Page(client.get(at({**CONV, "dpi": "300", "width": "100"})))
    assert list(page.errors) == ["dpi"]


def test_a_name_may_be_said_once(client: TestClient) -> None:
    page = Page(client.get("/?operation=conv&stride=1&stride=2"))
    assert page.errors == {"stride": "'stride' is given twice; give it once"}


def test_fields_of_other_operations_are_passed_over(client: TestClient) -> None:
    page = Page(client.get(at({**CONV, "output_padding": "7", "ceil_mode": "true"})))
    assert page.drawn
    assert "output_padding" not in page.values


FILES = [
    "/etc/passwd", "../../../etc/passwd", "file:///etc/passwd", "~/.ssh/id_rsa", "secret.svg",
    "secret.toml", "/etc/passwd.csv", "/proc/self/environ.npy",
]  # fmt: skip
HOSTILE = [
    *FILES, "..%2f..%2fetc%2fpasswd", "nn.Conv2d(1, 1, 3)", "__import__('os').system('id')",
    "9" * 500, "1e9", "-" + "9" * 99, "nan", "inf", "0x10", "\u0665", "5\x00", "\ud7ff", "💥" * 40,
    "<script>alert(1)</script>", "\"'><img src=x onerror=alert(1)>", "{{ 7 * 7 }}", "{% raw %}",
    "%s%n", "a\r\nSet-Cookie: b=c", "5;url=//evil", "x" * 1500,
]  # fmt: skip


MOST_MORE = 30_000
"""The letters by which a text of 1,500 letters may make the page longer: a heading is drawn."""


@pytest.mark.slow
@pytest.mark.parametrize(
    "name",
    "operation input_size kernel_size padding padding_mode view theme frames at crop "
    "frame_duration plays width background colors full_frames unknown seed input_values "
    "weight_values values annotate heading format layers".split(),
)
def test_hostile_text_is_words(
    name: str, client: TestClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for file in ("secret.svg", "secret.toml"):
        (tmp_path / file).write_text("operation = 'conv' # TOP SECRET")
    plain = client.get(at(CONV))
    usual = {tag for tag, _ in Page(plain).tags} | {*"p defs use animate".split()}
    for text in HOSTILE:
        for path in ("/", "/figure.svg") if text in FILES else ("/",):
            answer = client.get(at({**CONV, name: text}, path))
            assert answer.status_code in (200, 422), (text, answer.text)
            assert "TOP SECRET" not in answer.text
            assert "root:" not in answer.text
            assert "Traceback" not in answer.text
            assert "set-cookie" not in answer.headers
            if path == "/":
                page = Page(answer)
                assert {tag for tag, _ in page.tags} <= usual
                assert page.all("script") == [{"src": "serve.js", "defer": None}]
                assert not [key for _, said in page.tags for key in said if key.startswith("on")]
                assert len(answer.text) < len(plain.text) + MOST_MORE


@pytest.mark.parametrize(
    "path",
    ["/etc/passwd", "/figure.exe", "/figure.../../etc/passwd", "//etc/passwd",
     "/%2e%2e/%2e%2e/etc/passwd", "/..%2fpyproject.toml", "/templates/page.html.jinja",
     "/assets/serve.css", "/app.py", "/serve.js.map", "/figure.", "/gallery.js"],
)  # fmt: skip
def test_there_is_nothing_else(path: str, client: TestClient) -> None:
    assert client.get(path).status_code == 404


HUGE = [
    {"input_size": "60", "kernel_size": "3"},
    {"input_size": "300", "kernel_size": "299"},
    {"input_size": "2000", "kernel_size": "1999"},
    {"input_size": "1000000000", "kernel_size": "3"},
    {"input_size": "1000000000", "kernel_size": "1000000000"},
    {"input_size": "9" * 400, "kernel_size": "9" * 400},
    {"input_size": "5", "kernel_size": "3", "padding": "1000000"},
    {"input_size": "5", "kernel_size": "2", "dilation": "100000", "padding": "100000"},
]


@pytest.mark.parametrize("sizes", HUGE)
@pytest.mark.parametrize("path", ["/", "/figure.gif", "/figure.json"])
def test_too_large_a_figure_is_refused_before_it_is_drawn(
    sizes: dict[str, str], path: str, client: TestClient
) -> None:
    page = Page(client.get(at({"operation": "conv", **sizes}, path)))
    ((field, line),) = page.errors.items()
    assert field in ("input_size", "kernel_size", "frames")
    assert "more than" in line


OVERFLOWS = ["4294967296", "3037000500", "500000000000", "1000000000000", "9" * 27]
"""Sizes whose products have more than 64 bits, some of which look negative, or small."""


@pytest.mark.parametrize("operation", OPERATIONS.names())
def test_sizes_whose_products_overflow_are_a_line(operation: str) -> None:
    start = {"operation": operation, **initial_values(operation)}
    for name in sorted({"input_size", "output_size", "padding"} & {*parse(start.items()).fields}):
        for size in OVERFLOWS:
            answer = preview({**start, name: size}.items())
            assert isinstance(answer, Problem), (name, size)
            assert len(answer.message) < 200


VALUES = [*OVERFLOWS, "0", "1", "2", "3", "-1", "0.5", "1e308", "nan", "1,2", "1,1000000000000",
          "0:1000000000000", "same", "random", "true", "300", "1;2,3", ""]  # fmt: skip


@pytest.mark.slow
def test_any_values_are_a_figure_or_a_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Figure, "encode", lambda self, *_, **output: self.drawing(**output) and b"")
    chosen, figures = random.Random(1), 0
    for _ in range(100):
        operation = chosen.choice(OPERATIONS.names())
        query = {"operation": operation, **initial_values(operation)}
        fields = parse(query.items()).fields
        for name in chosen.sample(sorted({*fields} - {"operation"}), 2):
            query[name] = chosen.choice([*fields[name].choices, chosen.choice(VALUES)])
        answers = preview(query.items()), download(query.items(), chosen.choice([*formats()]))
        figures += sum(not isinstance(answer, Problem) for answer in answers)
        render(parse(query.items()), answers[0])
    assert figures > 10


@pytest.mark.parametrize(
    ("options", "field"),
    [({"width": "20000"}, "width"), ({"width": "9000"}, "width"), ({"plays": "1000000"}, "plays"),
     ({"hold": "3600"}, "plays"), ({"crop": "-9999", "scale": "50"}, "width")],
)  # fmt: skip
def test_too_large_a_file_is_refused_before_it_is_drawn(
    options: dict[str, str], field: str, client: TestClient
) -> None:
    answer = client.get(at(CONV | options, "/figure.mp4"))
    page = Page(answer)
    assert answer.status_code == 422
    assert list(page.errors) == [field]
    assert "more than" in page.errors[field]


@pytest.mark.parametrize(
    ("options", "path"),
    [
        ({"input_size": "50", "kernel_size": "1", "width": "1000"}, "/figure.png"),
        ({"hold": "3600", "plays": "1000000"}, "/figure.png"),
    ],
)
def test_a_file_is_measured_by_what_it_holds(
    options: dict[str, str], path: str, client: TestClient
) -> None:
    """A PNG holds one frame of all, and plays nothing."""
    answer = client.get(at(CONV | options, path))
    assert answer.status_code == 200, Page(answer).errors
    animated = client.get(at(CONV | options, "/figure.gif"))
    assert "more than this page's limit" in "".join(Page(animated).errors.values())


def test_too_long_an_address_is_refused(client: TestClient) -> None:
    assert client.get("/?operation=" + "x" * (MOST_TEXT - 10)).status_code == 200
    assert client.get("/?operation=" + "x" * MOST_TEXT).status_code == 414


OPENED: list[str] = []
LISTENING: list[bool] = []
ACTS = ("open", "os.", "subprocess.", "socket.", "shutil.")


def _listen(event: str, arguments: tuple[object, ...]) -> None:
    if LISTENING and event.startswith(ACTS):
        OPENED.append(f"{event} {arguments[0]!r}" if arguments else event)


def test_no_text_of_the_address_names_a_file(tmp_path: Path) -> None:
    there = [tmp_path / f"private.{suffix}" for suffix in ("csv", "npy", "toml", "svg")]
    for path in there:
        path.write_text("1")
    sys.addaudithook(_listen)
    LISTENING.append(True)
    try:
        for operation in ("conv", "stack"):
            start = {"operation": operation, **initial_values(operation)}
            for name in parse(start.items()).fields:
                for text in map(str, there):
                    preview({**start, name: text}.items())
    finally:
        LISTENING.clear()
    assert not [what for what in OPENED if "private" in what]
    assert not [what for what in OPENED if what.startswith(ACTS[2:])]
