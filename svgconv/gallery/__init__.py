"""The gallery: the figures of a `gallery.toml`, written to a folder with a page that shows them."""
