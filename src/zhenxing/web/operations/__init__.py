"""Running an installation: prepare, serve, work, check, back up and restore.

Plain functions; `commands` fits them to the terminal.
"""
