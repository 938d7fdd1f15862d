"""What the moving pixel formats are made of: changes, palettes, delays, chunks and stamps."""
