"""A figure for LaTeX: PDFs of its frames and its strip, TikZ, and a document that shows all."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from string import Template

from svgconv.encoders import ENCODERS
from svgconv.errors import printable
from svgconv.ext.document_figure import DocumentFigure
from svgconv.figure.figure import Figure
from svgconv.files.writer import check, make_folder, write

WRITTEN = "% Written by svgconv"
"""How a document begins, so that it may be overwritten."""

DOCUMENT = Template(
    r"""$written: $title.
% Compile it with pdflatex or lualatex, or copy what you need.
\documentclass{beamer}
\usepackage{animate}
\usepackage{$loops}
\begin{document}

% One frame; pages are numbered from 1.
\begin{frame}{One frame}
  \centering
  \includegraphics[page=1,$size]{${name}_frames}
\end{frame}
$tikz
% Frames next to each other, for print.
\begin{frame}{Strip}
  \centering
  \includegraphics[$size]{${name}_strip}
\end{frame}

% An animation, which Acrobat and Okular play.
\begin{frame}{Animation}
  \centering
  \animategraphics[${loop}controls,$size]{$rate}{${name}_frames}{}{}
\end{frame}

% A page for each overlay, which every viewer shows.
\begin{frame}{Overlays}
  \centering
  \foreach \n in {$pages}{\only<\n>{\includegraphics[page=\n,$size]{${name}_frames}}}
\end{frame}

\end{document}
"""
)

TIKZ = Template(
    r"""
% One frame as TikZ, to read and edit.
\begin{frame}{TikZ}
  \centering
  \resizebox{$size}{\input{$name.tikz}}
\end{frame}
"""
)

SIZE = r"width=\columnwidth,height=.75\textheight,keepaspectratio"
"""The size of each picture: as large as it can be on a slide, or in a column."""

WIDE = 1.8
"""The proportion of the part of a slide that a picture may have: 108 mm by 60 mm."""


def save_tex(
    figure: Figure, folder: str | Path, *, tikz: bool = False, overwrite: bool = False
) -> list[Path]:
    """Write NAME_frames.pdf, NAME_strip.pdf and NAME.tex, and return their paths.

    Parameters
    ----------
    folder: created if it does not exist.
    tikz: write the first shown frame as NAME.tikz, too.
    overwrite: replace files that svgconv did not write.

    Raises
    ------
    SvgconvError: a target that cannot be written; files that svgconv did not write are found
        before anything is written.
    """
    folder, moving = Path(folder), replace(figure, at=None)
    name = re.sub(r"[^\w-]+", "-", figure.stem, flags=re.ASCII) or "figure"
    pdf, code = map(ENCODERS.get, ("pdf", "tikz"))
    targets: dict[Path, tuple[Callable[[Path], bool], Callable[[], bytes]]] = {
        folder / f"{name}_frames.pdf": (pdf.wrote, lambda: moving.encode(".pdf")),
        folder / f"{name}_strip.pdf": (
            pdf.wrote,
            lambda: DocumentFigure(moving, {}, {}).print(".pdf"),
        ),
    }
    if tikz:
        targets[folder / f"{name}.tikz"] = code.wrote, lambda: moving.encode(".tikz")
    targets[folder / f"{name}.tex"] = (
        _wrote,
        lambda: document(moving, name, tikz=tikz).encode(),
    )
    for path, (wrote, _) in targets.items():
        check(path, wrote=wrote, overwrite=overwrite)
    contents = [content() for _, content in targets.values()]
    make_folder(folder)
    for (path, (wrote, _)), content in zip(targets.items(), contents, strict=True):
        write(path, content, wrote=wrote, overwrite=overwrite)
    return [*targets]


def document(figure: Figure, name: str, *, tikz: bool = False) -> str:
    """Return a LaTeX document that shows NAME_frames.pdf, NAME_strip.pdf and NAME.tikz."""
    count = len(figure.chosen_frames)
    wide = figure.scene.width > WIDE * figure.scene.height
    size = r"\columnwidth}{!" if wide else r"!}{.75\textheight"
    return DOCUMENT.substitute(
        written=WRITTEN,
        title=printable(figure.title),
        name=name,
        size=SIZE,
        loops="tikz" if tikz else "pgffor",
        tikz=TIKZ.substitute(name=name, size=size) if tikz else "",
        loop="loop," if figure.plays is None else "",
        rate=f"{count / float(sum(figure.seconds)):.4g}",
        pages=f"1,...,{count}" if count > 1 else "1",
    )


def _wrote(path: Path) -> bool:
    if not path.is_file():
        return False
    with path.open("rb") as file:
        return file.read(len(WRITTEN)) == WRITTEN.encode()
