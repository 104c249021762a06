"""The running service as commands see it: REST with a token, problem+json as one Vietnamese sentence."""

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Self

import typer

from app.errors import RefusedError, UnavailableError
from app.links import is_web_address

if TYPE_CHECKING:
    import httpx


def web_address(given: str) -> str:
    """What was typed, where it is an address of the web or nothing. Raises `typer.BadParameter`."""
    if given and not is_web_address(given):
        raise typer.BadParameter("địa chỉ phải bắt đầu bằng http:// hoặc https://, không kèm tên và mật khẩu trước dấu @")
    return given


def _service(given: str) -> str:
    """Nothing typed is the service of this machine, wherever its settings have it listen."""
    from app.settings import own_port

    return web_address(given) or f"http://127.0.0.1:{own_port()}"


Server = Annotated[
    str,
    typer.Option(
        "--server",
        envvar="LOALANG_SERVER",
        metavar="ĐỊA_CHỈ",
        help="Địa chỉ của dịch vụ đang chạy; để trống là dịch vụ của máy này.",
        callback=_service,
        show_default=False,
    ),
]
Token = Annotated[str, typer.Option("--token", envvar="LOALANG_TOKEN", metavar="MÃ", help="Mã truy cập do «loalang setup» cấp.")]
SIGN_IN_REMEDY = (
    "Xin đặt mã do «loalang setup» cấp vào cửa sổ lệnh này: «export LOALANG_TOKEN=loa_…» (Windows: «set LOALANG_TOKEN=loa_…»), "
    "hoặc thêm --token MÃ."
)
HERE = ""
"""The service of this machine."""


class ServerUnreachableError(UnavailableError):
    """Nothing answers at the service's address."""

    code: ClassVar[str] = "no_server"
    server: str


WAITING = 202
"""The status of an act of silence that holds while the database has not got it yet; the answer's warning is printed by `call`."""


class ServerSaidError(RefusedError):
    """The service refused, in its own words."""

    code: ClassVar[str] = "server_said"
    title: str
    detail: str


class Client:
    """Calls `/api/v1` of one service."""

    def __init__(self, server: str, token: str = "") -> None:
        import httpx

        self._server = server.rstrip("/")
        headers = {"Authorization": f"Bearer {token}"} if token else {"Origin": self._server}
        self._http = httpx.Client(base_url=f"{self._server}/api/v1", headers=headers, timeout=60, trust_env=False)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._http.close()

    def call(self, method: str, path: str, **given: Any) -> "httpx.Response":  # noqa: ANN401  # httpx's own keywords
        """One request; a warning in its answer is printed. What takes a person, not a token, is done as one who signs in for it.

        Raises `ServerUnreachableError`; `ServerSaidError` for a problem.
        """
        import httpx

        try:
            response = self._http.request(method, path, **given)
        except httpx.TransportError as exc:
            raise ServerUnreachableError(self._server) from exc
        if response.is_error and b'"token_not_enough"' in response.content and sys.stdin.isatty():
            print("Việc này cần người đăng nhập làm.", file=sys.stderr)
            with signed_in(self._server, typer.prompt("Tên đăng nhập")) as person:
                return person.call(method, path, **given)
        if response.is_error:
            raise ServerSaidError(*self._problem(response))
        if method != "GET" and b'"warning":{' in response.content:
            warning = response.json()["warning"]
            print(f"{warning['title']}. {warning['detail']}", file=sys.stderr)
        return response

    def _problem(self, response: "httpx.Response") -> tuple[str, str]:
        if response.status_code == HTTPStatus.UNAUTHORIZED and "Authorization" not in self._http.headers:
            return "Chưa có mã truy cập", SIGN_IN_REMEDY
        try:
            problem = response.json()
            return problem["title"], problem.get("detail", "")
        except (ValueError, KeyError, TypeError):
            return f"Dịch vụ trả lời {response.status_code}", response.text[:200]

    def stream(self, method: str, path: str) -> Iterator[bytes]:
        """The bytes of one answer, as they come. Raises like `call`; an answer that breaks off is `ServerUnreachableError`."""
        import httpx

        try:
            with self._http.stream(method, path) as response:
                if response.is_error:
                    response.read()
                    raise ServerSaidError(*self._problem(response))
                yield from response.iter_bytes()
        except httpx.TransportError as exc:
            raise ServerUnreachableError(self._server) from exc

    def events(self, path: str) -> Iterator[Any]:
        """The JSON data of server-sent events, as they come, until the service ends the stream. Raises like `stream`."""
        rest = b""
        for chunk in self.stream("GET", path):
            *lines, rest = (rest + chunk).split(b"\n")
            yield from (json.loads(line.removeprefix(b"data:")) for line in lines if line.startswith(b"data:"))

    def json(self, method: str, path: str, **given: Any) -> Any:  # noqa: ANN401  # JSON enters here
        """One request, its answer parsed."""
        return self.call(method, path, **given).json()

    def every(self, path: str, **asked: str) -> list[dict[str, Any]]:
        """All rows of a list, page after page. asked: what it is narrowed by; what is empty is not."""
        rows: list[dict[str, Any]] = []
        params = {"limit": "100"} | {name: value for name, value in asked.items() if value}
        while True:
            page = self.json("GET", path, params=params)
            rows += page["items"]
            if page["cursor"] is None:
                return rows
            params["cursor"] = page["cursor"]


@contextmanager
def signed_in(server: str, login: str) -> Iterator[Client]:
    """The service for one who signs in for it, and out again; at the screen the password is asked for, and what else it takes."""
    password = typer.prompt("Mật khẩu", hide_input=True)
    with Client(server) as client:
        made = client.json("POST", "/sign-ins", json={"login": login, "password": password})
        if made["second_factor"]:
            code = typer.prompt("Mã xác thực trên điện thoại, hoặc mã dự phòng", hide_input=True)
            client.call("POST", "/sign-ins/current/proof", json={"code": code})
        try:
            yield client
        finally:
            client.call("DELETE", f"/sign-ins/{made['id']}")
