"""The REST API that follows from the registers: no register says a word about it."""
