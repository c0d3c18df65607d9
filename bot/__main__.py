"""`python -m bot` is the same as `askfirst`."""

from bot.cli import app

app()
