"""A local page on which a figure is composed: ``svgconv serve`` (the extra ``svgconv[serve]``)."""
