"""The time where a client is: nobody asks where they live, what their clock shows is enough (REM-2)."""

from datetime import datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from bot.actions.arriving import change, show_setting
from bot.actions.turn import Turn, show
from bot.screens import Button, Press, Screen
from db.shapes import ClientFacts

FARTHEST: Final = timedelta(hours=3)

#: One or two places for each hour; where two share an hour for a part of the year, the more usual one comes first.
PLACES: Final = (
    "Pacific/Honolulu",
    "America/Anchorage",
    "America/Los_Angeles",
    "America/Denver",
    "America/Phoenix",
    "America/Chicago",
    "America/New_York",
    "America/Puerto_Rico",
    "America/Halifax",
    "America/St_Johns",
    "America/Sao_Paulo",
    "Atlantic/Azores",
    "Europe/London",
    "Europe/Berlin",
    "Africa/Lagos",
    "Europe/Athens",
    "Africa/Cairo",
    "Africa/Nairobi",
    "Asia/Dubai",
    "Asia/Karachi",
    "Asia/Kolkata",
    "Asia/Dhaka",
    "Asia/Bangkok",
    "Asia/Shanghai",
    "Asia/Tokyo",
    "Australia/Adelaide",
    "Australia/Sydney",
    "Pacific/Auckland",
)


def zones_near(agency: str, now: datetime) -> tuple[str, ...]:
    """IANA names near the agency's, the earliest time of day first, each showing another time at `now`."""
    here = _offset(agency, now)
    by_hour = {here: agency}
    for place in PLACES:
        by_hour.setdefault(_offset(place, now), place)
    near = [offset for offset in by_hour if abs(offset - here) <= FARTHEST]
    return tuple(by_hour[offset] for offset in sorted(near))


def _offset(zone: str, now: datetime) -> timedelta:
    return now.astimezone(ZoneInfo(zone)).utcoffset() or timedelta()


def show_zones(turn: Turn, client: ClientFacts) -> None:
    """Ask what time it is where the client is: one button for each hour near the agency's."""
    zones = zones_near(turn.agency.timezone, turn.now)
    keys = (*(Button(Press.ZONE, zone) for zone in zones), Button(Press.ZONE, "skip"))
    facts = {"zones": [{"id": zone, "at": turn.now.isoformat()} for zone in zones]}
    turn.reply(client, show(Screen.SETTING_ZONE, facts, *keys), topic="arriving")


def choose_zone(turn: Turn, client: ClientFacts, choice: str) -> None:
    """Keep the client's zone, and go back to the question about the hours; skipping keeps what was."""
    if choice != "skip":
        client = change(turn, client, "setting_zone", timezone=choice)
    show_setting(turn, client, "window")
