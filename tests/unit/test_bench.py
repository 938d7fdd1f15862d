"""The benchmark runs, reports what got worse, and says nothing about noise."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path
from random import Random
from xml.etree import ElementTree

import pytest

from svgconv.gallery.targets import known_formats
from svgconv.operations import OPERATIONS
from svgconv.views import VIEWS
from tests.tools.bench import __main__ as bench_main
from tests.tools.bench import group_growth, group_start
from tests.tools.bench.__main__ import main
from tests.tools.bench.chart import chart
from tests.tools.bench.compare import worse
from tests.tools.bench.measure import Bench, run
from tests.tools.bench.parts import measured
from tests.tools.bench.rows import Failure, Report, Row
from tests.tools.growth import WHAT, Fit, Growth, growing
from tests.tools.growth_cases import Case

COMMITTED = Path(__file__).parents[2] / "docs" / "benchmark.json"


def noisy(seed: int, middle: float) -> list[float]:
    """Seven measurements with a spread of 4 %."""
    chance = Random(seed)
    return [round(middle * chance.gauss(1, 0.04), 4) for _ in range(7)]


def report(*rows: Row) -> Report:
    return Report({}, list(rows))


def test_a_regression_is_reported() -> None:
    earlier = report(
        Row("start", "render", "×", noisy(1, 1.0)), Row("start", "list", "×", noisy(2, 1))
    )
    now = report(Row("start", "render", "×", noisy(3, 1.2)), Row("start", "list", "×", noisy(4, 1)))
    (line,) = worse(now, earlier)
    assert line.startswith("start: render: 1.")
    assert worse(earlier, now) == [], "an improvement is no regression"


def test_noise_is_not_reported() -> None:
    reported = sum(
        bool(
            worse(
                report(Row("g", "n", "×", noisy(seed, 1))),
                report(Row("g", "n", "×", noisy(seed + 1000, 1))),
            )
        )
        for seed in range(200)
    )
    assert reported <= 3


@pytest.mark.parametrize(
    ("unit", "now", "before", "reported"),
    [
        ("bytes", [101.0], [100.0], True),
        ("bytes", [100.0], [100.0], False),
        ("ms", [101.0], [100.0], False),
        ("ms", [110.0], [100.0], True),
        ("×", [2.0, 2.0, 2.0], [1.0, 1.0], True),
        ("×", [1.0, 3.0, 2.0, 1.5], [1.2, 1.0, 3.0, 1.6], False),
    ],
)
def test_what_counts_as_worse(
    unit: str, now: list[float], before: list[float], reported: bool
) -> None:
    assert bool(worse(report(Row("g", "n", unit, now)), report(Row("g", "n", unit, before)))) == (
        reported
    )


def test_rows_that_only_one_run_has_are_not_compared() -> None:
    assert (
        worse(report(Row("g", "new", "bytes", [9.0])), report(Row("g", "old", "bytes", [1.0])))
        == []
    )


def test_the_table_marks_what_is_over_its_limit() -> None:
    table = report(
        Row("files", "small", "bytes", [900.0], [1200.0], 1000),
        Row("files", "large", "bytes", [1100.0], [1200.0], 1000),
    ).table()
    small, large = table.splitlines()[1:]
    assert small.split() == ["files:", "small", "900", "1,200", "1,000", "bytes"]
    assert large.split()[-1] == "over"


def test_a_part_that_fails_costs_no_other_its_rows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def half(bench: Bench, folder: Path) -> Iterator[Row]:
        yield Row("start", "first", "bytes", [1.0])
        run(bench.versions["now"], "-c", "import no_such_peer")

    def whole(bench: Bench, folder: Path) -> Iterator[Row]:
        assert folder.is_dir()
        kept = Report.read(path)
        assert [row.name for row in kept.rows] == ["first"], "rows are written as they come"
        assert len(kept.failures) == 1
        yield Row("start", "second", "bytes", [2.0])

    monkeypatch.setattr(group_start, "parts", lambda bench: {"half": half, "whole": whole})
    path = tmp_path / "bench.json"
    assert main(["--rounds", "1", "--only", "start", "--output", str(path)]) == 1
    kept = Report.read(path)
    assert [row.name for row in kept.rows] == ["first", "second"]
    line = "start: half: failed: CalledProcessError: ModuleNotFoundError: No module named"
    assert f"{line} 'no_such_peer'" in path.with_suffix(".txt").read_text("utf-8")
    assert line in capsys.readouterr().out


def test_a_part_that_fails_before_is_measured_now_alone(tmp_path: Path) -> None:
    def part(bench: Bench, folder: Path) -> Iterator[Row]:
        yield Row("start", "both", "bytes", [1.0], [2.0])
        if "before" in bench.versions:
            raise ValueError("no such command")
        yield Row("start", "only now", "bytes", [1.0])

    bench = Bench(1, {"now": tmp_path, "before": tmp_path}, quick=True)
    assert list(measured("start", {"part": part}, bench)) == [
        Row("start", "both", "bytes", [1.0], [2.0]),
        Failure("start: part", "ValueError: no such command"),
        Row("start", "only now", "bytes", [1.0]),
    ]


def test_what_the_version_before_lacks_is_measured_now_alone(tmp_path: Path) -> None:
    older = tmp_path / "before"
    bench = Bench(3, {"now": tmp_path, "before": older}, quick=True)
    assert bench.only(lambda version: version == older) == bench
    assert bench.only(lambda version: False).versions == {"now": tmp_path}


def test_the_version_before_is_a_commit_or_a_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = tmp_path / "root"
    git = ["git", "-C", str(root), "-c", "user.name=a", "-c", "user.email=a@example.org"]
    subprocess.run(["git", "init", "--quiet", root], check=True)
    for text in ("first", "second"):
        (root / "file").write_text(text, "utf-8")
        subprocess.run([*git, "add", "file"], check=True)
        subprocess.run([*git, "commit", "--quiet", "--message", text], check=True)
    monkeypatch.setattr(bench_main, "ROOT", root)
    found = bench_main._source("HEAD~1", tmp_path / "before")
    assert (found / "file").read_text("utf-8") == "first"
    assert bench_main._source(str(root), tmp_path / "other") == root


def test_each_operation_view_and_format_has_its_rows_of_growth(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def found(words: object, outputs: tuple[str, ...]) -> Iterator[Growth | str]:
        for case in growing([], outputs):
            fits = dict.fromkeys(WHAT, Fit(1.0, 0.01))
            view = case.view if isinstance(case, Case) else ""
            yield f"{case.name}: lost" if view == "columns" else Growth(case.name, fits, 0.1)

    monkeypatch.setattr(group_growth, "table", found)
    (part,) = group_growth.parts(bench := Bench(1, {"now": tmp_path}, quick=False)).values()
    rows = list(measured("growth", {"cases": part}, bench))
    *keys, lost = [row.key for row in rows]
    assert lost == "growth: cases"
    assert len(keys) == len(set(keys))
    names = [name for name in VIEWS.names() if name != "columns"]
    kinds = [*(f"view {name}" for name in names)]
    kinds += [f"operation {name}" for name in OPERATIONS.names() if "fold" not in name]
    kinds += [f"format {name}" for name in known_formats()]
    assert "growth: operation fold: bytes" not in keys, "its only view is lost"
    assert {f"growth: {kind}: {what}" for kind in kinds for what in WHAT} <= set(keys)


def test_the_table_says_at_which_load_it_was_measured() -> None:
    machine = {"date": "today", "load_avg_1min": 0.51, "load_after": 1.2}
    last = Report({**machine, "commits": {"now": "c0ffee"}}, []).table().splitlines()[-1]
    assert last == "today, load 0.5 to 1.2, now c0ffee"


def test_the_chart_names_every_row_with_a_limit() -> None:
    rows = [Row("a", "x < y & z", "×", [1.0], [], 2), Row("a", "no limit", "×", [1.0])]
    root = ElementTree.fromstring(chart(report(*rows)))
    texts = [element.text for element in root.iter() if element.tag.endswith("text")]
    assert "a: x < y & z" in texts
    assert "a: no limit" not in texts


def test_the_documentation_shows_a_real_run(tmp_path: Path) -> None:
    kept = Report.read(COMMITTED)
    assert kept.machine["packages"]["drawsvg"]
    path = tmp_path / "benchmark.json"
    kept.save(path)
    assert main(["--draw", str(path)]) == 0
    for suffix in (".json", ".svg", ".txt"):
        drawn = COMMITTED.with_suffix(suffix).read_text("utf-8")
        assert drawn == path.with_suffix(suffix).read_text("utf-8"), "--draw docs/benchmark.json"


@pytest.mark.slow
def test_it_runs_and_compares_with_its_own_result(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "bench.json"
    assert main(["--quick", "--rounds", "1", "--only", "start", "--output", str(path)]) == 0
    assert "svgconv --version / import svgconv" in capsys.readouterr().out
    assert ElementTree.fromstring(path.with_suffix(".svg").read_text("utf-8")) is not None
    kept = json.loads(path.read_text("utf-8"))
    assert kept["machine"]["python"]
    for row in kept["rows"]:
        row["values"] = [value / 10 for value in row["values"]]
    earlier = tmp_path / "earlier.json"
    earlier.write_text(json.dumps(kept), "utf-8")
    arguments = ["--quick", "--rounds", "1", "--only", "start", "--baseline", str(earlier)]
    assert main([*arguments, "--output", str(path)]) == 1
    assert "Worse than before:\nstart: " in capsys.readouterr().out
