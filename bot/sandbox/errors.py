"""The two ways to say no: to the bot as Telegram words it, to a script in one sentence."""


class Refusal(Exception):
    """An answer with `ok: false`, worded as the Bot API words it."""

    def __init__(self, code: int, description: str, *, retry_after: int | None = None) -> None:
        """Keeps the HTTP status, the description and, for 429, the seconds to wait."""
        super().__init__(description)
        self.code = code
        self.description = description
        self.retry_after = retry_after

    def body(self) -> dict[str, object]:
        """Returns the JSON body of the answer."""
        answer: dict[str, object] = {"ok": False, "error_code": self.code, "description": self.description}
        if self.retry_after is not None:
            answer["parameters"] = {"retry_after": self.retry_after}
        return answer


class Misuse(Exception):
    """A call of the control side that cannot be done, with one sentence that says why."""

    def __init__(self, status: int, sentence: str) -> None:
        """Keeps the HTTP status and the sentence."""
        super().__init__(sentence)
        self.status = status
        self.sentence = sentence


def too_many_requests(seconds: int) -> Refusal:
    """Returns the 429 that asks the bot to wait for `seconds`."""
    return Refusal(429, f"Too Many Requests: retry after {seconds}", retry_after=seconds)
