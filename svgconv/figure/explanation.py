"""The arithmetic of a figure as lines of text, which notebooks show as they are printed."""

from __future__ import annotations

from html import escape


class Explanation(str):
    """Lines of text: a title, and under it its arithmetic, which begins with spaces."""

    __slots__ = ()

    def __repr__(self) -> str:
        """The text itself, so that a prompt shows the lines."""
        return str(self)

    def _repr_html_(self) -> str:
        """What Jupyter shows: the same lines, with the titles in bold."""
        lines = (
            escape(line) if line.startswith(" ") else f"<strong>{escape(line)}</strong>"
            for line in self.splitlines()
        )
        text = "\n".join(lines)
        return f"<pre>{text}</pre>"
