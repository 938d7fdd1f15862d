"""A local page for composing figures: ``svgconv serve`` (the extra ``svgconv[serve]``)."""
