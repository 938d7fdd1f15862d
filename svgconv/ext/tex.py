"""A figure for LaTeX: a PDF of its frames, one of its strip, and a document that shows both."""

from __future__ import annotations

import re
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
\usepackage{pgffor}
\begin{document}

% One frame; pages are numbered from 1.
\begin{frame}{One frame}
  \centering
  \includegraphics[page=1,$size]{${name}_frames}
\end{frame}

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

SIZE = r"width=\columnwidth,height=.75\textheight,keepaspectratio"
"""The size of each picture: as large as it can be on a slide, or in a column."""


def save_tex(figure: Figure, folder: str | Path, *, overwrite: bool = False) -> list[Path]:
    """Write NAME_frames.pdf, NAME_strip.pdf and NAME.tex, and return their paths.

    Parameters
    ----------
    folder: created if it does not exist.
    overwrite: replace files that svgconv did not write.

    Raises
    ------
    SvgconvError: a target that cannot be written; files that svgconv did not write are found
        before anything is written.
    """
    folder, moving = Path(folder), replace(figure, at=None)
    name = re.sub(r"[^\w-]+", "-", figure.stem, flags=re.ASCII) or "figure"
    wrote_pdf = ENCODERS.get("pdf").wrote
    targets = {
        folder / f"{name}_frames.pdf": wrote_pdf,
        folder / f"{name}_strip.pdf": wrote_pdf,
        folder / f"{name}.tex": _wrote,
    }
    for path, wrote in targets.items():
        check(path, wrote=wrote, overwrite=overwrite)
    contents = (
        moving.encode(".pdf"),
        DocumentFigure(moving, {}, {}).print(".pdf"),
        document(moving, name).encode(),
    )
    make_folder(folder)
    for (path, wrote), content in zip(targets.items(), contents, strict=True):
        write(path, content, wrote=wrote, overwrite=overwrite)
    return [*targets]


def document(figure: Figure, name: str) -> str:
    """Return a LaTeX document that shows NAME_frames.pdf and NAME_strip.pdf."""
    count = len(figure.chosen_frames)
    return DOCUMENT.substitute(
        written=WRITTEN,
        title=printable(figure.title),
        name=name,
        size=SIZE,
        loop="loop," if figure.plays is None else "",
        rate=f"{count / float(sum(figure.seconds)):.4g}",
        pages=f"1,...,{count}" if count > 1 else "1",
    )


def _wrote(path: Path) -> bool:
    if not path.is_file():
        return False
    with path.open("rb") as file:
        return file.read(len(WRITTEN)) == WRITTEN.encode()
