"""Questions that a command asks the person at the screen."""

import typer

from app.names import name_key

_SAID = {
    "có": True,
    "co": True,
    "c": True,
    "yes": True,
    "y": True,
    "không": False,
    "khong": False,
    "k": False,
    "no": False,
    "n": False,
}


def agrees(question: str) -> bool:
    """Whether the person says yes; asked again until it is understood, and the Enter key alone is no. Raises `typer.Abort`."""
    while True:
        said = typer.prompt(f"{question} [có/không]", default="không", show_default=False)
        if (meant := _SAID.get(name_key(said))) is not None:
            return meant
        typer.echo(f"Không hiểu «{said}»: xin gõ «có» hoặc «không».")
