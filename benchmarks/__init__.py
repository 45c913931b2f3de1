"""Measurements, each a script that says what it measures with `--help`. `make bench` runs them.

A script that compares runs Zhenxing and the named peer on the same input, round by round, and prints
the ratio; with `--json` one line each. Nothing here is part of the product.
"""
