"""What a FIGURE can be: a name, a call, a printed model, TOML, a file that svgconv wrote."""
