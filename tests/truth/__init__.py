"""An independent comparison with PyTorch: random specifications, and one file per thing checked.

    make truth
    make truth SEED=7 COUNT=2000

Expected values come from PyTorch and from exact fractions, and never from svgconv's arithmetic.
"""
