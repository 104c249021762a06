"""How a text is read aloud: seen before it is heard, and what the commune's lexicon says otherwise."""
