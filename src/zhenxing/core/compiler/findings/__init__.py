"""What a plan contradicts, misses or leaves behind: pure checks, each finding as data."""
