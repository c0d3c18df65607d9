"""A log line is constant words, and ids as its arguments: what a person said cannot slip into it."""

import ast
from collections.abc import Iterator

import pytest

from tests.house.looking import Source, offences, sees, sources

LEVELS = {"debug", "info", "warning", "warn", "error", "exception", "critical", "fatal", "log"}
AT_A_TERMINAL = ("bot/cli", "bot/demo/")
LOGGERS = {"log", "logger", "logging", "_log", "_logger", "LOG", "LOGGER"}


def built_log_lines(source: Source) -> Iterator[str]:
    for node in ast.walk(source.tree):
        match node:
            case ast.Call(
                func=ast.Attribute(attr=level, value=ast.Name(id=owner) | ast.Attribute(attr=owner)), args=arguments
            ) if level in LEVELS and owner in LOGGERS:
                line = arguments[1:2] if level == "log" else arguments[:1]
                if not all(isinstance(words, ast.Constant) and isinstance(words.value, str) for words in line):
                    yield f"{node.lineno} builds a log line"
            case _:
                continue


def printing(source: Source) -> Iterator[str]:
    for node in ast.walk(source.tree):
        match node:
            case ast.Call(func=ast.Name(id="print")):
                yield f"{node.lineno} prints"
            case _:
                continue


@pytest.mark.parametrize(
    "text",
    [
        "log.info(f'case {code}')",
        "logger.warning('case %s' % code)",
        "logging.error('case ' + code)",
        "self.log.info('case {}'.format(code))",
        "log.exception(error)",
        "log.log(20, f'case {code}')",
    ],
)
def test_a_built_log_line_is_seen(text: str) -> None:
    assert sees(built_log_lines, text)


@pytest.mark.parametrize(
    "text", ["log.info('case %s sent', code)", "log.log(20, 'sent')", "math.log(x)", "book.info(x)"]
)
def test_constant_words_with_ids_are_allowed(text: str) -> None:
    assert not sees(built_log_lines, text)


def test_a_print_is_seen() -> None:
    assert sees(printing, "print(client)")


def test_every_log_line_is_plain() -> None:
    """TG-15."""
    looked_at = sources("consent", "db", "bot")

    assert len(looked_at) >= 30
    assert offences(built_log_lines, looked_at) == []


def test_nothing_prints_behind_the_back_of_the_log() -> None:
    looked_at = [source for source in sources("consent", "db", "bot") if not source.path.startswith(AT_A_TERMINAL)]

    assert offences(printing, looked_at) == []
