"""A killed process leaves the old file or the new one, never a part of one.

Each test also runs a writer that writes in place, which must fail it.
"""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from svgconv.gallery.builder import build

OLD, NEW = b"ours, old " * 10_000, b"ours, new " * 20_000

WRITERS = {
    "svgconv": "write(path, NEW, wrote=lambda path: True)",
    "in place": "path.write_bytes(NEW)",
}
"""Ways to write a file, of which only the first is safe."""

HEAD = f"""
import os, resource, signal, sys
from pathlib import Path
from svgconv.files.writer import write
NEW = {NEW[:10]!r} * {len(NEW) // 10}
path = Path(sys.argv[1])
"""

KILL_AT_EACH_STEP = """
def put():
    {writer}

def run_until(step):
    # Runs `put`, and kills the process at the call or the return of a C function.
    steps = 0
    def trace(frame, event, function):
        nonlocal steps
        if event in ("c_call", "c_return"):
            steps += 1
            if steps == step:
                print(event, function.__name__, flush=True, end=" ")
                os.kill(os.getpid(), signal.SIGKILL)
    sys.setprofile(trace)
    put()
    sys.setprofile(None)

old = path.read_bytes()
for step in range(1, 10_000):
    path.write_bytes(old)
    child = os.fork()
    if not child:
        run_until(step)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    if status == 0:
        break
    content = path.read_bytes()
    print("old" if content == old else "new" if content == NEW else "broken", flush=True)
    for left in set(path.parent.iterdir()) - {{path}}:
        left.unlink()
"""

KILL_IN_THE_MIDDLE = """
# Beyond so many bytes the kernel kills the process that writes a file.
signal.signal(signal.SIGXFSZ, signal.SIG_DFL)
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]),) * 2)
resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
{writer}
"""


def python(code: str, *arguments: object) -> subprocess.CompletedProcess[str]:
    """Run Python code in a process of its own, which keeps no bytecode: that is renamed, too."""
    command = [sys.executable, "-B", "-c", code, *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("writer", WRITERS)
def test_a_kill_at_any_step_of_a_write_leaves_a_whole_file(writer: str, tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(OLD)
    run = python(HEAD + KILL_AT_EACH_STEP.format(writer=WRITERS[writer]), path)
    assert (run.returncode, run.stderr) == (0, "")
    steps = [line.split() for line in run.stdout.splitlines()]
    left = {state for _, _, state in steps}
    if writer != "svgconv":
        assert "broken" in left
        return
    assert left == {"old", "new"}
    for function in ("open", "write", "fsync", "chmod", "replace"):
        assert {"c_call", "c_return"} <= {event for event, name, _ in steps if name == function}
    assert [state for event, name, state in steps if name == "replace"] == ["old", "new"]


@pytest.mark.parametrize("size", [1, len(NEW) // 2, len(NEW) - 1])
@pytest.mark.parametrize("writer", WRITERS)
def test_a_kill_in_the_middle_of_a_write_leaves_the_old_file(
    writer: str, size: int, tmp_path: Path
) -> None:
    path = tmp_path / "a"
    path.write_bytes(OLD)
    run = python(HEAD + KILL_IN_THE_MIDDLE.format(writer=WRITERS[writer]), path, size)
    assert run.returncode == -signal.SIGXFSZ, run.stderr
    parts = [item.stat().st_size for item in tmp_path.iterdir() if item != path]
    if writer == "svgconv":
        assert path.read_bytes() == OLD
        assert parts == [size], "the part is in the temporary file"
    else:
        assert path.read_bytes() == NEW[:size]


KILL_AT_A_RENAME = """
import os, signal, sys
from svgconv.__main__ import main

left = int(sys.argv.pop())

def audit(event, _):
    global left
    if event == "os.rename":
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)

sys.addaudithook(audit)
main()
"""


@pytest.mark.slow
def test_a_killed_gallery_has_whole_files_and_is_made_on_the_next_run(small_gallery: Path) -> None:
    folder = small_gallery
    whole = {file.path.name: file.path.read_bytes() for file in build(folder).files}
    toml = folder / "gallery.toml"
    for rename in (1, 4, len(whole)):
        for path in folder.iterdir():
            if path != toml:
                path.unlink()
        assert python(KILL_AT_A_RENAME, "make", folder, rename).returncode == -signal.SIGKILL
        left = {path.name: path.read_bytes() for path in folder.glob("[!.]*") if path != toml}
        assert len(left) == rename - 1
        assert left.items() <= whole.items()
    build(folder)
    left = {path.name: path.read_bytes() for path in folder.glob("[!.]*") if path != toml}
    assert left == whole
