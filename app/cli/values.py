"""Options with a few possible values: typed and listed in Vietnamese; the words of the REST API are taken as well."""

from collections.abc import Collection
from typing import Any

import typer

from app.names import name_key
from app.words import WORDS


def choice(group: str, *names: str, said: str, hidden: Collection[str] = ()) -> Any:  # noqa: ANN401  # Typer's own
    """A `typer.Option` whose values are the words of `group` (`app.words`), or their beginnings; the help lists them.

    said: what it is, for the help. hidden: codes that a person does not choose.
    """
    words = {code: text for code, text in WORDS[group].items() if code not in hidden}
    listed = ", ".join(f"«{text.lower()}»" for text in words.values())

    def code_of(typed: str) -> str:
        """The code that is meant. Raises BadParameter."""
        key = name_key(typed)
        exact = [code for code, text in words.items() if key in {code, name_key(text)}]
        found = exact or [code for code, text in words.items() if name_key(text).startswith(key)]
        if len(found) != 1:
            raise typer.BadParameter(f"không hiểu «{typed}»; viết {listed}", param_hint=names[0])
        return found[0]

    return typer.Option(*names, parser=code_of, metavar="CHỌN", show_default=False, help=f"{said}: {listed}.")
