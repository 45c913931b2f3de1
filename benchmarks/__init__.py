"""Measurements, each a module with `NAME` and `rows()` giving `Row`s. `make bench` runs all.

A module that compares runs Zhenxing and the named peer in one process tree, on the same input, and
prints the ratio. Nothing here is part of the product or of its tests.
"""
