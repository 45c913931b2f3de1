"""Goals that an adopted document set, each with its clause."""
