"""The command that makes a gallery."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from svgconv.commands.progress import Verbose, progress, say

if TYPE_CHECKING:
    from svgconv.gallery.record import Settings
    from svgconv.gallery.report import Report


def make(
    folder: Annotated[
        str, typer.Argument(metavar="DIR", help="The gallery's folder.", show_default=False)
    ],
    formats: Annotated[
        str | None,
        typer.Option(
            "--formats",
            metavar="svg,gif,...",
            help="What to make of each figure: svg, still, strip, and any format that"
            " svgconv formats lists.  [default: svg,still,strip]",
        ),
    ] = None,
    only: Annotated[
        str | None,
        typer.Option(
            "--only",
            metavar="NAME,...",
            help="Make only these: titles or groups of sections, and names of figures."
            " The group guide has the fifteen published figures.",
        ),
    ] = None,
    plain: Annotated[
        bool,
        typer.Option("--plain", help="Write a plain page: tables of four columns."),
    ] = False,
    fragment: Annotated[
        bool,
        typer.Option(
            "--fragment", help="Also write fragment.html: the same tables, to paste into a post."
        ),
    ] = False,
    base: Annotated[
        str,
        typer.Option(
            "--base",
            metavar="URL",
            help="The address to put before each file name in the fragment.",
        ),
    ] = "",
    force: Annotated[
        bool, typer.Option("--force", help="Overwrite files that svgconv did not write.")
    ] = False,
    explore: Annotated[
        bool,
        typer.Option(
            "--explore",
            help="Also write DIR/explore/: a page with a control for each parameter. Figures link"
            " to it whenever it exists.",
        ),
    ] = False,
    watch: Annotated[
        bool,
        typer.Option(
            "--watch",
            help="Keep running, and redraw what changes in gallery.toml and the files it names.",
        ),
    ] = False,
    verbose: Verbose = False,
) -> None:
    """Write a gallery: many figures, and their page.

    Its figures come from DIR/gallery.toml or, without that file, from the catalogue. svgconv writes
    only what changed, and removes no figures.

    \b
    svgconv make gallery/
    svgconv make gallery/ --formats svg,strip,pdf,gif
    svgconv make gallery/ --only guide,Pooling,wavenet
    svgconv make gallery/ --explore
    svgconv make post/ --plain --fragment --base /images/
    """
    from svgconv.errors import Name, SvgconvError, Words
    from svgconv.gallery.record import Settings
    from svgconv.gallery.record_cache import unchanged

    if not folder:
        raise SvgconvError("DIR", "is empty", "name the gallery's folder; . is this one")
    if base and not fragment:
        raise SvgconvError("base", "applies only to the fragment", Words("add ", Name("fragment")))
    chosen = None if formats is None else tuple(map(str.strip, formats.split(",")))
    if chosen is not None and (explore or watch):
        from svgconv.gallery.targets import check_formats

        check_formats(chosen)
    if explore:
        _explore(Path(folder), force)
    settings = Settings(
        chosen,
        plain,
        _with_slash(base) if fragment else None,
        None if only is None else tuple(map(str.strip, only.split(","))),
    )
    if watch:
        if verbose:
            typer.echo("--verbose: no effect with --watch", err=True)
        _watch(Path(folder), settings, force)
        return
    report = None if force else unchanged(Path(folder), settings)
    if report is None:
        report = _build(Path(folder), settings, force)
    say(report, verbose)


def _explore(folder: Path, overwrite: bool) -> None:
    """Write the explorer next to the gallery's page."""
    from svgconv.explorer.builder import build
    from svgconv.explorer.explored import Explored
    from svgconv.gallery.record import EXPLORER_PAGE

    place = (folder / EXPLORER_PAGE).parent
    with progress() as advance:
        report = build(place, Explored.of(place), overwrite, advance)
    typer.echo(f"{place}: {report.summary}")


def _build(folder: Path, settings: Settings, overwrite: bool) -> Report:
    from svgconv.gallery.builder import build

    with progress() as advance:
        return build(
            folder,
            formats=settings.formats,
            plain=settings.plain,
            fragment_base=settings.fragment_base,
            only=settings.only,
            overwrite=overwrite,
            advance=advance,
        )


def _watch(folder: Path, settings: Settings, overwrite: bool) -> None:
    """Build the gallery after every change until Ctrl-C; a line for each build or error."""
    from svgconv.commands.signals import ending_cleanly
    from svgconv.gallery.record_cache import unchanged
    from svgconv.gallery.watch import watch

    forced = [overwrite]

    def build() -> Report:
        force = forced.pop() if forced else False
        report = None if force else unchanged(folder, settings)
        return _build(folder, settings, force) if report is None else report

    def prepare() -> None:
        from svgconv.gallery.builder import prepare

        prepare(folder, settings.formats)

    with ending_cleanly(status=0):
        watch(folder, build, prepare, typer.echo, partial(typer.echo, err=True))


def _with_slash(base: str) -> str:
    return base if not base or base.endswith("/") else f"{base}/"
