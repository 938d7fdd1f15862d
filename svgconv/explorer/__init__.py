"""The explorer: a page with a control for each parameter, and all figures drawn in advance."""
