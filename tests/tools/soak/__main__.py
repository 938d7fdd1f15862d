"""Puts ``svgconv serve`` under load, prints a table, and says whether anything went wrong.

make soak                          three minutes
make soak SECONDS=600              longer
make soak OPTIONS="--figures 10000 --only honest,others"   until 10,000 figures are answered
"""

from __future__ import annotations

import argparse
import signal
import sys
from collections.abc import Sequence
from contextlib import suppress
from typing import Any

import anyio

from tests.tools.soak import clients, queries
from tests.tools.soak.clients import HONEST, Crowd
from tests.tools.soak.program import Program
from tests.tools.soak.report import report
from tests.tools.soak.tally import Memory, Tally

SHARES = {
    "honest": 180, "others": 20, "hostile": 12, "heavy": 4, "silent": 300, "slow": 30,
    "greedy": 3, "leaving": 2, "nonsense": 6, "killer": 1,
}  # fmt: skip
"""How many clients there are of each kind for 200 who are honest."""
ADDRESSES = {
    "honest": ["127.0.1.1"], "others": ["127.0.2.1", "127.0.2.2"], "silent": ["127.0.3.1"],
    "slow": ["127.0.4.1"], "nonsense": ["127.0.5.1"],
}  # fmt: skip
ATTACKER = ["127.0.6.1"]
"""The address of all other kinds, who use up time for drawing."""
SAMPLE_SECONDS = 0.5
"""How often memory is measured."""
END_SECONDS = 30
"""How long the program may take to end, on a busy machine."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Return the exit status: 1 if there was a problem."""
    options = _options(arguments)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that the server is ended too
    tally, memory = Tally(), Memory()
    program = Program()
    try:
        crowd = Crowd(program, tally, options.seed, options.patience)
        anyio.run(_soak, crowd, memory, options)
        _check_end(program, tally)
    finally:
        program.close()
    _kill(tally)
    for line in memory.problems():
        tally.problem(line)
    for kind in set(HONEST) & {*options.only}:
        if not tally.figures(kind):
            tally.problem(f"{kind} clients: no figure at all")
    print(report(tally, memory))
    return 1 if tally.problems else 0


async def _soak(crowd: Crowd, memory: Memory, options: argparse.Namespace) -> None:
    """Let all clients do what they do, and end the server while they do it."""
    async with anyio.create_task_group() as group:
        for kind in options.only:
            count = max(1, SHARES[kind] * options.clients // 200)
            group.start_soon(_all, crowd, kind, count)
        with anyio.move_on_after(options.seconds):
            while not options.figures or crowd.tally.figures(*HONEST) < options.figures:
                begin = anyio.current_time()
                await anyio.sleep(SAMPLE_SECONDS)
                pause = anyio.current_time() - begin - SAMPLE_SECONDS
                crowd.tally.pause = max(crowd.tally.pause, pause)
                found = await anyio.to_thread.run_sync(crowd.program.processes)
                memory.sample(crowd.tally.figures(*HONEST), crowd.program.pid, found)
                if crowd.program.popen.poll() is not None:
                    crowd.tally.problem("server: it ended by itself")
                    break
        crowd.tally = Tally()  # what clients meet at the end is not counted
        crowd.program.popen.send_signal(signal.SIGTERM)
        await anyio.to_thread.run_sync(crowd.program.wait, END_SECONDS)
        group.cancel_scope.cancel()


async def _all(crowd: Crowd, kind: str, count: int) -> None:
    """All clients of one kind, each with random numbers of its own."""
    work = getattr(clients, "honest" if kind in HONEST else kind)
    addresses = ADDRESSES.get(kind, ATTACKER)
    places: list[Any] = [*addresses]
    if work in (clients.honest, clients.hostile, clients.heavy):
        places = [crowd.client(host) for host in addresses]
    async with anyio.create_task_group() as group:
        for number in range(count):
            place = places[number % len(places)]
            group.start_soon(work, crowd, kind, crowd.random(kind, number), place)


def _check_end(program: Program, tally: Tally) -> None:
    """Check how the server ended: in time, with one line, and with nothing left."""
    status = program.wait(0)
    if status != 0:
        tally.problem(f"server: status {status} after SIGTERM")
    if left := program.left(5):
        tally.problem(f"server: {len(left)} processes are left")
    if files := program.files():
        tally.problem(f"server: {len(files)} temporary files are left, such as {files[0]}")
    lines = [
        line for line in program.words().splitlines() if " to finish, for at most " not in line
    ]
    for line in lines[:5]:
        tally.problem(f"server printed: {line[:200]}")


def _kill(tally: Tally) -> None:
    """Check that workers end with a server that is killed while they draw."""

    async def draw() -> None:
        async with crowd.client("127.0.0.1") as client:
            with suppress(*clients.LOST):
                await client.get("/")
            async with anyio.create_task_group() as group:
                group.start_soon(client.get, queries.LONG)
                await anyio.sleep(1)
                program.popen.kill()
                group.cancel_scope.cancel()

    program = Program()
    try:
        crowd = Crowd(program, Tally(), 0, 60)
        anyio.run(draw)
        program.popen.wait()
        if left := program.left(10):
            tally.problem(f"killed server: {len(left)} processes are left")
        if files := program.files():
            tally.problem(f"killed server: {len(files)} temporary files are left")
    finally:
        program.close()


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="soak", description=__doc__)
    parser.add_argument("--seconds", type=float, default=180, help="how long the clients go on")
    parser.add_argument("--figures", type=int, default=0, help="end after as many figures")
    parser.add_argument(
        "--clients", type=int, default=200, help="how many are honest; others follow"
    )
    parser.add_argument("--seed", type=int, default=1, help="what the clients choose")
    parser.add_argument(
        "--patience",
        type=float,
        default=60,
        help="the seconds after which an honest client starves",
    )
    parser.add_argument(
        "--only",
        type=lambda text: text.split(","),
        default=list(SHARES),
        help=f"the kinds of clients, of {','.join(SHARES)}",
    )
    options = parser.parse_args(arguments)
    if unknown := {*options.only} - SHARES.keys():
        parser.error(f"unknown clients {', '.join(sorted(unknown))}; use {','.join(SHARES)}")
    return options


if __name__ == "__main__":
    sys.exit(main())
