"""Recognition by tiers (认定): schemes, calls, applications, review, notice, decision, re-check, roll."""
