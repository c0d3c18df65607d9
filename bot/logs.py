"""What is logged: where something went wrong and of which kind, never a token and never anybody's words (TG-15)."""

import logging
import re
import traceback

TOKEN = re.compile(r"\b(bot)?\d{3,}:[A-Za-z0-9_-]{8,}")
HIDDEN = "[token]"
QUIET = ("httpx", "httpcore", "telegram", "apscheduler", "aiohttp", "alembic", "sqlalchemy", "uvicorn")


class Redacting(logging.Filter):
    """Takes tokens out of every record, and out of every trace what the error said: that may be anybody's words."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Clean the record in place, and let it pass."""
        record.msg = TOKEN.sub(HIDDEN, record.getMessage())
        record.args = None
        if record.exc_info and record.exc_info[0] is not None:
            where = "".join(traceback.format_tb(record.exc_info[2]))
            record.exc_text = TOKEN.sub(HIDDEN, f"{where}{record.exc_info[0].__name__}")
            record.exc_info = None
        return True


def set_up(level: int = logging.INFO) -> None:
    """Send the log to standard error, clean."""
    handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    root = logging.getLogger()
    root.addHandler(handler)
    root.setLevel(level)
    keep_clean(root)


def keep_clean(root: logging.Logger) -> None:
    """Put the filter on every handler there is, and quieten those who log addresses and whole messages."""
    for handler in root.handlers:
        handler.addFilter(Redacting())
    for name in QUIET:
        logging.getLogger(name).setLevel(logging.WARNING)
