"""Specialised towns (专业镇): county-level industry clusters, their tiers, figures, plans and zones."""
