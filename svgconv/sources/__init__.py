"""What a FIGURE can be: a name, a PyTorch call, a TOML file, a file that svgconv wrote."""
