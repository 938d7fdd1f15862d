"""The options of a figure, declared once each.

To add an option, add a field here: the recipe, the TOML key, the flag, the field on the serving
page, the snippets and the JSON schema follow from it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from svgconv.figure import effects
from svgconv.figure import options as parse
from svgconv.figure import pace_options as pacing
from svgconv.figure import style_options as style
from svgconv.figure.pace import EVEN, SMOOTH, STEPS, TEACH
from svgconv.figure.panel_options import WORDS, parse_panels
from svgconv.figure.poster import parse_poster
from svgconv.options import APPEARANCE, NUMBERS, PLAYBACK, Compared, Flag, Stage, option
from svgconv.scene.shade import KINDS
from svgconv.scene.style import ALL, APART, BODY, COMPUTED, LINES, NONE, STACKED, WINDOWS
from svgconv.specification.measures import plain_seconds
from svgconv.specification.sizes import Sides, plain

if TYPE_CHECKING:
    from svgconv.numbers.values import Values
    from svgconv.operations.base import Operation
    from svgconv.themes import ThemeLike


@dataclass(frozen=True)
class FigureOptions:
    """The operation of a figure and its options.

    Parameters
    ----------
    operation: what the figure shows.
    view: the name of a view that draws the operation; an empty name is its
        default view, which is listed first.
    small: draw the operation on the smallest input on which it behaves the same way, and say so.
        Kernel, stride, padding and what is read near the edges stay the same, and three outputs
        remain along each axis. The title has the operation's own sizes.
    theme: ``"guide"``, the published colours; another theme's name; or a table with your own
        colours, such as ``{"base": "dark", "input": {"fill": "#f80"}}``.
    outputs: the output cells that are coloured: ``"computed"``, those that the frames up to this
        one compute, or ``"all"``, as in the published figures. Views that have no choice draw all.
    beams: what joins the window and the output cell: ``"lines"``, as in the published figures, or
        a ``"body"``, whose window has a wide outline. Views that have no choice draw lines.
    shade: colour cells by their numbers: ``"grey"``, from black for the least to white for the
        largest, ``"diverging"`` around zero, from blue through white to orange, ``"rgb"`` as grey,
        but the input's three channels in their colours, or ``"none"``. The input, the output and
        the kernel each have a scale of their own. It needs numbers, by default from seed 0.
    digits: write the numbers; without them the cells only have their shades, if any.
    winners: ring the largest number in a max pooling's window, and the output cell; None wherever
        there are numbers. Of equal numbers, the ring is at PyTorch's choice, the first one.
    panels: what a flat figure with numbers draws between its input and its output: ``"none"``, the
        ``"kernel"``, or ``"kernel,products"``, the kernel and the products of each frame, with
        their sum below them. Without a kernel there, the weights are in the corners of the window's
        cells. By default a convolution has both if no plane is longer than 12 cells.
    tint: ``"windows"`` gives each window a tint, which its output cell shares; windows must not
        overlap.
    ghost: also outline the window's previous position with dashes, so that the stride shows.
    planes: the planes of channels or slices: ``"apart"``, or ``"stacked"`` behind each other as one
        block, with the kernels as blocks between the input and the output, in the view ``"flat"``.
    lens: show the window and its output cell enlarged, in a circle that follows the window; None
        does so where cells have fewer than 4 pixels in the file, unless a crop cuts something off.
    symbols: write the weights' symbols, such as w01 for row 0 and column 1 of the kernel, in the
        view ``"matrix"``.
    frame_duration: the seconds for which each frame is shown, 0.001 to 3,600; None for about 10
        seconds for all frames, and 0.15 to 1 second for each.
    duration: the seconds of all frames together, 0.001 to 3,600, instead of those of each; the
        final pause is not counted.
    pace: ``"even"``, or ``"teach"``: the first row slowly, and the others quickly.
    motion: ``"step"``, or ``"smooth"``, in an SVG: marks glide for 30 % of a frame along a row, and
        rest for the remainder, in which numbers change. To another row they jump.
    plays: how many times the animation plays before it stops on the last frame, 1 to 1,000,000;
        None for forever.
    hold: the additional seconds for which the last frame is shown, 0 to 3,600.
    poster: the frame that programs show that do not play an SVG: its number, negative from the end,
        or ``"middle"``; None for the last one with numbers, the middle one of a stack, otherwise 0.
    frames: the frames to show, such as ``"0,3,5-8"``; None for all.
    crop: the user units (a cell has 20) to cut off the sides: one number, ``(height, width)`` or
        ``((top, bottom), (left, right))``; negative numbers, down to -10,000, add a margin.
        Something must be left.
    at: the frame of a still, from 0 to the number of frames less 1, or negative, from the end;
        None for the animation.
    sum: write the sum of each frame below the figure; needs numbers, by default from seed 0.
    worksheet: leave the outputs blank; needs numbers, by default from seed 0.
    values: the numbers in the cells: ``True``, a seed from 0 to 4,294,967,295, or a table with some
        of ``seed``, ``input``, ``weight`` and ``bias``, a number for each output channel (the
        attribute is a `svgconv.numbers.values.Values`); ``False`` for no numbers, None for numbers
        only if another option needs them. The functions and `load` also take
        the path of a file for each of the three; sizes that are not given are those of the numbers.
    annotate: what to write around the figure: ``"title"``, ``"legend"``, ``"axes"`` (their
        names), ``"indices"`` (of rows and columns), ``"frame"`` (its number); a list, or text with
        commas.
    heading: a title of your own, at most 1,000 characters of the font, which has the letters of
        Western European languages, digits, punctuation, and signs such as ≤ and √.
    beside: up to 5 figures to the right of this one, on its clock. All show the same output index;
        a figure with fewer rows or columns stays at its last one.
    name: the name of its files; not part of what the figure is.

    Raises
    ------
    SvgconvError: an unknown view or theme, or a value that is malformed or out of range.
    """

    operation: Operation
    view: str = option(
        parse.parse_view,
        Flag("How the operation is drawn.", "NAME", default="the operation's own"), default="",
        panel=APPEARANCE, stage=Stage.STATES, recorded=True, compared=Compared.INHERITED,
        choices=parse.views, schema={"type": "string"},
    )  # fmt: skip
    small: bool = option(
        parse.parse_small,
        Flag("Draw the layer on the smallest input on which it behaves the same way.", "",
             without_effect=effects.without_smaller_input),
        default=False, panel=APPEARANCE, compared=Compared.INHERITED,
    )  # fmt: skip
    theme: ThemeLike = option(
        parse.parse_theme, Flag("A theme, or a TOML file with your own colours.", "NAME|FILE",
             help_without_files="The theme."),
        default="guide", panel=APPEARANCE, stage=Stage.SCENE, recorded=True,
        plain=parse.plain_theme, compared=Compared.INHERITED, choices=parse.themes,
        schema={"type": ["string", "object"]},
    )  # fmt: skip
    outputs: str = option(
        style.parse_outputs,
        Flag("Colour all output cells, or only those computed so far.", "all|computed",
             default=COMPUTED),
        default="", panel=APPEARANCE, stage=Stage.SCENE, needs=("view",), unrecorded=ALL,
        compared=Compared.INHERITED, of_some_views=True, choices=lambda _=None: (ALL, COMPUTED),
    )  # fmt: skip
    beams: str = option(
        style.parse_beams,
        Flag("Draw the beams as thin lines, or as a body.", "lines|body", default=BODY),
        default="", panel=APPEARANCE, stage=Stage.SCENE, needs=("view",), unrecorded=LINES,
        compared=Compared.INHERITED, of_some_views=True, choices=lambda _=None: (LINES, BODY),
    )  # fmt: skip
    shade: str = option(
        style.parse_shade,
        Flag("Colour cells by their numbers.", "none|grey|diverging|rgb"),
        default=NONE, panel=NUMBERS, stage=Stage.SCENE, compared=Compared.INHERITED,
        choices=lambda _=None: KINDS,
    )  # fmt: skip
    digits: bool = option(
        parse.parse_yes_or_no,
        Flag("Write the numbers in the cells, or show only their shades.", "",
             without_effect=effects.without_numbers),
        default=True, panel=NUMBERS, stage=Stage.SCENE, compared=Compared.INHERITED,
    )  # fmt: skip
    winners: bool | None = option(
        style.parse_winners,
        Flag("Ring the largest number in a max pooling's window.", "",
             without_effect=effects.without_winners, default="yes, if there are numbers"),
        default=None, panel=APPEARANCE, stage=Stage.SCENE, needs=("view", "values"),
        unrecorded=False, compared=Compared.INHERITED, of_some_views=True,
        schema={"type": ["boolean", "null"]},
    )  # fmt: skip
    panels: str = option(
        parse_panels,
        Flag("Draw the kernel, and the products of each frame, next to the input (flat view).",
             "none|kernel|kernel,products", default="kernel,products on small planes"),
        default="", panel=APPEARANCE, stage=Stage.SCENE, needs=("view", "small", "values"),
        unrecorded=NONE, compared=Compared.INHERITED, of_some_views=True,
        choices=lambda _=None: WORDS, schema={"enum": [*WORDS, "products,kernel"]},
    )  # fmt: skip
    tint: str = option(
        style.parse_tint,
        Flag("Give each window and its output cell a tint; windows must not overlap.",
             "none|windows", without_effect=effects.under_shades),
        default=NONE, panel=APPEARANCE, stage=Stage.SCENE, needs=("view", "small"),
        compared=Compared.OWN, of_some_views=True, choices=lambda _=None: (NONE, WINDOWS),
    )  # fmt: skip
    ghost: bool = option(
        style.parse_ghost,
        Flag("Also outline the window's previous position, with dashes.", "",
             without_effect=effects.without_ghost),
        default=False, panel=APPEARANCE, stage=Stage.SCENE, needs=("view",),
        compared=Compared.INHERITED, of_some_views=True,
    )  # fmt: skip
    planes: str = option(
        style.parse_planes,
        Flag("Draw channels or slices apart, or stacked as one block (flat view).",
             "apart|stacked"),
        default=APART, panel=APPEARANCE, stage=Stage.SCENE, needs=("view", "values", "tint"),
        compared=Compared.OWN, of_some_views=True, choices=lambda _=None: (APART, STACKED),
    )  # fmt: skip
    lens: bool | None = option(
        style.parse_lens,
        Flag("Show the window and its output enlarged, in a circle that follows it.", "",
             without_effect=effects.without_lens, default="where cells are below 4 pixels"),
        default=None, panel=APPEARANCE, stage=Stage.SCENE, needs=("view",),
        compared=Compared.INHERITED, of_some_views=True, schema={"type": ["boolean", "null"]},
    )  # fmt: skip
    symbols: bool = option(
        style.parse_symbols, Flag("Write the weights' symbols, such as w01, in a matrix.", ""),
        default=False, panel=APPEARANCE, stage=Stage.SCENE, needs=("view",),
        compared=Compared.INHERITED, of_some_views=True,
    )  # fmt: skip
    frame_duration: Decimal | None = option(
        pacing.parse_duration,
        Flag("How long each frame lasts, 0.001 to 3,600.", parse.SECONDS,
             default="about 10 seconds in all"),
        default=None, panel=PLAYBACK, stage=Stage.PLAYBACK, plain=pacing.plain_time,
        unrecorded=1, in_still=False, schema=pacing.TIME_SCHEMA,
    )  # fmt: skip
    duration: Decimal | None = option(
        pacing.parse_cycle,
        Flag("How long all frames last together, not counting the final pause, 0.001 to 3,600.",
             parse.SECONDS),
        default=None, panel=PLAYBACK, stage=Stage.PLAYBACK, plain=pacing.plain_time,
        needs=("frame_duration",), in_still=False, schema=pacing.TIME_SCHEMA,
    )  # fmt: skip
    pace: str = option(
        pacing.parse_pace,
        Flag("Play all frames evenly, or the first row slowly and the others quickly.",
             "even|teach", without_effect=effects.on_single_row),
        default=EVEN, panel=PLAYBACK, stage=Stage.PLAYBACK, in_still=False,
        choices=lambda _=None: (EVEN, TEACH),
    )  # fmt: skip
    motion: str = option(
        pacing.parse_motion,
        Flag("Step from place to place, or glide along a row and rest.", "step|smooth"),
        default=STEPS, panel=PLAYBACK, stage=Stage.PLAYBACK, in_still=False,
        choices=lambda _=None: (STEPS, SMOOTH),
    )  # fmt: skip
    plays: int | None = option(
        parse.parse_plays,
        Flag("Play this many times, 1 to 1,000,000.", "N", default="forever"),
        default=None, panel=PLAYBACK, stage=Stage.PLAYBACK, in_still=False,
        schema={"type": ["integer", "string", "null"], "minimum": 1},
    )  # fmt: skip
    hold: Decimal = option(
        parse.parse_seconds,
        Flag("Show the last frame this many seconds longer, 0 to 3,600.", parse.SECONDS),
        default=Decimal(0), panel=PLAYBACK, stage=Stage.PLAYBACK, plain=plain_seconds,
        in_still=False, schema=parse.NUMBER_SCHEMA,
    )  # fmt: skip
    poster: int | str = option(
        parse_poster,
        Flag("The frame that programs show that do not play an SVG; -1 is the last one.",
             "K|middle", default="the last with numbers, the middle of stacks, otherwise 0"),
        default=None, panel=PLAYBACK, stage=Stage.PLAYBACK, unrecorded=0,
        needs=("view", "small", "values", "frames", "motion", "beside"),
        schema={"type": ["integer", "string", "null"]},
    )  # fmt: skip
    frames: str | None = option(
        parse.parse_frames,
        Flag("Show only these frames; -1 is the last one.", "0,3,5-8", default="all"),
        default=None, panel=PLAYBACK, stage=Stage.PLAYBACK, in_still=False,
        needs=("view", "small", "beside"),
        schema={"type": ["string", "integer", "array", "null"]},
    )  # fmt: skip
    crop: Sides = option(
        parse.parse_crop,
        Flag("Cut this many units off the sides (a cell has 20); negative adds a margin.",
             "N|H,W|T,B,L,R"),
        default=parse.NO_CROP, panel=APPEARANCE, stage=Stage.SCENE, plain=plain,
        compared=Compared.OWN, schema={"type": ["integer", "string", "array"]},
    )  # fmt: skip
    at: int | None = option(
        parse.parse_frame, Flag("Show one frame, from 0; -1 is the last one.", "K"),
        default=None, panel=PLAYBACK, stage=Stage.PLAYBACK, needs=("view", "small", "beside"),
        schema={"type": ["integer", "string", "null"]},
    )  # fmt: skip
    values: Values | None = option(
        parse.parse_values, parse.VALUE_PARTS["values"], default=None, panel=NUMBERS,
        plain=parse.plain_values, needs=("view", "small", "sum", "worksheet", "shade", "symbols"),
        compared=Compared.INHERITED, leads=True, parts=parse.VALUE_PARTS, join=parse.join_values,
        split=parse.split_values, schema={"type": ["boolean", "integer", "object", "null"]},
    )  # fmt: skip
    sum: bool = option(
        parse.parse_yes_or_no, Flag("Write the sum of each frame below the figure.", ""),
        default=False, panel=NUMBERS, compared=Compared.INHERITED,
    )  # fmt: skip
    worksheet: bool = option(
        parse.parse_yes_or_no, Flag("Leave the outputs blank, for students.", ""),
        default=False, panel=NUMBERS, compared=Compared.INHERITED,
    )  # fmt: skip
    annotate: tuple[str, ...] = option(
        parse.parse_annotate,
        Flag(f"Add some of {', '.join(parse.ANNOTATIONS)}, separated by commas.", "KIND,KIND,..."),
        default=(), panel=APPEARANCE, stage=Stage.SCENE, plain=list,
        schema={"type": ["string", "array"]},
    )  # fmt: skip
    heading: str = option(
        parse.parse_heading, Flag("A title of your own, in Western European letters.", "TEXT"),
        default="", panel=APPEARANCE, stage=Stage.SCENE, schema={"type": "string"},
    )  # fmt: skip
    beside: tuple[Any, ...] = option(
        parse.parse_compared,
        Flag("Compare with this figure, side by side; can be given several times.", "FIGURE"),
        default=(), panel=APPEARANCE, repeated=True, served=False,
        plain=lambda figures: [one.recipe for one in figures],
        schema={"type": ["string", "array"]},
    )  # fmt: skip
    name: str = field(default="", compare=False)
