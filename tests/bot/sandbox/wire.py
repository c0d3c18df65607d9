"""Raw HTTP to a sandbox, for what no bot library would ever send."""

from typing import Any

import aiohttp

from bot.sandbox.server import Sandbox

Json = dict[str, Any]


class Wire:
    """Raw HTTP to both sides of a sandbox."""

    def __init__(self, sandbox: Sandbox, session: aiohttp.ClientSession) -> None:
        self.sandbox = sandbox
        self.session = session

    async def call(self, method: str, **parameters: Any) -> Json:
        """Calls a Bot API method with a JSON body and returns the whole answer."""
        url = f"{self.sandbox.bot_base_url}{self.sandbox.token}/{method}"
        async with self.session.post(url, json=parameters) as response:
            answer: Json = await response.json()
        assert answer["ok"] or answer["error_code"] == response.status
        return answer

    async def result(self, method: str, **parameters: Any) -> Any:
        """Calls a method that must succeed and returns its result."""
        answer = await self.call(method, **parameters)
        assert answer["ok"], answer
        return answer["result"]

    async def refusal(self, method: str, **parameters: Any) -> tuple[int, str]:
        """Calls a method that must be refused and returns the code and the description."""
        answer = await self.call(method, **parameters)
        assert not answer["ok"], answer
        return answer["error_code"], answer["description"]

    async def upload(self, method: str, data: bytes, **parameters: str) -> Json:
        """Calls a method with a file in a multipart form and returns the whole answer."""
        form = aiohttp.FormData(parameters)
        form.add_field("document", data, filename="paper.pdf", content_type="application/pdf")
        async with self.session.post(
            f"{self.sandbox.bot_base_url}{self.sandbox.token}/{method}", data=form
        ) as response:
            answer: Json = await response.json()
        return answer

    async def control(self, path: str, body: Json | None = None, *, method: str = "POST") -> tuple[int, Any]:
        """Calls the control side and returns the HTTP status and the JSON answer."""
        async with self.session.request(method, f"{self.sandbox.url}/sandbox/{path}", json=body) as response:
            return response.status, await response.json()

    async def look(self, path: str) -> Any:
        """Reads the control side."""
        status, answer = await self.control(path, method="GET")
        assert status == 200, answer
        return answer
