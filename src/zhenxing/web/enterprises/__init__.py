"""Enterprises: who they are, what is known of them by day and source, and what joins them to others."""
