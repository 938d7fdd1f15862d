"""`svgconv make`: from nothing, again, after one change, and for a thousand figures."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator
from functools import partial
from itertools import count
from pathlib import Path

from tests.tools.bench.measure import Bench, ratios, svgconv
from tests.tools.bench.rows import Row

VIEWS = ("oblique", "flat")
_numbers = count()


def rows(bench: Bench) -> Iterator[Row]:
    """Measure the built-in gallery against `svgconv list`, and then many figures."""
    with tempfile.TemporaryDirectory() as temporary:
        commands: dict[str, Callable[[], object]] = {}
        for name, version in bench.versions.items():
            kept, one = Path(temporary, name, "kept"), Path(temporary, name, "one")
            svgconv(version, "make", kept)
            _write_gallery(one, _many(67))
            svgconv(version, "make", one)
            commands |= {
                f"list {name}": partial(svgconv, version, "list"),
                f"cold {name}": partial(_cold, version, Path(temporary, name, "cold")),
                f"unchanged {name}": partial(svgconv, version, "make", kept),
                f"changed {name}": partial(_changed, version, one),
            }
        cpu = bench.in_turns(commands)
        for what, title, limit in (
            ("cold", "67 figures", None),
            ("unchanged", "nothing changed", 1.5),
            ("changed", "one of 67 changed", None),
        ):
            found = {
                name: ratios(cpu[f"{what} {name}"], cpu[f"list {name}"]) for name in bench.versions
            }
            before = found.get("before", [])
            yield Row("make", f"make, {title} / list", "×", found["now"], before, limit)
        if "before" in bench.versions:
            for what, limit in (("cold", 1 / 3), ("unchanged", None), ("changed", None)):
                change = ratios(cpu[f"{what} now"], cpu[f"{what} before"])
                yield Row("make", f"make, {what} / before", "×", change, limit=limit)
        yield _thousand(bench, Path(temporary))


def _thousand(bench: Bench, temporary: Path) -> Row:
    """The CPU of each figure more, from a hundred figures to a thousand."""
    few, many = (10, 40) if bench.quick else (100, 1000)
    found: dict[str, list[float]] = {}
    for name, version in bench.versions.items():
        commands: dict[str, Callable[[], object]] = {}
        for size in (few, many):
            source = temporary / f"{name}{size}"
            _write_gallery(source, _many(size))
            commands[str(size)] = partial(_fresh, version, source)
        once = Bench(1, bench.versions, bench.quick)
        cpu = once.in_turns(commands)
        extra = cpu[str(many)][0] - cpu[str(few)][0]
        found[name] = [round(1000 * extra / (many - few), 3)]
    title = f"each figure more, from {few} to {many:,}"
    return Row("make", title, "ms", found["now"], found.get("before", []), 20)


def _many(size: int) -> list[str]:
    """Return the tables of this number of figures, small and large ones in turn."""
    return [
        f'[[sections.figures]]\nname = "f{number}"\noperation = "conv"\n'
        f"input_size = {3 + number % 11}\nkernel_size = {1 + number % 3}\n"
        f"stride = {1 + number % 2}\nview = {VIEWS[number % 5 == 0]!r}\n"
        for number in range(size)
    ]


def _write_gallery(folder: Path, figures: list[str]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    text = '[[sections]]\ntitle = "All"\n' + "".join(figures)
    (folder / "gallery.toml").write_text(text, "utf-8")


def _cold(version: Path, folder: Path) -> None:
    """Make a gallery in a folder of which nothing is remembered."""
    new = folder.with_name(f"cold{next(_numbers)}")
    svgconv(version, "make", new)
    shutil.rmtree(new)


def _fresh(version: Path, folder: Path) -> None:
    for path in folder.iterdir():
        if path.name != "gallery.toml":
            path.unlink()
    svgconv(version, "make", folder)


def _changed(version: Path, folder: Path) -> None:
    """Change one figure's stride, and make the gallery."""
    path = folder / "gallery.toml"
    text = path.read_text("utf-8")
    head, last = text.rsplit("frame_duration = ", 1) if "frame_duration" in text else (text, "1")
    path.write_text(f"{head}frame_duration = {int(last) + 1}\n", "utf-8")
    svgconv(version, "make", folder)
