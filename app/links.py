"""Addresses of the web as people type them."""

from urllib.parse import urlsplit


def is_web_address(text: str) -> bool:
    """Whether it is `http://` or `https://`, a host and whatever follows, in signs that can be seen, and names no person.

    What stands before an `@` would be shown, logged and sent to whoever opens the address; and it hides which host is meant.
    """
    try:
        parts = urlsplit(text)
        _ = parts.port
    except ValueError:
        return False
    is_plain = text.isprintable() and not any(sign in text for sign in ' \\"<>') and "@" not in parts.netloc
    return parts.scheme in {"http", "https"} and bool(parts.hostname) and is_plain
