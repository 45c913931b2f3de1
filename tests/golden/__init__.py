"""Documents of the genre with a careful reader's gold, and the noise that damages them."""
