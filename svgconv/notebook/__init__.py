"""The widget of notebooks."""
