"""Proofs: files that show that something was done, attached to a record of any kind."""
