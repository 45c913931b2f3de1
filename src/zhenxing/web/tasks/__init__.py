"""Tasks that an adopted document ordered, with the units that lead and support them."""
