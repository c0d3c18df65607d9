"""No token and nobody's words in any log."""

import io
import logging

import pytest

from bot import logs

TOKEN = "123456789:AAE-secret_secret_secret_secret_sec"


@pytest.fixture
def written() -> tuple[logging.Logger, io.StringIO]:
    """A logger that writes as the machine's do, and what it wrote."""
    page = io.StringIO()
    logger = logging.Logger("somewhere")
    logger.addHandler(logging.StreamHandler(page))
    logs.keep_clean(logger)
    return logger, page


def test_a_token_in_an_address_is_hidden(written: tuple[logging.Logger, io.StringIO]) -> None:
    """TG-15, TG-17."""
    logger, page = written
    logger.warning("POST https://api.telegram.org/bot%s/sendMessage", TOKEN)
    logger.warning("token " + TOKEN)
    assert TOKEN not in page.getvalue()
    assert page.getvalue().count("[token]") == 2


def test_a_trace_tells_where_and_not_what(written: tuple[logging.Logger, io.StringIO]) -> None:
    """TG-15."""
    logger, page = written
    somebody_said = "I am so a" + "fraid of him " + TOKEN
    try:
        int(somebody_said)
    except ValueError:
        logger.exception("something went wrong")
    assert "afraid" not in page.getvalue()
    assert TOKEN not in page.getvalue()
    assert "ValueError" in page.getvalue()
    assert "test_logs.py" in page.getvalue()


def test_those_who_log_whole_messages_are_quiet(written: tuple[logging.Logger, io.StringIO]) -> None:
    assert not logging.getLogger("httpx").isEnabledFor(logging.INFO)
    assert not logging.getLogger("telegram.Bot").isEnabledFor(logging.DEBUG)
