"""A mail server and a web address on loopback that remember what they were given, and can be told to refuse."""

import contextlib
import json
import socketserver
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass
class Taken:
    """What came in. refuse: take nothing."""

    mails: list[EmailMessage] = field(default_factory=list)
    posts: list[dict[str, Any]] = field(default_factory=list)
    hosts: list[str] = field(default_factory=list)
    refuse: bool = False
    answer: int = 204
    headers: dict[str, str] = field(default_factory=dict)


@contextlib.contextmanager
def mail_server(taken: Taken) -> Iterator[int]:
    """As much of SMTP (RFC 5321) as a client needs; yields the port."""

    class Handler(socketserver.StreamRequestHandler):
        def say(self, line: str) -> None:
            self.wfile.write(f"{line}\r\n".encode())

        def handle(self) -> None:
            self.say("220 loopback")
            while line := self.rfile.readline().decode().strip():
                verb = line.split(":")[0].split(" ")[0].upper()
                if verb == "QUIT":
                    self.say("221 bye")
                    return
                if verb == "DATA":
                    self.say("354 go on")
                    self.take()
                elif verb == "MAIL" and taken.refuse:
                    self.say("451 not now")
                else:
                    self.say("250 ok")

        def take(self) -> None:
            data = b""
            while (line := self.rfile.readline()) != b".\r\n":
                data += line
            taken.mails.append(message_from_bytes(data, policy=policy.default))
            self.say("250 taken")

    with _serving(socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler)) as port:
        yield port


@contextlib.contextmanager
def web_address(taken: Taken) -> Iterator[int]:
    """Takes JSON by POST; yields the port."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["content-length"]))
            status = 503 if taken.refuse else taken.answer
            taken.hosts.append(self.headers["host"])
            if status < 300:
                taken.posts.append(json.loads(body))
            self.send_response(status)
            for name, value in taken.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_args: object) -> None:
            pass

    with _serving(ThreadingHTTPServer(("127.0.0.1", 0), Handler)) as port:
        yield port


@contextlib.contextmanager
def _serving(server: socketserver.TCPServer) -> Iterator[int]:
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    try:
        yield int(server.server_address[1])
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
