"""Whose work it is: one page a unit and a leader, the busy units, and work changing hands."""
