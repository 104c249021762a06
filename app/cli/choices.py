"""`loalang choices`: what the commune chooses for itself, over REST."""

from typing import Annotated, Any

import typer

from app.cli.client import HERE, Client, Server, Token
from app.cli.output import AsJson, print_json
from app.cli.values import choice
from app.words import word


def choices(
    engines: Annotated[
        list[str] | None, typer.Option("--engine", metavar="BỘ_ĐỌC", help="Bộ đọc; nêu nhiều lần là thứ tự được thử.")
    ] = None,
    accent: Annotated[str | None, choice("accent", "--accent", said="Giọng miền")] = None,
    presenter_1: Annotated[str | None, typer.Option("--presenter-1", help="Giọng phát thanh viên 1; «» thì tự chọn.")] = None,
    presenter_2: Annotated[str | None, typer.Option("--presenter-2", help="Giọng phát thanh viên 2; «» thì tự chọn.")] = None,
    profile: Annotated[str | None, choice("profile", "--profile", said="Nơi nghe")] = None,
    pack_hour: Annotated[int | None, typer.Option("--pack-hour", help="Từ giờ nào mỗi tối có gói phát của ngày mai.")] = None,
    pack_formats: Annotated[
        list[str] | None, typer.Option("--pack-format", metavar="DẠNG", help="Dạng âm thanh trong gói: mp3, wav.")
    ] = None,
    server: Server = HERE,
    token: Token = "",
    *,
    as_json: AsJson = False,
) -> None:
    """Xem điều xã tự chọn (giọng đọc, nơi nghe, gói phát), hoặc sửa: những gì không nêu giữ như cũ."""
    options = {
        "engines": engines or None,
        "accent": accent,
        "presenter_1": presenter_1,
        "presenter_2": presenter_2,
        "profile": profile,
        "pack_hour": pack_hour,
        "pack_formats": pack_formats or None,
    }
    given = {key: value for key, value in options.items() if value is not None}
    with Client(server, token) as client:
        answer = client.call("GET", "/choices")
        found: dict[str, Any] = answer.json()
        if given:
            kept = {key: value for key, value in found.items() if key in options}
            found = client.json("PUT", "/choices", json=kept | given, headers={"If-Match": answer.headers["etag"]})
    if as_json:
        print_json(found)
        return
    print(f"Bộ đọc, theo thứ tự được thử: {', '.join(found['engines'])} (máy có: {', '.join(found['engines_here'])})")
    print(f"Giọng miền: {word('accent', found['accent'])}")
    for number in (1, 2):
        print(f"Phát thanh viên {number}: {found[f'presenter_{number}'] or 'bộ đọc tự chọn'}")
    print(f"Nơi nghe: {word('profile', found['profile'])}")
    print(f"Gói phát của ngày mai: từ {found['pack_hour']} giờ, {', '.join(found['pack_formats'])}")
    if given:
        print("Giọng mới đọc những gì trình duyệt từ nay; bản tin đã duyệt giữ giọng đã duyệt.")
