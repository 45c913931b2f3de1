"""What reporting costs those who report: every asking counted and charged to the department that asks."""
