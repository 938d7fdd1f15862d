"""Specifications: parsers of parameter values, and words for sizes.

This is the first stage; it knows nothing about pictures.
"""
