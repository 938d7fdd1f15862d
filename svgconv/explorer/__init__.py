"""The explorer: one page with a control for each parameter, and all its figures drawn before."""
