"""Whole columns at a time: checks and comparisons over Arrow and NumPy. No Django here."""
