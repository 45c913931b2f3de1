"""Workbooks into registers: uploaded, mapped, checked in a dry run, confirmed, applied in one stroke."""
