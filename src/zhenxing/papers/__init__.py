"""Frozen values in, bytes out: Excel workbooks and tables for a terminal. No Django here."""
