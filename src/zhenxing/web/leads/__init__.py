"""Investment promotion: plans, chain maps and their gaps, targets, leads, teams, enclaves."""
