"""The gate's answer on the command line: lines to read."""

from typing import Any


def lines_of(facts: dict[str, Any]) -> list[str]:
    """Word what the gate said about one request, for staff."""
    if facts["state"] is None:
        return [f"There is no request {facts['code']}. Nothing may go out."]
    lines = [f"{facts['code']}: {_plain(facts['verdict'])} (the request is {_plain(facts['state'])})"]
    lines += [f"  may go out: {_item(item)}" for item in facts["may_go"]]
    lines += [f"  do not send: {_item(item)}" for item in facts["not_go"]]
    lines += [f"  because: {_plain(reason['code'])} ({reason['id']})" for reason in facts["reasons"]]
    if facts["may_go"]:
        lines.append(f"  ask again after {facts['valid_seconds'] // 60} minutes; the consent ends {facts['until']}")
    return lines


def _item(item: dict[str, str]) -> str:
    return f"{_plain(item['category'])}, {item['first']} to {item['last']}"


def _plain(code: str) -> str:
    return str(code).replace("_", " ")
