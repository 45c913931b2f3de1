"""Rulebooks, dated and cited; what a town or an enterprise would be judged to be today, and why."""
