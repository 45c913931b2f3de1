"""What every ledger is made of: states, clocks, lights and the ladder of escalation."""
