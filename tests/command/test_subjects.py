"""A message is about an option that the command line has."""

from __future__ import annotations

import ast
import pickle
import re
from collections.abc import Iterator
from itertools import pairwise, product
from pathlib import Path

import pytest

import svgconv
from svgconv.errors import Name, SvgconvError, Words, enumeration, printable, spelled
from svgconv.figure.figure import Figure
from svgconv.files.output import Output
from svgconv.operations import OPERATIONS
from svgconv.options import options_of
from svgconv.strip.declaration import StripOptions
from tests.command import run

ASKING = (
    "--values", "--seed 3", "--input-values 1,2;3,4", "--weight-values box", "--bias-values 1",
    "--sum", "--worksheet", "--shade grey", "--panels kernel", "--winners",
)  # fmt: skip
"""Options that ask for numbers."""
AGAINST = ("--symbols", "--no-values")
"""Options that cannot be combined with these."""
FIGURES = (
    "Conv2d(1,1,3)>MaxPool2d(2) -i 8",
    "conv -i 4 -k 3 --in-channels 9",
    "conv -i 3 -k 3 --view matrix",
    "deform_conv -i 5 -k 3 --offset 0",
)


@pytest.mark.parametrize("figure", FIGURES)
def test_an_option_that_asks_for_numbers_is_the_subject(figure: str, tmp_path: Path) -> None:
    path = str(tmp_path / "figure.svg")
    assert run("render", *figure.split(), "-o", path).err == ""
    rejected = 0
    pairs = [*product(AGAINST, ASKING), *pairwise(ASKING)]
    for options in [*pairs, *product((*ASKING, *AGAINST))]:
        flags = " ".join(options).split()
        result = run("render", *figure.split(), *flags, "-o", path)
        given = {flag for flag in flags if flag.startswith("--")}
        if result.status:
            rejected += 1
            subject, _, problem = result.err.partition(": ")
            assert subject in given, (flags, result.err)
            if other := re.search(r"combined with (?!the )([\w-]+)", problem):
                assert other[1] in given, (flags, result.err)
    assert rejected > len(ASKING)


@pytest.mark.parametrize(
    ("arguments", "answer"),
    [
        ("conv -i 4 -k 3 --view matrix --symbols --shade grey",
         "--symbols: cannot be combined with --shade; leave one of the two out"),
        ("Conv2d(1,1,3)>MaxPool2d(2) -i 8 --shade grey",
         "--shade: stack is drawn without numbers; leave it out"),
        ("Conv2d(1,1,3)>MaxPool2d(2) -i 8 --values",
         "--values: stack is drawn without numbers; leave them out"),
        ("conv -i 4 -k 3 --in-channels 9 --worksheet",
         "--worksheet: some of the 9 channels are not drawn; use at most 4 channels"),
    ],
)  # fmt: skip
def test_the_message_names_what_is_given(arguments: str, answer: str, tmp_path: Path) -> None:
    result = run("render", *arguments.split(), "-o", str(tmp_path / "a.svg"))
    assert result.err.strip() == answer


OWNERS = [Figure, Output, StripOptions, *map(OPERATIONS.get, OPERATIONS.names())]
NAMES = {name for owner in OWNERS for key, one in options_of(owner).items()
         for name in (key, *one.flags(key))} - {"at"}  # fmt: skip
"""The names of options; a message has "at most", too."""
LONG = {name for name in NAMES if "_" in name}
"""Those that are no plain words."""
OF_CALLS = re.compile("(^|_)(keras|flax|layer_calls|calls|functions|pass_through)")
"""The modules whose messages are about the arguments of a call in Python."""
OTHERS = ("output_size is missing", "use layers with the same number of axes")
"""A message about one in another module, and one about no option."""


def _messages(path: Path) -> Iterator[str]:
    """Yield the texts of the problems and remedies of a module's errors, without names in them."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Call) and ast.unparse(node.func).endswith("Error"):
            yield from (text for value in node.args[1:] for text in _texts(value))
        elif isinstance(node, ast.Assign) and {"problem", "remedy"} & {
            one.id for to in node.targets for one in ast.walk(to) if isinstance(one, ast.Name)
        }:
            yield from _texts(node.value)


def _texts(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif not (
        isinstance(node, ast.Call) and ast.unparse(node.func) in ("Name", "flag_of", "getattr")
    ):
        yield from (text for child in ast.iter_child_nodes(node) for text in _texts(child))


def _names(text: str) -> set[str]:
    """Return the names of options in a text: long ones, and words after a verb of a remedy."""
    alone = re.findall(r"\b(?:use|add|give|raise|needs|choose some with) (\w+)\b", text)
    return {*re.findall(r"\w+", text)} & LONG | {*alone} & NAMES


def test_options_in_messages_are_marked() -> None:
    folder = Path(svgconv.__file__).parent
    unmarked = [
        (str(path.relative_to(folder)), text)
        for path in folder.rglob("*.py")
        if not OF_CALLS.search(path.stem)
        for text in _messages(path)
        if _names(text) or "--" in text.replace("--help", "")
    ]
    assert [one for one in unmarked if one[1] not in OTHERS] == []
    assert "add " in _messages(folder / "figure" / "worksheet.py")
    assert _names("use frames, or give a kernel_size") == {"frames", "kernel_size"}


@pytest.mark.parametrize(
    ("arguments", "answer"),
    [
        ("conv -i 5 -k 3 --no-values --sum",
         "--sum: needs numbers, which are turned off; leave out --no-values or --sum"),
        ("nn.Conv2d(3,4,3,groups=2) -i 5", "groups: 2 does not divide in_channels, 3; use 1"),
        ("nn.Conv2d(1,1,3) -i 5 --symbols",
         "--symbols: cannot be combined with the view oblique; use --view matrix"),
        ("nn.Conv2d(1,1,3)", "--input-size: missing, but required by conv; give --input-size"),
        ("conv -i 5 -k 3 --beside nn.Conv2d(1,1,9)",
         "--beside, kernel_size: 9 is larger than the padded input, 5; pad by 2 or use at most 5"),
    ],
)  # fmt: skip
def test_the_command_line_has_flags_and_a_call_has_names(
    arguments: str, answer: str, tmp_path: Path
) -> None:
    result = run("render", *arguments.split(), "-o", str(tmp_path / "a.svg"))
    assert result.err == f"{answer}\n"


def test_python_and_toml_have_names(tmp_path: Path) -> None:
    message = "sum: needs numbers, which are turned off; leave out no_values or sum"
    with pytest.raises(SvgconvError, match=f"^{message}$"):
        svgconv.conv(5, 3, values=False, sum=True)
    table = 'operation = "conv"\ninput_size = 5\nkernel_size = 3\nvalues = false\nsum = true\n'
    (tmp_path / "f.toml").write_text(table)
    result = run("render", str(tmp_path / "f.toml"), "-o", str(tmp_path / "a.svg"))
    assert result.err == f"{tmp_path / 'f.toml'}, {message}\n"


@pytest.mark.parametrize("name", ["sum", "‹sum›", "\ue000sum\ue001", "{sum}", "--sum"])
def test_text_of_the_user_stays_as_it_is(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / name
    folder.mkdir()
    (folder / "seed.svg").write_text("not svgconv's")
    result = run("render", "conv", "-i", "3", "-k", "3", "-o", str(folder / "seed.svg"))
    assert result.err == (
        f"{printable(str(folder / 'seed.svg'))}: exists and was not written by svgconv;"
        " give another name, or use --force\n"
    )
    assert printable(name) in run("explain", f"x{name}x").err
    with monkeypatch.context() as patch:
        patch.chdir(folder)
        result = run("render", "conv", "-i", "3", "-k", "3", f"-o{name}")
        assert result.err.startswith(f"{printable(name)}: has no suffix")
        (folder / name).mkdir()
        result = run("render", "conv", "-i", "3", "-k", "3", f"-o{name}")
        assert result.err.startswith(f"{printable(name)}: is a folder")
    assert printable(name) in run("explain", "conv", "-i", "3", "-k", f"x{name}x").err


def test_another_process_gets_the_names_of_options() -> None:
    error = SvgconvError("a", Words("no ", Name("sum")), Words("use ", Name("force", "overwrite")))
    copy = pickle.loads(pickle.dumps(error))
    assert str(copy) == str(error) == "a: no sum; use overwrite"
    assert str(copy.spelled("b", "--{}".format)) == "b: no --sum; use --force"
    assert str(copy.within("c").spelled("d", "--{}".format)) == "d: no sum; use overwrite"


def test_a_list_has_one_word_before_its_last_name() -> None:
    texts = [enumeration("abc"[:count], "or") for count in range(4)]
    assert texts == ["", "a", "a or b", "a, b or c"]
    named = enumeration(map(Name, ("sum", "seed", "key")), "and")
    assert spelled(Words("no ", named), "--{}".format) == "no --sum, --seed and --key"


def test_no_list_is_written_in_another_way() -> None:
    folder = Path(svgconv.__file__).parent
    own = re.compile(r"""["'] (or|and) ["']\.join|\} (or|and) \{last\}|\[:-1\]\)\},? (or|and) """)
    assert own.search('" or ".join(words)')
    assert own.search("f\"{', '.join(words[:-1])} or {words[-1]}\"")
    assert [path.name for path in folder.rglob("*.py") if own.search(path.read_text("utf-8"))] == []


def test_a_module_of_the_users_is_no_option(tmp_path: Path) -> None:
    result = run("model", "input_size:name", "-o", str(tmp_path))
    assert result.err.startswith("input_size: cannot be run, ModuleNotFoundError: ")
