"""`python -m app` is the `loalang` command; `python -m app player` is the station alone, as `app.station.launch` starts it."""

import sys

if sys.argv[1:] == ["player"]:
    # httpx and structlog load it for terminals, and so does typer; the player has no terminal, and 5 MB less this way
    sys.modules["rich"] = None  # type: ignore[assignment]  # what Python takes for: not to be had
    from app.station.launch import play_as_told_on_stdin as main
else:
    from app.cli import main

main()
