"""Which state of a thing somebody saw: an answer gives it as `ETag`, an edit sends it back as `If-Match` and holds for it alone.

All that people edit goes by this: its row counts its changes, its value has a `tag`, and whoever changes the row compares the tag
that was seen with that of the row it holds. What a tag is made of is nobody's business but the row's.
See docs/decisions/0108-one-tag-for-what-was-seen.md.
"""

from typing import NewType

from app.errors import StaleError

Tag = NewType("Tag", str)


def tag_of(*counts: int) -> Tag:
    """The tag of a state. counts: what tells it from every other state of the same thing."""
    return Tag(".".join(map(str, counts)))


UNWRITTEN = tag_of(0)
"""Of what holds while nobody has written anything: the first to write has seen that."""


def refuse_stale(seen: Tag, present: Tag, *, kind: str, key: str) -> None:
    """Raises `StaleError` when what was seen is no longer what is there."""
    if seen != present:
        raise StaleError(kind=kind, key=key)
