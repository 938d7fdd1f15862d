"""What a FIGURE can be: a name, a PyTorch call, a TOML file, an SVG that svgconv wrote."""
