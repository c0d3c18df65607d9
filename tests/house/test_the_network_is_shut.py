"""No test can reach another machine, by any of the ways Python has."""

import asyncio
import http.server
import socket
import threading
from collections.abc import Iterator

import aiohttp
import pytest

# 192.0.2.0/24 and example.test belong to nobody (RFC 5737, RFC 6761).
FAR_ADDRESS = "192.0.2.1"
FAR_NAME = "example.test"
FORBIDDEN = "tests talk to this one only"


class Greeting(http.server.BaseHTTPRequestHandler):
    """A server that says hello and keeps quiet about it."""

    def do_GET(self) -> None:
        self.send_response(200)
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:
        return


@pytest.fixture
def neighbour() -> Iterator[str]:
    """A web server on this very machine."""
    server = http.server.HTTPServer(("127.0.0.1", 0), Greeting)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    thread.join()
    server.server_close()


def test_a_plain_socket_cannot_leave_this_machine() -> None:
    with socket.socket() as sock, pytest.raises(AssertionError, match=FORBIDDEN):
        sock.connect((FAR_ADDRESS, 443))


def test_a_datagram_cannot_leave_this_machine() -> None:
    with socket.socket(type=socket.SOCK_DGRAM) as sock, pytest.raises(AssertionError, match=FORBIDDEN):
        sock.sendto(b"hello", (FAR_ADDRESS, 53))


def test_a_far_name_is_not_even_looked_up() -> None:
    with pytest.raises(AssertionError, match=FORBIDDEN):
        socket.getaddrinfo(FAR_NAME, 443)


async def test_an_event_loop_cannot_leave_this_machine() -> None:
    with pytest.raises(AssertionError, match=FORBIDDEN):
        await asyncio.open_connection(FAR_ADDRESS, 443)


async def test_an_http_client_cannot_leave_this_machine() -> None:
    async with aiohttp.ClientSession() as session:
        with pytest.raises(AssertionError, match=FORBIDDEN):
            await session.get(f"http://{FAR_ADDRESS}/")


async def test_a_server_on_this_machine_can_be_reached(neighbour: str) -> None:
    async with aiohttp.ClientSession() as session, session.get(neighbour) as answer:
        assert answer.status == 200
