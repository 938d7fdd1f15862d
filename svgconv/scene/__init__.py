"""The scene: marks in drawing order, and how they move. It knows nothing about file formats."""
