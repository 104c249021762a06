"""*Chương trình*: what surrounds the bulletins: templates, the commune's greeting and tunes, the sounds that ship."""
