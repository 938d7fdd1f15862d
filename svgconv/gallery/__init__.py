"""The gallery: what `gallery.toml` says, built as a folder of figures and the page on them."""
