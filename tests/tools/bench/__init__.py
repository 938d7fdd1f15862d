"""The benchmark, run by `make bench`: one table, one JSON, one chart.

Times are the CPU of whole processes. Every ratio is of two processes that ran one after the other,
in turns, and the table shows the median of these ratios.
"""
