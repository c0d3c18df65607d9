"""The demo: up in seconds, something to tap, and begun anew whenever one likes."""

from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest

from bot.demo.stage import Stage
from bot.sandbox.phone import Phone


@pytest.fixture
async def stage() -> AsyncIterator[Stage]:
    """The demo on a free port."""
    opened = Stage()
    await opened.open("127.0.0.1", 0)
    yield opened
    await opened.close()


View = dict[str, list[dict[str, Any]]]


async def desk(http: aiohttp.ClientSession, stage: Stage) -> View:
    async with http.get(f"{stage.url}/sandbox/desk") as answer:
        assert answer.status == 200
        view: View = await answer.json()
        return view


def phone_of(http: aiohttp.ClientSession, stage: Stage, seen: View, role: str) -> Phone:
    return Phone(http, stage.url, next(person["user_id"] for person in seen["people"] if person["role"] == role))


async def test_a_question_waits_on_the_clients_phone(stage: Stage, http: aiohttp.ClientSession) -> None:
    seen = await desk(http, stage)
    (request,) = seen["requests"]
    assert (request["client"], request["state"]) == ("M.R.", "asked")
    assert {person["role"] for person in seen["people"]} == {"client", "clinician"}
    client = phone_of(http, stage, seen, "client")
    assert "Open" in await client.labels()


async def test_the_first_scene_is_an_insurer_who_asks(stage: Stage, http: aiohttp.ClientSession) -> None:
    client = phone_of(http, stage, await desk(http, stage), "client")
    await client.tap("Open")

    card = await client.wait_for("You decide")

    assert "Green Valley Health Plan" in card["text"]


async def test_the_strip_follows_the_answer(stage: Stage, http: aiohttp.ClientSession) -> None:
    client = phone_of(http, stage, await desk(http, stage), "client")
    await client.tap("Open")
    await client.wait_for("You decide")
    await client.tap("Share nothing")
    await client.wait_for("Saved")
    (request,) = (await desk(http, stage))["requests"]
    assert request["state"] == "denied"
    assert request["release"]["result"] == "block"
    assert "The client said no." in request["release"]["reasons"]


async def test_one_more_client_can_be_invited_and_arrives(stage: Stage, http: aiohttp.ClientSession) -> None:
    async with http.post(f"{stage.url}/sandbox/desk/new-client", json={"language": "es", "alias": "L.V."}) as answer:
        made = await answer.json()
    newcomer = Phone(http, stage.url, made["user_id"])
    await newcomer.start(made["link_payload"])
    await newcomer.wait_for("Español")
    people = (await desk(http, stage))["people"]
    assert ("client", "L.V.") in [(person["role"], person["name"]) for person in people]


async def test_moving_the_clock_brings_what_is_due(stage: Stage, http: aiohttp.ClientSession) -> None:
    client = phone_of(http, stage, await desk(http, stage), "client")
    async with http.post(f"{stage.url}/sandbox/clock", json={"advance": 2 * 86400 + 60}) as answer:
        assert answer.status == 200
    await client.wait_for("still open")


async def test_begun_anew_nothing_of_before_is_left(stage: Stage, http: aiohttp.ClientSession) -> None:
    before = await desk(http, stage)
    async with http.post(f"{stage.url}/sandbox/clock", json={"advance": 12 * 3600}) as answer:
        assert answer.status == 200
    async with http.post(f"{stage.url}/sandbox/desk/reset", json={}) as answer:
        assert answer.status == 200
    after = await desk(http, stage)
    assert len(after["requests"]) == 1
    assert after["requests"][0]["code"] != before["requests"][0]["code"]
    assert not {p["user_id"] for p in before["people"]} & {p["user_id"] for p in after["people"]}
    assert "Open" in await phone_of(http, stage, after, "client").labels()
