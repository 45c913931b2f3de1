"""Official documents: received, compiled, reviewed, adopted."""
