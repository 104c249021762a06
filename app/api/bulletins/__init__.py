"""Writing bulletins, and having them approved."""
