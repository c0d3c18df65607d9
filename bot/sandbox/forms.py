"""The parameters of a Bot API request, however the bot chose to send them."""

import json
from typing import Any

from aiohttp import web
from yarl import URL

from bot.sandbox.errors import Refusal
from bot.sandbox.files import Upload

Json = dict[str, Any]

_ATTACHED = "attach://"


async def read_parameters(request: web.BaseRequest) -> Json:
    """Returns raw parameters from the query, a form, a multipart form or a JSON body; raises Refusal (400, 413)."""
    given: Json = dict(request.query) if request.query_string else {}
    if request.method == "GET" or not request.can_read_body:
        return given
    try:
        given |= await _body(request)
    except web.HTTPRequestEntityTooLarge as error:
        raise Refusal(413, "Request Entity Too Large") from error
    return given


async def _body(request: web.BaseRequest) -> Json:
    match request.content_type:
        case "application/json":
            return _from_json(await request.read())
        case "multipart/form-data":
            return await _from_multipart(request)
        case _:
            return _from_form(await request.read())


def _from_form(body: bytes) -> Json:
    # yarl, which aiohttp stands on, unquotes in C: many times faster than the standard library, and this is a hot spot.
    try:
        return dict(URL.build(query_string=body.decode(), encoded=True).query)
    except UnicodeDecodeError as error:
        raise Refusal(400, "Bad Request: strings must be encoded in UTF-8") from error


def _from_json(body: bytes) -> Json:
    try:
        given = json.loads(body)
    except ValueError as error:
        raise Refusal(400, "Bad Request: can't parse request JSON object") from error
    if not isinstance(given, dict):
        raise Refusal(400, "Bad Request: can't parse request: expected an Object")
    return given


async def _from_multipart(request: web.BaseRequest) -> Json:
    form = await request.post()
    given: Json = {name: _part(value) for name, value in form.items()}
    for name, value in given.items():
        if isinstance(value, str) and value.startswith(_ATTACHED):
            given[name] = given.get(value.removeprefix(_ATTACHED), value)
    return given


def _part(value: str | bytes | bytearray | web.FileField) -> str | Upload:
    if isinstance(value, web.FileField):
        with value.file:
            return Upload(value.filename, value.content_type, value.file.read())
    return value if isinstance(value, str) else value.decode()
