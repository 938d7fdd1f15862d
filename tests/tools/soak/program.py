"""``svgconv serve`` as a program: its start, its processes, their memory, and its end."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[3]
PAGE = os.sysconf("SC_PAGE_SIZE")
START_SECONDS = 60


class Program:
    """The server and its workers, which are one session of the system."""

    def __init__(self, *arguments: str) -> None:
        self.folder = tempfile.TemporaryDirectory(prefix="soak-", ignore_cleanup_errors=True)
        files = Path(self.folder.name)
        self._out, self._err = files / "out", files / "err"
        with open(self._out, "w") as out, open(self._err, "w") as err:
            self.popen = subprocess.Popen(
                [sys.executable, "-m", "svgconv", "serve", "--port", "0", *arguments],
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=err,
                cwd=files,
                start_new_session=True,
                env={**os.environ, "PYTHONPATH": str(ROOT), "TMPDIR": self.folder.name},
            )
        self.port = self._port()

    def _port(self) -> int:
        deadline = time.monotonic() + START_SECONDS
        while not (line := self._out.read_text()).endswith("\n"):
            if self.popen.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(f"svgconv serve does not start: {self._err.read_text()}")
            time.sleep(0.05)
        return int(line.split()[1].rstrip("/").rsplit(":", 1)[1])

    @property
    def pid(self) -> int:
        return self.popen.pid

    def processes(self) -> dict[int, int]:
        """The memory in bytes of each process of the session."""
        found = {}
        for place in Path("/proc").glob("[0-9]*"):
            try:
                state, _, _, session = (place / "stat").read_text().rsplit(")", 1)[1].split()[:4]
                if int(session) == self.pid and state != "Z":
                    pages = int((place / "statm").read_text().split()[1])
                    found[int(place.name)] = pages * PAGE
            except (OSError, ValueError):
                continue
        return found

    def workers(self) -> list[int]:
        """The processes that draw."""
        return sorted(self.processes().keys() - {self.pid})

    def wait(self, seconds: float) -> int | None:
        """The exit status; None if the program does not end in time."""
        try:
            return self.popen.wait(seconds)
        except subprocess.TimeoutExpired:
            return None

    def left(self, seconds: float) -> list[int]:
        """The processes that are still there after some seconds."""
        deadline = time.monotonic() + seconds
        while (found := sorted(self.processes())) and time.monotonic() < deadline:
            time.sleep(0.1)
        return found

    def words(self) -> str:
        """Everything that the program printed on standard error."""
        return self._err.read_text(errors="replace")

    def files(self) -> list[str]:
        """The names of what it left in its temporary folder."""
        ours = {self._out.name, self._err.name}
        return sorted({path.name for path in Path(self.folder.name).iterdir()} - ours)

    def close(self) -> None:
        """End what is left, which is an error that was reported."""
        for process in self.processes():
            os.kill(process, signal.SIGKILL)
        self.popen.wait()
        self.folder.cleanup()
