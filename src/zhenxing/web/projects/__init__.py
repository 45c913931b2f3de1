"""Projects: a library with entry screening, stages proven one by one, and what makes them suspect."""
