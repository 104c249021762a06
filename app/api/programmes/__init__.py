"""Sound: recordings that people bring, renderings that the voices make."""
