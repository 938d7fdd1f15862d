"""A temporary home for a browser, and its processes; both are gone when the block ends."""

import os
import re
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory

PATIENCE = 60.0
"""Seconds that a browser may take for any one thing before that is an error."""


class Program:
    """A running program, the leader of its own process group, writing to its own log."""

    def __init__(self, command: list[str], environment: dict[str, str], log: Path) -> None:
        self.log = log
        with log.open("wb") as output:
            self._process = subprocess.Popen(
                command,
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    def says(self, pattern: str) -> str:
        """Wait for a line that matches `pattern` in the log; return the pattern's first group."""
        deadline = time.monotonic() + PATIENCE
        while self._process.poll() is None and time.monotonic() < deadline:
            if found := re.search(pattern, self.log.read_text(errors="replace"), re.MULTILINE):
                return found[1]
            time.sleep(0.02)
        tail = self.log.read_text(errors="replace")[-2000:]
        raise RuntimeError(
            f"{self._process.args!r} never said {pattern!r}; its last words:\n{tail}"
        )

    def stop(self) -> None:
        """End the whole process group: politely, then by force what is left of it."""
        for how in signal.SIGTERM, signal.SIGKILL:
            with suppress(ProcessLookupError):
                os.killpg(self._process.pid, how)
            with suppress(subprocess.TimeoutExpired):
                self._process.wait(5)


class Sandbox:
    """Starts programs in an environment that holds nothing of the caller's but PATH."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.environment = {
            "PATH": os.environ["PATH"],
            "HOME": str(folder),
            "TMPDIR": str(folder),
            "XDG_RUNTIME_DIR": str(folder),
            "DBUS_SESSION_BUS_ADDRESS": "disabled:",
            "LANG": "C.UTF-8",
            "TZ": "UTC",
        }
        self._programs: list[Program] = []

    def start(self, *command: str) -> Program:
        """Start a program that ends with the sandbox."""
        log = self.folder / f"{len(self._programs)}.log"
        self._programs.append(Program(list(command), self.environment, log))
        return self._programs[-1]

    def stop(self, program: Program) -> None:
        """End one of the programs."""
        self._programs.remove(program)
        program.stop()

    def close(self) -> None:
        """Stop all programs, the last one first."""
        while self._programs:
            self._programs.pop().stop()


@contextmanager
def sandbox() -> Iterator[Sandbox]:
    """Yield a sandbox in a new temporary folder; clean up both, whatever happens."""
    with TemporaryDirectory(prefix="svgconv-", ignore_cleanup_errors=True) as folder:
        box = Sandbox(Path(folder))
        try:
            yield box
        finally:
            box.close()
