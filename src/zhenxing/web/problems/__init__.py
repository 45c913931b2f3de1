"""The ledger of problems: what firms and villages ask for, from the first word to the rated answer."""
