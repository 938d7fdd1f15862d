"""Frame strips: panels of a figure's frames, for textbooks and worksheets."""
