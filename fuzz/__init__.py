"""Coverage-guided random search for files and texts that break a reader or the compiler: `make fuzz`."""
