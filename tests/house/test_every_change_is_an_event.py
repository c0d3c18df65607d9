"""What the pen changes stands in the record: every function of the ledger writes an event, or says why it need not."""

import ast
from collections.abc import Iterator

from tests.house.looking import Source, offences, sees, sources

WRITES = {"execute", "change", "ask", "merge"}
TELLS = {"event", "append"}
#: What changes nothing about a person's information, or is told by the events of whoever calls it.
NO_EVENT = {
    "save_draft": "a half-written request is nobody's record yet",
    "drop_draft": "a half-written request is nobody's record yet",
    "move_digest": "when a morning list comes is not about anybody's information",
    "use_invitation": "whoever comes in by it is an event of theirs in the same unit of work",
    "code_is_right": "a right code and the last wrong one are events of whoever typed it",
    "answer_question": "told by the request's chain, or the client's: bot.actions.casework",
    "add_disclosure": "the release, or the sharing without a yes, is the event: bot.actions.releasing, owning_up",
    "remember": "the index over an event that was just written",
    "move": "the index over events that were just written",
    "put_off": "that it was agreed is an event; the day follows from the law",
    "look_again": "when the clock looks at a birthday again is not about what was said",
    "suspend": "what the official said is the event of whoever wrote it down: bot.actions.suspending",
    "blank": "what was in it is told by the events that it led to; how long it stays is an event: keep_days",
    "forget_updates": "the erasure is the event, and a refused update is nobody's record",
}
#: What is said and heard is its own record: rows of the outbox and the inbox.
OF_MESSAGES = {"db/ledger/messages.py", "db/ledger/record.py"}


def silent_change(source: Source) -> Iterator[str]:
    if not source.path.startswith("db/ledger/") or source.path in OF_MESSAGES:
        return
    functions = {node.name: node for node in source.tree.body if isinstance(node, ast.FunctionDef)}
    for name, node in functions.items():
        called = _called(node, functions)
        if not name.startswith("_") and name not in NO_EVENT and called & WRITES and not called & TELLS:
            yield f"{node.lineno} {name} changes something without an event"


def _called(node: ast.FunctionDef, functions: dict[str, ast.FunctionDef]) -> set[str]:
    """Every name that a function calls, itself or through its neighbours in the module."""
    found: set[str] = set()
    waiting = [node]
    while waiting:
        for call in ast.walk(waiting.pop()):
            if isinstance(call, ast.Call):
                name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
                if name in functions and name not in found:
                    waiting.append(functions[name])
                found.add(name)
    return found


def test_a_change_without_an_event_is_seen() -> None:
    silent = "def rename(session):\n    session.connection().execute(1)\n"
    through = silent + "def louder(session):\n    rename(session)\n    event(session)\n"

    assert sees(silent_change, silent, "db/ledger/planted.py")
    assert len(offences(silent_change, [Source("db/ledger/p.py", through, ast.parse(through))])) == 1


def test_every_change_of_the_ledger_is_an_event() -> None:
    assert offences(silent_change, sources("db")) == []


def test_what_is_left_out_still_exists() -> None:
    named = {
        node.name
        for source in sources("db")
        if source.path.startswith("db/ledger/")
        for node in source.tree.body
        if isinstance(node, ast.FunctionDef)
    }

    assert set(NO_EVENT) <= named
