"""``make soak`` in short, and what it finds wrong."""

from __future__ import annotations

import sys

import pytest

from tests.tools.soak.__main__ import main
from tests.tools.soak.report import report
from tests.tools.soak.tally import (
    FEWEST_FIGURES,
    MEGABYTE,
    MOST_GROWTH,
    MOST_SERVER,
    Memory,
    Tally,
    growth,
)

if sys.platform != "linux":
    pytest.skip("a soak reads /proc, and uses all addresses of 127/8", allow_module_level=True)

SHORT = (
    "--seconds 60 --figures 40 --clients 20"
    " --only honest,others,hostile,silent,slow,nonsense,killer"
)


@pytest.mark.slow
def test_a_short_soak_finds_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    status = main(SHORT.split())
    table = capsys.readouterr().out
    assert status == 0, table
    assert "Problems: 0." in table
    rows = [row.split() for row in table.split("\n\n")[0].splitlines()[1:]]
    figures = {name: int(answered) for name, _, answered, *_ in rows}
    assert figures["honest"] + figures["others"] >= 40
    assert figures["others"] > 0
    assert {"hostile", "nonsense"} <= figures.keys()


def test_unknown_clients_are_named(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--only", "honest,evil"])
    assert "unknown clients evil; use honest,others," in capsys.readouterr().err


def series(slope: float, start: float = 100) -> list[tuple[int, int]]:
    """Samples of a process that grows by so many megabytes in 1,000 figures, once it is warm."""
    return [
        (figures, int((start + slope * figures / 1000 + (50 if figures > 100 else 0)) * MEGABYTE))
        for figures in range(0, 2 * FEWEST_FIGURES, 20)
    ]


def test_growth_is_measured_after_the_start_and_within_each_process() -> None:
    assert growth([series(3)]) == pytest.approx(3, abs=0.01)
    assert growth([series(3), series(3, start=500)]) == pytest.approx(3, abs=0.01)
    assert growth([series(3)[:12]]) is None
    assert growth([]) is None


def test_memory_beyond_the_bounds_is_a_problem() -> None:
    memory = Memory()
    memory.server = series(MOST_GROWTH - 1)
    memory.workers[1] = series(0)
    assert memory.problems() == []
    memory.workers[1] = series(MOST_GROWTH + 1)
    memory.server += [(2000, (MOST_SERVER + 1) * MEGABYTE)] * 2
    assert [line.split(":")[0] for line in memory.problems()] == ["server", "workers", "server"]


def test_the_report_is_a_table_and_names_what_is_wrong() -> None:
    tally = Tally()
    for seconds in range(1, 101):
        tally.count("honest", 200, float(seconds))
    tally.count("honest", 503)
    tally.count("hostile", 422)
    tally.problem("server printed: Traceback")
    lines = report(tally, Memory()).splitlines()
    assert lines[1].split() == "honest 101 100 0 1 0 51.00 91.00 100.00 100.00".split()
    assert lines[2].split() == "hostile 1 0 1 0 0".split()
    assert lines[-2:] == ["Problems: 1.", "1 x server printed: Traceback"]
