"""The villages that a plan's text names, of those the commune has."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from app.names import name_key, tidy

_GOES_ON = re.compile(r" (?P<next>[^\W\d_])")


def villages_in(lines: Sequence[str], names: Mapping[str, str]) -> list[str]:
    """Which villages a text names, in the order of `names`: what each is called, by its path.

    A name that two have says neither, and "thôn Đông" does not stand in "thôn Đông Hà".
    """
    often = Counter(map(name_key, names.values()))
    said = [(line, name_key(line)) for line in map(tidy, lines)]
    return [
        path
        for path, name in names.items()
        if often[name_key(name)] == 1 and any(_names(line, key, tidy(name)) for line, key in said if name_key(name) in key)
    ]


def _names(line: str, key: str, name: str) -> bool:
    """Whether a line says the name, a word of its own, with its last as great as the name has it: "mùa đông" is no Đông."""
    last = len(name) - len(name.rpartition(" ")[2])
    for match in re.finditer(rf"(?<!\w){re.escape(name_key(name))}(?!\w)", key):
        said = line[match.start() : match.end()]
        goes_on = _GOES_ON.match(line, match.end())
        is_longer = goes_on is not None and goes_on["next"].isupper() and not said.isupper()
        if not is_longer and said[last : last + 1].isupper() >= name[last].isupper():
            return True
    return False
