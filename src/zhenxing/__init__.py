"""镇兴: from an official document to the accountable result."""

__version__ = "0.1.0"
