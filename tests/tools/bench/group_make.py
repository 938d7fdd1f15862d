"""`svgconv make`: from nothing, again, after one change, while it watches, and for many figures."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from itertools import count
from pathlib import Path

from tests.tools.bench.measure import Bench, environment, process_cpu, ratios, spent, svgconv
from tests.tools.bench.parts import Part
from tests.tools.bench.rows import Row
from tests.tools.growth import MOST, fit

VIEWS = ("oblique", "flat")
_numbers = count()


def parts(bench: Bench) -> dict[str, Part]:
    """Return the built-in gallery against `svgconv list`, many figures, and a watched gallery."""
    every: dict[str, Part] = {"the built-in gallery": _built_in, "many figures": _many_figures}
    return every | ({"--watch": _watched} if sys.platform == "linux" else {})


def _built_in(bench: Bench, temporary: Path) -> Iterator[Row]:
    """Measure the built-in gallery against `svgconv list`: with two versions, that of before."""
    oldest = bench.versions.get("before", bench.versions["now"])
    catalogue = (oldest / "svgconv" / "sources" / "catalogue.toml").read_text("utf-8")
    commands: dict[str, Callable[[], object]] = {}
    for name, version in bench.versions.items():
        kept, one = temporary / name / "kept", temporary / name / "one"
        _write_gallery(kept, catalogue)
        svgconv(version, "make", kept)
        _write_gallery(one, _many(67))
        svgconv(version, "make", one)
        commands |= {
            f"list {name}": partial(svgconv, version, "list"),
            f"cold {name}": partial(_cold, version, temporary / name, catalogue),
            f"unchanged {name}": partial(svgconv, version, "make", kept),
            f"changed {name}": partial(_changed, version, one),
        }
    cpu = bench.in_turns(commands)
    for what, title, limit in (
        ("cold", "built-in gallery", None),
        ("unchanged", "nothing changed", 1.5),
        ("changed", "one of 67 changed", 1.5),
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


def _many_figures(bench: Bench, temporary: Path) -> Iterator[Row]:
    """The CPU of each figure of a large gallery, and how it grows with their number."""
    sizes = (10, 20, 40, 80) if bench.quick else (125, 250, 500, 1000)
    cpu = {
        name: [spent(partial(_cold, version, temporary / name, _many(size))) for size in sizes]
        for name, version in bench.versions.items()
    }
    each = {name: [round(1000 * costs[-1] / sizes[-1], 3)] for name, costs in cpu.items()}
    title = f"make, {sizes[-1]:,} figures, each of them"
    yield Row("make", title, "ms", each["now"], each.get("before", []), 20)
    fits = {name: fit(sizes, costs) for name, costs in cpu.items()}
    powers = {name: [round(found.exponent, 3)] for name, found in fits.items()}
    title, note = f"make, {sizes[0]} to {sizes[-1]:,} figures", f"± {fits['now'].error:.2f}"
    before = powers.get("before", [])
    yield Row("make", title, "exponent", powers["now"], before, MOST, note)


def _watched(bench: Bench, temporary: Path) -> Iterator[Row]:
    """The time from a change of one figure of 67 to its new file, and the CPU until then."""
    bench = bench.only(lambda version: "--watch" in svgconv(version, "make", "--help"))
    waited: dict[str, list[float]] = {name: [] for name in bench.versions}
    cpu: dict[str, list[float]] = {name: [] for name in bench.versions}
    for name, version in bench.versions.items():
        folder = temporary / name
        _write_gallery(folder, _many(67))
        svgconv(version, "make", folder)
        command = [sys.executable, "-m", "svgconv", "make", str(folder), "--watch"]
        with subprocess.Popen(
            command, stdout=subprocess.PIPE, text=True, cwd=version, env=environment(version)
        ) as process:
            assert process.stdout
            process.stdout.readline()
            for round_ in range(bench.rounds + 1):
                time.sleep(0.2)  # it looks at its files between changes
                start, used = time.time(), process_cpu(process.pid)
                _change(folder)
                line = process.stdout.readline()
                assert "; wrote f66.svg" in line, line
                if round_:  # the first one imports what drawing needs
                    drawn = (folder / "f66.svg").stat().st_mtime
                    waited[name].append(round(1000 * (drawn - start), 1))
                    cpu[name].append(round(1000 * (process_cpu(process.pid) - used), 1))
            process.terminate()
    title, load = "make --watch, one of 67 changed", f"load {os.getloadavg()[0]:.1f}"
    now, before = waited["now"], waited.get("before", [])
    yield Row("make", f"{title}: until it is drawn", "ms", now, before, 300, load)
    yield Row("make", f"{title}: CPU", "ms", cpu["now"], cpu.get("before", []))


def _many(size: int) -> str:
    """Return a gallery of this number of figures, small and large ones in turn."""
    return '[[sections]]\ntitle = "All"\n' + "".join(
        f'[[sections.figures]]\nname = "f{number}"\noperation = "conv"\n'
        f"input_size = {3 + number % 11}\nkernel_size = {1 + number % 3}\n"
        f"stride = {1 + number % 2}\nview = {VIEWS[number % 5 == 0]!r}\n"
        for number in range(size)
    )


def _write_gallery(folder: Path, text: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "gallery.toml").write_text(text, "utf-8")


def _cold(version: Path, folder: Path, gallery: str) -> None:
    """Make a gallery in a folder of which nothing is remembered."""
    new = folder / f"cold{next(_numbers)}"
    _write_gallery(new, gallery)
    svgconv(version, "make", new)
    shutil.rmtree(new)


def _changed(version: Path, folder: Path) -> None:
    """Change one figure, and make the gallery."""
    _change(folder)
    svgconv(version, "make", folder)


def _change(folder: Path) -> None:
    """Give the last figure another frame duration."""
    path = folder / "gallery.toml"
    text = path.read_text("utf-8")
    head, last = text.rsplit("frame_duration = ", 1) if "frame_duration" in text else (text, "1")
    path.write_text(f"{head}frame_duration = {int(last) + 1}\n", "utf-8")
