"""The options of a strip, declared once each."""

from __future__ import annotations

from dataclasses import KW_ONLY, dataclass
from typing import TYPE_CHECKING, Any, Protocol

from svgconv.errors import Name, SvgconvError, Words, quoted
from svgconv.files.size import Size, one_way_only, resolution
from svgconv.options import Flag, Stage, option
from svgconv.specification.docstrings import with_parameters_of
from svgconv.specification.frame_list import frame_list
from svgconv.specification.scalars import yes_or_no
from svgconv.specification.sizes import whole_number
from svgconv.strip.pages import page_size

if TYPE_CHECKING:
    from svgconv.scene.scene import Scene
    from svgconv.scene.theme import Theme
    from svgconv.states.odometer import Odometer

MOST_PANELS = 1000
PRINT_DPI = 300
LAYOUT = "Layout"
"""The panel of the help that lists the options of a strip."""
LABELS = 'number, index, none, or your own, "one|two|three"'


def _count(name: str, value: Any, strip: Any) -> int | None:
    if value is None:
        return None
    number = whole_number(name, value, "give one number")
    if not 1 <= number <= MOST_PANELS:
        raise SvgconvError(name, f"{number:,} is out of range", f"use 1 to {MOST_PANELS:,}")
    return number


def _frames(name: str, value: Any, strip: Any) -> str | None:
    if value is None or isinstance(value, str):
        return value
    return ",".join(map(str, frame_list(name, value, strip.figure.frame_count)))


def _labels(name: str, value: Any, strip: Any) -> str:
    if not isinstance(value, str):
        raise SvgconvError(name, f"{quoted(value)} is not text", LABELS)
    return value


def _page(name: str, value: Any, strip: Any) -> str | None:
    if value is not None:
        page_size(value)
    return value  # type: ignore[no-any-return]


def _yes_or_no(name: str, value: Any, strip: Any) -> bool:
    return yes_or_no(name, value, 0)


def _from_to(least: float, most: float) -> Any:
    """Return a parser of numbers in a range."""

    def parse(name: str, value: Any, strip: Any) -> float:
        try:
            number = float(value)
        except (TypeError, ValueError):
            raise SvgconvError(
                name, f"{quoted(value)} is not a number", "use one such as 15"
            ) from None
        if not least <= number <= most:
            raise SvgconvError(name, f"{number:g} is out of range", f"use {least:,g} to {most:,g}")
        return number

    return parse


def _declared(parse: Any, help: str, metavar: str, default: Any = None, words: str = "") -> Any:
    flag = Flag(help, metavar, default=words)
    return option(parse, flag, default=default, panel=LAYOUT, stage=Stage.PLAYBACK)


class StripFigure(Protocol):
    """What a strip asks of the figure whose frames it shows."""

    @property
    def scene(self) -> Scene:
        """What is drawn."""

    def scene_in(self, size: Size) -> Scene:
        """Return what a file of this size shows."""

    @property
    def odometer(self) -> Odometer:
        """The odometer of its frames."""

    @property
    def frame_count(self) -> int:
        """The number of all frames."""

    @property
    def chosen_frames(self) -> tuple[int, ...]:
        """The frames that it shows."""

    def index(self, frame: int) -> tuple[int, ...]:
        """Return the index of what a frame counts."""

    @property
    def title(self) -> str:
        """One line that names what is shown."""

    @property
    def description(self) -> str:
        """Sentences for readers who cannot see it."""

    @property
    def recipe(self) -> dict[str, Any]:
        """What makes it again."""

    @property
    def style_theme(self) -> Theme | None:
        """The theme of its style sheet."""

    @property
    def answer_key(self) -> StripFigure:
        """The figure with a worksheet's outputs."""

    def check_worksheet(self) -> None:
        """Raise `SvgconvError` if it is no worksheet."""


@with_parameters_of(Size)
@dataclass(frozen=True)
class StripOptions(Size):
    """The options of a strip.

    Parameters
    ----------
    figure: a `svgconv.Figure`.
    frames: the frames to show, such as ``"0,3,5-8"``; None shows the figure's own choice, or all.
    count: instead of ``frames``, the number of representative frames, 1 to 1000: the first, the
        last, changes of row, and others evenly between them.
    columns: panels per row, 1 to 1000; None chooses what suits the figure.
    labels: the text under each panel: ``"number"``, ``"index"`` (of the output cell), ``"none"``,
        or your own texts with bars between them: ``"first|then|last"``.
    page: ``"a4"``, ``"letter"`` or a size such as ``"150x200mm"``, instead of a width, a height and
        a scale; None is one sheet for all panels.
    margin: millimetres around a page's panels, 0 to 1,000.
    key: add sheets with the answer key of a worksheet.

    Raises
    ------
    SvgconvError: an option that is malformed or contradicts another one, or more panels than
        `MOST_PANELS`.
    """

    figure: StripFigure
    frames: str | None = _declared(
        _frames, "Show only these frames; -1 is the last one.", "0,3,5-8", words="all"
    )
    count: int | None = _declared(
        _count, "Show this many frames, 1 to 1,000, instead of --frames.", "N", words="all"
    )
    columns: int | None = _declared(
        _count, "Panels per row, 1 to 1,000.", "N", words="as many as suit the figure"
    )
    labels: str = _declared(_labels, f"The label of each panel: {LABELS}.", "KIND", "number")
    page: str | None = _declared(
        _page,
        "Lay the panels out on pages of this size.",
        "a4|letter|WxHmm",
        words="one sheet",
    )
    margin: float = _declared(
        _from_to(0, 1000), "Millimetres around a page's panels, 0 to 1,000.", "MM", 15
    )
    key: bool = _declared(_yes_or_no, "Add sheets with the answer key of a worksheet.", "", False)
    _: KW_ONLY
    dpi: float | None = resolution(f"{PRINT_DPI} in a PNG without a size in pixels, 96 otherwise")

    def __post_init__(self) -> None:
        if self.frames is not None and self.count is not None:
            raise SvgconvError(
                "count", Words("cannot be combined with ", Name("frames")), "give one of the two"
            )
        super().__post_init__()
        for name in ("width", "height", "scale"):
            if self.page is not None and getattr(self, name) is not None:
                raise one_way_only(name, "page")
        if self.key:
            self.figure.check_worksheet()

    @property
    def is_on_paper(self) -> bool:
        """Whether it has a page, or a length on paper."""
        return self.page is not None or super().is_on_paper
