"""A page to print opens in the browser, which prints it: allowed is the style that it brings, by its hash, and nothing else."""

import base64
import hashlib
import re

from fastapi import Response

_STYLE = re.compile(r"<style>(.*?)</style>", re.DOTALL)


def page_to_print(page: str, name: str) -> Response:
    """An HTML document; whoever saves it does so under the ASCII `name`."""
    styles = " ".join(f"'sha256-{_digest(each)}'" for each in _STYLE.findall(page)) or "'none'"
    policy = f"default-src 'none'; style-src {styles}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    headers = {"Content-Disposition": f'inline; filename="{name}"', "Content-Security-Policy": policy}
    return Response(page.encode(), media_type="text/html; charset=utf-8", headers=headers)


def _digest(style: str) -> str:
    """As a browser takes it of the words between the tags (CSP 3, 8.3)."""
    return base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
