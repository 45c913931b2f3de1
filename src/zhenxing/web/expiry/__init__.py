"""What lapses: how far ahead a kind is told of, and the reminders that were made."""
