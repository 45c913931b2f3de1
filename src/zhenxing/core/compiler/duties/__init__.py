"""Who must do what: responsibility lines, lists of units, deadlines and organisations."""
