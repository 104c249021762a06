"""What a browser calls itself, as a person knows it."""

_PROGRAMMES = (
    ("Edg", "Edge"),
    ("coc_coc", "Cốc Cốc"),
    ("Firefox", "Firefox"),
    ("Chrome", "Chrome"),
    ("CriOS", "Chrome"),
    ("Safari", "Safari"),
)
_MACHINES = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS", "máy Mac"),
    ("Linux", "Linux"),
)
"""The first that stands in a name counts: Edge calls itself Chrome too, and Android Linux."""


def browser_name(agent: str) -> str:
    """`Chrome trên Windows` of what the browser sent; "Trình duyệt" where nothing of it is known."""
    programme = next((name for mark, name in _PROGRAMMES if mark in agent), "Trình duyệt")
    machine = next((name for mark, name in _MACHINES if mark in agent), "")
    return f"{programme} trên {machine}" if machine else programme
