"""The shared grammar of numbers: what is counted, how it is compared, and by when."""
