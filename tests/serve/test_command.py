"""``svgconv serve`` as a program: one line when it runs, one line when it cannot, a quiet end."""

from __future__ import annotations

import errno
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import urlopen

import pytest

from svgconv.errors import SvgconvError, quoted
from svgconv.serve.listener import listener, written_host
from svgconv.serve.server import DRAIN_SECONDS
from tests.command import run
from tests.jobs import is_running

SERVE = [sys.executable, "-m", "svgconv", "serve"]


@contextmanager
def serving(*arguments: str, cwd: Path | None = None) -> Iterator[subprocess.Popen[str]]:
    """The program, ended afterwards whatever happens."""
    program = subprocess.Popen(
        [*SERVE, *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        bufsize=1,
        cwd=cwd,
        start_new_session=True,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
    )
    try:
        yield program
    finally:
        if program.poll() is None:
            os.killpg(program.pid, signal.SIGKILL)
        program.wait()


def address(program: subprocess.Popen[str]) -> str:
    """The address in the program's one line."""
    assert program.stdout
    return program.stdout.readline().split()[1]


@pytest.mark.slow
@pytest.mark.parametrize("signals", [1, 2])
def test_it_says_one_line_answers_and_ends_quietly(signals: int, tmp_path: Path) -> None:
    (tmp_path / "anyio.py").write_text("raise SystemExit('not this one')")
    (tmp_path / "numpy.py").write_text("raise SystemExit('not this one')")
    program = "import sys; sys.path.pop(0); from svgconv.__main__ import main; main()"
    with serving("--port", "0") as server:
        place = address(server)
        assert place.startswith("http://127.0.0.1:")
        with urlopen(f"{place}?operation=conv&input_size=5&kernel_size=3") as answer:
            assert b"Output 3\xc3\x973, 9 frames" in answer.read()
        for _ in range(signals):
            os.killpg(server.pid, signal.SIGINT)
        out, err = server.communicate(timeout=20)
        assert (server.returncode, out, err) == (0, "", "")
    with subprocess.Popen(
        [sys.executable, "-c", program, "serve", "--port", "0"],
        stdout=subprocess.PIPE,
        text=True,
        cwd=tmp_path,
    ) as server:
        try:
            with urlopen(address(server)) as answer:
                assert b"Output 2" in answer.read()
        finally:
            server.terminate()


def test_a_busy_port_is_one_line() -> None:
    with socket.create_server(("127.0.0.1", 0)) as busy:
        port = busy.getsockname()[1]
        result = run("serve", "--port", str(port))
    assert (result.status, result.out) == (2, "")
    assert result.err == (
        f"--port: {port} is already in use on 127.0.0.1; choose another port, or 0 for a free one\n"
    )


@pytest.mark.parametrize(
    ("host", "problem"),
    [
        ("no such host", "is not a known address; use 127.0.0.1 to serve only this machine"),
        ("300.1.1.1", "is not a known address; "),
        ("", "is not a known address; "),
        ("[::1]", "is not a known address; "),
        ("a" * 80, "is not a known address; "),
        (
            "192.0.2.1",
            "is not an address of this machine; use 127.0.0.1 to serve only this machine,"
            " or 0.0.0.0 for all its addresses",
        ),
        ("fe80::1", ""),
    ],
)
def test_a_wrong_host_is_blamed_on_the_host(host: str, problem: str) -> None:
    result = run("serve", "--host", host, "--port", "0")
    assert (result.status, result.out, result.err.count("\n")) == (2, "", 1)
    assert result.err.startswith(f"--host: {quoted(host)} {problem}")


@pytest.mark.parametrize(
    ("code", "line"),
    [
        (errno.EADDRINUSE, "port: 80 is already in use on 127.0.0.1; choose another port"),
        (errno.EACCES, "port: 80 is not allowed for this user; choose a port from 1024 on"),
        (errno.EADDRNOTAVAIL, "host: '127.0.0.1' is not an address of this machine; "),
        (errno.EINVAL, "host: '127.0.0.1' cannot be used (Invalid argument); "),
        (errno.EAFNOSUPPORT, "host: '127.0.0.1' cannot be used (Address family not supported"),
    ],
)
@pytest.mark.parametrize("step", ["socket", "socket.bind", "socket.listen"])
def test_the_systems_error_is_blamed_on_the_option_that_it_is_about(
    step: str, code: int, line: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise OSError(code, os.strerror(code))

    with monkeypatch.context() as patch:
        if step == "socket":
            patch.setattr(socket, "socket", fail)
        else:
            failing = type("Failing", (socket.socket,), {"bind": lambda *_: None})
            setattr(failing, step.removeprefix("socket."), fail)
            patch.setattr(socket, "socket", failing)
        with pytest.raises(SvgconvError) as caught:
            listener("127.0.0.1", 80)
    assert str(caught.value).startswith(line)


@pytest.mark.parametrize(
    ("host", "written"),
    [("127.1", "127.0.0.1"), ("0", "0.0.0.0"), ("0x7f.1", "127.0.0.1"), ("localhost", "localhost")],
)
def test_an_address_is_as_browsers_write_it(host: str, written: str) -> None:
    with listener(host, 0) as listening:
        assert written_host(host, listening) == written


@pytest.mark.parametrize("library", ["uvicorn", "starlette"])
def test_without_the_extra_it_says_what_to_install(
    library: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, library, None)
    result = run("serve")
    assert (result.status, result.out) == (2, "")
    assert result.err == (
        "serve: needs Starlette and uvicorn, which are not installed;"
        " run pip install 'svgconv[serve]'\n"
    )


@pytest.mark.slow
@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP"])
def test_signals_end_it_after_the_work_in_progress(name: str) -> None:
    with serving("--port", "0") as server, socket.socket() as client:
        place = urlsplit(address(server))
        client.connect((place.hostname, place.port))
        client.sendall(f"GET / HTTP/1.1\r\nHost: {place.netloc}\r\n\r\n".encode())
        children = Path(f"/proc/{server.pid}/task/{server.pid}/children")
        while not (workers := children.read_text().split()):
            time.sleep(0.01)
        sent = time.monotonic()
        os.killpg(server.pid, getattr(signal, name))
        answer = b"".join(iter(lambda: client.recv(2**16), b""))
        took = time.monotonic() - sent
        assert b"Output 2" in answer or (
            took > DRAIN_SECONDS and b"the server is stopping" in answer
        )
        out, err = server.communicate(timeout=20)
    assert (server.returncode, out) == (0, "")
    assert err == (
        "svgconv: 1 figure to finish, for at most 5 seconds (press Ctrl-C to stop now)\n"
    )
    assert not any(is_running(int(worker)) for worker in workers)


@pytest.mark.slow
def test_it_can_be_left_running_after_the_terminal_is_closed() -> None:
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)  # as nohup does
    try:
        with serving("--port", "0") as server:
            place = address(server)
            os.killpg(server.pid, signal.SIGHUP)
            with urlopen(f"{place}serve.js") as answer:
                assert answer.status == 200
    finally:
        signal.signal(signal.SIGHUP, before)


@pytest.mark.slow
def test_a_public_host_is_warned_about() -> None:
    with serving("--host", "0.0.0.0", "--port", "0") as server:
        place = address(server).replace("0.0.0.0", "127.0.0.1")
        with urlopen(place) as answer:
            assert answer.status == 200
        os.killpg(server.pid, signal.SIGINT)
        _, err = server.communicate(timeout=20)
    assert err == "Other machines that can reach this address can use the page too.\n"


def test_help_loads_no_server() -> None:
    code = (
        "import sys; from svgconv.__main__ import main\n"
        "try: main()\nexcept SystemExit: pass\n"
        "print({'uvicorn', 'starlette', 'anyio', 'numpy'} & {*sys.modules}, file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, "serve", "--help"], capture_output=True, text=True, check=True
    )
    assert "--port" in done.stdout
    assert done.stderr == "set()\n"
