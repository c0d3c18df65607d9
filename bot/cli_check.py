"""The gate's answer on the command line: lines to read, and the instant somebody asks about."""

from datetime import datetime, time
from typing import Any

import typer


def lines_of(facts: dict[str, Any]) -> list[str]:
    """Word what the gate said about one request, for staff."""
    if facts["state"] is None and "on" not in facts:
        return [f"There is no request {facts['code']}. Nothing may go out."]
    state = _plain(facts["state"] or "not written yet")
    then = f"on {facts['on']} it was" if "on" in facts else "the request is"
    lines = [f"{facts['code']}: {_plain(facts['verdict'])} ({then} {state})"]
    lines += [f"  may go out: {_item(item)}" for item in facts["may_go"]]
    lines += [f"  do not send: {_item(item)}" for item in facts["not_go"]]
    for reason in facts["reasons"]:
        lines.append(f"  because: {_plain(reason['code'])} ({reason['id']}); next: {_plain(reason['step'])}")
    lines += [f"  send with it: {_plain(each['code'])} ({each['id']})" for each in facts["attach"]]
    if facts["may_go"] and "on" not in facts:
        lines.append(f"  ask again after {facts['valid_seconds'] // 60} minutes; the consent ends {facts['until']}")
    return lines


def instant(typed: str) -> datetime:
    """Read a day (its last moment) or an instant; without a zone, on the agency's clock. Raises typer.BadParameter."""
    try:
        at = datetime.fromisoformat(typed)
    except ValueError:
        wrong = "Type a day such as 2027-03-01, or an instant such as 2027-03-01T15:00+00:00."
        raise typer.BadParameter(wrong) from None
    if "T" not in typed and " " not in typed.strip():
        return datetime.combine(at.date(), time.max)
    return at


def _item(item: dict[str, str]) -> str:
    return f"{_plain(item['category'])}, {item['first']} to {item['last']}"


def _plain(code: str) -> str:
    return str(code).replace("_", " ")
