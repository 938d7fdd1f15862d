"""Faults at every moment of a run: kills, signals, full disks, and what else can go wrong.

``make faults`` runs all of them. A run is a copy of one process that has imported everything, so a
case takes a few hundredths of a second. In the copy, the functions of `os` that change files, fork
or talk to workers are counted, and the fault happens at one of them: it is the same in each run.
"""
