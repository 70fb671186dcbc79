"""What the OpenAPI says of bodies and answers: made from the structs that are sent, so that it cannot differ from them."""

from __future__ import annotations

from typing import Any

import msgspec
from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from ticketoffice.central import soundness
from ticketoffice.domain import travel
from ticketoffice.sync.http import wire

SHAPES = (
    wire.Push,
    wire.Catalogue,
    wire.Authority,
    wire.Refusal,
    travel.Answers,
    travel.Page,
    travel.LoadPage,
    travel.OrdersAgain,
    travel.Digest,
    travel.Enrolment,
    travel.Welcome,
    travel.Reserved,
    wire.Places,
)
_HEX = {"pattern": soundness.ID}
_BASE64 = "^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$"


def _bytes(count: int) -> dict[str, Any]:
    padded = -count % 3
    length = (count + padded) // 3 * 4
    return {
        "minLength": length,
        "maxLength": length,
        "pattern": f"^[A-Za-z0-9+/]{{{length - padded}}}{'=' * padded}$",
    }


def _seq(least: int) -> dict[str, int]:
    return {"minimum": least, "maximum": soundness.LARGEST_SEQ}


BOUNDS: dict[str, dict[str, dict[str, Any]]] = {
    "Push": {"operations": {"maxItems": wire.LONGEST_BATCH}},
    "Sent": {
        "id": _HEX,
        "seq": _seq(1),
        "body": {"minLength": 4, "pattern": _BASE64},
        "signature": _bytes(soundness.SIGNATURE_BYTES),
        "effect": {"maxLength": soundness.LONGEST_WORD},
    },
    "Places": {"places": {"maxItems": travel.MOST_PLACES}},
    "Place": {"performance": _HEX, "zone": _HEX, "seat": {"maxLength": soundness.LONGEST_WORD}},
    "PersonRecord": {"person": _HEX, "revision": _seq(0)},
    "NoteText": {"note": _HEX},
    "Enrolment": {
        "desk": _HEX,
        "name": {"maxLength": soundness.LONGEST_NAME},
        "epochs": {"minItems": 1, "maxItems": soundness.MOST_EPOCHS},
    },
    "Epoch": {
        "epoch": _HEX,
        "seq": _seq(1),
        "public_key": _bytes(soundness.KEY_BYTES),
        "hash": _bytes(soundness.HASH_BYTES),
    },
}
"""What `soundness` asks of fields beyond their type."""

SAID = {
    401: "The token is missing, or it is not that of a desk (`access_ended`).",
    403: "The code is not known, was used or is too old; or this desk was put out (`revoked`).",
    409: "This book may not join: it is no live book, it joined already, or it has work of its own and the centre is in use.",
    413: "More than is taken at once (`too_large`).",
    422: "The request does not have the documented shape (`wrong_request`).",
    426: "This version of the program is too old for this centre (`too_old`).",
    429: "Too many wrong codes; nobody joins for some minutes (`too_many_tries`).",
    503: "Not now: the database does not answer or is busy. Nothing was said about any operation. Ask again later.",
}


def body_of(shape: str) -> dict[str, Any]:
    """The request body of an operation, for `openapi_extra`."""
    content = {wire.JSON: {"schema": _reference(shape)}}
    return {"requestBody": {"required": True, "content": content}}


def answers(shape: str | None, *faults: int, said: str, kind: str = wire.JSON) -> dict[int | str, dict[str, Any]]:
    """What an endpoint answers: the expected shape, and errors in their one shape."""
    schema = {"type": "string"} if shape is None else _reference(shape)
    found: dict[int | str, dict[str, Any]] = {200: {"description": said, "content": {kind: {"schema": schema}}}}
    for status in faults:
        found[status] = {"description": SAID[status], "content": {wire.JSON: {"schema": _reference("Refusal")}}}
        if status in (429, 503):
            found[status]["headers"] = {
                "Retry-After": {"description": "Seconds.", "schema": {"type": "integer"}, "required": True}
            }
    return found


def document(app: FastAPI) -> dict[str, Any]:
    """The whole OpenAPI, made once."""
    if app.openapi_schema is None:
        schema = get_openapi(title=app.title, version=app.version, description=app.description, routes=app.routes)
        _, shapes = msgspec.json.schema_components(SHAPES, ref_template="#/components/schemas/{name}")
        for name, fields in BOUNDS.items():
            for field, bounds in fields.items():
                shapes[name]["properties"][field] |= bounds
        schema.setdefault("components", {})["schemas"] = msgspec.to_builtins(shapes)
        app.openapi_schema = schema
    return app.openapi_schema


def _reference(shape: str) -> dict[str, str]:
    return {"$ref": f"#/components/schemas/{shape}"}
