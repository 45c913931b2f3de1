"""Pure values and functions: no Django, no I/O, no clock, no settings."""
