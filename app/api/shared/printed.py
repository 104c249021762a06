"""A page to print comes as a file: as a page of the service it would be forbidden everything, its own styles too."""

from fastapi import Response


def page_file(page: str, name: str) -> Response:
    """An HTML document under an ASCII name."""
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(page.encode(), media_type="text/html; charset=utf-8", headers=headers)
