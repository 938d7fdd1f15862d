"""A figure: its options, recipe, composition, comparison, snippets and frame files."""
