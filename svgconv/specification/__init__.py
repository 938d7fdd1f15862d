"""Specifications: the parameters of one operation, parsed from whatever names them.

This is the first stage; it knows nothing of pictures.
"""
