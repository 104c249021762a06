"""Photos that show a banner hangs: only the picture is kept, never where and with whose telephone it was taken."""

from io import BytesIO
from typing import BinaryIO

from app.banners.errors import BadPhotoError

MOST_PIXELS = 60_000_000
"""Of a telephone of today; decoded it takes 180 MB for a moment."""
LONGEST_SIDE = 1600


def kept_photo(file: BinaryIO, file_name: str) -> bytes:
    """A photo as JPEG, upright, no longer than `LONGEST_SIDE`, nothing said beside the picture. Raises `BadPhotoError`."""
    from PIL import Image, ImageOps  # noqa: PLC0415  # light start

    try:
        with Image.open(file, formats=("JPEG", "PNG", "WEBP")) as opened:
            if opened.width * opened.height > MOST_PIXELS:
                raise BadPhotoError(file_name=file_name)
            opened.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
            picture = ImageOps.exif_transpose(opened).convert("RGB")
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as exc:
        raise BadPhotoError(file_name=file_name) from exc
    picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    written = BytesIO()
    Image.frombytes("RGB", picture.size, picture.tobytes()).save(written, "JPEG", quality=82, optimize=True)
    return written.getvalue()
