"""`loalang practice …`: the training commune, over REST."""

from app.cli.client import HERE, Client, Server, Token
from app.cli.help import Commands
from app.cli.output import AsJson, print_rows
from app.words import word

app = Commands(help="Xã tập huấn: lập, đóng, ai đã làm bài tập đến đâu. Không có gì của xã ấy ra loa.", no_args_is_help=True)


@app.command("found")
def found(server: Server = HERE, token: Token = "") -> None:
    """Lập xã tập huấn."""
    with Client(server, token) as client:
        print(f"Đã lập {client.json('POST', '/practice')['name']}. Vào tập ở trang Cài đặt, mục Xã tập huấn.")


@app.command("show")
def show(server: Server = HERE, token: Token = "", *, as_json: AsJson = False) -> None:
    """Ai đã thực hành, đến bước nào."""
    with Client(server, token) as client:
        people = client.json("GET", "/practice")["people"]
    rows = [{"name": each["name"], "done": ", ".join(word("exercise_step", step) for step in each["done"])} for each in people]
    print_rows(people, rows, {"name": "Họ tên", "done": "Đã làm"}, empty="Chưa có ai thực hành.", as_json=as_json)


@app.command("close")
def close(server: Server = HERE, token: Token = "") -> None:
    """Đóng xã tập huấn."""
    with Client(server, token) as client:
        client.call("DELETE", "/practice")
    print("Đã đóng xã tập huấn.")
