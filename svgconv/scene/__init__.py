"""The scene: what is drawn, in drawing order, and how it moves; it knows nothing of formats."""
