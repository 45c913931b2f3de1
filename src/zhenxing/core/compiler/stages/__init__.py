"""One construct a file; `pipeline.STAGES` is the order they run in."""
