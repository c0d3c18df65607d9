"""The storm: hundreds of clients answer while bots are killed and Telegram fails; then everything is reckoned up."""

import argparse
import asyncio
import sys
import tempfile
from collections.abc import Collection, Iterator, Sequence
from contextlib import AsyncExitStack, contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from random import Random

import aiohttp
from sqlmodel import Session, func, select

from bench.children import sandbox
from bench.storm_bots import Bots, bots, get_ready
from bench.storm_evidence import read_phone, read_record
from bench.storm_facts import Message, Record, Storm
from bench.storm_people import Person, ring_bells
from bench.storm_reckoning import Finding, reckon, table
from bench.storm_stage import CLINICIANS, Stage, set_the_stage
from bench.storm_weather import Weather
from bench.storm_words import Reading, read_languages
from db import inbox, outbox
from db.outbox_statements import OPEN
from db.tables import Outbox

ENGINES = ("sqlite", "postgresql")
ASKED_TWICE = 0.15  #: The share of clients who get a second question.
SHOWN = 12  #: Differences that are printed.
REST = 120.0  #: Seconds after which bots that still have work will never come to rest.


@dataclass(frozen=True, slots=True)
class Plan:
    """How bad the storm is."""

    seed: int
    kills: int = 200
    clients: int = 300
    workers: int = 1
    life: float = 2.0  #: Seconds that a bot lives in the mean; it takes about half a second to begin.
    longest: float = 900.0  #: Seconds for all of it.

    @property
    def lasts(self) -> float:
        """About how many seconds the killing takes."""
        return self.kills * (self.life / self.workers + 0.1)

    def chance(self, of: str) -> Random:
        """Chance that comes again with the same seed, apart for each part of the storm."""
        return Random(f"{self.seed}:{of}")  # noqa: S311 - it has to come again, and guards nothing


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a storm came to."""

    findings: Sequence[Finding]
    told: str  #: How bad it was, in one line.
    last_words: str


async def storm(plan: Plan, url: str, folder: Path) -> Outcome:
    """Let a storm loose on an empty database. Raises TimeoutError when it takes too long."""
    async with asyncio.timeout(plan.longest), AsyncExitStack() as end:
        get_ready()
        reading = read_languages()
        telegram = await end.enter_async_context(sandbox(folder))
        http = await end.enter_async_context(aiohttp.ClientSession())
        stage = await set_the_stage(
            http, telegram, url, folder, clients=plan.clients, chance=plan.chance("stage"), within=plan.lasts
        )
        end.push_async_callback(stage.db.close)
        crew = bots(stage.settings(telegram), folder, plan.chance("kills"), plan.workers)
        machines = await end.enter_async_context(crew)
        chats = [phone.user_id for phone in stage.phones]
        weather = Weather(http, telegram, plan.chance("weather"), chats)
        people = await _rage(plan, stage, machines, weather, reading)
        await _rest(stage, weather)
        await machines.stop()
        record = await stage.db.read(lambda session: _record(session, stage, chats, reading))
        shown = [message for phone in stage.phones for message in await read_phone(phone, reading)]
        never_came = await weather.forgotten() - {update.key for update in record.updates}
        findings = reckon(_left(people, record, shown, weather, machines, never_came))
        told = (
            f"{_told(people, machines, weather, record)}, {len(never_came)} taps that Telegram forgot before we asked"
        )
        return Outcome(findings, told, machines.last_words())


async def _rage(plan: Plan, stage: Stage, machines: Bots, weather: Weather, reading: Reading) -> list[Person]:
    """People, kills and bad weather at once, until enough bots were killed and everybody has come to an end."""
    people = _people(plan, stage, reading)
    clear = asyncio.Event()
    chance = plan.chance("people")
    rests = max(plan.lasts / 6, 1.0)
    lives = [person.live(chance.uniform(0, plan.lasts * 0.7), rests, clear) for person in people]
    several = [number for number, person in enumerate(people) if person.several]
    async with asyncio.TaskGroup() as tasks:
        around = [
            tasks.create_task(ring_bells(weather.session, weather.url, people)),
            tasks.create_task(weather.rage()),
        ]
        living = [tasks.create_task(life) for life in lives]
        asking = tasks.create_task(stage.ask_later(plan.chance("asks"), several, plan.lasts * 0.7))
        await machines.kill_at_random(plan.kills, plan.life, lambda: _reached(people) >= plan.clients)
        await asking
        around[1].cancel()
        await weather.clear_up()
        clear.set()
        await asyncio.gather(*living)
        around[0].cancel()
    return people


def _people(plan: Plan, stage: Stage, reading: Reading) -> list[Person]:
    chance, found = plan.chance("who"), []
    for number, phone in enumerate(stage.phones[CLINICIANS:]):
        tongue = reading.tongues[stage.language_of(number)]
        several = chance.random() < ASKED_TWICE
        found.append(Person(phone, tongue, plan.chance(f"person {number}"), several))
    return found


def _acts(people: Sequence[Person]) -> int:
    return sum(len(person.diary) for person in people)


def _reached(people: Sequence[Person]) -> int:
    """How often people got what they wanted: the killing goes on until that is once each, or it would prove nothing."""
    return sum(person.reached for person in people)


async def _rest(stage: Stage, weather: Weather) -> None:
    """Wait until nothing waits at Telegram, in the inbox or in the outbox; what never comes to rest is found later."""
    with suppress(TimeoutError):
        async with asyncio.timeout(REST):
            while await _busy(stage, weather):  # noqa: ASYNC110 - other processes ring no bell here
                await asyncio.sleep(0.2)


async def _busy(stage: Stage, weather: Weather) -> bool:
    async with weather.session.get(f"{weather.url}/sandbox/state") as answer:
        if (await answer.json())["pending_updates"]:
            return True
    return await stage.db.read(_has_work)


def _has_work(session: Session) -> bool:
    tried = select(func.count()).where(OPEN, Outbox.state == "queued", Outbox.attempts > 0)
    if session.exec(tried).one():  # It failed before, and waits for its next try.
        return True
    return bool(inbox.waiting(session, 1)) or outbox.count_open(session, datetime.now(UTC)) > 0


def _record(session: Session, stage: Stage, chats: Sequence[int], reading: Reading) -> Record:
    return read_record(session, stage.vault, chats, reading, datetime.now(UTC))


def _left(
    people: Sequence[Person],
    record: Record,
    shown: Sequence[Message],
    weather: Weather,
    machines: Bots,
    never_came: Collection[str],
) -> Storm:
    """What is to be compared: all but the taps that died at Telegram, after 150 seconds in which no bot was there."""
    acts = tuple(act for person in people for act in person.diary if act.key not in never_came)
    return Storm(acts, record, tuple(shown), frozenset(weather.poison), machines.ended, len(people) // 5)


def _told(people: Sequence[Person], machines: Bots, weather: Weather, record: Record) -> str:
    again = sum(person.gave_up for person in people)
    return (
        f"{machines.kills} kills, {weather.blows} blows of bad weather ({len(weather.poison)} poisoned updates), "
        f"{len(people)} clients, {len(record.cases)} requests, {_acts(people)} taps and texts, "
        f"{len(record.rows)} messages, {again} times somebody gave up"
    )


@contextmanager
def _database(engine: str, folder: Path) -> Iterator[str]:
    """Give the address of an empty database."""
    if engine == "sqlite":
        yield f"sqlite:///{folder / 'storm.db'}"
        return
    from tests.stores import PostgreSQL  # A throw-away server; only here, since it starts one.

    server = PostgreSQL()
    try:
        yield server.url(server.create("template0"))
    finally:
        server.stop()


def weather(engine: str, plan: Plan) -> bool:
    """Run one storm and print what came of it; tell whether it was weathered."""
    with tempfile.TemporaryDirectory(prefix="askfirst-storm-") as name, _database(engine, Path(name)) as url:
        try:
            outcome = asyncio.run(storm(plan, url, Path(name)))
        except TimeoutError:
            sys.stdout.write(
                f"A storm on {engine}, seed {plan.seed}, did not end in {plan.longest / 60:g} minutes.\n\n"
            )
            return False
    say = [f"A storm on {engine}, {plan.workers} at work, seed {plan.seed}: {outcome.told}", table(outcome.findings)]
    for finding in outcome.findings[:SHOWN]:
        say.append(f"  {finding.wrong.value}: {finding.where} {finding.what}".rstrip())
    if outcome.findings:
        say.append(
            f"  Again with: python -m bench.storm --engine {engine} --kills {plan.kills} "
            f"--clients {plan.clients} --seed {plan.seed}\n{outcome.last_words}"
        )
    sys.stdout.write("\n".join(say) + "\n\n")
    sys.stdout.flush()
    return not outcome.findings


def main(arguments: Sequence[str] | None = None) -> None:
    """Let storms loose as the command line says. Exits 1 if any was not weathered."""
    parser = argparse.ArgumentParser(prog="python -m bench.storm", description=__doc__)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--clients", type=int, default=300)
    parser.add_argument("--engine", choices=(*ENGINES, "both"), default="both")
    parser.add_argument("--seed", type=int, default=None, help="the same storm again, as far as chance allows")
    parser.add_argument("--minutes", type=float, default=15.0, help="the longest that one storm may take")
    given = parser.parse_args(arguments)
    seed = Random().randrange(1_000_000) if given.seed is None else given.seed  # noqa: S311 - any number will do
    weathered = []
    for engine in ENGINES if given.engine == "both" else (given.engine,):
        workers = 1 if engine == "sqlite" else 2
        weathered.append(weather(engine, Plan(seed, given.kills, given.clients, workers, longest=60 * given.minutes)))
    sys.exit(0 if all(weathered) else 1)


if __name__ == "__main__":
    main()
