"""Platforms that serve a town: of innovation, and of public service."""
