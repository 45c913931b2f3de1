"""Data an officer can read and an auditor can check; `loader` reads it into plain values."""
