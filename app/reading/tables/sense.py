"""What one reading of a short form is: the words, and where they hold."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sense:
    """One reading of a short form.

    spoken: words in full, small letters. before: a pattern that ends at the short form, case not counting; after: one that begins
    behind it; empty where it does not matter. asks: whether the evidence is weak, so that the officer is asked to look; what one
    side alone decides is weak, unless `sure` says that no other reading could stand there.
    example: a written text in which this very sense decides; its row's test, and what `explain` shows.
    """

    spoken: str
    before: str = ""
    after: str = ""
    asks: bool = False
    sure: bool = False
    example: str = ""

    @property
    def is_weak(self) -> bool:
        """Whether the officer is asked about it."""
        return self.asks or (not self.sure and bool(self.before) != bool(self.after))
