"""Models from every source, without the libraries that make them."""
