"""Products with their share of the market, and what was earned for them: brands, standards, patents."""
