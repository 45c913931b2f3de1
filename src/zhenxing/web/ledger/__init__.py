"""Clocks, lights, letters, inbox and outbox: how what was promised is held to its day."""
